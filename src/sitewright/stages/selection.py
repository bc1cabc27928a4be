"""Choose the pages that are published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, Findings, Span, error
from sitewright.kernel.reports import count
from sitewright.model.build import Options
from sitewright.model.page import Page

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def select_published(
    pages: Iterable[Page], options: Options
) -> Checked[tuple[tuple[Page, ...], tuple[Page, ...]]]:
    """Leave out pending pages, and those dated after the time of the build.

    What is left out here is nowhere on the site: no file, menu, collection, feed,
    sitemap or redirect knows of it.

    Returns:
        The pages that are published, and those that are not, in the order given; and a
        finding if none is published, though there are pages.
    """
    published, unpublished = [], []
    for page in pages:
        is_hidden = page.is_pending and not options.shows_drafts
        is_early = page.date is not None and page.date > options.now
        if is_hidden or (is_early and not options.shows_future):
            unpublished.append(page)
        else:
            published.append(page)
    found: Findings = ()
    if unpublished and not published:
        found = (_nothing_left(unpublished[0].path, len(unpublished)),)
    return (tuple(published), tuple(unpublished)), found


def find_dates(pages: Iterable[Page]) -> Checked[tuple[datetime, ...]]:
    """Find the dates of pages, in order."""
    return tuple(sorted(page.date for page in pages if page.date)), ()


def last_passed(dates: Sequence[datetime], now: datetime) -> datetime:
    """Find the last of some dates in order that has passed; one long ago if none has."""
    place = bisect_right(dates, now)
    return dates[place - 1] if place else _LONG_AGO


def next_publication(dates: Sequence[datetime], options: Options) -> datetime | None:
    """Find when the first page that is held back is published; None for never."""
    place = bisect_right(dates, options.now)
    return dates[place] if place < len(dates) else None


def _nothing_left(path: str, number: int) -> Diagnostic:
    return error(
        "SRC008",
        f"no page is published: {count(number, 'page')} pending or dated in the future",
        Span(path),
        "publish one, or build with --drafts or --future",
    )
