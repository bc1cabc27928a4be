"""Quotes, read as markdown-it does, but with each line judged once."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from sitewright.stages.markdown.corrections.rereading import (
    Saved,
    find_kept_lines,
    keep_inside,
    keep_lines,
    marks_of,
    set_marks,
    tell_context,
)
from sitewright.stages.markdown.corrections.underlines import Searched, swap_searched

INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
"""What a quote may end."""

_LAZY = -1
"""Indentation of a line that goes on without its ``>``, as markdown-it has it."""


def read_quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a quote.

    The rule of markdown-it-py takes 9 s for 100 KB of text that goes on below 45
    quotes without their ``>``, and minutes for ``> # a`` and ``b`` in turns.
    """
    place = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(">", place):
        return False
    if silent:
        return True
    before = state.lineMax, state.parentType, state.blkIndent
    state.parentType = "blockquote"
    if not _read_kept_lines(state, start, end):
        _read_lines(state, start, end)
    state.lineMax, state.parentType, state.blkIndent = before
    return True


def _read_kept_lines(state: StateBlock, start: int, end: int) -> bool:
    """Read a quote if a quote before had its lines in view; tell whether one had."""
    kept = find_kept_lines(state, start, end)
    if not kept:
        return False
    for inside, outside in zip(kept.inside, kept.outside, strict=True):
        inside[start] = outside[start]
    set_marks(state, kept.inside)
    is_empty = _strip_mark(state, start)
    if is_empty and (start + 1 == kept.lines.stop or state.sCount[start + 1] < 0):
        set_marks(state, kept.outside)
        return False  # Unlike the line before the quote, this one ends it.
    state.lineMax = kept.line_max
    _read_content(state, start, kept.lines.stop, kept.searched)
    keep_inside(state, kept)
    return True


def _read_lines(state: StateBlock, start: int, end: int) -> None:
    context = tell_context(state, end)
    saved: Saved = []
    stop = _take_lines(state, start, end, saved)
    searched: Searched = {}
    _read_content(state, start, stop, searched)
    keep_lines(state, context, range(start, stop), searched)
    for line, *values in saved:
        for marks, value in zip(marks_of(state), values, strict=True):
            marks[line] = value


def _read_content(state: StateBlock, start: int, stop: int, searched: Searched) -> None:
    state.blkIndent = 0
    searched_outside = swap_searched(state, searched)
    opening = state.push("blockquote_open", "blockquote", 1)
    opening.markup = ">"
    opening.map = [start, 0]
    state.md.block.tokenize(state, start, stop)
    swap_searched(state, searched_outside)
    state.push("blockquote_close", "blockquote", -1).markup = ">"
    opening.map[1] = state.line
    if state.line < stop:
        # Lines may be read again, as part of something else.
        _runs_of(state).clear()


def _take_lines(state: StateBlock, start: int, end: int, saved: Saved) -> int:
    """Take all lines that the quote may have, and find the first that it has not.

    It has fewer if its content ends before a line without ``>``.
    """
    src, starts, shifts, indents = state.src, state.bMarks, state.tShift, state.sCount
    ends_here = state.md.block.ruler.getRules("blockquote")[0]
    _save(state, start, saved)
    is_empty = _strip_mark(state, start)
    line = start + 1
    while line < end:
        place = starts[line] + shifts[line]
        if place >= state.eMarks[line]:
            break
        if src[place] == ">" and indents[line] >= state.blkIndent:
            _save(state, line, saved)
            is_empty = _strip_mark(state, line)
            line += 1
            continue
        if is_empty:
            break
        if indents[line] < 0 and (after := _pass_lazy_lines(state, line, end)) > line:
            line = after
            continue
        if ends_here(state, line, end, True):
            state.lineMax = line
            if state.blkIndent:
                _save(state, line, saved)
                indents[line] -= state.blkIndent
            break
        _save(state, line, saved)
        indents[line] = _LAZY
        line += 1
    return line


def _pass_lazy_lines(state: StateBlock, first: int, end: int) -> int:
    """Find the first line that is not lazy for a quote around, or ends this one.

    Whether it does depends on nothing but its text, as such lines have no indentation
    any more, and on whether there is a definition around.
    """
    runs, is_defined = _runs_of(state), state.ddIndent >= 0
    ends_here = state.md.block.ruler.getRules("blockquote")[0]
    line = first
    while line < end and state.sCount[line] < 0:
        if known := runs.get((line, is_defined)):
            line = known
        elif ends_here(state, line, end, True):
            break
        else:
            line += 1
    if line > first:
        runs[first, is_defined] = line
    return min(line, end)


def _runs_of(state: StateBlock) -> dict[tuple[int, bool], int]:
    """Return where runs of lazy lines end that start at these lines."""
    runs: dict[tuple[int, bool], int] = vars(state).setdefault("lazy_runs", {})
    return runs


def _strip_mark(state: StateBlock, line: int) -> bool:
    """Strip a line of its ``>`` and a space behind; tell whether nothing is left."""
    src, end, before = state.src, state.eMarks[line], state.bsCount[line]
    place = state.bMarks[line] + state.tShift[line] + 1
    column = state.sCount[line] + 1
    space = src[place : place + 1]
    has_space = space in (" ", "\t")
    # A tab that reaches further leaves some of its columns to the content.
    is_wide = space == "\t" and (before + column) % 4 != 3
    state.bsCount[line] = column + has_space
    if has_space and not is_wide:
        place, column = place + 1, column + 1
    state.bMarks[line], first = place, column
    while place < end and src[place] in " \t":
        is_tab = src[place] == "\t"
        column += 4 - (column + before + is_wide) % 4 if is_tab else 1
        place += 1
    state.sCount[line] = column - first
    state.tShift[line] = place - state.bMarks[line]
    return place >= end


def _save(state: StateBlock, line: int, saved: Saved) -> None:
    starts, shifts, indents, columns = marks_of(state)
    saved.append((line, starts[line], shifts[line], indents[line], columns[line]))
