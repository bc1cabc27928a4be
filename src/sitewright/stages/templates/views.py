"""What a template sees of the site: every look at it is noted as a read.

The views are made anew for each render around that render's reader. They hold no site
data of their own, so nothing that a template shows can escape the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast, overload

from sitewright.model.facts import Reader
from sitewright.model.navigation import NavigationNode

Item = dict[str, object]


class CollectionView(Sequence[Item]):
    """One collection: a list of items, each read when it is looked at."""

    __slots__ = ("_paths", "_reader")

    def __init__(self, reader: Reader, paths: Sequence[str]) -> None:
        self._reader = reader
        self._paths = paths

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> CollectionView: ...
    def __getitem__(self, index: int | slice) -> Item | CollectionView:
        if isinstance(index, slice):
            return CollectionView(self._reader, self._paths[index])
        return self._item(self._paths[index])

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, self._paths)

    def _item(self, path: str) -> Item:
        return cast("Item", self._reader.read(f"page:{path}"))


class CollectionsView:
    """All collections by name; a name that no page has is undefined."""

    __slots__ = ("_reader",)

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __getitem__(self, name: str) -> CollectionView:
        paths = self._reader.read(f"collection:{name}")
        if paths is None:
            raise KeyError(name)
        return CollectionView(self._reader, cast("Sequence[str]", paths))

    def __contains__(self, name: object) -> bool:
        return self._reader.has(f"collection:{name}")

    def __iter__(self) -> Iterator[str]:
        return iter(cast("tuple[str, ...]", self._reader.read("collections")))


class _Standpoint:
    """The page from which the navigation is looked at; out of templates' reach.

    Attributes:
        key: Key of the page's entry; empty if it has none.
        trail: Keys from the top ancestor down to it.
    """

    __slots__ = ("key", "reader", "trail")

    def __init__(self, reader: Reader, path: str) -> None:
        self.reader = reader
        self.key = cast("str", reader.read(f"entry:{path}") or "")
        self.trail: tuple[str, ...] = self.find(self.key).trail if self.key else ()

    def find(self, key: str) -> NavigationNode:
        """Look a node up."""
        return cast("NavigationNode", self.reader.read(f"navigation:{key}"))

    def entry(self, key: str) -> EntryView | None:
        """Look at one entry; None for an empty key."""
        return EntryView(self, self.find(key)) if key else None

    def entries(self, keys: Sequence[str]) -> list[EntryView]:
        """Look at several entries."""
        return [EntryView(self, self.find(key)) for key in keys]


class EntryView:
    """One entry of the navigation, as seen from the page being rendered."""

    __slots__ = ("_from", "_node")

    def __init__(self, seen_from: _Standpoint, node: NavigationNode) -> None:
        self._from = seen_from
        self._node = node

    @property
    def key(self) -> str:
        """Its name."""
        return self._node.key

    @property
    def title(self) -> str:
        """Text to show."""
        return self._node.title

    @property
    def url(self) -> str:
        """Where it leads."""
        return self._node.url

    @property
    def order(self) -> float | None:
        """The order its page asked for."""
        return self._node.order

    @property
    def excerpt(self) -> str:
        """A line about it; may be empty."""
        return self._node.excerpt

    @property
    def page(self) -> Item:
        """The page that it stands for, as in a collection."""
        return cast("Item", self._from.reader.read(f"page:{self._node.path}"))

    @property
    def children(self) -> list[EntryView]:
        """The entries below it, in display order."""
        return self._from.entries(self._node.children)

    @property
    def active(self) -> bool:
        """Whether it is this page's entry, or above it."""
        return self._node.key in self._from.trail

    @property
    def current(self) -> bool:
        """Whether it is this page's entry."""
        return self._node.key == self._from.key


class NavigationView:
    """The navigation, as seen from the page being rendered."""

    __slots__ = ("_from", "_node")

    def __init__(self, reader: Reader, path: str) -> None:
        self._from = _Standpoint(reader, path)
        self._node = self._from.find(self._from.key) if self._from.key else None

    @property
    def tree(self) -> list[EntryView]:
        """The top-level entries, in display order."""
        top = self._from.reader.read("navigation")
        return self._from.entries(cast("tuple[str, ...]", top))

    @property
    def breadcrumb(self) -> list[EntryView]:
        """The entries from the top ancestor to this page; empty if it has none."""
        return self._from.entries(self._from.trail)

    @property
    def section(self) -> EntryView | None:
        """The top ancestor's entry."""
        return self._from.entry(self._from.trail[0]) if self._from.trail else None

    @property
    def children(self) -> list[EntryView]:
        """The entries below this page's."""
        return self._from.entries(self._node.children) if self._node else []

    @property
    def previous(self) -> EntryView | None:
        """The entry before this page's in its section."""
        return self._from.entry(self._node.previous) if self._node else None

    @property
    def next(self) -> EntryView | None:
        """The entry after this page's in its section."""
        return self._from.entry(self._node.next) if self._node else None


VIEWS = frozenset({CollectionView, CollectionsView, EntryView, NavigationView})
"""The types that templates may look at freely: all that is public in them is safe."""
