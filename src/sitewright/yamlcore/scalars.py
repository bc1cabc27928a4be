"""What a scalar means: YAML 1.2 core, as js-yaml 4.3.2 (Eleventy) reads it.

``yes``, ``12:30`` and ``1_000`` stay text, ``012`` is twelve, ``1e3`` is a thousand.
Differs from js-yaml on purpose where JavaScript changes what was written: dates that
do not exist are refused (there, 30 February is 1 March), years below 100 keep their
century, whole numbers keep all their digits, and a number beyond the range of a
double is refused (there, it silently becomes text).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import isinf, isnan
from typing import Final

from sitewright.kernel.diagnostics import printable
from sitewright.kernel.regexes import regex

TEXT_STARTS_ELSEWHERE: Final = frozenset("tTfFnN~0123456789+-.")
"""First characters of the plain scalars that may be something else than text."""

YAML_TAG: Final = "tag:yaml.org,2002:"

WORDS: Final[dict[str, bool | None]] = {
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Plain scalars that are words and yet no text."""

_NUMBER = regex(
    r"""(?P<whole>[-+]?[0-9]+)
      | (?P<based>[-+]?0(?:b[01]+|o[0-7]+|x[0-9a-fA-F]+))
      | (?P<broken>[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?
                  |\.[0-9]+(?:[eE][-+]?[0-9]+)?)
      | (?P<endless>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))""",
    re.VERBOSE,
)

_TIME = regex(
    r"""([0-9]{4})-([0-9]{2})-([0-9]{2})
      | ([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)
        ([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?
        (?:[ \t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?""",
    re.VERBOSE,
)

_LONGEST_NUMBER = 1100  # characters; the largest double has 1024 binary digits
_JAVASCRIPT_EXPONENT = 1e21  # from here on JavaScript prints an exponent


class ScalarError(ValueError):
    """A scalar that has no value; ``message`` and ``hint`` are for its author."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_plain(text: str) -> object:
    """Give a scalar without quotes its value.

    Raises:
        ScalarError: It is a date that does not exist or a number out of range.
    """
    if not text:
        return None
    first = text[0]
    if first not in TEXT_STARTS_ELSEWHERE:
        return text
    if first in "tTfFnN~":
        return WORDS.get(text, text)
    if text[4:5] == "-" and (found := _TIME.fullmatch(text)):
        return _read_time(text, found)
    number = _NUMBER.fullmatch(text)
    return text if number is None else _read_number(text, number.lastgroup)


def read_tagged(tag: str, text: str) -> object:
    """Give a scalar the value that its explicit tag asks for.

    Args:
        tag: The part of a standard tag after ``!!``; one of ``SCALAR_TAGS``.
        text: The scalar, without its quotes.

    Raises:
        ScalarError: The text does not fit the tag.
    """
    value, fits = _TAGS[tag](text)
    if not fits:
        message = f"'{_short(text)}' does not fit its tag '!!{tag}'"
        raise ScalarError(message, "remove the tag, or correct the value")
    return value


def _tagged_number(text: str) -> tuple[object, bool]:
    value = read_plain(text)
    return value, isinstance(value, int | float) and not isinstance(value, bool)


def _tagged_whole(text: str) -> tuple[object, bool]:
    found = _NUMBER.fullmatch(text)
    fits = found is not None and found.lastgroup in {"whole", "based"}
    return (read_plain(text) if fits else None), fits


def _tagged_bool(text: str) -> tuple[object, bool]:
    value = WORDS.get(text)
    return value, value is not None


def _tagged_time(text: str) -> tuple[object, bool]:
    value = read_plain(text)
    return value, isinstance(value, datetime)


_TAGS: Final[dict[str, Callable[[str], tuple[object, bool]]]] = {
    "str": lambda text: (text, True),
    "int": _tagged_whole,
    "float": _tagged_number,
    "bool": _tagged_bool,
    "null": lambda text: (None, not text or WORDS.get(text, text) is None),
    "timestamp": _tagged_time,
}
SCALAR_TAGS: Final = frozenset(_TAGS)


def key_text(value: object) -> str:
    """Write a scalar as JavaScript does when it becomes the key of an object."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _float_text(value) if isinstance(value, float) else str(value)


def _float_text(value: float) -> str:
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    digits, exponent, power = repr(value).partition("e")
    if not exponent:
        return digits
    if 1e-6 <= abs(value) < 1:
        # It takes a while to import, and few numbers need it.
        from decimal import Decimal

        return f"{Decimal(repr(value)):f}"
    return f"{digits}e{int(power):+d}"


def _read_number(text: str, kind: str | None) -> int | float:
    if kind == "endless":
        return float(text.replace(".", ""))
    if kind == "broken":
        value = float(text)
        if isinf(value):
            raise _too_large(text)
        is_whole = value.is_integer() and abs(value) < _JAVASCRIPT_EXPONENT
        return int(value) if is_whole else value
    if len(text) > _LONGEST_NUMBER:
        raise _too_large(text)
    whole = int(text, 10 if kind == "whole" else 0)
    try:
        float(whole)
    except OverflowError:
        raise _too_large(text) from None
    return whole


def _too_large(text: str) -> ScalarError:
    message = f"the number '{_short(text)}' is too large"
    return ScalarError(message, "put it in quotes if it is meant as text")


def _short(text: str) -> str:
    return printable(text if len(text) <= 40 else f"{text[:37]}...")


def _read_time(text: str, found: re.Match[str]) -> datetime:
    """Follow js-yaml: no zone is UTC, and fractions end at the millisecond."""
    numbers = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6, 7, 8, 9)
    try:
        moment = datetime(*map(int, numbers), tzinfo=UTC)  # type: ignore[misc,arg-type]
        if found[10]:
            moment = moment.replace(microsecond=int(found[10][:3].ljust(3, "0")) * 1000)
        if not found[12]:
            return moment
        _check_zone(found[12], found[13])
        zone = timedelta(hours=int(found[12]), minutes=int(found[13] or 0))
        return moment + zone if found[11] == "-" else moment - zone
    except (ValueError, OverflowError):
        message = f"the date '{text}' does not exist"
        hint = "correct it, or put it in quotes if it is meant as text"
        raise ScalarError(message, hint) from None


def _check_zone(hours: str, minutes: str | None) -> None:
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise ValueError
