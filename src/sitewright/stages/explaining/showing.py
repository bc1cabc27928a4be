"""Lay an explanation out for a terminal and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sitewright.kernel.diagnostics import Span, printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import Paint, count, format_place, plain, width_of
from sitewright.model.explanation import UNSAID, Explanation, Row, Section

_INDENT: Final = "  "
_WIDEST: Final = 60
_MOST: Final = 40
"""So many lines of a section are shown on a terminal."""

_NARROWEST: Final = 20


def format_explanation(
    explanation: Explanation, paint: Paint = plain, width: int = 0
) -> str:
    """Lay an explanation out for people.

    Args:
        explanation: What to show.
        paint: How names become colours.
        width: Columns of the terminal; 0 if it is none, and whatever reads it may want
            all of each list.
    """
    head = f"{paint('bold', printable(explanation.name))}  {explanation.kind}"
    blocks = [head]
    if explanation.about:
        blocks.append(_format_rows(explanation.about, paint, width))
    blocks += (_format_section(it, paint, width) for it in explanation.sections)
    return "\n\n".join(blocks)


def _format_section(section: Section, paint: Paint, width: int) -> str:
    parts = [paint("bold", section.title)]
    shown = section.rows[:_MOST] if width else section.rows
    if shown:
        parts.append(_format_rows(shown, paint, width))
    if more := len(section.rows) - len(shown):
        parts.append(f"{_INDENT}and {more:,} more; '| less' shows all")
    if section.note:
        parts.append(_INDENT + printable(section.note))
    return "\n".join(parts)


@frozen
class _Cells:
    """One line in its columns: what it is about, what is told, where, and by whom."""

    label: str
    value: str
    place: str
    remark: str


def _format_rows(rows: tuple[Row, ...], paint: Paint, width: int) -> str:
    cells = [*_lay_out(rows, _INDENT)]
    label = max(width_of(it.label) for it in cells)
    place = max(width_of(it.place) for it in cells)
    left = width - label - place - 2 * len(_INDENT) if width else _WIDEST
    most = max(left, _NARROWEST)
    values = [_cut(it.value, most) for it in cells]
    value = max(map(width_of, values))
    lines = []
    for it, shown in zip(cells, values, strict=True):
        columns = (
            (it.label, label, "help" if it.label.strip().startswith(_OVER) else ""),
            (shown, value, ""),
            (it.place, place, "place"),
            (it.remark, width_of(it.remark), "help"),
        )
        lines.append(_INDENT.join(_painted(columns, paint)).rstrip())
    return "\n".join(lines)


_OVER: Final = ("over ", "from ", "despite ", "made of")
"""How lines begin that are about what lies below a value."""


def _painted(columns: tuple[tuple[str, int, str], ...], paint: Paint) -> Iterator[str]:
    """Fill cells up to the width of their columns; a column without width is left out."""
    for text, width, colour in columns:
        if width:
            shown = paint(colour, text) if colour and text else text
            yield shown + " " * (width - width_of(text))


def _lay_out(rows: tuple[Row, ...], indent: str) -> Iterator[_Cells]:
    for row in rows:
        place = format_place(row.span) if row.span else ""
        value = "" if row.value is UNSAID else write_value(row.value)
        yield _Cells(indent + printable(row.label), value, place, printable(row.remark))
        yield from _lay_out(row.below, indent + _INDENT)


def write_value(value: object) -> str:
    """Write a value in one line, as an author would."""
    if value is None:
        return "no value"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(map(str, value)) + "}"
    if isinstance(value, list | tuple):
        return _write_list(value)
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return printable(" ".join(text.split())) or "''"


def _write_list(items: Sequence[object]) -> str:
    if any(isinstance(item, Mapping | list | tuple) for item in items):
        return f"[{count(len(items), 'item')}]"
    return "[" + ", ".join(map(write_value, items)) + "]"


def _cut(text: str, most: int) -> str:
    """Shorten text to so many columns."""
    if width_of(text) <= most:
        return text
    while width_of(text) >= most:
        text = text[: -max(1, (width_of(text) - most) // 2)]
    return f"{text.rstrip()}…"


def lay_out_for_machines(explanation: Explanation) -> Mapping[str, object]:
    """Lay an explanation out as values of JSON; each section by its title."""
    return {
        "name": explanation.name,
        "kind": explanation.kind,
        "about": [*map(_as_json, explanation.about)],
        **{_key(it): [*map(_as_json, it.rows)] for it in explanation.sections},
        "notes": {_key(it): it.note for it in explanation.sections if it.note},
    }


def _key(section: Section) -> str:
    return section.title.lower().replace(" ", "_")


def _as_json(row: Row) -> Mapping[str, object]:
    return {
        "name": row.label,
        "value": None if row.value is UNSAID else _plain(row.value),
        "place": _place_as_json(row.span),
        "remark": row.remark,
        "below": [*map(_as_json, row.below)],
    }


def _place_as_json(span: Span | None) -> Mapping[str, object] | None:
    if span is None:
        return None
    parts = {"line": span.line, "column": span.column, "width": span.width}
    return {"path": span.path, **parts}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [*map(_plain, value)]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return value
