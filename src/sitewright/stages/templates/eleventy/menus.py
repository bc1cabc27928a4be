"""The entries that ``eleventyNavigation`` finds: made when looked at, read as facts.

Follows eleventy-navigation 1.0.5, but for keys with a comma: where an entry has that
key, it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import cast

from jinja2.runtime import Undefined

from sitewright.model.facts import Reader
from sitewright.model.item import PageItem, key_of
from sitewright.model.navigation import NavigationNode, rank_of
from sitewright.stages.templates.eleventy.options import refuse
from sitewright.stages.templates.paging import read_item
from sitewright.stages.templates.views import (
    CollectionView,
    is_whole,
    keys_of,
    read_trail,
    refuse_entry,
    shown_order,
)

PLUGIN = "eleventy-navigation"

_NAMES: Mapping[str, Callable[[NavigationNode], object]] = {
    **{name: attrgetter(name) for name in ("key", "title", "url", "parent")},
    "order": shown_order,
    "excerpt": attrgetter("excerpt"),
    "pinned": attrgetter("is_pinned"),
}
_INDEX = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_LARGEST_INDEX = 2**32 - 2


class Menu:
    """The navigation of the whole site, as far as it is looked at."""

    def __init__(self, reader: Reader, pages: Sequence[str]) -> None:
        """Take what to read with, and the keys of the collection's pages."""
        self.reader = reader
        self.pages = pages

    def find(self, key: str) -> NavigationNode | None:
        """Look a node up; None if there is none."""
        return cast("NavigationNode | None", self.reader.read(f"navigation:{key}"))

    def below(self, key: str) -> Sequence[str]:
        """Name the entries below one, in display order; empty for those at the top."""
        if not key:
            return cast("Sequence[str]", self.reader.read("navigation"))
        node = self.find(key)
        return node.children if node else ()

    def trail(self, key: str) -> list[str]:
        """Name the entries down to one, itself included; empty if there is none."""
        return read_trail(self.reader, key) if self.find(key) else []


class PartMenu(Menu):
    """The navigation of the pages of one collection."""

    def __init__(self, reader: Reader, pages: Sequence[str]) -> None:
        super().__init__(reader, pages)
        self._nodes: dict[str, NavigationNode] = {}
        self._below: dict[str, list[str]] = {}
        for page in pages:
            key = cast("str | None", reader.read(f"entry:{page}"))
            if key and key not in self._nodes:
                node = cast("NavigationNode", reader.read(f"navigation:{key}"))
                self._nodes[key] = node
                self._below.setdefault(node.parent, []).append(key)
        for keys in self._below.values():
            keys.sort(key=lambda key: _rank(self._nodes[key]))

    def find(self, key: str) -> NavigationNode | None:
        """Look a node up; None if the collection has none."""
        return self._nodes.get(key)

    def below(self, key: str) -> Sequence[str]:
        """Name the entries below one, in display order; empty for those at the top."""
        return self._below.get(key, ())

    def trail(self, key: str) -> list[str]:
        """Name the entries down to one; empty if one of them is not here."""
        upwards = []
        while key:
            node = self._nodes.get(key)
            if node is None:
                return []
            upwards.append(key)
            key = node.parent
        return upwards[::-1]


