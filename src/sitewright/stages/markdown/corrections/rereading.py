"""Lines of a quote that ended sooner than it might have, kept for the next quote."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from sitewright.stages.markdown.corrections.underlines import Searched

_LONG = 64
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
    lines: range
    outside: Marks
    inside: Marks
    line_max: int
    searched: Searched


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
    if kept is None or start not in kept.lines or kept.outside[0] is not state.bMarks:
        return None
    return kept if kept.context == tell_context(state, end) else None


def keep_inside(state: StateBlock, kept: KeptLines) -> None:
    """Keep the marks as they are inside a quote that has kept lines; restore others.

    Those inside may be other lists than they were: see ``keep_lines``.
    """
    _kept_by_level(state)[state.level] = kept._replace(inside=marks_of(state))
    set_marks(state, kept.outside)


def keep_lines(
    state: StateBlock, context: Context, lines: range, searched: Searched
) -> None:
    """Keep the lines that a quote might have had, if it ended long before them.

    The marks inside stay as they are, in the same lists, because what is kept of
    quotes inside refers to these; those outside are to be restored in a copy.

    Args:
        state: The text just behind the quote, and the marks as they are inside.
        context: Of the quote.
        lines: Those that it might have had.
        searched: What has been found out about lines inside.
    """
    kept = _kept_by_level(state)
    if state.line + _LONG < lines.stop:
        inside = marks_of(state)
        begins, shifts, indents, columns = inside
        outside = begins.copy(), shifts.copy(), indents.copy(), columns.copy()
        set_marks(state, outside)
        kept[state.level] = KeptLines(
            context, lines, outside, inside, state.lineMax, searched
        )
    else:
        for level in [level for level in kept if level > state.level]:
            del kept[level]


def _kept_by_level(state: StateBlock) -> dict[int, KeptLines]:
    kept: dict[int, KeptLines] = vars(state).setdefault("kept_lines", {})
    return kept
