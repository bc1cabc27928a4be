"""MarkdownOptions: how the Markdown of a site is to be rendered."""

from __future__ import annotations

from enum import StrEnum

from sitewright.kernel.frozen import frozen

Quotes = tuple[str, str, str, str]
"""Opening and closing double, then single quotes; each may be several characters."""


@frozen
class MarkdownOptions:
    """What a site, or one part of it, wants of its Markdown.

    Attributes:
        template: Template engine to run over the text of pages first: ``jinja``, or
            ``none``.
        heading_ids: Whether headings without an id are given one.
        heading_levels: Levels of the headings that are.
        toc_levels: Levels of the headings that a table of contents lists.
        untrusted: Whether the text comes from strangers: HTML in it is shown as
            text, and attribute lists may set only what cannot do harm.
        breaks: Whether the end of a line within a paragraph is a line break.
        linkify: Whether addresses in the text become links.
        typographer: Whether quotes, dashes and dots are set as a printer would.
        quotes: Quotes of the typographer.
        footnotes: Whether ``[^1]`` is a footnote.
        definition_lists: Whether ``: `` under a line makes it a term.
        task_lists: Whether ``- [ ]`` is a box to tick.
        abbreviations: Whether ``*[HTML]: ...`` explains an abbreviation.
        alerts: Whether a quote that starts with ``[!NOTE]`` is an alert.
        admonitions: Whether ``!!! note`` begins an admonition.
        containers: Names that may follow ``:::`` to put blocks into a ``<div>``.
        highlight: Whether code in fences is marked up for syntax highlighting.
        picture_sizes: How wide pictures are shown, as in HTML; empty to leave them alone.
    """

    template: str = "none"
    heading_ids: bool = True
    heading_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    toc_levels: tuple[int, ...] = (2, 3)
    untrusted: bool = False
    breaks: bool = False
    linkify: bool = False
    typographer: bool = False
    quotes: Quotes = ("“", "”", "‘", "’")
    footnotes: bool = False
    definition_lists: bool = False
    task_lists: bool = False
    abbreviations: bool = False
    alerts: bool = False
    admonitions: bool = False
    containers: tuple[str, ...] = ()
    highlight: bool = False
    picture_sizes: str = ""


class Part(StrEnum):
    """What a piece of Markdown is to become that is rendered with a page's templates."""

    BODY = "body"
    BLOCKS = "blocks"
    LINE = "line"


PLAIN = MarkdownOptions()
"""What a site has that sets nothing."""
