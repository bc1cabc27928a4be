"""PageItem: what templates know of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class PageItem(dict[str, object]):
    """A page in a collection: a mapping, and the page's key out of templates' reach.

    What is expensive, the content, is not in it; templates make it when they ask.
    """

    __slots__ = ("_for_hooks", "_key")

    def __init__(self, key: str, values: Mapping[str, object]) -> None:
        """Take the page's key, and what is known of it."""
        super().__init__(values)
        self._key = key
        self._for_hooks: object = None


PageItem.__name__ = "page"  # so Jinja calls it where it refuses a change


def key_of(item: PageItem) -> str:
    """Tell which page an item stands for."""
    return item._key  # noqa: SLF001 -- hidden from templates alone


def twin_of(item: PageItem, make: Callable[[PageItem], object]) -> object:
    """Take what hooks are given for an item, which is made once.

    Args:
        item: The page.
        make: Makes the twin.
    """
    if item._for_hooks is None:  # noqa: SLF001 -- hidden from templates alone
        item._for_hooks = make(item)  # noqa: SLF001
    return item._for_hooks  # noqa: SLF001
