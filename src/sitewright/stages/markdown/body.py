"""Render Markdown: a whole body, a fragment of one, or a single line."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.digests import digest_of
from sitewright.model.body import Body, Standpoint
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.checks import check_text
from sitewright.stages.markdown.finder import Finder
from sitewright.stages.markdown.headings import assign_ids, collect_headings
from sitewright.stages.markdown.links import mark_links, resolve_links
from sitewright.stages.markdown.parser import make_parser
from sitewright.stages.markdown.survey import survey_tokens
from sitewright.stages.markdown.toc import build_toc

_ID_LENGTH = 6


def render_markdown(
    text: str,
    options: MarkdownOptions,
    path: str = "",
    first_line: int = 1,
    root: str = "",
) -> Checked[Body]:
    """Render the text of a page, list its headings, and make a table of contents.

    Args:
        text: Markdown.
        options: How to read it.
        path: The file that it stands in.
        first_line: The line of that file on which it begins.
        root: The content folder, from which links with a slash in front count.

    Returns:
        The body, with a mark for each link by source path, and what its author may
        have got wrong.
    """
    with _without_collector():
        return _render(text, options, path, first_line, root)


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


def _render(
    text: str, options: MarkdownOptions, path: str, first_line: int, root: str
) -> Checked[Body]:
    parser = make_parser(options)
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    if options.heading_ids:
        assign_ids(tokens, options.heading_levels)
    headings = collect_headings(tokens, parser, env)
    survey = survey_tokens(tokens)
    finder = Finder(text, path, first_line)
    links = mark_links(survey.links, path, root, finder)
    body = Body(
        html=parser.renderer.render(tokens, parser.options, env),
        headings=headings,
        toc=build_toc(headings, options.toc_levels),
        ids=tuple(dict.fromkeys([name for name, _ in survey.ids] + survey.names)),
        links=links,
    )
    return body, check_text(survey, env, finder)


def render_part(
    text: str, options: MarkdownOptions, standpoint: Standpoint, part: Part
) -> Checked[Body]:
    """Render Markdown while a page's templates are rendered.

    Such as a field of front matter: its headings get no ids of their own, for they
    would clash with those of the body. Or the body itself, if it is a template.

    Args:
        text: Markdown.
        options: How to read it.
        standpoint: The page that it is set into.
        part: What it is to become.

    Returns:
        The body, its links resolved, and findings whose lines are counted from the
        start of the text.
    """
    if part is Part.BODY:
        path, root = standpoint.path, standpoint.root
        body, found = render_markdown(text, options, path, 1, root)
    else:
        body, found = _render_fragment(text, options, standpoint, part)
    if body.links:
        targets = {link.target: standpoint.find(link.target) for link in body.links}
        body, more = resolve_links(body, targets)
        found += more
    return body, found


def _render_fragment(
    text: str, options: MarkdownOptions, standpoint: Standpoint, part: Part
) -> Checked[Body]:
    parser = make_parser(options)
    # The ids of its footnotes, too, must not be those of the body or another field.
    env: dict[str, Any] = {"docId": digest_of(text)[:_ID_LENGTH]}
    parse = parser.parseInline if part is Part.LINE else parser.parse
    tokens = parse(text, env)
    survey, finder = survey_tokens(tokens), Finder(text, standpoint.path, 1)
    links = mark_links(survey.links, standpoint.path, standpoint.root, finder)
    html = parser.renderer.render(tokens, parser.options, env)
    return Body(html, links=links), check_text(survey, env, finder)
