"""What hooks are given may be read only; what they return must be plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, NoReturn

from sitewright.kernel.digests import digest_of
from sitewright.model.data import Blank
from sitewright.model.item import PageItem, twin_of

_MOST = 1_000_000
_SCALARS = frozenset({bool, int, float, datetime})


class NotPlainError(Exception):
    """A value cannot be kept; the message says why, and may follow "it returned"."""


def plain_value(value: object) -> object:
    """Make a value of lists, mappings and scalars of what a hook returned.

    A day becomes a time at its beginning in UTC, a named tuple a mapping, and whatever
    can be looped over a list. Page data is copied out of its read-only form.

    Raises:
        NotPlainError: It holds something that has no order or no stable form.
    """
    try:
        return _plain(value)
    except RecursionError:
        raise NotPlainError("a value that contains itself") from None


def _plain(value: object) -> object:
    kind = type(value)
    if value is None or kind in _SCALARS or isinstance(value, str):
        return value
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {_plain_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Iterator):
        value = take_all(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Set):
        raise NotPlainError("a set, which has no order; make a list with sorted(…)")
    return _plain_scalar(value)


def take_all(values: Iterator[object]) -> list[object]:
    """List what an iterator yields.

    Raises:
        NotPlainError: There seems to be no end to it.
    """
    taken = list(islice(values, _MOST + 1))
    if len(taken) > _MOST:
        raise NotPlainError(f"more than {_MOST:,} values, and maybe without end")
    return taken


def _plain_key(key: object) -> object:
    if isinstance(key, tuple):
        raise NotPlainError(f"a mapping with the key {key!r:.40}, which is not text")
    return _plain(key)


def _plain_scalar(value: object) -> object:
    """Make one of the usual scalars of their likes."""
    if isinstance(value, datetime):
        return datetime.fromisoformat(value.isoformat())
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    try:
        digest_of(value)  # a frozen dataclass of plain values is one
    except TypeError:
        kind = type(value).__name__
        raise NotPlainError(f"something of the type '{kind}'") from None
    return value


def read_only(value: object) -> object:
    """Copy lists and mappings, at every depth, into ones that cannot be changed.

    Data is shared by all pages and remembered from build to build: a change would
    show up elsewhere, or only sometimes. What is blank in templates is None here.
    """
    if isinstance(value, PageItem):
        return twin_of(value, ReadOnlyPage)
    if isinstance(value, dict):
        return ReadOnlyDict((key, read_only(item)) for key, item in value.items())
    if isinstance(value, list):
        return ReadOnlyList(map(read_only, value))
    return None if type(value) is Blank else value


def _refuse(self: object, *_args: object, **_named: object) -> NoReturn:
    kind = "dict" if isinstance(self, dict) else "list"
    raise TypeError(f"what a hook is given is for reading; change a copy: {kind}(…)")


class ReadOnlyDict(dict[Any, Any]):
    """A dict that refuses to be changed."""

    __slots__ = ()
    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __copy__(self) -> dict[Any, Any]:
        return dict(self)

    def __deepcopy__(self, memo: object) -> object:
        return _plain(self)


class ReadOnlyPage(ReadOnlyDict):
    """A page as hooks know it, and out of their reach the item that it stands for."""

    __slots__ = ("_item",)

    def __init__(self, item: PageItem) -> None:
        """Take the item as templates know it."""
        super().__init__((key, read_only(value)) for key, value in item.items())
        self._item = item


def item_of(page: ReadOnlyPage) -> PageItem:
    """Tell which item of the templates a page stands for."""
    return page._item  # noqa: SLF001 -- hidden from hooks alone


class ReadOnlyList(list[Any]):
    """A list that refuses to be changed."""

    __slots__ = ()
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = _refuse
    remove = reverse = sort = _refuse

    def __copy__(self) -> list[Any]:
        return list(self)

    def __deepcopy__(self, memo: object) -> object:
        return _plain(self)
