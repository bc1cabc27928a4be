"""HTML comments, declarations and the like within a line."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline, html_inline

_OPEN_ENDED = "open_ended_html"
_LATER_TOKENS = "later_tokens"


def read_html(state: StateInline, silent: bool) -> bool:
    """Read a tag, comment, declaration, CDATA section or processing instruction.

    All but tags end where markdown-it 15 ends them. markdown-it-py 4.3 has an older
    notion of comments, and looks for their end again and again: 23 s for 100 KB of
    ``<!--`` with one ``-->`` behind them.
    """
    src, start = state.src, state.pos
    if not src.startswith(("<!", "<?"), start):
        return html_inline(state, silent)
    if not state.md.options["html"] or start + 2 >= state.posMax:
        return False
    end = _find_end(state, start)
    if end < 0:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = src[start:end]
    state.pos = end
    return True


def find_open_ended_html(state: StateInline) -> int | None:
    """Find the first thing without an end that has been met in this line."""
    return vars(state).get(_OPEN_ENDED)


def set_open_ended_html(state: StateInline, place: int) -> None:
    """Note that here is the first thing without an end; no other's is looked for."""
    vars(state)[_OPEN_ENDED] = place
    for start, end in vars(state).pop(_LATER_TOKENS, {}).items():
        state.cache.setdefault(start, end)


def expect_tokens(state: StateInline, tokens: dict[int, int]) -> None:
    """Give the ends of tokens as they are once something without an end is met."""
    vars(state)[_LATER_TOKENS] = tokens


def _find_end(state: StateInline, start: int) -> int:
    """Find the end of what starts here; -1 if it has none.

    Once one such thing in a line has no end, markdown-it 15 looks for no other's.
    """
    src = state.src
    if short := next((s for s in ("<!-->", "<!--->") if src.startswith(s, start)), ""):
        return start + len(short)
    opening, closing = _find_marks(src, start)
    if not opening or find_open_ended_html(state) is not None:
        return -1
    end = src.find(closing, start + opening)
    if end < 0:
        set_open_ended_html(state, start)
        return -1
    return end + len(closing)


def _find_marks(src: str, start: int) -> tuple[int, str]:
    """Find how long the opening mark is, and what closes it; 0 if it is none."""
    if src.startswith("<!--", start):
        return 4, "-->"
    if src.startswith("<![CDATA[", start):
        return 9, "]]>"
    if src.startswith("<?", start):
        return 2, "?>"
    third = src[start + 2]
    return (3 if third.isascii() and third.isalpha() else 0), ">"
