"""Look at the links of a page: where they lead, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite


def find_disowned(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find links that are marked as if a visitor had written them."""
    for link in page.markup.of("a", "area"):
        if "ugc" in link.value("rel").lower().split():
            yield Complaint(
                "LNK010",
                "'ugc' says that a visitor wrote this link",
                "remove 'ugc' from its 'rel': the link is the site's own",
                (f'rel="{link.value("rel")}"', link.value("rel"), link.value("href")),
            )
