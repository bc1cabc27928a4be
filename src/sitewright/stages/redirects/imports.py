"""Read rules from a file: another generator's ``_redirects``, or a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.model.document import Source
from sitewright.model.redirect import GONE, STATUSES, Rule

_WORD: Final = re.compile(r"\S+")
_STATUS: Final = re.compile(r"([0-9]{3})!?\Z")
_CSV: Final = ".csv"
_HEADS: Final = frozenset({"from", "old", "source"})


def read_imported_rules(source: Source) -> Checked[tuple[Rule, ...]]:
    """Read the rules of one file.

    Args:
        source: A table of comma-separated values (``old, new, status``), if its name
            ends in ``.csv``; otherwise lines ``old new status`` as Netlify and
            Cloudflare have them, with comments behind ``#``.

    Returns:
        The rules, and an error for each line that is none.
    """
    rows = _read_table(source) if source.path.endswith(_CSV) else _read_lines(source)
    rules: list[Rule] = []
    findings: list[Diagnostic] = []
    for cells in rows:
        found = _read_row(cells)
        if isinstance(found, Rule):
            rules.append(found)
        else:
            findings.append(found)
    return tuple(rules), tuple(findings)


Cell = tuple[str, Span]


def _read_lines(source: Source) -> Iterator[list[Cell]]:
    for number, line in enumerate(source.text.split("\n"), 1):
        text = re.sub(r"(?:^|\s)#.*", "", line)
        cells = [
            (word[0], Span(source.path, number, word.start() + 1, len(word[0])))
            for word in _WORD.finditer(text)
        ]
        if cells:
            yield cells


def _read_table(source: Source) -> Iterator[list[Cell]]:
    reader = csv.reader(source.text.splitlines(keepends=True))
    for row in reader:
        place = Span(source.path, reader.line_num)
        cells = [(cell.strip(), place) for cell in row]
        while cells and not cells[-1][0]:
            cells.pop()
        is_head = reader.line_num == 1 and cells and cells[0][0].lower() in _HEADS
        if cells and not is_head:
            yield cells


def _read_row(cells: list[Cell]) -> Rule | Diagnostic:
    """Make a rule of old address, new address and status; the last may be missing."""
    (old, place), *rest = cells
    target, where = ("", place)
    if rest and not _STATUS.match(rest[0][0]):
        (target, where), *rest = rest
    status = 301
    if rest and (found := _STATUS.match(rest[0][0])):
        status, rest = int(found[1]), rest[1:]
    if rest:
        return _refuse(rest[0][1], f"'{rest[0][0]}' has no meaning here")
    if status not in STATUSES:
        known = ", ".join(map(str, sorted(STATUSES)))
        return _refuse(place, f"a redirect cannot have the status {status}", known)
    if not target and status != GONE:
        return _refuse(place, f"'{old}' leads nowhere")
    return Rule(old, "" if status == GONE else target, status, place, where)


def _refuse(place: Span, problem: str, known: str = "") -> Diagnostic:
    hint = f"known are {known}" if known else "write: old address, new address, status"
    return error("RED013", problem, place, hint)
