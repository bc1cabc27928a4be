"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import (
    Checked,
    has_errors,
    merge_repeats,
    sort_findings,
)
from sitewright.kernel.digests import digest_of_bytes
from sitewright.kernel.urls import output_path_of
from sitewright.model.body import Body
from sitewright.model.build import (
    Artifact,
    Asset,
    Build,
    Kind,
    Options,
    Output,
    Workspace,
)
from sitewright.model.config import SiteConfig
from sitewright.model.document import Document, Source
from sitewright.model.markdown import MarkdownOptions
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.model.site import Site
from sitewright.stages.cascade import merge_data
from sitewright.stages.collections import ALL, collect, in_order
from sitewright.stages.config import read_config
from sitewright.stages.feeds import render_feed
from sitewright.stages.frontmatter import split_document
from sitewright.stages.items import make_item
from sitewright.stages.layouts import find_layout
from sitewright.stages.markdown.body import (
    render_field,
    render_markdown,
)
from sitewright.stages.markdown.links import resolve_links
from sitewright.stages.markdown.targets import TargetFinder
from sitewright.stages.navigation import build_navigation
from sitewright.stages.pages.page import make_page
from sitewright.stages.plan import plan_outputs
from sitewright.stages.redirects import read_redirects, render_stub
from sitewright.stages.robots import render_robots
from sitewright.stages.selection import select_published
from sitewright.stages.sitemap import render_sitemap
from sitewright.stages.templates.environment import make_environment
from sitewright.stages.templates.facts import name_facts
from sitewright.stages.templates.render import render_page

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def build_site(workspace: Workspace, options: Options, ledger: Ledger) -> Build:
    """Turn a snapshot of the project into the files of the site.

    Nothing is read or written here, and nothing is raised for an author's mistake.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        ledger: Memory of earlier builds in this process; what it knows is not redone.

    Returns:
        The files and all findings. If any finding is an error, the files are not fit
        to be published.
    """
    run = Run(ledger)
    config = _read_settings(run, workspace, options)
    if config is None:
        # Of a config file that cannot be read, nothing else is worth saying.
        return Build(findings=sort_findings(workspace.findings or run.findings))

    documents = _split_documents(run, workspace.content)
    pages, unpublished = _make_pages(run, config, documents, options)

    collections = run.one("collections", collect, pages)
    is_complete = len(documents) == len(workspace.content) and not has_errors(
        workspace.findings
    )
    navigation = run.one(
        "navigation", build_navigation, pages, unpublished, is_complete
    )
    redirects = run.one("redirects", read_redirects, pages)
    feed = config.feed.path.lstrip("/") if config.feed else ""
    generated = tuple(path for path in (SITEMAP, ROBOTS, feed) if path)
    outputs = run.one(
        "plan", plan_outputs, pages, redirects, workspace.assets, generated
    )

    site = Site(config, pages, collections, navigation)
    bodies = _render_bodies(run, config, pages, documents)
    targets = TargetFinder(config, pages, unpublished, workspace.assets)
    bodies = _link_bodies(run, bodies, targets)
    rendered = _render_pages(run, site, workspace.templates, bodies, targets)
    texts = _generate(run, site, redirects) | rendered
    run.end()

    findings = merge_repeats(sort_findings((*workspace.findings, *run.findings)))
    if has_errors(findings):
        return Build(findings=findings)
    artifacts = _make_artifacts(outputs, texts, workspace.assets)
    return Build(artifacts, findings, len(pages))


def build_body(
    workspace: Workspace, options: Options, source: Source
) -> Checked[Body | None]:
    """Render the Markdown of one file as a page of the site would have it.

    Args:
        workspace: All sources, to which links can lead.
        options: What the command line asks for.
        source: The file; it need not be one of them.

    Returns:
        The body, or None if the settings or the file cannot be read; and the findings
        about these two.
    """
    run = Run(Ledger())
    config = _read_settings(run, workspace, options)
    if config is None:
        return None, sort_findings(workspace.findings or run.findings)
    document = run.once(split_document, source)
    if document is None:
        return None, sort_findings(run.findings)
    shows_toc = document.head.fields.get("showTOC") is True
    body = run.once(render_markdown, *_markdown_input(document, config, shows_toc))
    found = run.findings

    run = Run(Ledger())  # what is wrong with other files is not asked for
    others = {s.path: s for s in workspace.content} | {source.path: source}
    documents = _split_documents(run, tuple(others.values()))
    pages, unpublished = _make_pages(run, config, documents, options)
    named = {link.target for link in body.links}
    linked = tuple(page for page in pages if page.path in named)
    bodies = _render_bodies(run, config, linked, documents) | {source.path: body}
    targets = TargetFinder(config, pages, unpublished, workspace.assets)
    body, more = resolve_links(body, {n: targets.find(n, bodies) for n in named})
    return body, sort_findings((*found, *more))


