"""The first chapter: from sources to pages, with all that is said about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Document, Head, Source
from sitewright.model.hooks import HookKind
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


@frozen
class Reading:
    """All that was read.

    Attributes:
        config: The site's settings.
        documents: All content that could be split, by source path; without prose, as in
            the skeleton.
        environment: Where all templates are, pages that are templates among them.
        site_data: The data of the whole site, as templates see it.
        data: All that is said about each page, by source path.
        heads: The front matter of every template, by its name.
        pages: All pages, or those that are published, in collection order; a source of
            several is still one.
        unpublished: The other pages.
        left_out: How many sources hooks have left out.
        lint: What templates print in vain, if that is looked for.
        own_texts: The documents with the texts that hooks have made of theirs; empty if
            there are no such hooks.
    """

    config: SiteConfig
    documents: Mapping[str, Document]
    environment: SiteEnvironment
    site_data: Mapping[str, object]
    data: Mapping[str, Data]
    heads: Mapping[str, Head]
    pages: tuple[Page, ...]
    unpublished: tuple[Page, ...] = ()
    left_out: int = 0
    lint: Lint | None = None
    own_texts: Mapping[str, Document] = field(default_factory=dict)


def read_settings(
    run: Run, workspace: Workspace, options: Options
) -> SiteConfig | None:
    """Read the settings, and let the command line overrule them."""
    config = run.one("config", read_config, workspace.config)
    if config and options.base_url:
        return replace(config, url=options.base_url, own_url=config.url)
    return config


@frozen
class Skeleton:
    """All sources without prose: as long as it stays the same, so do all pages.

    Attributes:
        workspace: The sources; of the content, only what is a template itself.
        documents: All content by its path, its text left out if the facts of no page
            depend on it; None for what cannot be split.
    """

    workspace: Workspace
    documents: Mapping[str, Document | None]


def read_documents(run: Run, workspace: Workspace) -> dict[str, Document | None]:
    """Split the content into front matter and text; None is what cannot be split."""
    sources = {source.path: source for source in workspace.content}
    return run.follow("document", _split_source, sources)


def find_skeleton(
    run: Run,
    workspace: Workspace,
    config: SiteConfig,
    documents: Mapping[str, Document | None],
) -> Skeleton:
    """Leave out all that the facts of pages do not depend on."""
    runs_templates = config.markdown.template != "none"
    keeps_texts = bool(workspace.hooks.of(HookKind.PREPROCESSOR))
    shared = (runs_templates, keeps_texts)
    kept = run.follow("skeleton", _leave_out_prose, documents, *shared)
    names = frozenset(run.one("own templates", _find_templates, kept, runs_templates))
    templates = tuple(it for it in workspace.content if it.path in names)
    return Skeleton(replace(workspace, content=templates), kept)


def _leave_out_prose(
    path: str, document: Document | None, runs_templates: bool, keeps_texts: bool
) -> Checked[Document | None]:
    if document is None or keeps_texts or _is_template(path, document, runs_templates):
        return document, ()
    return replace(document, text=""), ()


def _find_templates(
    documents: Mapping[str, Document | None], runs_templates: bool
) -> Checked[tuple[str, ...]]:
    """Name the files of the content folder that are templates themselves."""
    return tuple(
        path
        for path, document in documents.items()
        if _is_template(path, document, runs_templates)
    ), ()


def _is_template(path: str, document: Document | None, runs_templates: bool) -> bool:
    """Tell whether a file of the content folder is a template itself."""
    if document is None:
        return False
    return path.endswith(ENDINGS) or (runs_templates and has_syntax(document.text))


def read_pages(
    run: Run, skeleton: Skeleton, config: SiteConfig, options: Options
) -> Reading:
    """Read everything up to the pages that are published.

    Time passes from build to build. What does not depend on it is a chapter of its own,
    and as long as no page's date passes, the pages are the same as before.
    """
    about = (skeleton, config, options.looks_closely)
    reading = run.chapter("all pages", _read_all_pages, *about)
    given = (reading.pages, options)
    pages, unpublished = run.one("selection", select_published, *given)
    return replace(reading, pages=pages, unpublished=unpublished)


def _read_all_pages(
    run: Run, skeleton: Skeleton, config: SiteConfig, looks_closely: bool
) -> Reading:
    """Read everything up to the pages: their addresses, dates, tags and values."""
    workspace = skeleton.workspace
    documents = {path: item for path, item in skeleton.documents.items() if item}
    templates = _split_templates(run, workspace.templates)
    folder = config.paths.templates + "/"
    names = tuple(item.path.removeprefix(folder) for item in workspace.templates)
    heads = run.one("heads", _heads_of, names, tuple(templates.values()), folder)
    defaults = run.one("defaults", _defaults_of, config)
    site_data = _read_site_data(run, skeleton, config)
    site_data = add_data(run, workspace.hooks, site_data)
    shared = run.one("shared", split_shared, site_data)
    own = _find_levels(run, skeleton, config, documents)
    low = (defaults, *(head for key, head in shared.items() if key == "layout"))
    layouts = run.each(
        "layout", find_layouts, {p: ((*low, *high), heads) for p, high in own.items()}
    )
    levels = {}
    for path, high in own.items():
        wrapped = tuple(heads[name] for name in reversed(layouts[path]))
        levels[path] = (path, defaults, shared, wrapped, high)
    merged: dict[str, Data] = run.each("data", merge_data, levels)
    kept = preprocess(run, workspace.hooks, documents, merged)
    left_out = len(documents) - len(kept)
    documents, merged = kept, {path: merged[path] for path in kept}
    run.findings += refuse_scripts(workspace.scripts, config.paths, workspace.hooks)
    lint = Lint() if looks_closely else None
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
    return Reading(
        config,
        documents,
        environment,
        values,
        data,
        heads,
        tuple(in_order(made.values())),
        left_out=left_out,
        lint=lint,
        own_texts=documents if workspace.hooks.of(HookKind.PREPROCESSOR) else {},
    )


def _defaults_of(config: SiteConfig) -> Checked[Head]:
    return Head(config.path, config.defaults, config.places), ()


def _read_site_data(run: Run, skeleton: Skeleton, config: SiteConfig) -> Data:
    """Read the data of the whole site."""
    workspace = skeleton.workspace
    inputs = {source.path: (source,) for source in workspace.data}
    files = run.each("data file", read_data_file, inputs)
    found = tuple(file for file in files.values() if file)
    paths = (*(source.path for source in workspace.templates), *skeleton.documents)
    others = any(path.endswith((".html", ".jinja")) for path in paths)
    return run.one("site data", gather_data, found, config.paths.data, not others)


def _find_levels(
    run: Run,
    skeleton: Skeleton,
    config: SiteConfig,
    documents: Mapping[str, Document],
) -> dict[str, tuple[Head, ...]]:
    """Find the data of each page's folders and its own, its front matter last."""
    folder = config.paths.content
    inputs = {source.path: (source,) for source in skeleton.workspace.content_data}
    files = run.each("content data", read_data_file, inputs)
    found = {path: (file,) for path, file in files.items() if file}
    levels = run.each("level", make_level, found)
    known = {path: head for path, head in levels.items() if head}
    run.findings += find_unattached(inputs, skeleton.documents, folder)
    return {
        path: (
            *(known[name] for name in find_data_files(path, folder, known)),
            document.head,
        )
        for path, document in documents.items()
    }


def _split_source(_path: str, source: Source) -> Checked[Document | None]:
    return split_document(source)


def _split_templates(run: Run, sources: tuple[Source, ...]) -> dict[str, Document]:
    """Split templates into front matter and text; what cannot be is left out."""
    inputs = {source.path: (source,) for source in sources}
    split = run.each("template", split_document, inputs)
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
    sources = (*workspace.templates, *workspace.content)
    known = [documents[item.path] for item in sources if item.path in documents]
    known = [
        protect_ids(document) if document.head.path.endswith(MARKDOWN) else document
        for document in known
    ]
    environment = run.one(
        "templates",
        make_environment,
        sources,
        tuple(known),
        config,
        render_part,
        workspace.hooks,
        lint,
    )
    if run.ledger.stopwatch:
        # What times is only loaded if somebody asks.
        from sitewright.stages.templates.timed import time_templates

        time_templates(environment, run.ledger.stopwatch)
    return environment
