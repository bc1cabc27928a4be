"""What a template sees as ``pagination``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sitewright.model.paging import Paging

PAGINATION = "pagination"

Show = Callable[[object], object]


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
        return {
            name: None if number is None or not self._hrefs else self._hrefs[number]
            for name, number in self._ways().items()
        }

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
        return items[0] if self._paging.size == 1 and items else items


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
        part: object = items[0] if paging.size == 1 and items else items
        *around, name = paging.alias.split(".")
        inner = variables
        for key in around:
            below = inner.get(key)
            copy = dict(below) if isinstance(below, Mapping) else {}
            inner[key] = copy
            inner = copy
        inner[name] = part
    return variables
