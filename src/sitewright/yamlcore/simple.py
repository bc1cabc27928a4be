r"""Read simple YAML line by line, for its values alone: most front matter is no more.

Simple are block mappings and lists, scalars that end on the line where they start,
blocks of text, lists of scalars in brackets, and comments. The parser takes many times
as long, mostly for the places of values, which are hardly ever asked for. Whatever may
mean something else than it seems, or may be wrong, is declined, and left to the parser:
what is read here has no findings.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.yamlcore.scalars import (
    TEXT_STARTS_ELSEWHERE,
    WORDS,
    ScalarError,
    read_plain,
)

DECLINED: Final = object()
"""What ``read_simple`` gives for a text that is not simple."""

_DEEPEST: Final = 50
_LONGEST_KEY: Final = 1000

_LINE = regex(
    r"""
    (?:[ ]*(?:\#.*)?\n)*+
    (?: \Z
      | (?P<indent>[ ]*) (?P<dash>-[ ]+)?
        (?: (?P<key>(?!\d)[\w/][\w./*$()+-]*(?::(?![ \n])[\w./*$()+-]*)*)
          : (?=[ \n]) [ ]* )?
        (?: (?P<sign>[|>]-?) [ ]*\n (?P<block>(?:(?P=indent)[ ].*\n|\n)+)
          | (?P<rest>.*)\n ) )
    """,
    re.VERBOSE,
)
"""A line that says something, after any that do not; at the end, nothing."""

_PRINTED: Final = bytes((10, *range(32, 127)))
_STRANGE = regex(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What cannot stand in YAML, may end a line there, or is more than its looks."""

_SINGLE = r"'((?:[^'\n]|'')*)'"
_DOUBLE = r'"([^"\\\n]*)"'
_END = r"[ ]*(?:[ ]\#.*)?"
_QUOTED = regex(rf"(?:{_SINGLE}|{_DOUBLE}){_END}")
_ITEM = regex(rf"{_SINGLE}|{_DOUBLE}|(-?[\w./][^\n,\[\]{{}}\#:?]*)")
_LISTED = regex(
    rf"\[[ ]*((?:{_ITEM.pattern})[ ]*(?:,[ ]*(?:{_ITEM.pattern})[ ]*)*)?\]{_END}"
)
_NO_PLAIN_START: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_SIGNED = regex(r"-[\w.]")
_BREAKS = regex(r"\n(\n*)")


class _NotSimpleError(Exception):
    """The text may mean something else than it seems, or be wrong."""


def read_simple(text: str) -> object:
    r"""Read a mapping or list of simple YAML; an empty mapping if there is nothing.

    Args:
        text: The YAML text, its line ends as ``\n``.

    Returns:
        Its value, as the composer reads it; ``DECLINED`` if the text is not simple.
    """
    is_ascii = text.isascii()
    if text.encode().translate(None, _PRINTED) if is_ascii else _STRANGE.search(text):
        return DECLINED
    try:
        return _read_lines(text)
    except (_NotSimpleError, ScalarError):
        return DECLINED


def _read_lines(text: str) -> object:
    open_ = _Open()
    for indent, dash, key, sign, block, rest in _find_lines(text):
        column = len(indent)
        if not key:
            open_.take(column, _read_scalar(rest), is_item=bool(dash))
            continue
        if dash:
            open_.start_mapping(column, column + len(dash))
        elif column != open_.column or open_.items is not None:
            open_.find_mapping(column)
        fields, key = open_.fields, intern(key)
        if key in fields or key in WORDS or len(key) > _LONGEST_KEY:
            raise _NotSimpleError
        open_.waiting = None
        if sign:
            if dash or text[-1] != "\n":
                raise _NotSimpleError
            fields[key] = _read_block(sign, block)
        elif not rest or _is_comment(rest):
            fields[key] = None
            open_.waiting = key
        elif (
            (first := rest[0]) in _NO_PLAIN_START
            or rest[-1] in ": "
            or ": " in rest
            or " #" in rest
        ):
            fields[key] = _read_scalar(rest)
        else:
            fields[key] = read_plain(rest) if first in TEXT_STARTS_ELSEWHERE else rest
    return open_.whole.get("", {})


def _find_lines(text: str) -> list[tuple[str, str, str, str, str, str]]:
    """Find the parts of all lines that say something."""
    lines = _LINE.findall(text if text.endswith("\n") else f"{text}\n")
    while lines and not any(lines[-1]):
        lines.pop()
    return lines


class _Open:
    """The mappings and lists that go on, and where.

    Attributes:
        whole: The value of the whole text, under an empty key.
        column: Where the lines of the innermost one start.
        fields: The innermost mapping.
        items: The list in it that goes on; None if none does.
        waiting: The last key, as long as it has no value.
    """

    __slots__ = ("_outer", "column", "fields", "items", "waiting", "whole")

    def __init__(self) -> None:
        self.whole: dict[str, object] = {}
        self.column = -1
        self.fields = self.whole
        self.items: list[object] | None = None
        self.waiting: str | None = ""
        self._outer: list[tuple[int, dict[str, object], list[object] | None]] = []

    def find_list(self, column: int) -> list[object]:
        """Find the list that an item at this column belongs to, or start it."""
        waiting = self.waiting
        if waiting is not None and column >= self.column:
            self.fields[waiting] = items = list[object]()
            self._enter(column, self.fields, items)
        else:
            self._leave(column)
        if self.items is None or self.column != column:
            raise _NotSimpleError
        return self.items

    def find_mapping(self, column: int) -> None:
        """Find the mapping that a key at this column belongs to, or start it."""
        waiting = self.waiting
        if waiting is not None and column > self.column:
            self.fields[waiting] = fields = dict[str, object]()
            self._enter(column, fields, None)
        else:
            self._leave(column)
            if self.items is not None:  # a list may stand as far left as its key
                self.column, self.fields, self.items = self._outer.pop()
        if self.items is not None or self.column != column:
            raise _NotSimpleError

    def take(self, column: int, value: object, *, is_item: bool) -> None:
        """Take an item of a list, or a value that stands below its key."""
        if is_item:
            self.find_list(column).append(value)
            return
        if not self.waiting or column <= self.column:
            raise _NotSimpleError
        self.fields[self.waiting] = value
        self.waiting = None

    def start_mapping(self, dash: int, column: int) -> None:
        """Start a mapping that is an item of a list, behind a dash."""
        fields: dict[str, object] = {}
        self.find_list(dash).append(fields)
        self._enter(column, fields, None)

    def _enter(
        self, column: int, fields: dict[str, object], items: list[object] | None
    ) -> None:
        if len(self._outer) > _DEEPEST:
            raise _NotSimpleError
        self._outer.append((self.column, self.fields, self.items))
        self.column, self.fields, self.items = column, fields, items
        self.waiting = None

    def _leave(self, column: int) -> None:
        while self.column > column:
            self.column, self.fields, self.items = self._outer.pop()
        self.waiting = None


def _is_comment(rest: str) -> bool:
    """Tell whether there is but a comment, and not one that is a value by mistake."""
    return rest[0] == "#" and rest[1:2] in {"", " ", "#"}


def _read_block(sign: str, block: str) -> str:
    """Read a block of text whose lines are all as far in as the first, or blank."""
    lines = block.rstrip("\n").split("\n")
    width = len(lines[0]) - len(lines[0].lstrip(" "))
    text = "\n".join([line[width:] for line in lines]).rstrip("\n")
    is_even = all(line.startswith(" " * width) for line in lines if line)
    if not lines[0][width:] or not is_even or (sign[0] == ">" and "\n " in text):
        raise _NotSimpleError
    if sign[0] == ">":
        text = _BREAKS.sub(lambda found: found[1] or " ", text)
    return text if sign.endswith("-") else f"{text}\n"


def _read_scalar(rest: str) -> object:
    """Read what stands behind a key or dash: a scalar, or a list in brackets."""
    first = rest[:1]
    if first == "[":
        return _read_listed(rest)
    if first in {"'", '"'}:
        quoted = _QUOTED.fullmatch(rest)
        if not quoted:
            raise _NotSimpleError
        return quoted[2] if quoted[1] is None else quoted[1].replace("''", "'")
    text = rest.partition(" #")[0].rstrip(" ")
    is_odd = first in _NO_PLAIN_START and not _SIGNED.match(text)
    if not text or is_odd or ": " in text or text.endswith(":"):
        raise _NotSimpleError
    return read_plain(text)


def _read_listed(rest: str) -> list[object]:
    listed = _LISTED.fullmatch(rest)
    if not listed:
        raise _NotSimpleError
    return [
        read_plain(plain.rstrip(" ")) if plain else single.replace("''", "'") or double
        for single, double, plain in _ITEM.findall(listed[1] or "")
    ]
