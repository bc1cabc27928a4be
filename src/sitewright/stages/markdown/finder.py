"""Find the place of what is to be reported: the parser's tokens know no columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from sitewright.kernel.diagnostics import Span

Lines = tuple[int, int]
"""First line of a block, counted from 0, and the line after its last."""

_Found = tuple[int, int, int]
"""Where in a row a match begins, where the piece in it does, and its width."""

_Search = Callable[[str, int], _Found | None]

# A text with thousands of findings is searched no longer than a page can wait for.
_MOST_ROWS = 100_000


class Finder:
    """Finds pieces of one Markdown text.

    What is asked for in the order of the text is found in that order: a piece that
    occurs twice in a block has two places.
    """

    def __init__(self, text: str, path: str, first_line: int) -> None:
        """Take the text, the file that it stands in, and the line it begins on."""
        self._text = text
        self._path = path
        self._first_line = first_line
        self._seen: dict[str | tuple[str, str], tuple[int, int]] = {}
        self._patience = _MOST_ROWS

    def find(self, piece: str, lines: Lines, before: str = "") -> Span:
        """Find a piece of text that stands within one line.

        Args:
            piece: What to point at.
            lines: The block to look in.
            before: What stands right before it, as far as that is known.

        Returns:
            The piece's place; the block's first line if it is not there.
        """
        wanted, skipped, width = before + piece, len(before), len(piece)
        key = before, piece
        if not self._seen and (found := self._find_first(wanted, lines)):
            row, start = found
            self._seen[key] = row, start + 1
            return self._span(row, start + skipped, width)

        def search(row: str, column: int) -> _Found | None:
            start = row.find(wanted, column)
            return (start, start + skipped, width) if start >= 0 else None

        return self._find(key, search, lines)

    def _find_first(self, wanted: str, lines: Lines) -> tuple[int, int] | None:
        """Find a piece without a look at rows: of most texts, only one is asked for.

        Returns:
            Its row, and where it begins there; None if its first place in the text is not
            in the block.
        """
        text = self._text
        if "\r" in text or "\n" in wanted:
            return None
        first, at = max(lines[0], 0), text.find(wanted)
        row = text.count("\n", 0, at) if at >= 0 else -1
        if not first <= row < min(lines[1], first + self._patience):
            return None
        self._patience -= row - first
        return row, at - text.rfind("\n", 0, at) - 1

    def find_word(self, word: str, lines: Lines) -> Span:
        """Find a word that is no part of a longer one, such as an id."""
        return self._match(rf"(?<![\w-])({re.escape(word)})(?![\w-])", lines)

    def find_address(self, forms: tuple[str, ...], lines: Lines) -> Span:
        """Find the address of a link, in the block or else where it is defined.

        Args:
            forms: The address as it may be written, likeliest first.
            lines: The block in which the link stands.
        """
        everywhere = (0, len(self._rows))
        for place, mark in ((lines, ""), (everywhere, "(?:)")):  # with memories apart
            for form in forms:
                pattern = rf"{mark}(?<![^\s(<])({re.escape(form)})(?![^\s)>])"
                if (span := self._match(pattern, place)).column:
                    return span
        return self._span(lines[0])

    @cached_property
    def _rows(self) -> list[str]:
        return self._text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def _match(self, pattern: str, lines: Lines) -> Span:
        """Find what an expression has in its group."""
        match = re.compile(pattern).search

        def search(row: str, column: int) -> _Found | None:
            found = match(row, column)
            return (found.start(), found.start(1), len(found[1])) if found else None

        return self._find(pattern, search, lines)

    def _find(self, key: str | tuple[str, str], search: _Search, lines: Lines) -> Span:
        first, column = max((lines[0], 0), self._seen.get(key, (0, 0)))
        stop = min(lines[1], len(self._rows), first + self._patience)
        for row in range(first, stop):
            if found := search(self._rows[row], column if row == first else 0):
                start, place, width = found
                self._seen[key] = row, start + 1
                self._patience -= row - first
                return self._span(row, place, width)
        self._seen[key] = max(first, stop), 0
        self._patience -= max(0, stop - first)
        return self._span(lines[0])

    def _span(self, row: int, start: int = -1, width: int = 0) -> Span:
        return Span(self._path, self._first_line + row, start + 1, width)
