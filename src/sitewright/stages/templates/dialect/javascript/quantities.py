"""The methods of numbers, true and false."""

from __future__ import annotations

import math
from collections.abc import Mapping

from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.digits import (
    format_number,
    shortest_digits,
    with_exponent,
)
from sitewright.stages.templates.dialect.javascript.locales import (
    LOCALES,
    read_locale,
)
from sitewright.stages.templates.dialect.javascript.methods import (
    is_undefined,
    make_methods,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_integer
from sitewright.stages.templates.dialect.javascript.objects import key_text
from sitewright.stages.templates.dialect.javascript.radix import format_radix
from sitewright.stages.templates.dialect.javascript.texts import to_text

Number = int | float


def _places(value: object, least: int, most: int) -> int:
    """Take an argument for a number of digits.

    Raises:
        TemplateRuntimeError: It is out of bounds.
    """
    number = to_integer(value)
    if not least <= number <= most:
        raise TemplateRuntimeError(
            f"the number of digits is from {least} to {most}, not {to_text(value)}"
        )
    return int(number)


def to_fixed(number: Number, places: object = UNDEFINED) -> str:
    """Write a number with so many digits after the point."""
    count = _places(places, 0, 100)
    if not math.isfinite(number) or abs(number) >= 1e21:
        return format_number(number)
    from sitewright.stages.templates.dialect.javascript.rounding import round_exactly

    rounded = round_exactly(abs(number), -count)
    return ("-" if number < 0 else "") + f"{rounded:.{count}f}"


def to_exponential(number: Number, places: object = UNDEFINED) -> str:
    """Write a number with a power of ten."""
    count = to_integer(places)
    if not math.isfinite(number):
        return format_number(number)
    count = _places(places, 0, 100)
    sign, size = "-" if number < 0 else "", abs(number)
    if is_undefined(places):
        digits, point = shortest_digits(size) if size else ("0", 1)
        return sign + with_exponent(digits, point - 1)
    from sitewright.stages.templates.dialect.javascript.rounding import round_digits

    return sign + with_exponent(*round_digits(size, count + 1))


def to_precision(number: Number, precision: object = UNDEFINED) -> str:
    """Write a number with so many digits in all."""
    if is_undefined(precision) or not math.isfinite(number):
        return format_number(number)
    count = _places(precision, 1, 100)
    sign = "-" if number < 0 else ""
    from sitewright.stages.templates.dialect.javascript.rounding import round_digits

    digits, exponent = round_digits(abs(number), count)
    if exponent < -6 or exponent >= count:
        return sign + with_exponent(digits, exponent)
    if exponent == count - 1:
        return sign + digits
    if exponent >= 0:
        return f"{sign}{digits[: exponent + 1]}.{digits[exponent + 1 :]}"
    return f"{sign}0.{'0' * (-exponent - 1)}{digits}"


def number_to_string(number: Number, radix: object = UNDEFINED) -> str:
    """Write a number, to any base from 2 to 36.

    Raises:
        TemplateRuntimeError: There is no such base.
    """
    base = 10 if is_undefined(radix) else to_integer(radix)
    if not 2 <= base <= 36:
        raise TemplateRuntimeError("a base is from 2 to 36")
    if base == 10 or not math.isfinite(number):
        return format_number(number)
    return format_radix(float(number), int(base))


_OPTIONS = {"minimumFractionDigits", "maximumFractionDigits", "useGrouping"}


def to_locale_string(
    number: Number, locale: object = UNDEFINED, options: object = UNDEFINED
) -> str:
    """Write a number for readers of English.

    Raises:
        TemplateRuntimeError: For others, or with options that are not known.
    """
    name = read_locale(locale)
    if name not in LOCALES:
        raise TemplateRuntimeError(
            f"numbers are not written for '{name}', but for 'en-US' and"
            " 'en-GB'; write a filter in the site's hooks"
        )
    chosen = options if isinstance(options, Mapping) else {}
    if unknown := {key_text(key) for key in chosen} - _OPTIONS:
        raise TemplateRuntimeError(f"numbers have no option '{min(unknown)}' here")
    least = _places(chosen.get("minimumFractionDigits", 0), 0, 100)
    most = _places(chosen.get("maximumFractionDigits", max(3, least)), 0, 100)
    if most < least:
        raise TemplateRuntimeError("maximumFractionDigits is less than the minimum")
    groups = chosen.get("useGrouping", True) is not False
    from sitewright.stages.templates.dialect.javascript.rounding import group_digits

    return group_digits(number, least, most, groups=groups)


METHODS = make_methods(
    {
        "toExponential": to_exponential,
        "toFixed": to_fixed,
        "toLocaleString": to_locale_string,
        "toPrecision": to_precision,
        "toString": number_to_string,
        "valueOf": lambda number: number,
    }
)

BOOLEAN_METHODS = make_methods(
    {
        "toLocaleString": lambda value: to_text(value),
        "toString": lambda value: to_text(value),
        "valueOf": lambda value: value,
    }
)
