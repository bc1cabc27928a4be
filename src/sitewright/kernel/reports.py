"""Lay findings out for a terminal, for machines, and for GitHub's annotations."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sitewright.kernel.diagnostics import Diagnostic, Severity, Span, printable
from sitewright.kernel.sentences import count as count
from sitewright.kernel.texts import line_of, with_line_feeds

Paint = Callable[[str, str], str]
"""Wraps text in the colour that a name stands for (``error``, ``place``, ``help``)."""

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "information": "1;34",
    "place": "36",
    "help": "32",
    "bold": "1",
}
_ANNOTATIONS = {"information": "notice"}
"""What GitHub calls a severity, where it has another name for it."""

_WIDEST = 160


def plain(_name: str, text: str) -> str:
    """Leave text without colour."""
    return text


def coloured(name: str, text: str) -> str:
    """Wrap text in the terminal's colour for a name."""
    return f"\x1b[{_CODES[name]}m{text}\x1b[0m"


def format_text(
    found: Diagnostic, sources: Mapping[str, str], paint: Paint = plain
) -> str:
    """Lay a finding out for people.

    Args:
        found: The finding to show.
        sources: Text of each source by path; a file that is missing here is shown
            without an excerpt.
        paint: How names become colours.

    Returns:
        Lines joined by newlines, without a trailing one.
    """
    head = paint(found.severity, f"{found.severity}[{found.code}]")
    lines = [f"{head}: {paint('bold', printable(found.message))}"]
    if found.span:
        lines += _excerpt(found.span, sources, paint)
    for note in found.notes:
        lines.append(f"  = note: {printable(note.message)}")
        if note.span:
            lines += _excerpt(note.span, sources, paint)
    if found.hint:
        lines.append(f"  = {paint('help', 'help')}: {printable(found.hint)}")
    if found.paste:
        rows = found.paste.split("\n")
        lines += ["", *(f"    {printable(row)}".rstrip() for row in rows)]
    return "\n".join(lines)


def format_place(span: Span) -> str:
    """Write a place as editors understand it: ``path:line:column``."""
    parts = [printable(span.path)]
    if span.line:
        parts.append(str(span.line))
        if span.column:
            parts.append(str(span.column))
    return ":".join(parts)


def _excerpt(span: Span, sources: Mapping[str, str], paint: Paint) -> list[str]:
    """Name the place and quote its line with a row of carets, if it can be had."""
    place = [f"  {paint('place', '-->')} {format_place(span)}"]
    source = with_line_feeds(sources.get(span.path, ""))
    row = line_of(source, span.line) if source else None
    if row is None:
        return place
    text, column = _window(row.rstrip("\r"), span.column)
    gutter = " " * len(str(span.line))
    place += [f"{gutter} |", f"{span.line} | {printable(text)}".rstrip()]
    if column:
        # Tabs stay tabs in the padding, so the carets line up under any tab width.
        before = text[: column - 1]
        pad = "".join("\t" if c == "\t" else " " * len(printable(c)) for c in before)
        width = max(1, min(span.width, len(text) - column + 1))
        place.append(f"{gutter} | {pad}{paint('error', '^' * width)}")
    return place


def _window(text: str, column: int) -> tuple[str, int]:
    """Cut a very long line down to what stands around a column."""
    if len(text) <= _WIDEST:
        return text, column
    start = max(0, column - _WIDEST // 2)
    cut = text[start : start + _WIDEST]
    before, after = "…" if start else "", "…" if start + _WIDEST < len(text) else ""
    return f"{before}{cut}{after}", column - start + len(before) if column else 0


def format_github(found: Diagnostic, prefix: str = "") -> str:
    """Lay a finding out as a workflow command, so that GitHub marks the line.

    Args:
        found: The finding to show.
        prefix: Folder of the project inside the repository, ending in ``/``.
    """
    fields = [f"title={_property(found.code)}"]
    if span := found.span:
        fields.append(f"file={_property(prefix + span.path)}")
        if span.line:
            fields.append(f"line={span.line}")
        if span.column:
            fields.append(f"col={span.column}")
            fields.append(f"endColumn={span.column + max(span.width, 1)}")
    text = found.message
    for note in found.notes:
        where = f" ({format_place(note.span)})" if note.span else ""
        text += f"\nnote: {note.message}{where}"
    if found.hint:
        text += f"\nhelp: {found.hint}"
    if found.paste:
        text += f"\n{found.paste}"
    kind = _ANNOTATIONS.get(found.severity, found.severity.value)
    return f"::{kind} {','.join(fields)}::{_message(text)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def format_json(findings: tuple[Diagnostic, ...], summary: Mapping[str, object]) -> str:
    """Lay all findings and the summary out as one JSON document."""
    document = {**summary, "findings": [_as_json(item) for item in findings]}
    return json.dumps(document, indent=2)  # ASCII: fit for any encoding of the stream


def _as_json(found: Diagnostic) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "place": span_as_json(found.span),
        "help": found.hint,
        "paste": found.paste,
        "notes": [
            {"message": note.message, "place": span_as_json(note.span)}
            for note in found.notes
        ],
    }


def span_as_json(span: Span | None) -> dict[str, object] | None:
    """Lay a place out for machines."""
    if span is None:
        return None
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "width": span.width,
    }


def format_columns(rows: Sequence[Sequence[str]]) -> str:
    """Lay rows of cells out in columns; one that is empty throughout is left out."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - width_of(cell))
            for cell, width in zip(row, widths, strict=True)
            if width
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def width_of(text: str) -> int:
    """Count the columns of a terminal that text takes."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
        if not unicodedata.combining(letter)
    )


def format_tally(findings: tuple[Diagnostic, ...]) -> str:
    """Sum findings up: ``2 findings: 1 error, 1 warning``; empty if none."""
    return tally_severities([item.severity for item in findings])


def tally_severities(severities: Sequence[str]) -> str:
    """Sum up how many findings there are of each severity; empty if none."""
    counts = Counter(severities)
    return format_counts(*(counts[severity] for severity in Severity))


def format_counts(errors: int, warnings: int, remarks: int = 0) -> str:
    """Sum up findings that are counted; empty if there are none."""
    total = errors + warnings + remarks
    if not total:
        return ""
    kinds = ((errors, "error"), (warnings, "warning"))
    parts = [count(number, noun) for number, noun in kinds if number]
    if remarks:
        parts.append(f"{remarks:,} for information")
    return f"{count(total, 'finding')}: {', '.join(parts)}"
