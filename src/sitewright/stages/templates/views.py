"""What a template sees of the site: every look at it is noted as a read.

The views are made anew for each render around that render's reader. They hold no site
data of their own, so nothing that a template shows can escape the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import NoReturn, TypeVar, cast, overload

from jinja2.exceptions import FilterArgumentError

from sitewright.kernel.diagnostics import suggest
from sitewright.model.facts import Reader
from sitewright.model.hooks import read_only
from sitewright.model.navigation import NavigationNode
from sitewright.stages.templates.paging import PagingView, read_item

Item = dict[str, object]


class CollectionView(Sequence[Item]):
    """One collection: a list of items, each read when it is looked at."""

    __slots__ = ("_keys", "_name", "_reader")

    def __init__(self, reader: Reader, keys: Sequence[str], name: str = "") -> None:
        self._reader = reader
        self._keys = keys
        self._name = name

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> CollectionView: ...
    def __getitem__(self, index: int | slice) -> Item | CollectionView:
        if isinstance(index, slice):
            return CollectionView(self._reader, self._keys[index])
        return self._item(self._keys[index])

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, self._keys)

    def _item(self, key: str) -> Item:
        return read_item(self._reader, key)


def keys_of(collection: CollectionView) -> Sequence[str]:
    """Name the members of a collection, without a look at them."""
    return collection._keys  # noqa: SLF001 -- hidden from templates alone


def is_whole(collection: object, name: str) -> bool:
    """Tell whether this is the collection of that name, with all its members."""
    return isinstance(collection, CollectionView) and collection._name == name  # noqa: SLF001 -- hidden from templates alone


class CollectionsView:
    """All collections by name; a name that no page has is undefined."""

    __slots__ = ("_reader",)

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __getitem__(self, name: str) -> object:
        if (own := self._reader.read(f"own collection:{name}")) is not None:
            return own
        keys: Sequence[str] | None = self._reader.read(f"collection:{name}")
        if keys is None:
            raise KeyError(name)
        return CollectionView(self._reader, keys, name)

    def __contains__(self, name: object) -> bool:
        own = self._reader.has(f"own collection:{name}")
        return own or self._reader.has(f"collection:{name}")

    def __iter__(self) -> Iterator[str]:
        names: tuple[str, ...] = self._reader.read("collections")
        return iter(names)


class _Standpoint:
    """The page from which the navigation is looked at; out of templates' reach.

    Attributes:
        reader: Window on the facts of the site.
        name: The page's name.
    """

    def __init__(self, reader: Reader, page: str) -> None:
        self.reader = reader
        self.name = page

    @cached_property
    def key(self) -> str:
        """Key of the page's entry; empty if it has none."""
        return self.reader.read(f"entry:{self.name}") or ""

    @cached_property
    def node(self) -> NavigationNode | None:
        """The page's entry; None if it has none."""
        return self.find(self.key) if self.key else None

    @cached_property
    def trail(self) -> dict[str, None]:
        """Keys from the top ancestor down to the page's entry, in this order."""
        return dict.fromkeys(read_trail(self.reader, self.key))

    def page(self, key: str) -> Item:
        """Look at the page of an entry."""
        return read_item(self.reader, key)

    def find(self, key: str) -> NavigationNode:
        """Look a node up."""
        node: NavigationNode = self.reader.read(f"navigation:{key}")
        return node

    def entry(self, key: str) -> EntryView | None:
        """Look at one entry; None for an empty key."""
        return EntryView(self, self.find(key)) if key else None

    def entries(self, keys: Iterable[str]) -> list[EntryView]:
        """Look at several entries."""
        return [EntryView(self, self.find(key)) for key in keys]


class _PlainStandpoint(_Standpoint):
    """The same for the site's own Python, which sees pages as hooks do.

    Attributes:
        of_templates: How templates see it.
    """

    def __init__(self, of_templates: _Standpoint) -> None:
        super().__init__(of_templates.reader, of_templates.name)
        self.of_templates = of_templates

    def page(self, key: str) -> Item:
        """Look at the page of an entry."""
        return cast("Item", read_only(super().page(key)))


