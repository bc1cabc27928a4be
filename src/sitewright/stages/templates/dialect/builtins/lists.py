"""Filters of arrays, and of whatever else has items."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from sitewright.stages.templates.dialect.builtins.given import (
    copy_fields,
    copy_items,
    entries_of,
    is_text,
    items_of,
    length_of,
    refuse,
)
from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    check_length,
    is_array,
)
from sitewright.stages.templates.dialect.javascript.kinds import is_object, truthy
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.numbers import (
    to_integer,
    to_number,
)
from sitewright.stages.templates.dialect.javascript.objects import keys_of
from sitewright.stages.templates.dialect.javascript.texts import join_texts, to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen
from sitewright.stages.templates.dialect.javascript.values import (
    add,
    at_least,
    floor_divide,
    less,
    modulo,
    multiply,
    subtract,
)

Test = Callable[..., object]


def default(
    value: object, instead: object = UNDEFINED, boolean: object = UNDEFINED
) -> object:
    """Take another value for one that is undefined; with ``true`` for any false one."""
    is_used = truthy(value) if truthy(boolean) else value is not UNDEFINED
    return value if is_used else instead


def first(value: object) -> object:
    """Take the first item."""
    length_of(value, "first")  # which null has not
    return member(value, 0)


def last(value: object) -> object:
    """Take the last item."""
    return member(value, subtract(length_of(value, "last"), 1))


def length(value: object) -> object:
    """Count items, characters or keys; undefined for what has none."""
    if value is False or is_nullish(value):
        return 0
    if isinstance(value, Mapping):
        return len(value)
    return len(keys_of(value)) if is_object(value) else member(value, "length")


def list_items(value: object) -> object:
    """Make an array of a text's characters, or of an object's keys and values."""
    if is_text(value):
        return copy_items(value)
    if is_object(value) or isinstance(value, Markup):
        return Array({"key": key, "value": item} for key, item in entries_of(value))
    if not is_array(value):
        refuse("list", "an array, an object or text", value)
    return value


def join(
    value: object, delimiter: object = UNDEFINED, attribute: object = UNDEFINED
) -> str:
    """Write items one after the other.

    Args:
        value: The items.
        delimiter: What to put between them; nothing if not told.
        attribute: Which field of each item to write; the item itself if not told.
    """
    if truthy(attribute):
        items: Sequence[object] = copy_fields(value, attribute, "join")
    else:
        items = items_of(value, "join")
    return narrow(join_texts(items, to_text(delimiter) if truthy(delimiter) else ""))


def total(
    value: object, attribute: object = UNDEFINED, start: object = UNDEFINED
) -> object:
    """Add the items up.

    Args:
        value: The items.
        attribute: Which field of each item to add; the item itself if not told.
        start: What to begin with; 0 if not told.
    """
    if truthy(attribute):
        items: Sequence[object] = copy_fields(value, attribute, "sum")
    else:
        items = items_of(value, "sum")
    found: object = 0
    for item in items:
        found = add(found, item)
    found = add(0 if start is UNDEFINED else start, found)
    return narrow(found) if isinstance(found, str) else found


def batch(
    value: object, count: object = UNDEFINED, fill_with: object = UNDEFINED
) -> Array:
    """Part items into arrays of the same length.

    Args:
        value: The items.
        count: How long each is.
        fill_with: What to fill the last one up with.
    """
    length_of(value, "batch")  # which null has not
    rows = Array()
    row = Array()
    for place, item in enumerate(copy_items(value)):
        if row and modulo(place, count) == 0:
            rows.append(row)
            row = Array()
        row.append(item)
    if row:
        if truthy(fill_with):
            missing = _count(count) - len(row)
            row.extend([fill_with] * missing)
        rows.append(row)
    return rows


def slice_items(
    value: object, slices: object = UNDEFINED, fill_with: object = UNDEFINED
) -> Array:
    """Part items into as many arrays as told.

    Args:
        value: An array or a text.
        slices: How many.
        fill_with: What to add to each that is shorter than the first.
    """
    count = length_of(value, "slice")
    size, extra = floor_divide(count, slices), modulo(count, slices)
    parts, offset = Array(), 0
    for number in range(_count(slices)):
        start = add(offset, multiply(number, size))
        offset += less(number, extra)
        part = _cut(value, start, add(offset, multiply(number + 1, size)))
        if truthy(fill_with) and at_least(number, extra):
            if not isinstance(part, Array):
                refuse("slice", "an array to fill up", value)
            part.append(fill_with)
        parts.append(part)
    return parts


def _count(wanted: object) -> int:
    """Tell how often a loop runs that goes on while it has run less than wanted."""
    number = to_number(wanted)
    check_length(number)
    return math.ceil(number) if number > 0 else 0  # nor is NaN


def _cut(value: object, start: object, end: object) -> str | Array:
    """Take a part as the ``slice`` of texts and arrays does."""
    if isinstance(value, Markup) or is_text(value):
        units = widen(str(value))
        return narrow(units[_place(start, units) : _place(end, units)])
    items = items_of(value, "slice")
    return Array(items[_place(start, items) : _place(end, items)])


def _place(position: object, items: Sequence[object]) -> int:
    """Find a position, which counts from the end if it is negative."""
    number, count = to_integer(position), len(items)
    number = max(number + count, 0) if number < 0 else number
    return int(min(number, count))
