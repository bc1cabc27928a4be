"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import has_errors, merge_repeats, sort_findings
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
from sitewright.model.document import Document, Source
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
    render_fragment,
    render_inline,
    render_markdown,
)
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
    config = run.one("config", read_config, workspace.config)
    if config is None:
        # Of a config file that cannot be read, nothing else is worth saying.
        return Build(findings=sort_findings(workspace.findings or run.findings))
    if options.base_url:
        config = replace(config, url=options.base_url)

    documents = _split_documents(run, workspace)
    data = run.each(
        "data", merge_data, {path: (config, d.head) for path, d in documents.items()}
    )
    made = run.each("page", make_page, {p: (item, config) for p, item in data.items()})
    pages, unpublished = run.once(select_published, in_order(made.values()), options)

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
    bodies = _render_bodies(run, site, documents)
    rendered = _render_pages(run, site, workspace.templates, bodies)
    texts = _generate(run, site, redirects) | rendered
    run.end()

    findings = merge_repeats(sort_findings((*workspace.findings, *run.findings)))
    if has_errors(findings):
        return Build(findings=findings)
    artifacts = _make_artifacts(outputs, texts, workspace.assets)
    return Build(artifacts, findings, len(pages))


def _split_documents(run: Run, workspace: Workspace) -> dict[str, Document]:
    """Split all content; a document that cannot be read is left out, with a finding."""
    sources = {source.path: (source,) for source in workspace.content}
    split = run.each("document", split_document, sources)
    return {path: document for path, document in split.items() if document}


def _render_bodies(
    run: Run, site: Site, documents: Mapping[str, Document]
) -> dict[str, Body]:
    """Render the Markdown of every page; a table of contents needs ids to lead to."""
    plain = site.config.markdown
    with_ids = replace(plain, heading_ids=True)
    inputs = {
        page.path: (documents[page.path].text, with_ids if page.shows_toc else plain)
        for page in site.pages
    }
    return run.each("body", render_markdown, inputs)


def _render_pages(
    run: Run, site: Site, templates: tuple[Source, ...], bodies: Mapping[str, Body]
) -> dict[str, str]:
    """Render every page through its layout; the result is keyed by output path."""
    config, pages = site.config, site.pages
    environment = run.one(
        "templates", make_environment, templates, config, render_fragment, render_inline
    )
    names = environment.names
    layouts = run.each(
        "layout", find_layout, {p.path: (p.layout, p.layout_span, names) for p in pages}
    )
    items = run.each("item", make_item, {p.path: (p, config) for p in pages})
    facts = name_facts(site, environment, layouts, items, bodies)
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
