"""Cells that span rows and columns: hide the cells that they cover."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from markdown_it.token import Token

from sitewright.kernel.regexes import regex

# The only work here that can grow faster than the text: rows times cells with a
# rowspan. No table that people read comes near.
_MOST_ROWS_SPANNED = 100_000

_NUMBER = regex(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)\s*")


@dataclass(slots=True)
class _Row:
    """One row of a table's body, as places in the list of tokens.

    Attributes:
        start: Its opening tag.
        cells: The opening tags of its cells.
        hidden_from: Where its hidden end begins; its closing tag if none is hidden.
    """

    start: int
    cells: list[int]
    hidden_from: int


class SpanPass:
    """Settles the spans of one document's tables, in order.

    A rowspan may reach past the end of its table into the next one, as in the
    plugin, so what it takes from each row is kept for the whole document.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._row_starts: list[int] = []
        self._room: dict[int, int] = {}
        self._spanned = 0

    def settle(self, start: int, stop: int) -> None:
        """Hide the covered cells of the table body between these two places."""
        tokens = self._tokens
        if not self._room and not any(
            "rowspan" in tokens[k].attrs or "colspan" in tokens[k].attrs
            for k in range(start, stop)
        ):
            return
        rows = self._read_rows(start, stop)
        columns = len(rows[0].cells)
        if columns < 2:
            return
        for row in rows:
            self._hide_overflow(row)
            for order in range(columns):
                if not self._settle_cell(row, order, columns):
                    return

    def _read_rows(self, start: int, stop: int) -> list[_Row]:
        rows: list[_Row] = []
        for k in range(start, stop):
            kind = self._tokens[k].type
            if kind == "tr_open":
                rows.append(_Row(k, [], stop))
            elif kind == "td_open":
                rows[-1].cells.append(k)
            elif kind == "tr_close":
                rows[-1].hidden_from = k
        return rows

    def _settle_cell(self, row: _Row, order: int, columns: int) -> bool:
        """Apply the spans of one cell; False ends the work on its table."""
        cell = self._tokens[row.cells[order]]
        if cell.hidden:
            return True
        height, width = _read_span(cell, "rowspan"), _read_span(cell, "colspan")
        if height > 1:
            room = columns - max(width, 1)
            if not self._take_room(row.cells[order], height - 1, room):
                return False
        if width > 1:
            self._hide_covered(row, order, width, columns)
        return True

    def _take_room(self, cell: int, count: int, room: int) -> bool:
        """Note how many cells fit into the rows below; False if rows run out."""
        if not self._row_starts:
            self._row_starts = [
                k for k, token in enumerate(self._tokens) if token.type == "tr_open"
            ]
        first = bisect_right(self._row_starts, cell)
        rows = self._row_starts[first : first + count]
        self._spanned += len(rows)
        if self._spanned > _MOST_ROWS_SPANNED:
            return False
        for start in rows:
            if self._room.get(start):
                room -= 1
            self._room[start] = room
        return len(rows) == count

    def _hide_overflow(self, row: _Row) -> None:
        """Hide the cells for which rowspans from above have left no room.

        No room at all (0) hides nothing, and less than none hides the row: so says
        the plugin.
        """
        room = self._room.get(row.start, 0)
        if room < 0:
            self._hide_from(row, row.start)
        elif 0 < room < len(row.cells):
            self._hide_from(row, row.cells[room])

    def _hide_covered(self, row: _Row, order: int, width: int, columns: int) -> None:
        """Hide as many cells at the row's end as a wide cell covers."""
        room = self._room.get(row.start) or columns
        fitting = min(room - order, width)
        if fitting < width:
            self._tokens[row.cells[order]].attrs["colspan"] = str(fitting)
        covered = row.cells[room + 1 - columns - fitting :]
        if covered:
            self._hide_from(row, covered[0])

    def _hide_from(self, row: _Row, place: int) -> None:
        for k in range(place, row.hidden_from):
            _hide(self._tokens[k])
        row.hidden_from = min(row.hidden_from, place)


def _read_span(cell: Token, name: str) -> int:
    """Read a number as JavaScript's ``>> 0`` does; 0 if the value is none."""
    found = _NUMBER.fullmatch(str(cell.attrs.get(name, "")))
    if not found:
        return 0
    return (int(float(found[1])) + 2**31) % 2**32 - 2**31


def _hide(token: Token) -> None:
    """Keep an element from the output, and the text inside it."""
    waiting = [token]
    while waiting:
        hidden = waiting.pop()
        hidden.hidden = True
        for child in hidden.children or ():
            child.content = ""
            waiting.append(child)
