"""PageItem: what templates know of a page."""

from __future__ import annotations

from collections.abc import Mapping


class PageItem(dict[str, object]):
    """A page in a collection: a mapping, and the page's key out of templates' reach.

    What is expensive, the content, is not in it; templates make it when they ask.
    """

    __slots__ = ("_key",)

    def __init__(self, key: str, values: Mapping[str, object]) -> None:
        """Take the page's key, and what is known of it."""
        super().__init__(values)
        self._key = key


def key_of(item: PageItem) -> str:
    """Tell which page an item stands for."""
    return item._key  # noqa: SLF001 -- hidden from templates alone
