"""Highlight the code in fences, and the lines that their attribute lists name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict, OptionsType

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.extras.code import (
    Lines,
    is_known,
    mark_code,
    suggest_language,
)

_LINES = regex(r"(?:[0-9]{1,6}(?:-[0-9]{1,6})?(?:,|\Z))+\Z")
_KEY = "stressed_lines"


def use_highlight(parser: MarkdownIt, longest: int) -> None:
    """Teach a parser to highlight code; a fence is otherwise rendered as before.

    Args:
        parser: Gets a rule for fences.
        longest: Characters of code that are highlighted in one fence. Some of the
            lexers of Pygments take quadratic time for what is no code at all.
    """

    def render_fence(
        renderer: RendererHTML,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: EnvType,
    ) -> str:
        token = tokens[index]
        language = _read_language(token) if len(token.content) <= longest else ""
        lines = token.meta.get(_KEY, ())
        if not lines and not is_known(language):
            return renderer.fence(tokens, index, options, env)
        html = mark_code(language, token.content, lines)
        given = cast(OptionsType, {**options, "highlight": lambda *_: html})
        whole = renderer.fence(tokens, index, OptionsDict(given), env)
        return '<pre class="highlight">' + whole.removeprefix("<pre>")

    parser.add_render_rule("fence", render_fence)
    parser.core.ruler.push("fences", _read_fences)


def _read_fences(state: StateCore) -> None:
    """Take the lines to stress from each fence, and note languages misspelt.

    A list such as ``{2,4-6 .wide}`` has been read by now: the lines were taken for an
    attribute without a value.
    """
    for token in state.tokens:
        if token.type != "fence":
            continue
        _take_lines(token)
        language = _read_language(token)
        if language and not is_known(language):
            _note_unknown(state, token, language)


def _take_lines(token: Token) -> None:
    names = [
        name for name, value in token.attrs.items() if not value and _LINES.match(name)
    ]
    for name in names:
        del token.attrs[name]
    if names:
        token.meta = {**token.meta, _KEY: _read_lines(",".join(names))}


def _read_lines(text: str) -> Lines:
    """Read runs of lines, in order and without overlap."""
    runs = []
    for run in filter(None, text.split(",")):
        start, _, end = run.partition("-")
        runs.append((int(start), int(end or start)))
    merged: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        reached = merged[-1][1] if merged else 0
        if last > reached:
            merged.append((max(first, reached + 1), last))
    return tuple(merged)


def _note_unknown(state: StateCore, token: Token, language: str) -> None:
    near = suggest_language(language)
    if near and token.map:
        noted = state.env.setdefault("unknown_languages", [])
        noted.append((token.map[0], language, near))


def _read_language(token: Token) -> str:
    """Read the first word of the info; empty if there is none."""
    words = unescapeAll(token.info).split(maxsplit=1)
    return words[0] if words else ""
