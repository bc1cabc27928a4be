"""Lines of text: plain ones at once, the text of a picture from what is known."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitewright.stages.markdown.corrections.comments import (
    expect_tokens,
    find_open_ended_html,
    set_open_ended_html,
)
from sitewright.stages.markdown.corrections.dispatch import DispatchingParser

_DEEPEST_EXACT = 2


class LineParser(DispatchingParser):
    """markdown-it's parser of lines, with less work where nothing can come of it."""

    outer: StateInline | None = None
    """The line whose picture is read next."""

    depth = 0
    """How many pictures are around what is being read."""

    def parse(
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> list[Token]:
        """Read a line; one without a mark in it is all text."""
        if self.is_text(src):
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = StateInline(src, md, env, tokens)
        outer, self.outer = self.outer, None
        if outer and outer.env is env and not md.options.linkify:
            _share_tokens(outer, state, is_deep=self.depth > _DEEPEST_EXACT)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Find the end of a token; note if markdown-it gives up, 100 levels down."""
        if state.pos not in state.cache and state.level >= state.md.options.maxNesting:
            vars(state)["gave_up"] = True
        super().skipToken(state)


def join_text(state: StateCore) -> None:
    """Join pieces of text, in the lines that have several pieces of anything."""
    every = state.tokens
    state.tokens = [it for it in every if it.children and not _is_text(it.children)]
    text_join(state)
    state.tokens = every


def _is_text(children: list[Token]) -> bool:
    return len(children) == 1 and children[0].type == "text"


def read_image(state: StateInline, silent: bool) -> bool:
    """Read a picture, the text of which is a line of its own.

    Pictures within pictures would be looked through once for each around them.
    """
    parser = state.md.inline
    if silent or not isinstance(parser, LineParser):
        return image(state, silent)
    before, parser.outer = parser.outer, state
    parser.depth += 1
    try:
        return image(state, silent)
    finally:
        parser.outer = before
        parser.depth -= 1


def _share_tokens(outer: StateInline, state: StateInline, *, is_deep: bool) -> None:
    """Give a picture's text what the line around it knows of its tokens.

    There they may have been read behind HTML without an end. That holds here too, if
    that HTML comes first of its kind here, or as soon as more of it is met. Where
    neither is so, the text is read anew, but not for pictures within pictures deeper
    than anybody writes: each would be read once for each around it.
    """
    known, src = _find_known_tokens(outer, state.src), state.src
    open_ended = find_open_ended_html(outer)
    firsts = [place for mark in ("<!", "<?") if (place := src.find(mark)) >= 0]
    if open_ended is None or not firsts:
        state.cache = known
        return
    place = open_ended - outer.pos - len("![")
    if place < 0:
        expect_tokens(state, known)
    elif place == min(firsts):
        state.cache = known
        set_open_ended_html(state, place)
    elif is_deep:
        state.cache = known


def _find_known_tokens(outer: StateInline, src: str) -> dict[int, int]:
    """Find how long the tokens of a picture's text are, as the line around it knows.

    Tokens that reach beyond that text would be others within it, and so could all be
    where the parser gave up; then nothing is known.
    """
    start = outer.pos + len("![")
    stop = start + len(src)
    if "gave_up" in vars(outer) or outer.src[start:stop] != src:
        return {}
    known = outer.cache
    return {
        place - start: known[place] - start
        for place in range(start, stop)
        if known.get(place, stop + 1) <= stop
    }
