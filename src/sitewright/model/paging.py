"""Paging: one source that makes several pages, each with a part of some data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from sitewright.kernel.frozen import frozen


@frozen
class Paging:
    """What all pages of one paginated source share.

    Attributes:
        source: Name of the data that is divided, dotted: ``collections.news``.
        alias: Name under which a page sees its part, dotted; empty for none.
        size: How many items a page has at most.
        parts: The items of each page; at least one part.
        is_single: Whether an item stands for the list of it, as each page has but one.
        holds_pages: Whether the items are keys of pages, not values.
        holds_collections: Whether they are tuples of such keys, but for the values of
            collections of anything but pages.
        joins_collections: Whether all pages join the collections, not only the first.
        said: All that the source says under ``pagination``, as templates see it.
    """

    source: str
    alias: str
    size: int
    parts: tuple[tuple[object, ...], ...]
    is_single: bool = False
    holds_pages: bool = False
    holds_collections: bool = False
    joins_collections: bool = False
    said: Mapping[str, object] = field(default_factory=dict)

    def page_keys(self) -> Iterator[str]:
        """Name all pages that the items are, or hold."""
        for item in (item for part in self.parts for item in part):
            if self.holds_pages:
                yield str(item)
            elif self.holds_collections and isinstance(item, tuple):
                yield from item

    def shown(self, item: object, look: Callable[[str], object]) -> object:
        """Turn an item into what templates see.

        Args:
            item: One of the items.
            look: Finds a page by its key.
        """
        if self.holds_pages:
            return look(str(item))
        if self.holds_collections and isinstance(item, tuple):
            return [look(key) for key in item]
        return item
