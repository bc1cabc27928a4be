"""Filters of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.javascript.digits import settle
from sitewright.stages.templates.dialect.javascript.kinds import truthy
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import (
    SPACES,
    to_integer,
    to_number,
)
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.values import (
    divide,
    multiply,
    power,
)

_FLOAT = regex(r"[+-]?(?:Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

_WHOLE: Final = 2.0**52
"""From here on, all floats are whole."""

_MOST_DIGITS = 1100
"""More digits than the largest number has in any base."""


def absolute(value: object) -> int | float:
    """Take a number without its sign."""
    return abs(to_number(value))


def round_number(
    value: object, precision: object = UNDEFINED, method: object = UNDEFINED
) -> int | float:
    """Round a number.

    Args:
        value: The number.
        precision: Digits after the point; none if not told.
        method: ``ceil`` or ``floor``; to the nearest if it is anything else, and up if
            there are two.
    """
    if type(value) is float and precision is method is UNDEFINED and value >= 1:
        return _nearest(value) if value < _WHOLE else value
    factor = power(10, precision if truthy(precision) else 0)
    rounder = _ROUNDERS.get(method, _nearest) if type(method) is str else _nearest
    scaled = multiply(value, factor)
    if isinstance(scaled, float) and abs(scaled) < _WHOLE:  # nor is NaN
        # The sign is that of the number, also of 0.
        scaled = math.copysign(rounder(scaled), scaled)
    return divide(scaled, factor)


def _nearest(number: float) -> int:
    below = math.floor(number)
    return below if number - below < 0.5 else below + 1


_ROUNDERS: dict[str, Callable[[float], int]] = {"ceil": math.ceil, "floor": math.floor}


def read_float(value: object, default: object = UNDEFINED) -> object:
    """Read the number that a text begins with; the default if there is none."""
    found = _FLOAT.match(to_text(value).strip(SPACES))
    if not found:
        return default
    number = float(found[0])
    is_plain = number.is_integer() and number and abs(number) <= _WHOLE
    return int(number) if is_plain else number


def read_int(
    value: object, default: object = UNDEFINED, base: object = UNDEFINED
) -> object:
    """Read the whole number that a text begins with; the default if there is none."""
    text = to_text(value).strip(SPACES)
    sign = text[:1] if text[:1] in ("+", "-") else ""
    text = text[len(sign) :]
    radix = _radix(10 if base is UNDEFINED else base)
    if radix in (0, 16) and text.startswith(("0x", "0X")):
        text, radix = text[2:], 16
    allowed = _DIGITS[: radix or 10]
    allowed += allowed.upper()
    digits = text[: len(text) - len(text.lstrip(allowed))]
    if not digits or radix == 1 or not 0 <= radix <= 36:
        return default
    number = _read_digits(digits, radix or 10)
    return (-number or -0.0) if sign == "-" else number


def _radix(base: object) -> int:
    number = to_integer(base)
    whole = number if isinstance(number, int) else 0
    return (whole + 2**31) % 2**32 - 2**31


def _read_digits(digits: str, radix: int) -> int | float:
    digits = digits.lstrip("0")
    if len(digits) > _MOST_DIGITS:
        return math.inf
    return settle(int(digits or "0", radix))
