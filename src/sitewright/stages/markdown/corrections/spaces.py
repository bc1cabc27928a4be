"""Space at the ends of text, and after a backslash."""

from __future__ import annotations

from types import FunctionType

from markdown_it import MarkdownIt
from markdown_it.rules_block import heading, paragraph
from markdown_it.rules_inline import StateInline, escape


def keep_unicode_space(parser: MarkdownIt) -> None:
    """Keep no-break and other wide spaces at the ends of paragraphs and headings.

    markdown-it trims only ASCII space there since 14.2; markdown-it-py 4.3 trims
    more. Each rule stays as it is and is only shown another ``mdTrim``.
    """
    rules = parser.block.ruler
    for name, rule, interrupts in (
        ("heading", heading, ["paragraph", "reference", "blockquote"]),
        ("paragraph", paragraph, []),
    ):
        scope = {**rule.__globals__, "mdTrim": trim_ascii}
        rules.at(name, FunctionType(rule.__code__, scope), {"alt": interrupts})


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


def trim_ascii(text: str) -> str:
    """Take ASCII space off both ends."""
    return text.strip(" \t\n\r")
