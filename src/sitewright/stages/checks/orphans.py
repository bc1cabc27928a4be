"""Find pages that nobody finds: no link leads to them, or none but those of menus."""

from __future__ import annotations

from collections.abc import Iterator

from sitewright.kernel.diagnostics import Span
from sitewright.model.checks import Complaint, FinishedSite
from sitewright.model.leads import find_leads, is_in_menu
from sitewright.stages.checks.destinations import Destinations
from sitewright.stages.checks.visitors import HOME, is_for_visitors


def find_orphans(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Find pages that visitors should find and cannot.

    Pages that are no site to be walked through have none: there is no home among them,
    or no link from any to another.
    """
    linked, named = _find_linked(site)
    if HOME not in site.outputs or not linked - {HOME}:
        return
    for key, page in site.pages.items():
        path = page.page.output_path
        if path in named or path == HOME or not is_for_visitors(page):
            continue
        if path not in linked:
            message = "no page has a link to this one"
            hint = (
                "link to it, give it a place in the navigation, or leave it out of the "
                "sitemap"
            )
            yield key, Complaint("LNK008", message, hint, span=Span(page.page.path))
        else:
            message = "only menus have a link to this page"
            yield (
                key,
                Complaint("LNK009", message, "mention it where it helps a reader"),
            )


def _find_linked(site: FinishedSite) -> tuple[set[str], set[str]]:
    """Find the files that any link leads to, and those that one in a text does."""
    destinations = Destinations(site)
    linked: set[str] = set()
    named: set[str] = set()
    for page in site.pages.values():
        standpoint = destinations.standpoint(page)
        for lead in find_leads(page.markup):
            path = destinations.find(lead.address, standpoint).path
            if not path or path == page.page.output_path:
                continue
            linked.add(path)
            if lead.is_link and not is_in_menu(page.markup, lead.node):
                named.add(path)
    return linked, named
