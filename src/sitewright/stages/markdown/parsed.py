"""Render Markdown by markdown-it's parser: a body, a fragment, or a piece of either."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from markdown_it.token import Token

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.digests import digest_of
from sitewright.kernel.frozen import replace
from sitewright.model.body import Body, Standpoint
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.checks import check_text
from sitewright.stages.markdown.finder import Finder
from sitewright.stages.markdown.imagerule import MARKER
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.parser import make_parser
from sitewright.stages.markdown.pictures import PictureMarker
from sitewright.stages.markdown.swift.notes import Notes
from sitewright.stages.markdown.titles import (
    assign_ids,
    collect_headings,
    find_titles,
    name_headings,
)
from sitewright.stages.markdown.toc import build_toc
from sitewright.stages.markdown.tokens import survey_tokens

_ID_LENGTH = 6


def render_parsed(
    text: str, options: MarkdownOptions, path: str, first_line: int, root: str
) -> Checked[Body]:
    """Render a body, and make a table of contents.

    Takes and returns what ``body.render_markdown`` does.
    """
    parser = make_parser(options)
    env: dict[str, Any] = {}
    with _without_collector():
        tokens = parser.parse(text, env)
        titles = find_titles(tokens)
        if options.heading_ids:
            assign_ids(titles, options.heading_levels)
        headings = collect_headings(titles, parser, env)
        marker, finder = LinkMarker(), Finder(text, path, first_line)
        survey = survey_tokens(tokens, marker, has_pictures=bool(options.picture_sizes))
        links = marker.list_links(path, root, finder)
        pictures = env[MARKER] = PictureMarker()
        body = Body(
            html=parser.renderer.render(tokens, parser.options, env),
            toc=build_toc(headings, options.toc_levels),
            ids=survey.list_names(),
            links=links,
            pictures=pictures.list_pictures(path, root, finder),
        )
        return body, check_text(survey, env, finder)


def render_parsed_fragment(
    text: str, options: MarkdownOptions, standpoint: Standpoint, part: Part
) -> Checked[Body]:
    """Render a fragment or a line; its links are only marked."""
    parser = make_parser(options)
    # The ids of its footnotes, too, must not be those of the body or another field.
    env: dict[str, Any] = {"docId": digest_of(text)[:_ID_LENGTH]}
    parse = parser.parseInline if part is Part.LINE else parser.parse
    tokens = parse(text, env)
    marker, finder = LinkMarker(), Finder(text, standpoint.path, 1)
    survey = survey_tokens(tokens, marker, has_pictures=bool(options.picture_sizes))
    links = marker.list_links(standpoint.path, standpoint.root, finder)
    shown = env[MARKER] = PictureMarker()
    html = parser.renderer.render(tokens, parser.options, env)
    pictures = shown.list_pictures(standpoint.path, standpoint.root, finder)
    return Body(html, links=links, pictures=pictures), check_text(survey, env, finder)


def render_piece(text: str, options: MarkdownOptions, row: int, notes: Notes) -> str:
    """Render some blocks in the midst of others, on which they do not depend.

    Args:
        text: The blocks.
        options: How to read them.
        row: The row of the whole text that they begin on, counted from 0.
        notes: Where to note what they say.
    """
    parser = make_parser(options)
    env: dict[str, Any] = {}
    with _without_collector():
        tokens = parser.parse(text, env)
        _move_down(tokens, row)
        titles = find_titles(tokens)
        name_headings(titles, notes.levels, notes.name_later)
        notes.headings.extend(collect_headings(titles, parser, env))
        has_pictures = bool(options.picture_sizes)
        survey_tokens(tokens, notes.links, notes.survey, has_pictures=has_pictures)
        env[MARKER] = notes.pictures
        for remark in env.get("attribute_remarks", ()):
            first, last = remark.lines
            notes.remarks.append(replace(remark, lines=(first + row, last + row)))
        html: str = parser.renderer.render(tokens, parser.options, env)
        return html


def _move_down(tokens: Sequence[Token], row: int) -> None:
    """Count the lines of blocks from where the whole text begins."""
    for token in tokens:
        if token.map:
            token.map = [line + row for line in token.map]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector of garbage out of the way.

    Parsing makes many tokens and drops none before its end; to look through them again
    and again takes half the time of a long page.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
