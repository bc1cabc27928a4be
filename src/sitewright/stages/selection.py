"""Choose the pages that are published."""

from __future__ import annotations

from collections.abc import Iterable

from sitewright.model.build import Options
from sitewright.model.page import Page


def select_published(
    pages: Iterable[Page], options: Options
) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Leave out pending pages, and those dated after the time of the build.

    What is left out here is nowhere on the site: no file, menu, collection, feed,
    sitemap or redirect knows of it.

    Returns:
        The pages that are published, and those that are not, in the order given.
    """
    published, unpublished = [], []
    for page in pages:
        is_hidden = page.is_pending and not options.shows_drafts
        is_early = page.date is not None and page.date > options.now
        if is_hidden or (is_early and not options.shows_future):
            unpublished.append(page)
        else:
            published.append(page)
    return tuple(published), tuple(unpublished)
