"""Render Markdown: a whole body, a fragment of one, or a single line."""

from __future__ import annotations

from typing import Any

from sitewright.kernel.diagnostics import Checked
from sitewright.model.body import Body
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.headings import assign_ids, collect_headings
from sitewright.stages.markdown.parser import make_parser
from sitewright.stages.markdown.toc import build_toc


def render_markdown(text: str, options: MarkdownOptions) -> Checked[Body]:
    """Render the text of a page, list its headings, and make a table of contents."""
    parser = make_parser(options)
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    if options.heading_ids:
        assign_ids(tokens)
    headings = collect_headings(tokens, parser, env)
    html = parser.renderer.render(tokens, parser.options, env)
    return Body(html, headings, build_toc(headings)), ()


def render_fragment(text: str, options: MarkdownOptions) -> str:
    """Render Markdown that is set into a page, such as a field of front matter.

    Its headings get no ids of their own: they would clash with those of the body.
    """
    return str(make_parser(options).render(text))


def render_inline(text: str, options: MarkdownOptions) -> str:
    """Render one line of Markdown, without a paragraph around it."""
    return str(make_parser(options).renderInline(text))