class MenuEntry(Mapping[str, object]):
    """One entry: what its page gave, and its place among the others.

    What ``eleventyNavigation`` holds of the author's own is there, too.
    """

    __slots__ = ("_is_crumb", "_is_top", "_menu", "_node")

    def __init__(
        self,
        menu: Menu,
        node: NavigationNode,
        *,
        is_top: bool = False,
        is_crumb: bool = False,
    ) -> None:
        self._menu = menu
        self._node = node
        self._is_top = is_top
        self._is_crumb = is_crumb

    def __getitem__(self, name: str) -> object:
        if name in _NAMES:
            return _NAMES[name](self._node)
        if name in self._absent:
            raise KeyError(name)
        if name == "children":
            return self._children
        if name == "parentKey":
            return self._node.parent
        if name == "pluginType":
            return PLUGIN
        if name in ("page", "data"):
            return self._looked_up(name)
        return self._own[name]

    def __iter__(self) -> Iterator[str]:
        names = (*_NAMES, "parentKey", "children", "pluginType", "page", "data")
        yield from (name for name in names if name not in self._absent)
        yield from (name for name in self._own if name not in names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def _absent(self) -> tuple[str, ...]:
        at_top = ("parentKey",) if self._is_top else ()
        return (*at_top, "children") if self._is_crumb else at_top

    @property
    def _children(self) -> list[MenuEntry]:
        below = map(self._menu.find, self._menu.below(self._node.key))
        return [MenuEntry(self._menu, node) for node in below if node]

    def _looked_up(self, name: str) -> object:
        item = self._item
        if name == "page":
            return item["page"]
        return {**cast("Mapping[str, object]", item["data"]), "page": item["page"]}

    @property
    def _item(self) -> Mapping[str, object]:
        if not self._node.page:
            return {"data": {}, "page": {}}
        return read_item(self._menu.reader, self._node.page)

    @property
    def _own(self) -> Mapping[str, object]:
        data = cast("Mapping[str, object]", self._item["data"])
        own = data.get("eleventyNavigation")
        return own if isinstance(own, Mapping) else {}


def make_menu(reader: Reader, collection: object) -> Menu:
    """Take the navigation of a collection; that of ``all`` is there already.

    Raises:
        FilterArgumentError: It is no collection.
    """
    if isinstance(collection, CollectionView):
        is_all = is_whole(collection, "all")
        return (Menu if is_all else PartMenu)(reader, keys_of(collection))
    if collection is None or isinstance(collection, Undefined):
        collection = [] if collection is None else iter(collection)  # which says why
    if isinstance(collection, str | Mapping) or not isinstance(collection, Iterable):
        refuse("'eleventyNavigation' needs a collection", "write: collections.all | …")
    return PartMenu(reader, [_key_of(item) for item in collection])


def _key_of(item: object) -> str:
    if isinstance(item, PageItem):
        return key_of(item)
    path = item.get("inputPath") if isinstance(item, Mapping) else None
    if not isinstance(path, str):
        refuse("'eleventyNavigation' needs pages of a collection")
    return path.removeprefix("./")


def find_entries(menu: Menu, key: str) -> list[MenuEntry]:
    """Find the entries below a key; several keys have a comma between them.

    Args:
        menu: Where to look.
        key: Empty for the entries at the top.
    """
    if not key:
        names: Iterable[str] = menu.below("")
    elif menu.find(key) or "," not in key:
        names = menu.below(key)
    else:
        names = _below_several(menu, key.split(","))
    nodes = map(menu.find, names)
    return [MenuEntry(menu, node, is_top=not key) for node in nodes if node]


def _below_several(menu: Menu, keys: Iterable[str]) -> list[str]:
    """Find the entries below several keys; ties are in the order of the groups.

    The groups are in the order of JavaScript's objects: keys that are whole numbers
    first, then by the group whose first page comes first.
    """
    place = {page: number for number, page in enumerate(menu.pages)}

    def place_of(name: str) -> int:
        node = menu.find(name)
        return place.get(node.page, len(place)) if node else len(place)

    def group_rank(key: str) -> tuple[bool, int]:
        is_index = _INDEX.fullmatch(key) and int(key) <= _LARGEST_INDEX
        if is_index:
            return False, int(key)
        return True, min(map(place_of, menu.below(key)))

    groups = [key for key in dict.fromkeys(keys) if key and menu.below(key)]
    names = [name for key in sorted(groups, key=group_rank) for name in menu.below(key)]
    nodes = {name: node for name in names if (node := menu.find(name))}
    return sorted(nodes, key=lambda name: _rank(nodes[name]))


def find_breadcrumb(
    menu: Menu, key: str, *, includes_self: bool, may_be_missing: bool
) -> list[MenuEntry]:
    """Find the entries above one, from the top down.

    Raises:
        FilterArgumentError: There is no such entry.
    """
    trail = menu.trail(key)
    if not trail and not may_be_missing:
        _refuse_crumb(menu, key)
    names = trail if includes_self else trail[:-1]
    return [
        MenuEntry(menu, node, is_top=not node.parent, is_crumb=True)
        for name in names
        if (node := menu.find(name))
    ]


def _refuse_crumb(menu: Menu, key: str) -> None:
    if not key:
        refuse(
            "'eleventyNavigationBreadcrumb' needs the key of an entry; here it is empty",
            "pass allowMissing=true, or ask for it only 'if eleventyNavigation'",
        )
    if not menu.reader.has(f"navigation:{key}"):
        refuse_entry(menu.reader, key)
    refuse(
        f"'{key}', or an entry above it, is not in this collection",
        "use collections.all, or pass allowMissing=true",
    )


def _rank(node: NavigationNode) -> tuple[bool, bool, float]:
    return rank_of(node.is_pinned, node.order)
