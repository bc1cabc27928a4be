"""The first chapter: from sources to pages, with all that is said about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.model.build import Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Document, Head, Source
from sitewright.model.page import Page
from sitewright.pipeline.filling import fill_all
from sitewright.pipeline.own import add_data, compute, preprocess
from sitewright.pipeline.paging import is_paginated, without_templates
from sitewright.stages.cascade import merge_data, split_shared
from sitewright.stages.collections import in_order
from sitewright.stages.config import read_config
from sitewright.stages.datafiles import read_data_file
from sitewright.stages.directorydata import (
    find_data_files,
    find_unattached,
    make_level,
)
from sitewright.stages.frontmatter import split_document
from sitewright.stages.globaldata import gather_data
from sitewright.stages.items import blank_values
from sitewright.stages.layouts import ENDINGS, find_layouts
from sitewright.stages.markdown.body import render_part
from sitewright.stages.pages.page import make_page
from sitewright.stages.scripts import refuse_scripts
from sitewright.stages.selection import select_published
from sitewright.stages.templates.dialect.lint import Lint
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.languages import make_environment
from sitewright.stages.templates.markdown import MARKDOWN, has_syntax, protect_ids


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read.

    Attributes:
        config: The site's settings.
        documents: All content that could be split, by source path.
        environment: Where all templates are, pages that are templates among them.
        site_data: The data of the whole site, as templates see it.
        data: All that is said about each page, by source path.
        heads: The front matter of every template, by its name.
        pages: The pages that are published, in collection order; a source of several
            is still one.
        unpublished: The other pages.
        left_out: How many sources hooks have left out.
        lint: What templates print in vain, if that is looked for.
    """

    config: SiteConfig
    documents: Mapping[str, Document]
    environment: SiteEnvironment
    site_data: Mapping[str, object]
    data: Mapping[str, Data]
    heads: Mapping[str, Head]
    pages: tuple[Page, ...]
    unpublished: tuple[Page, ...]
    left_out: int = 0
    lint: Lint | None = None


def read_settings(
    run: Run, workspace: Workspace, options: Options
) -> SiteConfig | None:
    """Read the settings, and let the command line overrule them."""
    config = run.one("config", read_config, workspace.config)
    if config and options.base_url:
        return replace(config, url=options.base_url)
    return config


def read_pages(
    run: Run, workspace: Workspace, config: SiteConfig, options: Options
) -> Reading:
    """Read everything up to the pages: their addresses, dates, tags and values."""
    documents = _split(run, "document", workspace.content)
    templates = _split(run, "template", workspace.templates)
    folder = config.paths.templates + "/"
    names = tuple(item.path.removeprefix(folder) for item in workspace.templates)
    heads = run.one("heads", _heads_of, names, tuple(templates.values()), folder)
    defaults = Head(config.path, config.defaults, config.places)
    site_data = _read_site_data(run, workspace, config)
    site_data = add_data(run, workspace.hooks, site_data)
    shared = run.one("shared", split_shared, site_data)
    own = _find_levels(run, workspace, config, documents)
    low = (defaults, *(head for key, head in shared.items() if key == "layout"))
    layouts = run.each(
        "layout", find_layouts, {p: ((*low, *high), heads) for p, high in own.items()}
    )
    levels = {}
    for path, high in own.items():
        wrapped = tuple(heads[name] for name in reversed(layouts[path]))
        levels[path] = (path, defaults, shared, wrapped, high)
    merged = run.each("data", merge_data, levels)
    kept = preprocess(run, workspace.hooks, documents, merged)
    left_out = len(documents) - len(kept)
    documents, merged = kept, {path: merged[path] for path in kept}
    run.findings += refuse_scripts(workspace.scripts, config.paths, workspace.hooks)
    lint = Lint() if options.looks_closely else None
    texts = documents | templates
    environment = _make_environment(run, workspace, config, texts, lint)
    values = run.one("site values", blank_values, site_data)
    single = {path: item for path, item in merged.items() if not is_paginated(item)}
    data = merged | fill_all(run, single, config, environment, values)
    data = compute(run, workspace.hooks, data)
    known = {
        p: item if p in single else without_templates(item) for p, item in data.items()
    }
    made = run.each("page", make_page, {p: (item, config) for p, item in known.items()})
    pages, unpublished = run.once(select_published, in_order(made.values()), options)
    return Reading(
        config,
        documents,
        environment,
        values,
        data,
        heads,
        pages,
        unpublished,
        left_out,
        lint,
    )


def _read_site_data(run: Run, workspace: Workspace, config: SiteConfig) -> Data:
    """Read the data of the whole site."""
    inputs = {source.path: (source,) for source in workspace.data}
    files = run.each("data file", read_data_file, inputs)
    found = tuple(file for file in files.values() if file)
    templates = (*workspace.templates, *workspace.content)
    others = [s for s in templates if s.path.endswith((".html", ".jinja"))]
    return run.one("site data", gather_data, found, config.paths.data, not others)


def _find_levels(
    run: Run,
    workspace: Workspace,
    config: SiteConfig,
    documents: Mapping[str, Document],
) -> dict[str, tuple[Head, ...]]:
    """Find the data of each page's folders and its own, its front matter last."""
    folder = config.paths.content
    inputs = {source.path: (source,) for source in workspace.content_data}
    files = run.each("data file", read_data_file, inputs)
    found = {path: (file,) for path, file in files.items() if file}
    levels = run.each("level", make_level, found)
    known = {path: head for path, head in levels.items() if head}
    pages = [source.path for source in workspace.content]
    run.findings += find_unattached(inputs, pages, folder)
    return {
        path: (
            *(known[name] for name in find_data_files(path, folder, known)),
            document.head,
        )
        for path, document in documents.items()
    }


def _split(run: Run, stage: str, sources: tuple[Source, ...]) -> dict[str, Document]:
    """Split files into front matter and text; one that cannot be read is left out."""
    inputs = {source.path: (source,) for source in sources}
    split = run.each(stage, split_document, inputs)
    return {path: document for path, document in split.items() if document}


def _heads_of(
    names: tuple[str, ...], templates: tuple[Document, ...], folder: str
) -> Checked[Mapping[str, Head]]:
    """Name the front matter of every template; what cannot be split has none."""
    heads = {item.head.path.removeprefix(folder): item.head for item in templates}
    return {name: Head(name) for name in names} | heads, ()


def _make_environment(
    run: Run,
    workspace: Workspace,
    config: SiteConfig,
    documents: Mapping[str, Document],
    lint: Lint | None,
) -> SiteEnvironment:
    """Make the environment of all templates; some of them are pages themselves."""
    runs_templates = config.markdown.template != "none"
    own = tuple(
        item
        for item in workspace.content
        if item.path.endswith(ENDINGS) or (runs_templates and has_syntax(item.text))
    )
    sources = (*workspace.templates, *own)
    known = [documents[item.path] for item in sources if item.path in documents]
    known = [
        protect_ids(document) if document.head.path.endswith(MARKDOWN) else document
        for document in known
    ]
    return run.one(
        "templates",
        make_environment,
        sources,
        tuple(known),
        config,
        render_part,
        workspace.hooks,
        lint,
    )
