"""Link labels: the text between brackets, searched for once."""

from __future__ import annotations

import sys
from types import ModuleType

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NEVER = ~sys.maxsize

_Ends = dict[int, int]
"""Where the labels end that start at these places: see ``_recall``."""


def use_known_labels(parser: MarkdownIt) -> None:
    """Give a parser a search for the ends of labels that remembers what it found.

    The one of markdown-it-py 4.3 walks over the same tokens for every bracket, up to
    a hundred times each: 5 s for 100 KB of ``[``.
    """
    helpers = ModuleType("helpers")
    vars(helpers).update(vars(parser.helpers), parseLinkLabel=find_label_end)
    parser.helpers = helpers


def find_label_end(state: StateInline, start: int, refuse_links: bool = False) -> int:
    """Find the bracket that closes the one at ``start``; -1 if none does.

    Gives what ``parseLinkLabel`` gives, and leaves the parser's own memory of tokens
    as that would. A bracket inside whose end is known is stepped over, which changes
    nothing: how long a token is, the parser decides only once.

    Args:
        state: The text, and how far to look.
        start: Where the opening bracket is.
        refuse_links: Whether a label with a link in it is none.
    """
    ends = vars(state).setdefault("label_ends", ({}, {}))
    end = _recall(ends[refuse_links], start, state.posMax)
    if end is None:
        begun = state.pos
        end = _search(state, start, refuse_links, ends)
        state.pos = begun
    return max(end, -1)


def _search(
    state: StateInline, start: int, refuse_links: bool, ends: tuple[_Ends, _Ends]
) -> int:
    src, limit, tokens = state.src, state.posMax, state.cache
    waiting, failure = [start], ~limit
    pos = start + 1
    while pos < limit:
        mark = src[pos]
        if mark == "]":
            _remember(ends, waiting.pop(), pos, refuse_links)
            if not waiting:
                return pos
        after = tokens.get(pos) or _skip_token(state, pos)
        if mark == "[":
            if after > pos + 1:
                if refuse_links:
                    failure = _NEVER
                    break
            elif (end := _recall(ends[refuse_links], pos, limit)) is None:
                waiting.append(pos)
            elif end < 0:
                failure = end
                break
            else:
                after = _skip_token(state, end)
        pos = after
    for place in waiting:
        _remember(ends, place, failure, refuse_links)
    return failure


def _skip_token(state: StateInline, pos: int) -> int:
    state.pos = pos
    state.md.inline.skipToken(state)
    return state.pos


def _recall(ends: _Ends, start: int, limit: int) -> int | None:
    """Tell where the label ends that starts here; None if that is not known.

    Remembered is its end, or ``~limit`` of a search in vain up to that limit, or
    ``_NEVER`` if a link in it makes any search vain.
    """
    end = ends.get(start)
    if end is None or 0 <= end < limit or end == _NEVER:
        return end
    return ~limit if end >= 0 or ~end >= limit else None


def _remember(
    ends: tuple[_Ends, _Ends], start: int, end: int, refuse_links: bool
) -> None:
    """Remember the end of a label, for searches of the other kind too if it can be.

    A label without links ends there for either; so does one that has no end.
    """
    if refuse_links or end < 0:
        ends[True][start] = end
    if end != _NEVER:
        ends[False][start] = end
