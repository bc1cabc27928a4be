"""Gather pages into named, ordered lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sitewright.kernel.diagnostics import Checked
from sitewright.model.page import Page

ALL = "all"

_UNDATED = datetime.min.replace(tzinfo=UTC)


def collect(pages: tuple[Page, ...]) -> Checked[Mapping[str, tuple[str, ...]]]:
    """Gather all pages into ``all`` and one collection for each tag.

    Follows Eleventy 3: sorted by date, then by path in UTF-16 order. Pages without a
    date come first, where Eleventy would go by the file's time of creation.

    Returns:
        The source paths of each collection's members by its name.
    """
    gathered: dict[str, list[str]] = {ALL: []}
    for page in in_order(pages):
        if ALL in page.excluded_from:
            continue
        for name in dict.fromkeys((ALL, *page.tags)):
            if name not in page.excluded_from:
                gathered.setdefault(name, []).append(page.key)
    return {name: tuple(members) for name, members in gathered.items()}, ()


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Sort pages by date, then by path."""
    return sorted(
        pages, key=lambda page: (page.date or _UNDATED, page.path.encode("utf-16-be"))
    )
