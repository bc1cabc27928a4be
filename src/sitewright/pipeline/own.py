"""Where the site's own Python comes in: text, values, collections, finished pages."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, has_errors
from sitewright.kernel.frozen import replace
from sitewright.kernel.texts import Part
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Document
from sitewright.model.facts import Reader
from sitewright.model.hooks import HookKind, Hooks
from sitewright.model.page import Page
from sitewright.stages.hooks import (
    Gathered,
    apply_postprocessors,
    apply_preprocessors,
    run_collections,
    run_computed,
    run_data,
)
from sitewright.stages.items import make_item
from sitewright.stages.templates.content import Contents
from sitewright.stages.templates.render import render_page


def add_data(run: Run, hooks: Hooks, data: Data) -> Data:
    """Lay the site's data that comes out of hooks over that of its data files."""
    with run.making_values():
        return run.once(run_data, hooks, data)


def preprocess(
    run: Run, hooks: Hooks, documents: Mapping[str, Document], data: Mapping[str, Data]
) -> Mapping[str, Document]:
    """Let hooks change the texts of pages; those they leave out are not returned."""
    if not hooks.of(HookKind.PREPROCESSOR):
        return documents
    inputs = {p: (hooks, p, data[p].values, d.text) for p, d in documents.items()}
    with run.making_values():
        texts = run.each("preprocess", apply_preprocessors, inputs)
    kept = {path: text for path, text in texts.items() if text is not None}
    return {p: replace(documents[p], rest=Part(text)) for p, text in kept.items()}


def compute(run: Run, hooks: Hooks, data: Mapping[str, Data]) -> Mapping[str, Data]:
    """Add what hooks compute to the data of each page."""
    if not hooks.of(HookKind.COMPUTED):
        return data
    page = {
        path: {"inputPath": f"./{path}", "input_path": f"./{path}"} for path in data
    }
    inputs = {path: (hooks, item, page[path]) for path, item in data.items()}
    with run.making_values():
        return run.each("computed", run_computed, inputs)


def gather(
    run: Run,
    stage: str,
    hooks: Hooks,
    pages: tuple[Page, ...],
    config: SiteConfig,
    collections: Mapping[str, tuple[str, ...]],
) -> Gathered:
    """Make the collections that come out of hooks.

    Args:
        run: The build.
        stage: Name under which the outcome is remembered.
        hooks: The site's own Python.
        pages: The pages that it sees.
        config: The site's settings.
        collections: Keys of the members of each collection, as far as tags make them.
    """
    if not hooks.of(HookKind.COLLECTION):
        return Gathered()
    items = run.each(f"{stage}: item", make_item, {p.key: (p, config) for p in pages})
    with run.making_values():
        return run.one(stage, run_collections, hooks, items, collections)


def render_finished(
    reader: Reader,
    key: str,
    path: str,
    output_path: str,
    contents: Contents,
) -> Checked[str]:
    """Render a page, and let hooks have the last word."""
    reader.read("hooks")  # which may come to have a word where they have none yet
    reader.read(f"page:{key}")  # which names the output path
    html, found = render_page(reader, key, path, contents)
    hooks = contents.environment.hooks
    if has_errors(found) or not hooks.of(HookKind.POSTPROCESSOR):
        return html, found
    html, more = apply_postprocessors(hooks, output_path, html)
    return html, (*found, *more)
