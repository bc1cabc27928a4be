"""Take values for numbers, as JavaScript's ``Number(value)`` does."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from jinja2 import Undefined

from sitewright.kernel.regexes import regex
from sitewright.model.data import Blank
from sitewright.stages.templates.dialect.javascript.digits import (
    SAFE,
    SPACES,
    format_number,
    settle,
)
from sitewright.stages.templates.dialect.javascript.moments import count_milliseconds
from sitewright.stages.templates.dialect.javascript.texts import to_text

__all__ = ["NAN", "SPACES", "format_number", "read_number", "to_integer", "to_number"]

NAN: Final = math.nan

_DECIMAL = regex(
    r"[+-]?(?:Infinity|[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?"
    r"|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"
)
_OTHER_BASE = regex(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)")


def to_number(value: object) -> int | float:
    """Take a value for a number; NaN if it is none.

    Raises:
        TemplateRuntimeError: It is a function or another object of Python's.
    """
    kind = type(value)
    if kind is float:
        return value  # type: ignore[return-value] # as its type says
    if kind is int and -SAFE <= value <= SAFE:  # type: ignore[operator] # likewise
        return value  # type: ignore[return-value] # likewise
    if isinstance(value, int):
        return settle(int(value))
    if isinstance(value, str) and kind is not Blank:
        return read_number(str(value))
    return _from_other(value)


def _from_other(value: object) -> int | float:
    if value is None or isinstance(value, Blank):
        return 0
    if isinstance(value, Undefined):
        return NAN
    if isinstance(value, float):
        return float(value)
    if isinstance(value, date):
        return count_milliseconds(value)
    return read_number(to_text(value))


def read_number(text: str) -> int | float:
    """Read all of a text as a number; NaN if it is none, 0 if it is blank."""
    text = text.strip(SPACES)
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return int(number) if _is_plain_whole(number) else number
    if _OTHER_BASE.fullmatch(text):
        return settle(int(text, 0))
    return NAN


def _is_plain_whole(number: float) -> bool:
    """Tell whether an int means the same; not so for ``-0``."""
    return number.is_integer() and 0 < abs(number) <= SAFE


def to_integer(value: object) -> int | float:
    """Take a value for a whole number, cut off towards 0; NaN counts as 0.

    The only floats among the results are the two infinities.
    """
    if type(value) is int:
        return value
    number = to_number(value)
    if isinstance(number, int):
        return number
    if number != number:  # noqa: PLR0124 -- NaN alone is so
        return 0
    return number if math.isinf(number) else int(number)