def _read_settings(
    run: Run, workspace: Workspace, options: Options
) -> SiteConfig | None:
    """Read the settings, and let the command line overrule them."""
    config = run.one("config", read_config, workspace.config)
    if config and options.base_url:
        return replace(config, url=options.base_url)
    return config


def _split_documents(run: Run, content: tuple[Source, ...]) -> dict[str, Document]:
    """Split all content; a document that cannot be read is left out, with a finding."""
    sources = {source.path: (source,) for source in content}
    split = run.each("document", split_document, sources)
    return {path: document for path, document in split.items() if document}


def _make_pages(
    run: Run, config: SiteConfig, documents: Mapping[str, Document], options: Options
) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Make all pages: those that are published, and those that are not."""
    heads = {path: (config, item.head) for path, item in documents.items()}
    data = run.each("data", merge_data, heads)
    made = run.each("page", make_page, {p: (item, config) for p, item in data.items()})
    return run.once(select_published, in_order(made.values()), options)


def _render_bodies(
    run: Run,
    config: SiteConfig,
    pages: tuple[Page, ...],
    documents: Mapping[str, Document],
) -> dict[str, Body]:
    """Render the Markdown of every page."""
    inputs = {
        page.path: _markdown_input(documents[page.path], config, page.shows_toc)
        for page in pages
    }
    return run.each("body", render_markdown, inputs)


def _markdown_input(
    document: Document, config: SiteConfig, shows_toc: bool
) -> tuple[str, MarkdownOptions, str, int, str]:
    """Say how to render a document; a table of contents needs ids to lead to."""
    options = (
        replace(config.markdown, heading_ids=True) if shows_toc else config.markdown
    )
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


def _render_pages(
    run: Run,
    site: Site,
    templates: tuple[Source, ...],
    bodies: Mapping[str, Body],
    targets: TargetFinder,
) -> dict[str, str]:
    """Render every page through its layout; the result is keyed by output path."""
    config, pages = site.config, site.pages
    environment = run.one(
        "templates", make_environment, templates, config, render_field
    )
    names = environment.names
    layouts = run.each(
        "layout", find_layout, {p.path: (p.layout, p.layout_span, names) for p in pages}
    )
    items = run.each("item", make_item, {p.path: (p, config) for p in pages})
    leads_to = targets.find_all(bodies)
    facts = name_facts(site, environment, layouts, items, bodies, leads_to)
    tasks = {
        page.path: partial(render_page, path=page.path, environment=environment)
        for page in pages
    }
    rendered = run.traced("render", tasks, facts)
    return {page.output_path: rendered[page.path] for page in pages}


def _generate(run: Run, site: Site, redirects: tuple[Redirect, ...]) -> dict[str, str]:
    """Write what no author writes: sitemap, robots, feed, and a page a redirect."""
    config = site.config
    by_path = {page.path: page for page in site.pages}
    listed = tuple(
        page for path in site.collections[ALL] if (page := by_path[path]).is_listed
    )
    texts = {
        output_path_of(redirect.source): render_stub(redirect, config)
        for redirect in redirects
    }
    texts[ROBOTS] = render_robots(config.url)
    texts[SITEMAP] = run.one("sitemap", render_sitemap, listed, config.url)
    if config.feed:
        paths = site.collections.get(config.feed.collection)
        members = None if paths is None else tuple(by_path[path] for path in paths)
        feed = run.one("feed", render_feed, members, config, tuple(site.collections))
        texts[config.feed.path.lstrip("/")] = feed
    return texts


def _make_artifacts(
    outputs: tuple[Output, ...],
    texts: Mapping[str, str],
    assets: tuple[Asset, ...],
) -> tuple[Artifact, ...]:
    """Give each planned output its bytes, or the file that they are copied from."""
    digests = {asset.path: asset.digest for asset in assets}
    artifacts = []
    for output in outputs:
        if output.kind is Kind.ASSET:
            digest = digests[output.origin]
            artifacts.append(Artifact(output.path, None, digest, output.origin))
        else:
            content = texts[output.path].encode("utf-8", "replace")
            artifacts.append(Artifact(output.path, content, digest_of_bytes(content)))
    return tuple(artifacts)
