"""Footnotes, by the plugin of mdit-py-plugins, which is kept from taking too long."""

from __future__ import annotations

from types import FunctionType

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import (
    footnote_inline,
    footnote_plugin,
    footnote_ref,
)

from sitewright.kernel.regexes import regex

# The plugin seeks the end of a label over the whole text, at each `[^` anew.
_REFERENCE = regex(r"\[\^[^\] \n]{1,200}\]")


def use_footnotes(parser: MarkdownIt) -> None:
    """Teach a parser footnotes; a label may have up to 200 characters."""
    footnote_plugin(parser)
    parser.inline.ruler.at("footnote_ref", _read_reference)
    # The rule stays as it is and is only shown the parser's own search for labels.
    search = {"parseLinkLabel": parser.helpers.parseLinkLabel}
    scope = {**footnote_inline.__globals__, **search}
    read_inline = FunctionType(footnote_inline.__code__, scope)
    parser.inline.ruler.at("footnote_inline", read_inline)


def _read_reference(state: StateInline, silent: bool) -> bool:
    is_short = _REFERENCE.match(state.src, state.pos, state.posMax)
    return bool(is_short) and footnote_ref(state, silent)
