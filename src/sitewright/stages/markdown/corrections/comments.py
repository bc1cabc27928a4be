"""HTML comments within a line."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline, html_inline

_SHORT = re.compile(r"<!---?>")

# Of the hyphens that stand together, three at a time belong to the text.
_CLOSED_AT_ONCE = re.compile(r"<!--(?:---)*-->")
_CLOSING = re.compile(r"(?<!-)(?:---)*-->")


def read_html(state: StateInline, silent: bool) -> bool:
    """Read a tag or a comment; that a comment has no end is found out only once.

    markdown-it-py 4.3 looks for the end again from every ``<!--``: 23 s for 100 KB of
    them with ``-->`` where it closes nothing.
    """
    start = state.pos
    if not state.src.startswith("<!--", start) or not state.md.options["html"]:
        return html_inline(state, silent)
    end = _find_end(state, start) if start + 2 < state.posMax else -1
    if end < 0:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[start:end]
    state.pos = end
    return True


def _find_end(state: StateInline, start: int) -> int:
    """Find the end of the comment that starts here; -1 if it has none."""
    src = state.src
    closing = _SHORT.match(src, start) or _CLOSED_AT_ONCE.match(src, start)
    if not closing and start < vars(state).get("last_comment", start + 1):
        # The hyphens of the opening close nothing: with one before them, none match.
        closing = _CLOSING.search(src, start + 4)
        if not closing:
            vars(state)["last_comment"] = start
    return closing.end() if closing else -1
