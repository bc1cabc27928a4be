"""Tell what is of a kind, and what of that a field accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from datetime import datetime
from functools import lru_cache
from typing import Final, cast

from sitewright.kernel.patience import PatientRegex
from sitewright.kernel.times import parse_time
from sitewright.model.pagetype import ADDRESS, LISTS, NUMBERS, TEXTS, Field

_compile = lru_cache(re.compile)
_patient = lru_cache(PatientRegex)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_boolean(value: object) -> bool:
    return isinstance(value, bool)


def _is_date(value: object) -> bool:
    if isinstance(value, str):
        return parse_time(value) is not None
    return isinstance(value, datetime)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and bool(_compile(ADDRESS).fullmatch(value))


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


FITS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "text": (_is_text, "text"),
    "markdown": (_is_text, "Markdown, which is text"),
    "number": (_is_number, "a number"),
    "integer": (_is_integer, "a whole number"),
    "boolean": (_is_boolean, "true or false"),
    "date": (_is_date, "a date"),
    "url": (_is_address, "an address"),
    "page": (_is_text, "the path or the address of a page"),
    "file": (_is_text, "the address of a file"),
    "navigation": (_is_text, "a key of the navigation"),
    "mapping": (_is_mapping, "a mapping"),
    "any": (lambda _: True, "anything"),
}
"""What is of each kind but lists, and what to call it."""


def is_accepted(field: Field, value: object) -> bool:
    """Tell whether a value of the right kind is one of those that are listed."""
    return any(
        value == item and isinstance(value, bool) == isinstance(item, bool)
        for item in field.enum
    )


def bounds_problem(field: Field, value: object) -> str:
    """Say what a value of the right kind must be and is not; empty if it is all that.

    Raises:
        TooLongError: Whether it looks as it must would take too long to find out.
    """
    if field.pattern and not _patient(field.pattern).fullmatch(str(value)):
        return f"must look like '{field.pattern}'"
    if field.least is None and field.most is None:
        return ""
    size = size_of(field.kind, value)
    if field.least is not None and size < field.least:
        return f"must {_phrase(field.kind, field.least, 'or more')}"
    if field.most is not None and size > field.most:
        return f"must {_phrase(field.kind, field.most, 'at the most')}"
    return ""


def size_of(kind: str, value: object) -> float:
    """Measure what the bounds of a kind are about."""
    if kind in NUMBERS:
        return cast("float", value)
    is_single = kind in LISTS and not isinstance(value, list)
    return 1 if is_single else len(cast("Sized", value))


def _phrase(kind: str, bound: float, which: str) -> str:
    if kind in NUMBERS:
        return f"be {bound} {which}"
    unit = "character" if kind in TEXTS else "item"
    return f"have {bound} {unit}{'' if bound == 1 else 's'} {which}"
