"""The entries that ``eleventyNavigation`` finds: made when looked at, read as facts.

Follows eleventy-navigation 1.0.5, but for keys with a comma: where an entry has that
key, it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from jinja2.runtime import Undefined

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
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

_INDEX = regex(r"0|[1-9][0-9]*", re.ASCII)
_LARGEST_INDEX = 2**32 - 2


@frozen
class Shown:
    """What menus show of one entry, made once a site.

    Attributes:
        node: The entry.
        values: What templates see of it, but for its children and its page.
    """

    node: NavigationNode
    values: Mapping[str, object]


def make_shown(node: NavigationNode) -> Shown:
    """Make what menus show of an entry."""
    values: dict[str, object] = {
        "key": node.key,
        "title": node.title,
        "url": node.url,
        "parent": node.parent,
        "order": shown_order(node),
        "excerpt": node.excerpt,
        "pinned": node.is_pinned,
    }
    if node.parent:
        values["parentKey"] = node.parent
    values["pluginType"] = PLUGIN
    return Shown(node, values)


class Menu:
    """The navigation of the whole site, as far as it is looked at."""

    def __init__(self, reader: Reader, pages: Sequence[str]) -> None:
        """Take what to read with, and the keys of the collection's pages."""
        self.reader = reader
        self.pages = pages

    def find(self, key: str) -> Shown | None:
        """Look an entry up; None if there is none."""
        found: Shown | None = self.reader.read(f"shown:{key}")
        return found

    def below(self, key: str) -> Sequence[Shown]:
        """List the entries below one, in display order; those at the top for no key."""
        found: tuple[Shown, ...] | None = self.reader.read(f"below:{key}")
        return found or ()

    def trail(self, key: str) -> list[str]:
        """Name the entries down to one, itself included; empty if there is none."""
        return read_trail(self.reader, key) if self.find(key) else []


class PartMenu(Menu):
    """The navigation of the pages of one collection."""

    def __init__(self, reader: Reader, pages: Sequence[str]) -> None:
        super().__init__(reader, pages)
        self._shown: dict[str, Shown] = {}
        self._below: dict[str, list[Shown]] = {}
        for page in pages:
            key: str | None = reader.read(f"entry:{page}")
            if key and key not in self._shown:
                found: Shown = reader.read(f"shown:{key}")
                self._shown[key] = found
                self._below.setdefault(found.node.parent, []).append(found)
        for entries in self._below.values():
            entries.sort(key=_rank)

    def find(self, key: str) -> Shown | None:
        """Look an entry up; None if the collection has none."""
        return self._shown.get(key)

    def below(self, key: str) -> Sequence[Shown]:
        """List the entries below one, in display order; those at the top for no key."""
        return self._below.get(key, ())

    def trail(self, key: str) -> list[str]:
        """Name the entries down to one; empty if one of them is not here."""
        upwards = []
        while key:
            found = self._shown.get(key)
            if found is None:
                return []
            upwards.append(key)
            key = found.node.parent
        return upwards[::-1]


class MenuEntry(Mapping[str, object]):
    """One entry: what its page gave, and its place among the others.

    What ``eleventyNavigation`` holds of the author's own is there, too.
    """

    __slots__ = ("_below", "_is_crumb", "_menu", "_node", "_values")

    def __init__(self, menu: Menu, shown: Shown, is_crumb: bool = False) -> None:
        self._menu = menu
        self._node = shown.node
        self._values = shown.values
        self._is_crumb = is_crumb
        self._below: list[MenuEntry] | None = None

    def __getitem__(self, name: str) -> object:
        if name in self._values:
            return self._values[name]
        if name == "children" and not self._is_crumb:
            # Layouts ask whether there are any, and then for all.
            if self._below is None:
                below = self._menu.below(self._node.key)
                self._below = [MenuEntry(self._menu, it) for it in below]
            return self._below
        if name in self._absent:
            raise KeyError(name)
        if name in ("page", "data"):
            return self._looked_up(name)
        return self._own[name]

    def __iter__(self) -> Iterator[str]:
        names = (*self._names(), "pluginType", "page", "data")
        yield from names
        yield from (name for name in self._own if name not in (*names, *self._absent))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _names(self) -> Iterator[str]:
        """Name what is known of the entry itself, in eleventy-navigation's order."""
        yield from (name for name in self._values if name != "pluginType")
        if not self._is_crumb:
            yield "children"

    @property
    def _absent(self) -> tuple[str, ...]:
        """What an entry does not have here, whatever its page holds."""
        at_top = () if self._node.parent else ("parentKey",)
        return (*at_top, "children") if self._is_crumb else at_top

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
    if key and "," in key and not menu.find(key):
        found: Iterable[Shown] = _below_several(menu, key.split(","))
    else:
        found = menu.below(key)
    return [MenuEntry(menu, shown) for shown in found]


def _below_several(menu: Menu, keys: Iterable[str]) -> list[Shown]:
    """Find the entries below several keys; ties are in the order of the groups.

    The groups are in the order of JavaScript's objects: keys that are whole numbers
    first, then by the group whose first page comes first.
    """
    place = {page: number for number, page in enumerate(menu.pages)}

    def group_rank(key: str) -> tuple[bool, int]:
        is_index = _INDEX.fullmatch(key) and int(key) <= _LARGEST_INDEX
        if is_index:
            return False, int(key)
        pages = (shown.node.page for shown in menu.below(key))
        return True, min(place.get(page, len(place)) for page in pages)

    groups = [key for key in dict.fromkeys(keys) if key and menu.below(key)]
    found = [it for key in sorted(groups, key=group_rank) for it in menu.below(key)]
    return sorted(found, key=_rank)


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
    found = map(menu.find, trail if includes_self else trail[:-1])
    return [MenuEntry(menu, shown, True) for shown in found if shown]


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


def _rank(shown: Shown) -> tuple[bool, bool, float]:
    return rank_of(shown.node.is_pinned, shown.node.order)
