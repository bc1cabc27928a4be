"""Read rules from a file: another generator's ``_redirects``, or a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.kernel.regexes import regex
from sitewright.model.document import Source
from sitewright.model.redirect import GONE, STATUSES, Rule

_WORD: Final = regex(r"\S+")
_STATUS: Final = regex(r"([0-9]{3})!?\Z")
_CONDITION: Final = regex(r"[A-Za-z_][\w.~-]*=")
_CSV: Final = ".csv"
_QUOTED: Final = regex(r'"[^"]*"')
_SEPARATOR: Final = regex(r"sep=(.)\s*", re.IGNORECASE)
_HEAD: Final = regex(
    r"[\w ]*\b(?:from|old|source|url|address|path|redirect)\b[\w ]*", re.IGNORECASE
)


def read_imported_rules(source: Source) -> Checked[tuple[Rule, ...]]:
    """Read the rules of one file.

    Args:
        source: A table (``old, new, status``) with commas, semicolons or tabs between
            its cells, if its name ends in ``.csv``; otherwise lines ``old new status``
            as Netlify and Cloudflare have them, with comments behind ``#``.

    Returns:
        The rules, and an error for each line that is none.
    """
    is_table = source.path.lower().endswith(_CSV)
    rows = _read_table(source) if is_table else _read_lines(source)
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
    lines = source.text.splitlines(keepends=True)
    told = _SEPARATOR.fullmatch(lines[0]) if lines else None  # Excel's own first line
    start = 1 if told else 0
    between = told[1] if told else _find_separator(lines[:1])
    reader = csv.reader(lines[start:], delimiter=between)
    for number, row in enumerate(reader):
        place = Span(source.path, reader.line_num + start)
        cells = [(cell.strip(), place) for cell in row]
        while cells and not cells[-1][0]:
            cells.pop()
        is_head = number == 0 and cells and _HEAD.fullmatch(cells[0][0])
        if cells and not is_head:
            yield cells


def _find_separator(first: list[str]) -> str:
    """Find what stands between the cells of a table; some use what Excel writes."""
    bare = _QUOTED.sub("", "".join(first))
    return max(",;\t", key=bare.count)


def _read_row(cells: list[Cell]) -> Rule | Diagnostic:
    """Make a rule of old address, query, new address and status.

    The second and the last may be missing.
    """
    (old, place), *rest = cells
    while len(rest) > 1 and _CONDITION.match(rest[0][0]):
        old += f"{'&' if '?' in old else '?'}{rest[0][0]}"
        rest = rest[1:]
    target, where = ("", place)
    if rest and not _STATUS.match(rest[0][0]):
        (target, where), *rest = rest
    status = 301
    if rest and (found := _STATUS.match(rest[0][0])):
        status, rest = int(found[1]), rest[1:]
    if rest:
        return _refuse_word(*rest[0])
    if status not in STATUSES:
        known = ", ".join(map(str, sorted(STATUSES)))
        message = f"a redirect cannot have the status {status}"
        return _refuse(place, message, f"known are {known}")
    if not target and status != GONE:
        return _refuse(place, f"'{old}' leads nowhere")
    return Rule(old, "" if status == GONE else target, status, place, where)


def _refuse_word(word: str, place: Span) -> Diagnostic:
    if _CONDITION.match(word):
        message = f"'{word}' makes a difference between visitors, as no redirect does"
        return _refuse(place, message, "redirect everybody, or take the line out")
    return _refuse(place, f"'{word}' has no meaning here")


def _refuse(
    place: Span, problem: str, hint: str = "write: old address, new address, status"
) -> Diagnostic:
    return error("RED013", problem, place, hint)
