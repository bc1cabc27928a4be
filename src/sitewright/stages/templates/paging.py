"""What a template sees as ``pagination``.

Follows Eleventy 3.1.8, its older names included, but for a slip: ``links`` start with two
slashes there if the permalink starts with one, which leads to another host.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sitewright.kernel.urls import output_path_of
from sitewright.model.data import PAGINATION
from sitewright.model.facts import Reader
from sitewright.model.item import PageItem
from sitewright.model.paging import Paging

Show = Callable[[object], object]

_WAYS = ("first", "last", "previous", "next")
_OLDER = {
    **{f"{way}PageHref": (way, False) for way in _WAYS},
    **{f"{way}PageLink": (way, True) for way in _WAYS},
    "previous": ("previous", True),
    "next": ("next", True),
}
"""Older names: which page each leads to, and whether to its file."""

_WRITTEN = (
    *("reverse", "filter", "resolve"),
    *("generatePageOnEmptyData", "addAllPagesToCollections"),
)


class PagingView:
    """One page's part of the data, and the way to the other pages."""

    __slots__ = ("_hrefs", "_number", "_paging", "_show")

    def __init__(
        self, paging: Paging, number: int, hrefs: Sequence[str], show: Show
    ) -> None:
        """Look at the pages of one source from one of them.

        Args:
            paging: What the pages share.
            number: Which page it is, counted from 0.
            hrefs: The URLs of all pages; empty while they are not known.
            show: Turns an item into what templates see: a page's key into the page.
        """
        self._paging = paging
        self._number = number
        self._hrefs = hrefs
        self._show = show

    @property
    def pageNumber(self) -> int:  # noqa: N802 -- Eleventy's name
        """The number of this page, counted from 0."""
        return self._number

    page_number = pageNumber

    @property
    def items(self) -> list[object]:
        """The items of this page."""
        return self._list(self._number)

    @property
    def pages(self) -> list[object]:
        """The items of every page; the item itself where each has one."""
        return [self._part(number) for number in range(len(self._paging.parts))]

    @property
    def page(self) -> dict[str, object]:
        """The items of the first, last, previous and next page."""
        return {name: self._part(number) for name, number in self._ways().items()}

    @property
    def hrefs(self) -> list[str]:
        """The URLs of all pages."""
        return list(self._hrefs)

    @property
    def href(self) -> dict[str, object]:
        """The URLs of the first, last, previous and next page; of none, None is said."""
        return {name: self._href(number) for name, number in self._ways().items()}

    @property
    def links(self) -> list[str]:
        """The files of all pages that write one: ``/news/index.html``."""
        return [_file_of(url) for url in self._hrefs if url]

    pageLinks = links  # noqa: N815 -- Eleventy's name

    @property
    def size(self) -> int:
        """How many items a page has at most."""
        return self._paging.size

    @property
    def data(self) -> str:
        """Name of the data that is divided."""
        return self._paging.source

    @property
    def alias(self) -> str:
        """Name under which a page sees its part."""
        return self._paging.alias

    def __eq__(self, other: object) -> bool:
        """Compare by what is looked at: views are made anew at each look."""
        if not isinstance(other, PagingView):
            return NotImplemented
        return (self._number, self._paging) == (other._number, other._paging)

    def __hash__(self) -> int:
        return hash((self._number, self._paging.source))

    def _href(self, number: int | None) -> str | None:
        return None if number is None or not self._hrefs else self._hrefs[number]

    def _ways(self) -> dict[str, int | None]:
        last = len(self._paging.parts) - 1
        return {
            "first": 0,
            "last": last,
            "previous": self._number - 1 if self._number else None,
            "next": self._number + 1 if self._number < last else None,
        }

    def _list(self, number: int) -> list[object]:
        return [self._show(item) for item in self._paging.parts[number]]

    def _part(self, number: int | None) -> object:
        if number is None:
            return None
        items = self._list(number)
        return items[0] if self._paging.is_single and items else items


def _file_of(url: str) -> str:
    return f"/{output_path_of(url)}"


def _way_to(way: str, *, is_file: bool) -> property:
    """Make an older name for the way to another page."""

    def look(view: PagingView) -> object:
        href = view.href[way]
        return _file_of(str(href)) if href and is_file else href

    return property(look)


def _written(name: str) -> property:
    """Make a name for what the page says under ``pagination``; None if it does not."""
    return property(lambda view: view._paging.said.get(name))  # noqa: SLF001


for _name, (_way, _is_file) in _OLDER.items():
    setattr(PagingView, _name, _way_to(_way, is_file=_is_file))
for _name in _WRITTEN:
    setattr(PagingView, _name, _written(_name))


def paging_variables(
    data: Mapping[str, object],
    paging: Paging,
    number: int,
    hrefs: Sequence[str],
    show: Show,
) -> dict[str, object]:
    """Lay ``pagination`` and its alias over the data of a page of several."""
    view = PagingView(paging, number, hrefs, show)
    variables: dict[str, object] = {**data, PAGINATION: view}
    if paging.alias:
        items = view.items
        part: object = items[0] if paging.is_single and items else items
        *around, name = paging.alias.split(".")
        inner = variables
        for key in around:
            below = inner.get(key)
            copy = dict(below) if isinstance(below, Mapping) else {}
            inner[key] = copy
            inner = copy
        inner[name] = part
    return variables


def read_item(reader: Reader, key: str) -> dict[str, object]:
    """Read what templates know of a page; of one of several, its part of the data, too.

    Args:
        reader: Window on the facts of the site.
        key: The page's name.
    """
    item: dict[str, object] = reader.read(f"page:{key}")
    data = item.get("data")
    if not isinstance(data, Mapping) or PAGINATION not in data:
        return item
    number: int | None = reader.read(f"number:{key}")
    if number is None:
        return item
    path = key.removesuffix(f"#{number}")
    paging: Paging = reader.read(f"paging:{path}")
    hrefs: tuple[str, ...] = reader.read(f"hrefs:{path}")

    def show(item: object) -> object:
        return paging.shown(item, partial(read_item, reader))

    own = paging_variables(data, paging, number, hrefs, show)
    return PageItem(key, {**item, "data": own})
