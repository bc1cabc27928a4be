"""The last chapter: from pages to finished HTML."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sitewright.engine.run import Run
from sitewright.model.body import Body
from sitewright.model.build import Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.document import Document
from sitewright.model.markdown import MarkdownOptions
from sitewright.model.page import Page
from sitewright.model.site import Site
from sitewright.pipeline.own import render_finished
from sitewright.pipeline.paging import Paged
from sitewright.pipeline.reading import Reading
from sitewright.stages.items import make_item
from sitewright.stages.layouts import KEY as LAYOUT
from sitewright.stages.layouts import follow_layouts, span_of_layout
from sitewright.stages.markdown.body import render_markdown
from sitewright.stages.markdown.links import resolve_links
from sitewright.stages.markdown.targets import TargetFinder
from sitewright.stages.templates.content import Contents
from sitewright.stages.templates.facts import (
    name_facts,
    name_paging_facts,
    name_raw_facts,
)

_LATE = Body("", is_late=True)


def render_site(
    run: Run, site: Site, reading: Reading, paged: Paged, workspace: Workspace
) -> dict[str, str]:
    """Render every page; the result is keyed by output path."""
    config, pages = site.config, site.pages
    bodies = render_bodies(run, reading, pages)
    targets = TargetFinder(config, pages, reading.unpublished, workspace.assets)
    bodies = _link_bodies(run, bodies, targets)
    environment = reading.environment
    items = run.each("item", make_item, {p.key: (p, config) for p in pages})
    leads_to = targets.find_all(bodies)
    layouts = find_own_layouts(run, reading, pages)
    facts = name_facts(site, environment, layouts, items, bodies, leads_to)
    facts |= name_raw_facts(reading.documents)
    facts |= name_paging_facts(paged.pagings, paged.numbers, paged.hrefs)
    contents = Contents(environment)
    tasks = {
        page.key: partial(
            render_finished,
            key=page.key,
            path=page.path,
            output_path=page.output_path,
            contents=contents,
        )
        for page in pages
    }
    rendered = run.traced("render", tasks, facts)
    return {page.output_path: rendered[page.key] for page in pages}


def render_bodies(
    run: Run, reading: Reading, pages: tuple[Page, ...]
) -> dict[str, Body]:
    """Render the Markdown of every page; links by source path are not led yet.

    A page that is a template has no Markdown: its body is made with its layouts.
    """
    config, environment = reading.config, reading.environment
    inputs = {
        page.path: markdown_input(reading.documents[page.path], config, page.shows_toc)
        for page in pages
        if not environment.name_of(page.path)
    }
    empty = dict.fromkeys((page.path for page in pages), _LATE)
    return empty | run.each("body", render_markdown, inputs)


def find_own_layouts(
    run: Run, reading: Reading, pages: tuple[Page, ...]
) -> dict[str, tuple[str, ...]]:
    """Find the layouts of each page, now that none is still to be computed.

    Returns:
        Names of templates, the innermost first, by the page's key.
    """
    inputs = {
        page.key: (
            page.data.get(LAYOUT),
            span_of_layout(reading.data[page.path]),
            reading.heads,
        )
        for page in pages
    }
    return run.each("own layout", follow_layouts, inputs)


def markdown_input(
    document: Document, config: SiteConfig, shows_toc: bool
) -> tuple[str, MarkdownOptions, str, int, str]:
    """Say how to render a document; a table of contents needs ids to lead to."""
    options = config.markdown
    if shows_toc and not options.heading_ids:
        options = replace(options, heading_ids=True)
    root = config.paths.content
    return document.text, options, document.head.path, document.text_line, root


def _link_bodies(
    run: Run, bodies: dict[str, Body], targets: TargetFinder
) -> dict[str, Body]:
    """Lead the links of each body to the pages that they name."""
    inputs = {}
    for path, body in bodies.items():
        if body.links:
            named = {link.target for link in body.links}
            found = {name: targets.find(name, bodies) for name in sorted(named)}
            inputs[path] = (body, found)
    return bodies | run.each("links", resolve_links, inputs)
