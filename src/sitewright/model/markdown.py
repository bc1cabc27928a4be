"""MarkdownOptions: how the Markdown of a site is to be rendered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """What a site, or one part of it, wants of its Markdown.

    Attributes:
        heading_ids: Whether headings without an id are given one.
        untrusted: Whether the text comes from strangers: HTML in it is shown as
            text, and attribute lists may set only what cannot do harm.
        footnotes: Whether ``[^1]`` is a footnote.
        definition_lists: Whether ``: `` under a line makes it a term.
        task_lists: Whether ``- [ ]`` is a box to tick.
        containers: Names that may follow ``:::`` to put blocks into a ``<div>``.
    """

    heading_ids: bool = True
    untrusted: bool = False
    footnotes: bool = False
    definition_lists: bool = False
    task_lists: bool = False
    containers: tuple[str, ...] = ()


PLAIN = MarkdownOptions()
"""What a site has that sets nothing."""
