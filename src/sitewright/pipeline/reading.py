"""The first chapter: from sources to pages, with all that is said about each."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import field
from typing import Final, cast

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.digests import same_value
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.texts import Part
from sitewright.model.build import Options, Workspace, by_path
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Document, Head, Source
from sitewright.model.hooks import HookKind
from sitewright.model.page import Page
from sitewright.pipeline.ahead import Fields
from sitewright.pipeline.filling import fill_all, is_paginated, without_templates
from sitewright.pipeline.levels import find_levels, merge_levels
from sitewright.pipeline.own import add_data, compute, preprocess
from sitewright.pipeline.sources import is_template
from sitewright.stages.collections import in_order
from sitewright.stages.datafiles import read_data_file
from sitewright.stages.directorydata import find_unattached
from sitewright.stages.frontmatter import split_document
from sitewright.stages.globaldata import gather_data
from sitewright.stages.items import blank_values
from sitewright.stages.markdown.body import render_part
from sitewright.stages.pages.page import make_page
from sitewright.stages.scripts import refuse_scripts
from sitewright.stages.selection import find_dates, last_passed, select_published
from sitewright.stages.templates.dialect.spots import Lint
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.languages import make_environment
from sitewright.stages.templates.markdown import MARKDOWN, protect_ids

_NO_PROSE: Final = Part("")


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
        outlines: The pages without the values that do not matter for where they are.
        outlines_of_others: The other pages without these.
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
    outlines: tuple[Page, ...] = ()
    outlines_of_others: tuple[Page, ...] = ()
    left_out: int = 0
    lint: Lint | None = None
    own_texts: Mapping[str, Document] = field(default_factory=dict)


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


def read_documents(
    run: Run, workspace: Workspace, fields: Fields | None = None
) -> Mapping[str, Document | None]:
    """Split the content into front matter and text; None is what cannot be split.

    Args:
        run: The build.
        workspace: The sources.
        fields: Front matter that has been read already.
    """
    known = fields or {}
    memory = run.ledger.stage("document")

    def split(path: str, source: Source) -> Checked[Document | None]:
        document, found = split_document(source, known.get(path))
        before = cast("Document | None", memory.last(path))
        if document and before and same_value(before.head, document.head):
            # Known by its identity, it is compared but once.
            document = replace(document, head=before.head)
        return document, found

    return run.follow("document", split, workspace.content_by_path)


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
    names = run.one("own templates", _find_templates, kept, runs_templates)
    templates = by_path(workspace.content_by_path[name] for name in names)
    return Skeleton(replace(workspace, content_by_path=templates), kept)


def _leave_out_prose(
    path: str, document: Document | None, runs_templates: bool, keeps_texts: bool
) -> Checked[Document | None]:
    if not document or keeps_texts or is_template(path, document.rest, runs_templates):
        return document, ()
    return replace(document, rest=_NO_PROSE), ()


def _find_templates(
    documents: Mapping[str, Document | None], runs_templates: bool
) -> Checked[tuple[str, ...]]:
    """Name the files of the content folder that are templates themselves."""
    return tuple(
        path
        for path, document in documents.items()
        if document and is_template(path, document.rest, runs_templates)
    ), ()


def read_pages(
    run: Run, skeleton: Skeleton, config: SiteConfig, options: Options
) -> Reading:
    """Read everything up to the pages that are published.

    Time passes from build to build. What does not depend on it is a chapter of its own,
    and as long as no page's date passes, the pages are those that they were before.
    """
    about = (skeleton, config, options.looks_closely)
    reading = run.chapter("all pages", _read_all_pages, *about)
    dates = run.one("dates", find_dates, reading.outlines)
    passed = replace(options, now=last_passed(dates, options.now))
    chosen = run.one("selection", select_published, reading.outlines, passed)
    pages, unpublished = run.one("chosen pages", _choose, reading.pages, *chosen)
    return replace(
        reading,
        pages=pages,
        unpublished=unpublished,
        outlines=chosen[0],
        outlines_of_others=chosen[1],
    )


def _choose(
    pages: tuple[Page, ...], *chosen: tuple[Page, ...]
) -> Checked[tuple[tuple[Page, ...], ...]]:
    """Find the pages of some outlines."""
    by_path = {page.path: page for page in pages}
    return tuple(tuple(by_path[it.path] for it in some) for some in chosen), ()


def _read_all_pages(
    run: Run, skeleton: Skeleton, config: SiteConfig, looks_closely: bool
) -> Reading:
    """Read everything up to the pages: their addresses, dates, tags and values."""
    workspace = skeleton.workspace
    documents = _find_readable(skeleton.documents)
    templates = _split_templates(run, workspace.templates)
    folder = config.paths.templates + "/"
    names = tuple(item.path.removeprefix(folder) for item in workspace.templates)
    heads = run.one("heads", _heads_of, names, tuple(templates.values()), folder)
    site_data = _read_site_data(run, skeleton, config)
    site_data = add_data(run, workspace.hooks, site_data)
    levels = find_levels(run, config, site_data, heads, workspace.content_data)
    beside = (it.path for it in workspace.content_data)
    run.findings += find_unattached(beside, skeleton.documents, config.paths.content)
    merged = run.follow("data", merge_levels, documents, levels)
    kept = preprocess(run, workspace.hooks, documents, merged)
    left_out = len(documents) - len(kept)
    if left_out:
        merged = {path: merged[path] for path in kept}
    run.findings += refuse_scripts(workspace.scripts, config.paths, workspace.hooks)
    lint = Lint() if looks_closely else None
    texts = ChainMap(templates, cast("dict[str, Document]", kept))
    environment = _make_environment(run, workspace, config, texts, lint)
    values = run.one("site values", blank_values, site_data)
    data = fill_all(run, merged, config, environment, values)
    data = compute(run, workspace.hooks, data)
    made = run.follow("page", _make_page, data, config, beside=merged)
    outlines = run.follow("outline", leave_out_values, made)
    ordered = run.one("order", _put_in_order, outlines)
    return Reading(
        config,
        kept,
        environment,
        values,
        data,
        heads,
        tuple(made[page.path] for page in ordered),
        outlines=ordered,
        left_out=left_out,
        lint=lint,
        own_texts=kept if workspace.hooks.of(HookKind.PREPROCESSOR) else {},
    )


def _find_readable(
    documents: Mapping[str, Document | None],
) -> Mapping[str, Document]:
    """Leave out what could not be split."""
    if None in documents.values():
        return {path: item for path, item in documents.items() if item}
    return cast("Mapping[str, Document]", documents)


def _make_page(
    _path: str, data: Data, merged: Data, config: SiteConfig
) -> Checked[Page]:
    return make_page(without_templates(data) if is_paginated(merged) else data, config)


def leave_out_values(_key: str, page: Page) -> Checked[Page]:
    """Leave out of a page the values that do not matter for where it is."""
    return replace(page, title="", description="", data={}), ()


def _put_in_order(outlines: Mapping[str, Page]) -> Checked[tuple[Page, ...]]:
    return tuple(in_order(outlines.values())), ()


def _read_site_data(run: Run, skeleton: Skeleton, config: SiteConfig) -> Data:
    """Read the data of the whole site."""
    workspace = skeleton.workspace
    inputs = {source.path: (source,) for source in workspace.data}
    files = run.each("data file", read_data_file, inputs)
    found = tuple(file for file in files.values() if file)
    paths = (*(source.path for source in workspace.templates), *skeleton.documents)
    others = any(path.endswith((".html", ".jinja")) for path in paths)
    return run.one("site data", gather_data, found, config.paths.data, not others)


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
