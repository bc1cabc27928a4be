"""The methods of arrays that read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    check_length,
    is_array,
    list_items,
)
from sitewright.stages.templates.dialect.javascript.comparisons import strict_equal
from sitewright.stages.templates.dialect.javascript.methods import (
    clamp,
    clamp_from_end,
    is_undefined,
    make_methods,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_integer
from sitewright.stages.templates.dialect.javascript.texts import join_texts, to_text

Items = Sequence[object]


def at(items: Items, index: object = UNDEFINED) -> object:
    """Take one item; a negative index counts from the end."""
    place = to_integer(index)
    place += len(items) if place < 0 else 0
    return items[int(place)] if 0 <= place < len(items) else UNDEFINED


def concat(items: Items, *others: object) -> Array:
    """Join arrays, and add what is none as an item."""
    found = Array(items)
    for other in others:
        found.extend(list_items(other))
        check_length(len(found))
    return found


def flat(items: Items, depth: object = UNDEFINED) -> Array:
    """Take arrays within an array for their items."""
    levels = 1 if is_undefined(depth) else to_integer(depth)
    found = Array()
    _flatten(items, levels, found, ())
    return found


def _flatten(
    items: Items, levels: float, found: Array, around: tuple[int, ...]
) -> None:
    for item in items:
        if levels >= 1 and is_array(item) and id(item) not in around:
            inner: Items = item  # type: ignore[assignment] # just looked
            _flatten(inner, levels - 1, found, (*around, id(item)))
        else:
            found.append(item)
        check_length(len(found))


def includes(
    items: Items, wanted: object = UNDEFINED, start: object = UNDEFINED
) -> bool:
    """Tell whether an array has an item; NaN is found, too."""
    rest = items[clamp_from_end(start, len(items), 0) :]
    if isinstance(wanted, float) and wanted != wanted:  # noqa: PLR0124 -- NaN alone
        return any(isinstance(i, float) and i != i for i in rest)  # noqa: PLR0124
    return any(strict_equal(item, wanted) for item in rest)


def index_of(
    items: Items, wanted: object = UNDEFINED, start: object = UNDEFINED
) -> int:
    """Find the first place of an item; -1 if there is none."""
    for place in range(clamp_from_end(start, len(items), 0), len(items)):
        if strict_equal(items[place], wanted):
            return place
    return -1


def last_index_of(items: Items, wanted: object = UNDEFINED, *start: object) -> int:
    """Find the last place of an item; -1 if there is none."""
    place = to_integer(start[0]) if start else len(items) - 1
    place = place + len(items) if place < 0 else min(place, len(items) - 1)
    while place >= 0:
        if strict_equal(items[int(place)], wanted):
            return int(place)
        place -= 1
    return -1


def join(items: Items, separator: object = UNDEFINED) -> str:
    """Join the texts of all items."""
    return join_texts(items, "," if is_undefined(separator) else to_text(separator))


def cut(items: Items, start: object = UNDEFINED, end: object = UNDEFINED) -> Array:
    """Take a part; negative places count from the end."""
    size = len(items)
    first, last = clamp_from_end(start, size, 0), clamp_from_end(end, size, size)
    return Array(items[first:last])


def to_spliced(items: Items, *given: object) -> Array:
    """Copy an array with some of its items replaced."""
    found = Array(items)
    splice(found, *given)
    return found


def splice(items: Array, *given: object) -> Array:
    """Take items out, and put others in their place."""
    size = len(items)
    first = clamp_from_end(given[0], size, 0) if given else 0
    count = clamp(given[1], size - first, 0) if len(given) > 1 else size - first
    count = count if given else 0
    taken = Array(items[first : first + count])
    items[first : first + count] = given[2:]
    check_length(len(items))
    return taken


def with_item(
    items: Items, index: object = UNDEFINED, item: object = UNDEFINED
) -> Array:
    """Copy an array with one item replaced.

    Raises:
        TemplateRuntimeError: There is no such item.
    """
    place = to_integer(index)
    place += len(items) if place < 0 else 0
    if not 0 <= place < len(items):
        raise TemplateRuntimeError(f"there is no item {to_text(index)}")
    found = Array(items)
    found[int(place)] = item
    return found


def _pairs(items: Iterable[object]) -> Array:
    return Array([Array([place, item]) for place, item in enumerate(items)])


METHODS = make_methods(
    {
        "at": at,
        "concat": concat,
        "entries": lambda items: _pairs(items),
        "flat": flat,
        "includes": includes,
        "indexOf": index_of,
        "join": join,
        "keys": lambda items: Array(range(len(items))),
        "lastIndexOf": last_index_of,
        "slice": cut,
        "toReversed": lambda items: Array(items[::-1]),
        "toSpliced": to_spliced,
        "toString": lambda items: join_texts(items, ","),
        "valueOf": lambda items: items,
        "values": lambda items: Array(items),
        "with": with_item,
    }
)
