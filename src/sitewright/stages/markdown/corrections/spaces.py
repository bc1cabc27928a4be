"""Space: at the ends of lines and of text, and after a backslash."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import heading, paragraph, table
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_inline import StateInline, escape


def trim_as_markdown_it(parser: MarkdownIt) -> None:
    """Trim what markdown-it trims.

    At the ends of paragraphs and headings it is only ASCII space, since 14.2; in the
    cells of tables and the info of fences all that JavaScript's ``trim()`` knows, U+FEFF
    included. Each rule stays as it is and is only shown another ``mdTrim``.
    """
    rules = parser.block.ruler
    for name, rule, interrupts, trim in (
        ("heading", heading, ["paragraph", "reference", "blockquote"], trim_ascii),
        ("paragraph", paragraph, [], trim_ascii),
        ("table", table, ["paragraph", "reference"], _trim_all),
    ):
        rules.at(name, _with_trim(rule, trim), {"alt": interrupts})
    parser.add_render_rule("fence", _with_trim(RendererHTML.fence, _trim_all))


def normalize_seldom(state: StateCore) -> None:
    """Write ends of lines and NULL as markdown-it does, if there are any to be written.

    Else it goes through the text twice for nothing.
    """
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _with_trim(rule: Any, trim: Callable[[str], str]) -> Any:
    return FunctionType(rule.__code__, {**rule.__globals__, "mdTrim": trim})


def read_escape(state: StateInline, silent: bool) -> bool:
    """Read a backslash; before a space it is text, and the space is left alone.

    markdown-it has that exception since 15. markdown-it-py 4.3 takes the space too,
    so that it stays at the end of a line, or a hard break is missed.
    """
    place = state.pos
    if state.src[place] != "\\":
        return False
    if place + 1 >= state.posMax or state.src[place + 1] != " ":
        return escape(state, silent)
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = token.markup = "\\"
        token.info = "escape"
    state.pos += 1
    return True


def _trim_all(text: str) -> str:
    return text.strip(MD_TRIM_CHARS + "\ufeff")


def trim_ascii(text: str) -> str:
    """Take ASCII space off both ends."""
    return text.strip(" \t\n\r")
