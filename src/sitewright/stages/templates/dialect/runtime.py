"""The functions that a compiled Nunjucks template calls."""

from __future__ import annotations

import math
from typing import cast

from jinja2.utils import missing

from sitewright.model.item import PageItem
from sitewright.stages.templates.current import LATE, field_of_object, late_field
from sitewright.stages.templates.dialect.javascript import members
from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.objects import is_only_name
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import print_plain
from sitewright.stages.templates.dialect.javascript.values import (
    add,
    at_least,
    at_most,
    contains,
    divide,
    greater,
    less,
    loose_equal,
    modulo,
    multiply,
    negate,
    plus,
    power,
    strict_equal,
    subtract,
    truthy,
)
from sitewright.stages.templates.dialect.loops import counted
from sitewright.stages.templates.eleventy.menus import MenuEntry
from sitewright.stages.templates.undefined import UncallableError

__all__ = (
    "UNDEFINED",
    "Array",
    "Regex",
    "add",
    "add_all",
    "any_of",
    "at_least",
    "at_most",
    "call",
    "contains",
    "counted",
    "divide",
    "field",
    "floor",
    "greater",
    "last_of",
    "less",
    "loose_equal",
    "member",
    "modulo",
    "multiply",
    "negate",
    "plus",
    "power",
    "print_plain",
    "strict_equal",
    "subtract",
    "truthy",
)


def add_all(*values: object) -> object:
    """Add several values up, from left to right; behind a text all are texts."""
    total = values[0]
    for at in range(1, len(values)):
        if type(total) is str:
            rest = [v if type(v) is str else add("", v) for v in values[at:]]
            return add(total, "".join(cast("list[str]", rest)))
        total = add(total, values[at])
    return total


def any_of(*values: bool) -> bool:
    """Tell whether one of several tests holds; none has side effects."""
    return any(values)


def call(function: object, written: str, /, *given: object, **named: object) -> object:
    """Call what a template calls.

    Args:
        function: A macro, a method, or a function of the site's own.
        written: How the template names it.
        given: Arguments by position.
        named: Arguments by name.

    Raises:
        UncallableError: It is no function.
    """
    if callable(function) and not is_nullish(function):
        return function(*given, **named)
    what = "is not a function" if truthy(function) else "is not defined or empty"
    name = written if function is UNDEFINED and written.isidentifier() else ""
    raise UncallableError(f"'{written}' cannot be called: it {what}", name)


def field(value: object, name: str) -> object:
    """Look a member up by a name that is written in the template, and ``is_plain``."""
    kind = type(value)
    if kind is MenuEntry:  # of which every page has many
        values = value._values  # type: ignore[attr-defined] # noqa: SLF001 -- as its type says; a call takes longer
        if name in values:
            return values[name]
        try:
            return value[name]  # type: ignore[index] # likewise
        except KeyError:
            pass
    elif kind is dict or kind is PageItem:
        found: object = value.get(name, UNDEFINED)  # type: ignore[attr-defined] # likewise
        return found
    return member(value, name)


def is_plain(name: str) -> bool:
    """Tell whether a field of that name is always just what a mapping holds."""
    return name not in LATE and is_only_name(name)


def member(value: object, key: object) -> object:
    """Look a member up; some of a page's are made when they are asked for."""
    if type(value) is PageItem and key in LATE:
        found = late_field(value, str(key))
        return UNDEFINED if found is None else found
    found = members.member(value, key)
    if found is UNDEFINED and type(value) not in members.LOOKS:
        found = field_of_object(value, str(key))
        return UNDEFINED if found is missing else found
    return found


def floor(value: object) -> int | float:
    """Round down, as ``Math.floor`` does."""
    number = to_number(value)
    # Zero may be negative, which only a float can be.
    return math.floor(number) if number and math.isfinite(number) else number


def last_of(*values: object) -> object:
    """Take the last of several values: JavaScript's comma."""
    return values[-1]
