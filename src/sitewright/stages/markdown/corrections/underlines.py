"""Headings with a line of ``=`` or ``-`` below, looked for once."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from sitewright.stages.markdown.corrections.spaces import trim_ascii

Searched = dict[tuple[int, ...], range]
"""Lines that have no underline below them, by what decides where to look for it."""


def read_underlined(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Read a heading that is underlined.

    To see that there is none, the rule of markdown-it-py reads up to the end of the
    paragraph. That takes minutes for 100 KB of definitions, where each line may be a
    paragraph or a term, and is a term.
    """
    if state.is_code_block(start):
        return False
    outer, state.parentType = state.parentType, "paragraph"  # left so, if vainly
    if start + 1 >= end or state.isEmpty(start + 1):
        return False
    line = _find_underline(state, start, end)
    if not line:
        return False
    mark = state.src[state.bMarks[line] + state.tShift[line]]
    tag = "h1" if mark == "=" else "h2"
    state.line = line + 1
    opening = state.push("heading_open", tag, 1)
    opening.markup, opening.map = mark, [start, line + 1]
    text = state.push("inline", "", 0)
    text.content = trim_ascii(state.getLines(start, line, state.blkIndent, False))
    text.map, text.children = [start, line], []
    state.push("heading_close", tag, -1).markup = mark
    state.parentType = outer
    return True


def swap_searched(state: StateBlock, searched: Searched) -> Searched:
    """Change what is known of lines, as it holds only where these have the same marks."""
    known: Searched = vars(state).setdefault("searched_lines", {})
    vars(state)["searched_lines"] = searched
    return known


def _find_underline(state: StateBlock, start: int, end: int) -> int:
    """Find the line that underlines this one and those between; 0 if there is none."""
    searched: Searched = vars(state).setdefault("searched_lines", {})
    where = end, state.level, state.blkIndent, state.listIndent, state.ddIndent
    if start in searched.get(where, ()):
        return 0
    ends_here = state.md.block.ruler.getRules("paragraph")[0]
    line = start + 1
    while line < end and not state.isEmpty(line):
        indent = state.sCount[line]
        if 0 <= indent - state.blkIndent <= 3 and _is_underline(state, line):
            return line
        is_text = indent < 0 or indent - state.blkIndent > 3
        if not is_text and ends_here(state, line, end, True):
            break
        line += 1
    searched[where] = range(start, line)
    return 0


def _is_underline(state: StateBlock, line: int) -> bool:
    place = state.bMarks[line] + state.tShift[line]
    mark = state.src[place]
    if mark not in "-=":
        return False
    return not state.src[place : state.eMarks[line]].rstrip(" \t").strip(mark)
