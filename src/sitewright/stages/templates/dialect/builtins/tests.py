"""The built-in tests: what may come after ``is``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from jinja2.exceptions import TemplateRuntimeError
from markupsafe import Markup

from sitewright.stages.templates.dialect.builtins.given import describe, is_text
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.kinds import (
    is_function,
    is_object,
    truthy,
    type_of,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.values import (
    at_least,
    at_most,
    greater,
    less,
    modulo,
    strict_equal,
)

Test = Callable[..., bool]


def is_defined(value: object) -> bool:
    """Tell whether there is a value, be it null."""
    return value is not UNDEFINED


def is_undefined(value: object) -> bool:
    """Tell whether there is no value."""
    return value is UNDEFINED


def is_null(value: object) -> bool:
    """Tell whether a value is null."""
    return value is not UNDEFINED and is_nullish(value)


def is_false(value: object) -> bool:
    """Tell whether a value counts as false."""
    return not truthy(value)


def is_divisible(value: object, divisor: object = UNDEFINED) -> bool:
    """Tell whether a division leaves no rest."""
    return modulo(value, divisor) == 0


def is_even(value: object) -> bool:
    """Tell whether a number is even."""
    return modulo(value, 2) == 0


def is_odd(value: object) -> bool:
    """Tell whether a number is odd; to Nunjucks, no negative one is."""
    return modulo(value, 2) == 1


def is_safe(value: object) -> bool:
    """Tell whether a text will not be escaped any more."""
    return isinstance(value, Markup)


def is_same(value: object, other: object = UNDEFINED) -> bool:
    """Compare as ``===`` does."""
    return strict_equal(value, other)


def is_other(value: object, other: object = UNDEFINED) -> bool:
    """Compare as ``!==`` does."""
    return not strict_equal(value, other)


def is_at_least(value: object, other: object = UNDEFINED) -> bool:
    """Compare as ``>=`` does."""
    return at_least(value, other)


def is_greater(value: object, other: object = UNDEFINED) -> bool:
    """Compare as ``>`` does."""
    return greater(value, other)


def is_at_most(value: object, other: object = UNDEFINED) -> bool:
    """Compare as ``<=`` does."""
    return at_most(value, other)


def is_less(value: object, other: object = UNDEFINED) -> bool:
    """Compare as ``<`` does."""
    return less(value, other)


def is_lower(value: object) -> bool:
    """Tell whether a text has no capitals; a safe one never passes in Nunjucks."""
    text = _text(value, "lower")
    return is_text(value) and text.lower() == text


def is_upper(value: object) -> bool:
    """Tell whether a text has no small letters; a safe one never passes in Nunjucks."""
    text = _text(value, "upper")
    return is_text(value) and text.upper() == text


def is_number(value: object) -> bool:
    """Tell whether a value is a number."""
    return type_of(value) == "number"


def is_string(value: object) -> bool:
    """Tell whether a value is text; one that is safe is not to Nunjucks."""
    return is_text(value)


def is_iterable(value: object) -> bool:
    """Tell whether a value is an array or text."""
    if is_nullish(value):
        _refuse("iterable", "a value", value)
    return is_array(value) or isinstance(value, str)


def is_mapping(value: object) -> bool:
    """Tell whether a value is an object and no array; dates and safe texts are."""
    if is_nullish(value) or is_array(value):
        return False
    return is_object(value) or type_of(value) == "object"


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or is_nullish(value):
        _refuse(name, "text", value)
    return str(value)


def _refuse(name: str, needs: str, value: object) -> NoReturn:
    message = f"the test '{name}' needs {needs}, not {describe(value)}"
    raise TemplateRuntimeError(message)


def _accept(work: Test, count: int) -> Test:
    """Make a test of a function: arguments beyond its own are not looked at."""

    def test(*given: object) -> bool:
        return work(*given[:count])

    return test


_ALONE: dict[str, Test] = {
    "callable": is_function,
    "defined": is_defined,
    "escaped": is_safe,
    "even": is_even,
    "falsy": is_false,
    "iterable": is_iterable,
    "lower": is_lower,
    "mapping": is_mapping,
    "null": is_null,
    "number": is_number,
    "odd": is_odd,
    "string": is_string,
    "truthy": truthy,
    "undefined": is_undefined,
    "upper": is_upper,
}

_OF_TWO: dict[str, Test] = {
    "divisibleby": is_divisible,
    "eq": is_same,
    "equalto": is_same,
    "ge": is_at_least,
    "greaterthan": is_greater,
    "gt": is_greater,
    "le": is_at_most,
    "lessthan": is_less,
    "lt": is_less,
    "ne": is_other,
    "sameas": is_same,
}

TESTS: Final[dict[str, Test]] = {
    **{name: _accept(work, 1) for name, work in _ALONE.items()},
    **{name: _accept(work, 2) for name, work in _OF_TWO.items()},
}
"""All tests by name; ``none`` is another name for ``null``, as the parser sees it."""
