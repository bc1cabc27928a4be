"""The filter ``dump``: values as JSON, exactly as ``JSON.stringify`` writes them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from json.encoder import encode_basestring
from typing import cast

from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.builtins.given import entries_of, is_text
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.digits import format_number
from sitewright.stages.templates.dialect.javascript.kinds import (
    is_function,
    is_object,
    type_of,
)
from sitewright.stages.templates.dialect.javascript.limits import spend
from sitewright.stages.templates.dialect.javascript.moments import format_iso
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.numbers import to_integer
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen
from sitewright.stages.templates.views import EntryView

_HALF = regex("[\ud800-\udfff]")
_WIDEST = 10


def dump(value: object, spaces: object = UNDEFINED) -> object:
    """Write a value as JSON; undefined if it has no form there.

    Args:
        value: The value. What is undefined or a function is left out of objects.
        spaces: How far to indent, or with what; all is on one line if not told.

    Raises:
        FilterArgumentError: An object is part of itself.
    """
    text = _Writer(_gap(spaces)).write(value, "\n")
    return UNDEFINED if text is None else text


def _gap(spaces: object) -> str:
    if is_text(spaces):
        return narrow(widen(str(spaces))[:_WIDEST])
    if type_of(spaces) == "number":
        return " " * int(max(0, min(_WIDEST, to_integer(spaces))))
    return ""


class _Writer:
    def __init__(self, gap: str) -> None:
        self._gap = gap
        self._colon = ": " if gap else ":"
        self._around: list[object] = []

    def write(self, value: object, line: str) -> str | None:
        """Write a value; None if it has no form.

        Args:
            value: The value.
            line: The line break and indent that its last line begins with.
        """
        spend(1)
        if is_text(value):
            return _quote(str(value))
        if is_nullish(value) or isinstance(value, bool | int | float):
            return _write_simple(value)
        if is_array(value):
            return self._write_items(cast("Iterable[object]", value), line)
        if is_object(value) or isinstance(value, Markup):
            return self._write_entries(value, line)
        return _write_other(value)

    def _write_items(self, items: Iterable[object], line: str) -> str:
        with _Within(self._around, items):
            inner = line + self._gap
            written = [self.write(item, inner) or "null" for item in items]
        return self._enclose("[", written, line, "]")

    def _write_entries(self, value: object, line: str) -> str:
        with _Within(self._around, value):
            inner = line + self._gap
            written = [
                f"{_quote(key)}{self._colon}{text}"
                for key, item in entries_of(value)
                if (text := self.write(item, inner)) is not None
            ]
        return self._enclose("{", written, line, "}")

    def _enclose(self, left: str, written: list[str], line: str, right: str) -> str:
        if not (self._gap and written):
            return left + ",".join(written) + right
        inner = line + self._gap
        return left + inner + f",{inner}".join(written) + line + right


class _Within:
    """Keeps an object among those around what is written, and refuses it there."""

    def __init__(self, around: list[object], value: object) -> None:
        self._around = around
        # Views of one entry are made anew at each look.
        self._mark = value.key if isinstance(value, EntryView) else id(value)

    def __enter__(self) -> None:
        if self._mark in self._around:
            message = "the 'dump' filter got an object that is part of itself"
            raise FilterArgumentError(message)
        self._around.append(self._mark)

    def __exit__(self, *_fault: object) -> None:
        self._around.pop()


def _write_other(value: object) -> str | None:
    if isinstance(value, date):
        return f'"{format_iso(value)}"'
    if isinstance(value, Regex):
        return "{}"
    return None if is_function(value) else to_text(value)  # which fails


def _write_simple(value: object) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format_number(value)
    return None if value is UNDEFINED else to_text(value)


def _quote(text: str) -> str:
    quoted = encode_basestring(narrow(text))
    return quoted if quoted.isascii() else _HALF.sub(_escape_half, quoted)


def _escape_half(half: re.Match[str]) -> str:
    return f"\\u{ord(half[0]):04x}"
