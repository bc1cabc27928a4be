"""Render Markdown: a whole body, a fragment of one, or a single line."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Checked
from sitewright.model.body import Body, Standpoint
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.ends import find_endless
from sitewright.stages.markdown.hidden import find_hidden
from sitewright.stages.markdown.links import resolve_links
from sitewright.stages.markdown.pictures import resolve_pictures
from sitewright.stages.markdown.rows import find_lost_cells
from sitewright.stages.markdown.swift.page import (
    render_fragment_swiftly,
    render_swiftly,
)


def render_markdown(
    text: str,
    options: MarkdownOptions,
    path: str = "",
    first_line: int = 1,
    root: str = "",
) -> Checked[Body]:
    """Render the text of a page, and make a table of contents.

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
    made = render_swiftly(text, options, path, first_line, root)
    if made is None:
        from sitewright.stages.markdown.parsed import render_parsed

        made = render_parsed(text, options, path, first_line, root)
    body, findings = made
    here = (text, path, first_line)
    found = (*find_hidden(*here), *find_endless(*here), *find_lost_cells(*here))
    return body, (*findings, *found)


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
    if body.pictures:
        depictions = {
            it.location: standpoint.depict(it.location) for it in body.pictures
        }
        body, more = resolve_pictures(body, depictions, options.picture_sizes, part)
        found += more
    return body, found


def _render_fragment(
    text: str, options: MarkdownOptions, standpoint: Standpoint, part: Part
) -> Checked[Body]:
    if swift := render_fragment_swiftly(text, options, standpoint, part):
        return swift
    from sitewright.stages.markdown.parsed import render_parsed_fragment

    return render_parsed_fragment(text, options, standpoint, part)
