"""Render pieces of Markdown, as the filters of the templates do."""

from __future__ import annotations

from sitewright.model.body import Standpoint, Target
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.body import render_part

NOWHERE = Standpoint("content/page.md", "content", lambda _: Target())


def render_fragment(text: str, options: MarkdownOptions) -> str:
    return render_part(text, options, NOWHERE, Part.BLOCKS)[0].html


def render_inline(text: str, options: MarkdownOptions) -> str:
    return render_part(text, options, NOWHERE, Part.LINE)[0].html
