r"""Read simple YAML line by line, for its values alone: most front matter is no more.

Simple are block mappings and lists, scalars that end on the line where they start,
blocks of text, lists of scalars in brackets, and comments. The parser takes many times
as long, mostly for the places of values, which are hardly ever asked for. Whatever may
mean something else than it seems, or may be wrong, is declined, and left to the parser:
what is read here has no findings.
"""

from __future__ import annotations

from functools import lru_cache
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

_START = regex(r"(?P<indent>[ ]*)(?P<dash>-[ ]+)?(?P<key>(?!\d)[\w/][\w./*$():+-]*)")
"""What stands in front of the colon of a line with a key."""

_SIGNS: Final = frozenset(("|", "|-", ">", ">-"))
"""Signs behind a key that a block of text follows."""

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
    lines = text.removesuffix("\n").split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        start, colon, rest = line.partition(": ")
        if not colon:
            start = line[:-1] if line.endswith(":") else ""
        known = _read_start(start)
        if not known:
            _take_value(open_, line)
            continue
        column, inside, key = known
        if inside != column:
            open_.start_mapping(column, inside)
        elif column != open_.column or open_.items is not None:
            open_.find_mapping(column)
        fields = open_.fields
        if key in fields:
            raise _NotSimpleError
        open_.waiting = None
        rest = rest.lstrip(" ")
        if not rest or (rest[0] == "#" and _is_comment(rest)):
            fields[key] = None
            open_.waiting = key
        elif rest[0] in "|>":
            sign = rest.rstrip(" ")
            if sign not in _SIGNS or inside != column or text[-1] != "\n":
                raise _NotSimpleError
            block = _find_block(lines, number, column)
            fields[key] = _read_block(sign, block)
            number += len(block)
        else:
            fields[key] = _read_scalar(rest)
    return open_.whole.get("", {})


@lru_cache(maxsize=1000)
def _read_start(start: str) -> tuple[int, int, str] | None:
    """Find a key in front of a colon; pages have most of theirs in common.

    Returns:
        Where the line starts, where the key does, which is further in if there is a dash,
        and the key; None if there is none.
    """
    found = _START.fullmatch(start)
    if not found:
        return None
    key = found["key"]
    if key in WORDS or len(key) > _LONGEST_KEY:
        raise _NotSimpleError
    return found.end("indent"), found.start("key"), intern(key)


def _take_value(open_: _Open, line: str) -> None:
    """Take a line without a key, unless it says nothing."""
    rest = line.lstrip(" ")
    if rest and rest[0] != "#":
        is_item = rest.startswith("- ")
        value = _read_scalar(rest[1:].lstrip(" ") if is_item else rest)
        open_.take(len(line) - len(rest), value, is_item=is_item)


def _find_block(lines: list[str], start: int, column: int) -> list[str]:
    """Find the lines of a block of text below a key."""
    inside = " " * (column + 1)
    end = start
    while end < len(lines) and (not lines[end] or lines[end].startswith(inside)):
        end += 1
    return lines[start:end]


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
    return rest[1:2] in {"", " ", "#"}


def _read_block(sign: str, block: list[str]) -> str:
    """Read a block of text whose lines are all as far in as the first, or blank."""
    first = block[0] if block else ""
    width = len(first) - len(first.lstrip(" "))
    text = "\n".join([line[width:] for line in block]).rstrip("\n")
    is_even = all(line.startswith(" " * width) for line in block if line)
    is_folded = sign[0] == ">"
    if not first[width:] or not is_even or (is_folded and "\n " in text):
        raise _NotSimpleError
    if is_folded:
        text = _BREAKS.sub(lambda found: found[1] or " ", text)
    return text if sign.endswith("-") else f"{text}\n"


def _read_scalar(rest: str) -> object:
    """Read what stands behind a key or dash: a scalar, or a list in brackets."""
    first = rest[:1]
    if not (
        first in _NO_PLAIN_START or rest[-1:] in ": " or ": " in rest or " #" in rest
    ):
        return read_plain(rest) if first in TEXT_STARTS_ELSEWHERE else rest
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
