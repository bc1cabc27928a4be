"""Find where the values of a TOML file were written; the standard library does not say.

A scan of statements, of a text that is known to be TOML: ``[table]``, ``[[array]]`` and
``key = value``. What stands inside a value has the place of its key.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.regexes import regex
from sitewright.model.document import KeyPath, Place

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_STATEMENT: Final = regex(
    rf"""[ \t]*(?:
      \[(?P<array>\[)?[ \t]*(?P<table>{_KEY})[ \t]*\]\]?
      | (?P<key>{_KEY})[ \t]*=[ \t]*
    )""",
    re.VERBOSE,
)
_PIECE: Final = regex(
    r"""(?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}
                |"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
      | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comment>\#[^\n]*) | (?P<end>\n)
      | [^\[\]{}\#\n"']+""",
    re.VERBOSE | re.DOTALL,
)


def find_places(text: str, path: str) -> dict[KeyPath, Place]:
    """Find the places of all tables and keys.

    Args:
        text: TOML that the standard library has read.
        path: The file that it comes from.
    """
    return _Scan(text, path).run()


class _Scan:
    """One run over the statements of a text."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._places: dict[KeyPath, Place] = {}
        self._items: dict[KeyPath, int] = {}
        self._table: KeyPath = ()

    def run(self) -> dict[KeyPath, Place]:
        at = 0
        while at < len(self._text):
            if found := _STATEMENT.match(self._text, at):
                self._note(found)
                at = found.end()
            at = self._end_of_value(at) + 1
        return self._places

    def _note(self, found: re.Match[str]) -> None:
        if found["key"]:
            key = self._span(*found.span("key"))
            value = self._span(found.end(), self._end_of_value(found.end()))
            self._add(self._table, _parts(found["key"]), Place(key, value))
            return
        header = self._span(*found.span("table"))
        *parents, last = _parts(found["table"])
        place = Place(header, header)
        above = self._add((), tuple(parents), place)
        self._table = (*above, last)
        self._places.setdefault(self._table, place)
        if found["array"]:
            number = self._items.get(self._table, 0)
            self._items[self._table] = number + 1
            self._table = (*self._table, number)
            self._places[self._table] = place

    def _add(self, base: KeyPath, parts: tuple[str, ...], place: Place) -> KeyPath:
        """Place a dotted key and what it makes on its way; give its path."""
        for part in parts:
            base = (*base, part)
            self._places.setdefault(base, place)
            if base in self._items:
                base = (*base, self._items[base] - 1)
        return base

    def _end_of_value(self, at: int) -> int:
        """Find the line end behind a value, or that of the text."""
        depth = 0
        while found := _PIECE.match(self._text, at):
            if found["end"] and not depth:
                return at
            depth += bool(found["open"]) - bool(found["close"])
            at = found.end()
        return len(self._text)

    def _span(self, start: int, end: int) -> Span:
        """Cover a stretch of the text; the first line of it, without a comment."""
        line = bisect_right(self._starts, start)
        first = self._text[start:end].partition("\n")[0]
        width = 0
        while (found := _PIECE.match(first, width)) and not found["comment"]:
            width = found.end()
        width = len(first[:width].rstrip()) if found else len(first.rstrip())
        column = start - self._starts[line - 1] + 1
        return Span(self._path, line, column, width)


def _parts(key: str) -> tuple[str, ...]:
    """Take a dotted key apart as TOML does."""
    value: object = tomllib.loads(f"{key} = 0")
    parts: list[str] = []
    while isinstance(value, dict):
        [(part, value)] = value.items()
        parts.append(part)
    return tuple(parts)
