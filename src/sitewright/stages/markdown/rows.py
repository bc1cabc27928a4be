"""Report cells of tables that no column has: nobody would see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.regexes import regex

_TABLE: Final = regex(
    r"(?m)^ {0,3}(\S.*)\n {0,3}(\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?)[ \t]*$"
    r"((?:\n.*\|.*)*)"
)
_FENCE: Final = regex(r"(?m)^[ \t>]*(?:```|~~~)")
_BAR: Final = regex(r"(?<!\\)\|")


def find_lost_cells(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Find rows of tables that have more cells than the table has columns.

    Args:
        text: Markdown.
        path: The file that it stands in.
        first_line: The line of that file on which it begins.
    """
    if "|" not in text or not ("-|" in text or "- |" in text or "|-" in text):
        return
    fences, seen, line, told = 0, 0, first_line, 0
    for table in _TABLE.finditer(text):
        fences += len(_FENCE.findall(text, seen, table.start()))
        seen = table.start()
        width = len(_split(table[2]))
        if fences % 2 or "|" not in table[1] or len(_split(table[1])) != width:
            continue
        at = table.start(3) + 1
        for row in table[3].split("\n")[1:]:
            if lost := next(filter(None, _split(row)[width:]), ""):
                line += text.count("\n", told, at)
                told = at
                yield warning(
                    "MD013",
                    f"this table has {width} columns, so nobody sees this cell",
                    Span(path, line, row.rindex(lost) + 1, len(lost)),
                    "add a column, or write '\\|' for a bar that is part of a text",
                )
            at += len(row) + 1


def _split(row: str) -> list[str]:
    """Split a row at its bars, those at its ends left out."""
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in _BAR.split(inner)]
