"""Lines of a quote that ended sooner than it might have, kept for the next quote."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.rules_block import StateBlock

_LONG = 32
"""Fewer lines are not worth keeping."""

Marks = tuple[list[int], list[int], list[int], list[int]]
"""Where lines begin, how far they are indented, in characters and in columns, and the
columns in which they begin."""

Saved = list[tuple[int, int, int, int, int]]
"""Lines that were changed, and the marks that they had."""

Context = tuple[int, ...]


class KeptLines(NamedTuple):
    """Lines that a quote might have had; one that begins among them has the rest."""

    context: Context
    starts: range
    """Where such a quote may begin."""
    stop: int
    outside: Marks
    inside: Marks
    line_max: int


def marks_of(state: StateBlock) -> Marks:
    """Return the marks of all lines."""
    return state.bMarks, state.tShift, state.sCount, state.bsCount


def set_marks(state: StateBlock, marks: Marks) -> None:
    """Put other marks in place of all."""
    state.bMarks, state.tShift, state.sCount, state.bsCount = marks


def tell_context(state: StateBlock, end: int) -> Context:
    """Tell what decides, besides the marks, which lines a quote may have."""
    return end, state.lineMax, state.blkIndent, state.listIndent, state.ddIndent


def find_kept_lines(state: StateBlock, start: int, end: int) -> KeptLines | None:
    """Find the lines that a quote may have that starts here; None if not known."""
    kept = _kept_by_level(state).get(state.level)
    if kept is None or start not in kept.starts or kept.outside[0] is not state.bMarks:
        return None
    return kept if kept.context == tell_context(state, end) else None


def keep_lines(
    state: StateBlock, context: Context, start: int, stop: int, saved: Saved
) -> None:
    """Keep the lines that a quote might have had, if it ended long before them.

    Args:
        state: The text just behind the quote, and the marks as they are inside.
        context: Of the quote.
        start: Its first line.
        stop: The line after the last that it might have had.
        saved: Its lines that have other marks inside.
    """
    kept = _kept_by_level(state)
    for level in [level for level in kept if level > state.level]:
        del kept[level]  # They refer to marks that are changed back now.
    if state.line + _LONG >= stop:
        return
    marked = (line for line, *_ in reversed(saved) if state.sCount[line] >= 0)
    last = next((line for line in marked if line < stop), start)
    if state.line + _LONG < last:
        outside = marks_of(state)
        begins, shifts, indents, columns = outside
        inside = begins.copy(), shifts.copy(), indents.copy(), columns.copy()
        starts = range(start + 1, last + 1)
        kept[state.level] = KeptLines(
            context, starts, stop, outside, inside, state.lineMax
        )


def _kept_by_level(state: StateBlock) -> dict[int, KeptLines]:
    kept: dict[int, KeptLines] = vars(state).setdefault("kept_lines", {})
    return kept
