"""Tables, each row of which begins with a bar."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.swift.attributes import NOTHING
from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.declining import NotCovered

_COLUMN = regex(r"(:?)-+(:?)")
_ALIGNED = {
    ("", ""): "",
    (":", ""): ' style="text-align:left"',
    ("", ":"): ' style="text-align:right"',
    (":", ":"): ' style="text-align:center"',
}
_LIST_BELOW = regex(r"\s*\{")
_ODD = regex(r"\\\||[\t\v\f\x1c-\x1f\x85\u2028\u2029\ufeff]")
_MOST_CELLS = 5_000


def read_table(reader: BlockReader, found: re.Match[str]) -> int:
    """Read a table, in which no bar is escaped and nothing has attributes."""
    start, end = found.span("table")
    written = found["table"]
    if _ODD.search(written) or _LIST_BELOW.match(reader.text, end):
        raise NotCovered
    head, columns, *rows = written.splitlines()
    if not columns.isascii():
        raise NotCovered  # Space that is no ASCII is none to the parser.
    styles = [_read_style(column) for column in _split(columns)]
    names = _split(head)
    width = len(names)
    if not width or width != len(styles) or width * len(rows) > _MOST_CELLS:
        raise NotCovered
    out = [
        f"<table>\n<thead>\n{_read_row(reader, names, styles, 'th', start)}</thead>\n"
    ]
    if rows:
        out.append("<tbody>\n")
        start += len(head) + len(columns) + 2
        for row in rows:
            cells = (_split(row) + [""] * width)[:width]
            out.append(_read_row(reader, cells, styles, "td", start))
            start += len(row) + 1
        out.append("</tbody>\n")
    reader.out.append("".join(out) + "</table>\n")
    return end


def _split(row: str) -> list[str]:
    """Split a row into cells."""
    cells = row.strip().split("|")[1:]
    if cells and not cells[-1]:
        cells.pop()
    return [cell.strip() for cell in cells]


def _read_style(column: str) -> str:
    found = _COLUMN.fullmatch(column)
    if not found:
        raise NotCovered
    return _ALIGNED[found[1], found[2]]


def _read_row(
    reader: BlockReader, cells: list[str], styles: list[str], tag: str, start: int
) -> str:
    """Read a row; what stands in it is on one line."""
    stop = reader.text.find("\n", start) + 1
    out = ["<tr>\n"]
    for cell, style in zip(cells, styles, strict=True):
        html, attributes, _ = reader.read_text(cell, start, stop)
        if attributes is not NOTHING:
            raise NotCovered
        out.append(f"<{tag}{style}>{html}</{tag}>\n")
    out.append("</tr>\n")
    return "".join(out)
