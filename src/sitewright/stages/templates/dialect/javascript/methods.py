"""Make Python functions the methods of JavaScript's values, and read their arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined

from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.kinds import is_function
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_integer
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen

Method = Callable[..., object]

_VARIES = 0x04
"""``inspect.CO_VARARGS``: nothing else of that module is needed."""


def make_methods(functions: Mapping[str, Method]) -> dict[str, Method]:
    """Make methods that ignore arguments too many; named ones come last, as one object.

    Args:
        functions: They take the value whose method they are, then the arguments.
    """
    return {name: _tolerant(function) for name, function in functions.items()}


def make_wide_methods(functions: Mapping[str, Method]) -> dict[str, Method]:
    """Make methods of functions that take wide text, and whose results may be wide."""
    return make_methods({name: _wide(one) for name, one in functions.items()})


def _tolerant(function: Method) -> Method:
    count = _count_arguments(function)

    def call(this: object, *given: object, **named: object) -> object:
        if named:
            given = (*given, named)
        return function(this, *given[:count])

    return call


def _count_arguments(function: Method) -> int | None:
    code = getattr(function, "inner", function).__code__
    return None if code.co_flags & _VARIES else code.co_argcount - 1


def _wide(function: Method) -> Method:
    def call(this: str, *given: object) -> object:
        return _narrow(function(widen(this), *given))

    call.inner = function  # type: ignore[attr-defined] # any function takes attributes
    return call


def _narrow(found: object) -> object:
    if isinstance(found, str):
        return narrow(found)
    if type(found) is Array:
        return Array([narrow(i) if isinstance(i, str) else i for i in found])
    return found


def is_undefined(value: object) -> bool:
    """Tell whether an argument is undefined, or left out."""
    return value is UNDEFINED or isinstance(value, Undefined)


def wide_text(value: object) -> str:
    """Take an argument for text, and make it wide."""
    return widen(to_text(value))


def clamp(value: object, length: int, otherwise: int) -> int:
    """Take an argument for a place from 0 to the length."""
    if is_undefined(value):
        return otherwise
    return int(min(max(to_integer(value), 0), length))


def clamp_from_end(value: object, length: int, otherwise: int) -> int:
    """Do the same; a negative one counts from the end."""
    if is_undefined(value):
        return otherwise
    place = to_integer(value)
    return int(max(place + length, 0) if place < 0 else min(place, length))


def check_function(value: object, method: str) -> Callable[..., Any]:
    """Take an argument for a function.

    Raises:
        TemplateRuntimeError: It is none.
    """
    if is_function(value):
        return value  # type: ignore[return-value] # just looked
    raise TemplateRuntimeError(f"'.{method}()' needs a macro or a function")
