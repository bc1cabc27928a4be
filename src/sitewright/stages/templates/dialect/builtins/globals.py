"""The built-in functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.kinds import truthy
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.values import add, greater, less

LARGEST_RANGE = 100_000
"""Items that a range may have."""


def make_range(
    start: object = UNDEFINED,
    stop: object = UNDEFINED,
    step: object = UNDEFINED,
    *_more: object,
) -> Array:
    """Count from one number to another, which is left out.

    Args:
        start: Where to begin; if it is alone, where to end, and 0 is the first.
        stop: Where to end.
        step: How far apart the numbers are; 1 if not told.

    Raises:
        OverflowError: There would be too many.
    """
    if stop is UNDEFINED:
        start, stop, step = 0, start, 1
    elif not truthy(step):
        step = 1
    if type(start) is int and type(stop) is int and type(step) is int:
        numbers = range(start, stop, step)
        _check_range(len(numbers))
        return Array(numbers)
    goes_on = less if greater(step, 0) else greater
    found = Array()
    while goes_on(start, stop):
        _check_range(len(found) + 1)
        found.append(start)
        start = add(start, step)
    return found


def _check_range(count: int) -> None:
    if count > LARGEST_RANGE:
        raise OverflowError(f"this range would be longer than {LARGEST_RANGE:,}")


def make_cycler(*items: object) -> dict[str, object]:
    """Make what gives its items one by one, over and over.

    Returns:
        The ``current`` item, and the functions ``next`` and ``reset``.
    """
    index = -1

    def reset(*_given: object) -> object:
        nonlocal index
        index = -1
        cycler["current"] = None
        return UNDEFINED

    def step(*_given: object) -> object:
        nonlocal index
        index = index + 1 if index + 1 < len(items) else 0
        cycler["current"] = items[index] if items else UNDEFINED
        return cycler["current"]

    cycler: dict[str, object] = {"current": None, "reset": reset, "next": step}
    return cycler


def make_joiner(separator: object = UNDEFINED, *_more: object) -> Callable[..., object]:
    """Make what gives nothing the first time, and a separator from then on.

    Args:
        separator: What to give; a comma if not told.
    """
    separator = separator if truthy(separator) else ","
    is_first = True

    def join(*_given: object) -> object:
        nonlocal is_first
        is_first, given = False, "" if is_first else separator
        return given

    return join


GLOBALS: Final[dict[str, Callable[..., object]]] = {
    "cycler": make_cycler,
    "joiner": make_joiner,
    "range": make_range,
}
"""All built-in functions by name."""
