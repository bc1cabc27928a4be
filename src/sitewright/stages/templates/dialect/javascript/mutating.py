"""The methods of arrays that change them: only those that a template has made."""

from __future__ import annotations

from collections.abc import Sequence

from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    changeable,
    check_length,
)
from sitewright.stages.templates.dialect.javascript.iterating import sort_items
from sitewright.stages.templates.dialect.javascript.methods import (
    Method,
    clamp_from_end,
    make_methods,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.sequences import splice


def push(items: Array, *new: object) -> int:
    """Add items at the end."""
    check_length(len(items) + len(new))
    items.extend(new)
    return len(items)


def unshift(items: Array, *new: object) -> int:
    """Add items at the beginning."""
    check_length(len(items) + len(new))
    items[:0] = new
    return len(items)


def pop(items: Array) -> object:
    """Take the last item away."""
    return items.pop() if items else UNDEFINED


def shift(items: Array) -> object:
    """Take the first item away."""
    return items.pop(0) if items else UNDEFINED


def reverse(items: Array) -> Array:
    """Turn the order round."""
    items.reverse()
    return items


def sort(items: Array, call: object = UNDEFINED) -> Array:
    """Sort the array itself."""
    items[:] = sort_items(items, call)
    return items


def fill(
    items: Array,
    value: object = UNDEFINED,
    start: object = UNDEFINED,
    end: object = UNDEFINED,
) -> Array:
    """Put one value in the place of some items."""
    size = len(items)
    first, last = clamp_from_end(start, size, 0), clamp_from_end(end, size, size)
    items[first:last] = [value] * max(last - first, 0)
    return items


def copy_within(
    items: Array,
    target: object = UNDEFINED,
    start: object = UNDEFINED,
    end: object = UNDEFINED,
) -> Array:
    """Copy some items over others."""
    size = len(items)
    place = clamp_from_end(target, size, 0)
    first, last = clamp_from_end(start, size, 0), clamp_from_end(end, size, size)
    copied = items[first:last][: size - place]
    items[place : place + len(copied)] = copied
    return items


def _careful(name: str, function: Method) -> Method:
    """Let a method at the arrays of templates alone."""

    def call(items: Sequence[object], *given: object) -> object:
        return function(changeable(items, name), *given)

    call.inner = function  # type: ignore[attr-defined] # any function takes attributes
    return call


_CHANGING: dict[str, Method] = {
    "copyWithin": copy_within,
    "fill": fill,
    "pop": pop,
    "push": push,
    "reverse": reverse,
    "shift": shift,
    "sort": sort,
    "splice": splice,
    "unshift": unshift,
}

METHODS = make_methods({n: _careful(n, one) for n, one in _CHANGING.items()})
