"""The Markdown parser of a site: markdown-it's, with attribute lists."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_block import StateBlock

from sitewright.model.markdown import PLAIN, MarkdownOptions
from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.corrections import Renderer, correct_parser
from sitewright.stages.markdown.extras import use_extras

_LONGEST = 200
"""Characters of an address that is remembered: a picture may be written into it."""

_HARMLESS = (
    *("class", "id", "title", "lang", "dir", "width", "height", "alt", "rel", "target"),
    re.compile(r"\A(?:data|aria)-[a-z0-9_-]+\Z"),
)


class _Parser(MarkdownIt):
    """markdown-it's parser; what is said of an address is said once."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- markdown-it's name
        """Write an address as HTML has it."""
        return _normalize(url) if len(url) <= _LONGEST else normalizeLink(url)


@lru_cache(maxsize=1024)
def _normalize(url: str) -> str:
    return normalizeLink(url)


@cache
def make_parser(options: MarkdownOptions = PLAIN) -> MarkdownIt:
    """Make the parser that Eleventy gives a site; one per choice of options.

    Indented code is off, because Eleventy turns it off: text in a template is
    often indented.
    """
    html = {"html": not options.untrusted}
    parser = _Parser("js-default", html, renderer_cls=Renderer)
    # Not disabled: markdown-it-py would then let indented lines start other blocks.
    parser.block.ruler.at("code", _match_nothing)
    correct_parser(parser)
    allowed = _HARMLESS if options.untrusted else ()
    use_attributes(parser, AttributeOptions(allowed_attributes=allowed))
    use_extras(parser, options)
    if options.picture_sizes:
        from sitewright.stages.markdown.imagerule import render_image

        parser.add_render_rule("image", render_image)
    return parser


def _match_nothing(_state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    return False