def read_trail(reader: Reader, key: str) -> list[str]:
    """Name the entries from the top ancestor down to one, itself included."""
    upwards = []
    while key:
        upwards.append(key)
        key = reader.read(f"above:{key}")
    return upwards[::-1]


def shown_order(node: NavigationNode) -> float | None:
    """Take the order of an entry as its page writes it: ``1``, not ``1.0``."""
    order = node.order
    return int(order) if order is not None and order.is_integer() else order


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
        return shown_order(self._node)

    @property
    def pinned(self) -> bool:
        """Whether it comes before all siblings that are not pinned."""
        return self._node.is_pinned

    @property
    def excerpt(self) -> str:
        """A line about it; may be empty."""
        return self._node.excerpt

    @property
    def page(self) -> Item | None:
        """The page that it stands for, as in a collection; None if there is none."""
        return self._from.page(self._node.page) if self._node.page else None

    @property
    def data(self) -> Item:
        """All values of its page; empty without one."""
        page = self.page
        return cast("Item", page["data"]) if page else {}

    @property
    def parent(self) -> EntryView | None:
        """The entry above it."""
        return self._from.entry(self._node.parent)

    @property
    def depth(self) -> int:
        """How many entries are above it."""
        return self._node.depth

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

    __slots__ = ("_from",)

    def __init__(self, reader: Reader, page: str) -> None:
        self._from = _Standpoint(reader, page)

    @property
    def tree(self) -> list[EntryView]:
        """The top-level entries, in display order."""
        top = self._from.reader.read("navigation")
        return self._from.entries(cast("tuple[str, ...]", top))

    def menu(self, key: str) -> list[EntryView]:
        """List the entries below one of them, so that a site may have several menus.

        Raises:
            FilterArgumentError: There is no entry of that key.
        """
        reader = self._from.reader
        if not reader.has(f"navigation:{key}"):
            refuse_entry(reader, str(key))
        return self._from.entries(self._from.find(key).children)

    @property
    def breadcrumb(self) -> list[EntryView]:
        """The entries from the top ancestor to this page; empty if it has none."""
        return self._from.entries(self._from.trail)

    @property
    def section(self) -> EntryView | None:
        """The top ancestor's entry."""
        node = self._from.node
        return self._from.entry(node.root) if node else None

    @property
    def children(self) -> list[EntryView]:
        """The entries below this page's."""
        node = self._from.node
        return self._from.entries(node.children) if node else []

    @property
    def previous(self) -> EntryView | None:
        """The entry before this page's in its section."""
        node = self._from.node
        return self._from.entry(node.previous) if node else None

    @property
    def next(self) -> EntryView | None:
        """The entry after this page's in its section."""
        node = self._from.node
        return self._from.entry(node.next) if node else None


View = TypeVar("View", bound=EntryView | NavigationView)


def view_for_hooks(view: View) -> View:
    """Look at the navigation as the site's own Python does."""
    seen_from = view._from  # noqa: SLF001 -- hidden from templates alone
    if isinstance(seen_from, _PlainStandpoint):
        return view
    return _seen_from(_PlainStandpoint(seen_from), view)


def view_for_templates(view: View) -> View:
    """Look at the navigation as templates do."""
    seen_from = view._from  # noqa: SLF001 -- hidden from templates alone
    if isinstance(seen_from, _PlainStandpoint):
        return _seen_from(seen_from.of_templates, view)
    return view


def _seen_from(standpoint: _Standpoint, view: View) -> View:
    other = copy(view)
    other._from = standpoint  # noqa: SLF001 -- hidden from templates alone
    return other


def refuse_entry(reader: Reader, key: str) -> NoReturn:
    """Say that there is no entry of a key, and which one may be meant.

    Raises:
        FilterArgumentError: Always.
    """
    known: list[str] = list(reader.read("navigation"))
    for name in known:  # which grows meanwhile
        node: NavigationNode = reader.read(f"navigation:{name}")
        known.extend(node.children)
    fault = FilterArgumentError(f"the navigation has no entry with the key '{key}'")
    if near := suggest(key, known):
        fault.add_note(f"did you mean '{near}'?")
    raise fault


VIEWS = frozenset(
    {CollectionView, CollectionsView, EntryView, NavigationView, PagingView}
)
"""The types that templates may look at freely: all that is public in them is safe."""
