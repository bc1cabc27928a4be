"""Table of contents: headings in a row become entries in a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sitewright.model.body import TocEntry
from sitewright.stages.markdown.headings import Heading


def build_toc(
    headings: Iterable[Heading], levels: Collection[int] = (2, 3)
) -> tuple[TocEntry, ...]:
    """Nest the headings of these levels; those without a word are left out.

    An entry belongs to the nearest entry before it of a higher heading, however
    many levels lie between; without one it stands at the top.
    """
    listed = [h for h in headings if h.level in levels and h.html]
    return _nest(listed)


def _nest(headings: Sequence[Heading]) -> tuple[TocEntry, ...]:
    entries: list[TocEntry] = []
    start = 0
    while start < len(headings):
        top = headings[start]
        end = start + 1
        while end < len(headings) and headings[end].level > top.level:
            end += 1
        children = _nest(headings[start + 1 : end])
        entries.append(TocEntry(top.level, top.id, top.text, top.html, children))
        start = end
    return tuple(entries)
