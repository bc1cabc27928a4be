"""TOML: read by the standard library, made the kinds of values that YAML has."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from math import isinf
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Span,
    error,
    printable,
)
from sitewright.kernel.regexes import regex
from sitewright.model.data import DataFile
from sitewright.model.document import KeyPath, Place
from sitewright.stages.datafiles.toml_places import find_places
from sitewright.yamlcore.findings import MAX_DEPTH

_AT: Final = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_HINTS: Final = {
    "Invalid value": "text needs quotes",
    "Cannot overwrite a value": "each key can be set once",
}
_JAVASCRIPT_EXPONENT: Final = 1e21  # from here on JavaScript prints an exponent
_MAX_BITS: Final = 1024  # of the largest double
_AS_TEXT: Final = "put it in quotes if it is meant as text"


def read_toml_file(text: str, path: str) -> Checked[DataFile | None]:
    """Read a TOML file; a time or date without a zone is in UTC, a time of day is text."""
    try:
        value = tomllib.loads(text, parse_float=_read_float)
    except tomllib.TOMLDecodeError as fault:
        return None, (_unreadable(fault, text, path),)
    except RecursionError:
        return None, (_too_deep(Span(path, 1)),)
    except ValueError:  # ours, or Python's of a number with thousands of digits
        message = "a number in this file is too large"
        return None, (error("FM007", message, Span(path, 1), _AS_TEXT),)
    places = find_places(text, path)
    conversion = _Conversion(path, places)
    fields = conversion.convert(value, ())
    if conversion.findings:
        return None, tuple(conversion.findings)
    return DataFile(path, fields, places), ()


def _read_float(text: str) -> float:
    """Read a number as in YAML and in JavaScript, where 1.0 is 1.

    Raises:
        ValueError: It is too large.
    """
    value = float(text)
    if isinf(value) and "inf" not in text:
        raise ValueError(text)
    is_whole = value.is_integer() and abs(value) < _JAVASCRIPT_EXPONENT
    return int(value) if is_whole else value


def _unreadable(fault: ValueError, text: str, path: str) -> Diagnostic:
    said = str(fault)
    found = _AT.search(said)
    problem = printable(_AT.sub("", said))
    message = f"this is not TOML: {problem[:1].lower()}{problem[1:]}"
    hint = _HINTS.get(problem, "")
    if not found or not found[1]:
        last = text.rstrip().count("\n") + 1
        return error("DAT001", message, Span(path, last), hint)
    line, column = int(found[1]), int(found[2])
    # What is found wrong behind a value is wrong with its whole line.
    is_behind = not text.split("\n")[line - 1][column - 1 :]
    span = Span(path, line, 1, column - 1) if is_behind else Span(path, line, column, 1)
    return error("DAT001", message, span, hint)


def _too_deep(span: Span) -> Diagnostic:
    message = f"this is nested more than {MAX_DEPTH} levels deep"
    return error("FM009", message, span, "use fewer levels")


class _Conversion:
    """Turns what the standard library gives into the kinds that pages have."""

    def __init__(self, path: str, places: dict[KeyPath, Place]) -> None:
        self.findings: list[Diagnostic] = []
        self._path = path
        self._places = places

    def convert(self, value: object, at: KeyPath) -> object:
        if len(at) > MAX_DEPTH:
            self.findings.append(_too_deep(self._span(at)))
            return None
        if isinstance(value, dict):
            return {key: self.convert(item, (*at, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [self.convert(item, (*at, n)) for n, item in enumerate(value)]
        if isinstance(value, date | time):
            return self._moment(value, at)
        if isinstance(value, int) and value.bit_length() > _MAX_BITS:
            message = "this number is too large"
            self.findings.append(error("FM007", message, self._span(at), _AS_TEXT))
        return value

    def _moment(self, value: date | time, at: KeyPath) -> object:
        if isinstance(value, time):
            return value.isoformat()
        if not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        thousandths = value.microsecond // 1000 * 1000
        value = value.replace(microsecond=thousandths)
        try:
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        except OverflowError:
            message = f"the date '{value.isoformat()}' does not exist"
            self.findings.append(error("FM007", message, self._span(at), "correct it"))
            return None

    def _span(self, at: KeyPath) -> Span:
        for end in range(len(at), 0, -1):
            if place := self._places.get(at[:end]):
                return place.value
        return Span(self._path, 1)
