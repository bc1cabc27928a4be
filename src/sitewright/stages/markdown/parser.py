"""The Markdown parser of a site: markdown-it's, with attribute lists."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from types import FunctionType

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph
from markdown_it.rules_inline import StateInline, escape

from sitewright.model.markdown import PLAIN, MarkdownOptions
from sitewright.stages.markdown.attributes import AttributeOptions, use_attributes

_HARMLESS = AttributeOptions(
    allowed_attributes=(
        *("class", "id", "title", "lang", "dir", "width", "height"),
        *("alt", "rel", "target"),
        re.compile(r"\A(?:data|aria)-[a-z0-9_-]+\Z"),
    )
)


@cache
def make_parser(options: MarkdownOptions = PLAIN) -> MarkdownIt:
    """Make the parser that Eleventy gives a site; one per choice of options.

    Indented code is off, because Eleventy turns it off: text in a template is
    often indented.
    """
    parser = MarkdownIt("js-default", {"html": not options.untrusted})
    # Not disabled: markdown-it-py would then let indented lines start other blocks.
    parser.block.ruler.at("code", _match_nothing)
    _keep_unicode_space(parser)
    parser.inline.ruler.at("escape", _read_escape)
    use_attributes(parser, _HARMLESS if options.untrusted else None)
    _use_extras(parser, options)
    return parser


def _use_extras(parser: MarkdownIt, options: MarkdownOptions) -> None:
    """Add the constructs that a site asks for; only they are imported."""
    if options.footnotes:
        footnote = import_module("mdit_py_plugins.footnote")
        parser.use(footnote.footnote_plugin)
    if options.definition_lists:
        deflist = import_module("mdit_py_plugins.deflist")
        parser.use(deflist.deflist_plugin)
    if options.task_lists:
        tasklists = import_module("mdit_py_plugins.tasklists")
        parser.use(tasklists.tasklists_plugin)
    if options.containers:
        container = import_module("mdit_py_plugins.container")
        for name in options.containers:
            parser.use(container.container_plugin, name)


def _keep_unicode_space(parser: MarkdownIt) -> None:
    """Keep no-break and other wide spaces at the ends of paragraphs and headings.

    markdown-it trims only ASCII space there since 14.2; markdown-it-py 4.3 trims
    more. Each rule stays as it is and is only shown another ``mdTrim``.
    """
    rules = parser.block.ruler
    for name, rule, interrupts in (
        ("heading", heading, ["paragraph", "reference", "blockquote"]),
        ("lheading", lheading, []),
        ("paragraph", paragraph, []),
    ):
        scope = {**rule.__globals__, "mdTrim": _trim_ascii}
        rules.at(name, FunctionType(rule.__code__, scope), {"alt": interrupts})


def _read_escape(state: StateInline, silent: bool) -> bool:
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


def _match_nothing(_state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    return False


def _trim_ascii(text: str) -> str:
    return text.strip(" \t\n\r")
