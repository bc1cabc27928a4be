"""Paging: one source that makes several pages, each with a part of some data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """What all pages of one paginated source share.

    Attributes:
        source: Name of the data that is divided, dotted: ``collections.news``.
        alias: Name under which a page sees its part, dotted; empty for none.
        size: How many items a page has at most.
        parts: The items of each page; at least one part.
        holds_pages: Whether the items are keys of pages, not values.
        joins_collections: Whether all pages join the collections, not only the first.
    """

    source: str
    alias: str
    size: int
    parts: tuple[tuple[object, ...], ...]
    holds_pages: bool = False
    joins_collections: bool = False
