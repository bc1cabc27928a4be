"""Render pieces of Markdown, as the filters of the templates do."""

from __future__ import annotations

from sitewright.model.body import Standpoint, Target
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.body import render_field

NOWHERE = Standpoint("content/page.md", "content", lambda _: Target())


def render_fragment(text: str, options: MarkdownOptions) -> str:
    return render_field(text, options, NOWHERE)[0]


def render_inline(text: str, options: MarkdownOptions) -> str:
    return render_field(text, options, NOWHERE, is_inline=True)[0]
