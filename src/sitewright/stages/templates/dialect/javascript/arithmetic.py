"""JavaScript's arithmetic."""

from __future__ import annotations

import math

from sitewright.model.data import Blank
from sitewright.stages.templates.dialect.javascript.comparisons import to_primitive
from sitewright.stages.templates.dialect.javascript.digits import SAFE, settle
from sitewright.stages.templates.dialect.javascript.limits import (
    LONGEST_TEXT,
    check_text,
)
from sitewright.stages.templates.dialect.javascript.numbers import NAN, to_number
from sitewright.stages.templates.dialect.javascript.texts import to_text

Number = int | float

_LEAST = -SAFE


def add(left: object, right: object) -> object:
    """Add numbers, or join texts if one of the two is text, as ``+`` does.

    Raises:
        OverflowError: The text would be out of all proportion.
    """
    kind = type(left)
    if kind is type(right):
        if kind is int:
            whole: int = left + right  # type: ignore[operator] # two numbers
            return whole if _LEAST <= whole <= SAFE else settle(whole)
        if kind is str:
            text: str = left + right  # type: ignore[operator] # two texts
            return text if len(text) < LONGEST_TEXT else check_text(text)
        if kind is float:
            return left + right  # type: ignore[operator] # two numbers
    return _add(left, right)


def _add(left: object, right: object) -> object:
    left, right = to_primitive(left), to_primitive(right)
    if _is_text(left) or _is_text(right):
        return check_text(to_text(left) + to_text(right))
    return _tidy(to_number(left) + to_number(right))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Blank)


def _tidy(number: Number) -> Number:
    return settle(number) if isinstance(number, int) else number


def subtract(left: object, right: object) -> Number:
    """Subtract as ``-`` does."""
    if type(left) is int and type(right) is int:
        return settle(left - right)
    return _tidy(to_number(left) - to_number(right))


def multiply(left: object, right: object) -> Number:
    """Multiply as ``*`` does."""
    one, other = to_number(left), to_number(right)
    product = one * other
    if product == 0 and isinstance(product, int) and (one < 0 or other < 0):
        return -0.0
    return _tidy(product)


def divide(left: object, right: object) -> Number:
    """Divide as ``/`` does: by 0 it is infinite, or NaN."""
    one, other = to_number(left), to_number(right)
    if other:
        return _whole(one / other)
    if not one or one != one:  # noqa: PLR0124 -- NaN alone is so
        return NAN
    return math.copysign(math.inf, one) * math.copysign(1, other)


def _whole(number: float) -> Number:
    """Take a whole number for an int, which is quicker to print."""
    if number.is_integer() and 0 < abs(number) <= SAFE:
        return int(number)
    return number


def floor_divide(left: object, right: object) -> Number:
    """Divide and round down, as Nunjucks' ``//`` does."""
    quotient = divide(left, right)
    if isinstance(quotient, int) or not math.isfinite(quotient) or quotient == 0:
        return quotient
    return settle(math.floor(quotient)) or 0


def modulo(left: object, right: object) -> Number:
    """Take the rest of a division, with the sign of the left, as ``%`` does."""
    one, other = to_number(left), to_number(right)
    if type(one) is int and type(other) is int and one >= 0 and other > 0:
        return one % other
    if math.isinf(one) or not other:
        return NAN
    return _whole(math.fmod(one, other))


def power(left: object, right: object) -> Number:
    """Raise as ``Math.pow`` does."""
    base, exponent = float(to_number(left)), float(to_number(right))
    if exponent != exponent or (abs(base) == 1 and math.isinf(exponent)):  # noqa: PLR0124 -- NaN
        return NAN
    is_odd = math.isfinite(exponent) and math.fmod(exponent, 2) in (1, -1)
    try:
        return _whole(math.pow(base, exponent))
    except OverflowError:
        return -math.inf if base < 0 and is_odd else math.inf
    except ValueError:
        if base:
            return NAN
        return math.copysign(math.inf, base) if is_odd else math.inf


def negate(value: object) -> Number:
    """Change the sign, as ``-`` before a value does; 0 becomes ``-0``."""
    number = to_number(value)
    return -number if number else -float(number)


def plus(value: object) -> Number:
    """Take a value for a number, as ``+`` before it does."""
    return to_number(value)
