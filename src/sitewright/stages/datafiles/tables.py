"""CSV: a table whose first row names the columns (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    Span,
    error,
    printable,
)
from sitewright.kernel.reports import count
from sitewright.model.data import DataFile
from sitewright.model.document import KeyPath, Place

_OTHER_SIGNS = {";": "semicolons", "\t": "tabs"}

_Rows = Iterator[tuple[int, list[str]]]


def read_csv_file(text: str, path: str) -> Checked[DataFile | None]:
    """Read a table as a list of mappings; all values are text, exactly as written."""
    lines = [*text.split("\n"), ""]
    rows = _rows(text)
    findings: list[Diagnostic] = []
    items: list[dict[str, str]] = []
    places: dict[KeyPath, Place] = {}
    columns: list[str] = []
    try:
        header, names = next(rows, (1, []))
        columns = [name.strip() for name in names]
        findings += _find_header_faults(columns, _line(path, header, lines))
        for number, cells in rows:
            span = _line(path, number, lines)
            if len(cells) != len(columns):
                header_span = _line(path, header, lines)
                findings.append(_uneven(len(cells), len(columns), span, header_span))
            places[len(items),] = Place(span, span)
            items.append(dict(zip(columns, cells, strict=False)))
    except _BrokenError as fault:
        return None, (fault.report(_line(path, fault.line, lines)),)
    if findings:
        return None, tuple(findings)
    return DataFile(path, items, places), ()


class _BrokenError(ValueError):
    """A row that the reader cannot make out."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem

    def report(self, span: Span) -> Diagnostic:
        if "end of data" in self.problem:
            message = "a quote in this row is never closed"
        elif "expected after" in self.problem:
            message = "a value in this row goes on after its closing quote"
        else:
            problem = printable(self.problem.lower())
            message = f"this row cannot be read: {problem}"
        hint = 'put the whole value in quotes, and write "" for a quote inside'
        return error("DAT001", message, span, hint)


def _rows(text: str) -> _Rows:
    """Give the rows that are not blank, each with the line on which it starts."""
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise _BrokenError(line, str(fault)) from fault


def _line(path: str, number: int, lines: list[str]) -> Span:
    return Span(path, number, 1, len(lines[number - 1]))


def _find_header_faults(columns: list[str], span: Span) -> Iterator[Diagnostic]:
    hint = "the first row must name each column, all differently"
    signs = [sign for sign in _OTHER_SIGNS if sign in "".join(columns)]
    if len(columns) == 1 and signs:
        message = f"the columns are parted by {_OTHER_SIGNS[signs[0]]}, not by commas"
        yield error("DAT002", message, span, "save the table with commas")
        return
    for number, name in enumerate(columns, 1):
        if not name:
            yield error("DAT002", f"column {number} has no name", span, hint)
        elif columns.index(name) < number - 1:
            shown = printable(name)
            yield error("DAT002", f"two columns are named '{shown}'", span, hint)


def _uneven(found: int, wanted: int, span: Span, header: Span) -> Diagnostic:
    return error(
        "DAT002",
        f"this row has {count(found, 'value')}, and the table {count(wanted, 'column')}",
        span,
        "put a value that contains a comma in quotes",
        (Note("the columns are named here", header),),
    )
