"""Change a text at known places, and the bytes that it was read from in the same way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex

_BOM = "\ufeff"
_LINE_END = regex(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    r"""What takes the place of a stretch of text.

    Attributes:
        start: Where the stretch begins, counted in characters from 0.
        end: Where it ends; the same place for what is only put in.
        text: The new text, line ends as ``\n``.
    """

    start: int
    end: int
    text: str


@frozen
class Region:
    """A stretch of a text that was written anew.

    Attributes:
        start: Where it begins by now.
        end: Where it ends by now.
        old: What stood there.
    """

    start: int
    end: int
    old: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Change a text; the edits must not overlap."""
    pieces, done = [], 0
    for edit in sorted(edits):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def apply_to_bytes(raw: bytes, edits: Sequence[Edit]) -> bytes:
    r"""Change the bytes of a file by the edits of its text.

    Every other byte stays: a byte-order mark, and line ends of whatever kind. New lines
    end as the first line of the file does.

    Args:
        raw: The file, in UTF-8.
        edits: Edits of its text without the mark, and with line ends as ``\n``.
    """
    text = raw.decode()
    mark = len(text) - len(text.removeprefix(_BOM))
    wide = [
        found.start() - number - mark
        for number, found in enumerate(re.finditer("\r\n", text))
    ]
    first = _LINE_END.search(text)
    end = first[0] if first else "\n"

    def place(position: int) -> int:
        return position + mark + bisect_left(wide, position)

    moved = [
        Edit(place(edit.start), place(edit.end), edit.text.replace("\n", end))
        for edit in edits
    ]
    return apply_edits(text, moved).encode()


def place_of(text: str, position: int) -> tuple[int, int]:
    """Give the line and the column of a place, both counted from 1."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
