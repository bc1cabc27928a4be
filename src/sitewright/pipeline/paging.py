"""The chapter of the pages that come in numbers: one source, several pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Findings
from sitewright.kernel.urls import output_path_of
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.hooks import Hooks
from sitewright.model.page import Page
from sitewright.model.paging import Paging
from sitewright.pipeline.filling import fill_data, has_templates
from sitewright.pipeline.own import gather
from sitewright.stages.collections import collect
from sitewright.stages.computed import COMPUTED, PERMALINK
from sitewright.stages.items import make_item
from sitewright.stages.pages.page import make_page
from sitewright.stages.pagination import PAGINATION, paginate
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.paging import paging_variables

Collections = Mapping[str, tuple[str, ...]]
Surroundings = tuple[SiteConfig, SiteEnvironment, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Paged:
    """All pages, now that those of paginated sources are there.

    Attributes:
        pages: All published pages, each source's in the order of their numbers.
        collections: Keys of the members of each collection.
        values: The collections of anything but pages, which hooks make.
        pagings: What the pages of a paginated source share, by its path.
        numbers: The number of each of their pages, by its key.
        hrefs: The URLs of their pages, by the source's path.
    """

    pages: tuple[Page, ...]
    collections: Collections
    values: Mapping[str, object]
    pagings: Mapping[str, Paging] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    hrefs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def is_paginated(data: Data) -> bool:
    """Tell whether a source makes several pages."""
    return data.values.get(PAGINATION) is not None


def without_templates(data: Data) -> Data:
    """Leave out what can be filled in only when the pages are known."""
    left_out = {PERMALINK, COMPUTED} if has_templates(data) else set()
    kept = {key: item for key, item in data.values.items() if key not in left_out}
    return replace(data, values=kept)


def make_numbered_pages(
    run: Run,
    pages: tuple[Page, ...],
    data: Mapping[str, Data],
    given: Surroundings,
    hooks: Hooks,
) -> Paged:
    """Put the pages of each paginated source in its place.

    Args:
        run: The build.
        pages: All published pages, a paginated source as a single one.
        data: All that is said about each, by source path.
        given: The site's settings, its templates, and its data.
        hooks: The site's own Python.
    """
    config, _, shared = given
    rules = (config.collections, config.paths.content)
    collections = run.one("collections", collect, pages, *rules)
    own = gather(run, "own collections", hooks, pages, config, collections)
    lists = {**collections, **own.of_pages}
    inputs = {
        page.path: (data[page.path], lists, own.of_values, shared)
        for page in pages
        if is_paginated(data[page.path])
    }
    if not inputs:
        return Paged(pages, lists, own.of_values)
    found = run.each("pagination", paginate, inputs)
    by_key = {page.key: page for page in pages}
    held = {
        path: (tuple(by_key[key] for key in _keys_of(paging)), config)
        for path, paging in found.items()
        if paging
    }
    members = run.each("members", _make_items, held)
    tasks = {}
    numbers: dict[str, int] = {}
    for path in inputs:
        paging = found[path]
        for number in range(len(paging.parts) if paging else 0):
            key = f"{path}#{number}" if number else path
            numbers[key] = number
            tasks[key] = (data[path], paging, number, members[path], given)
    made = run.each("numbered page", _make_numbered, tasks)
    by_path: dict[str, list[Page]] = {path: [] for path in inputs}
    for key, page in made.items():
        by_path[page.path].append(replace(page, key=key))
    final = tuple(
        numbered for page in pages for numbered in by_path.get(page.path, [page])
    )
    pagings = {path: paging for path, paging in found.items() if paging}
    joining = tuple(
        page
        for page in final
        if not numbers.get(page.key) or pagings[page.path].joins_collections
    )
    collections = run.one("final collections", collect, joining, *rules)
    own = gather(run, "final own collections", hooks, joining, config, collections)
    return Paged(
        final,
        {**collections, **own.of_pages},
        own.of_values,
        pagings,
        numbers,
        {
            path: tuple(page.url for page in several)
            for path, several in by_path.items()
        },
    )


def _keys_of(paging: Paging) -> list[str]:
    """List the keys of the pages that a paging holds, if it holds pages."""
    if not paging.holds_pages:
        return []
    return [str(item) for part in paging.parts for item in part]


def _make_items(
    pages: tuple[Page, ...], config: SiteConfig
) -> Checked[Mapping[str, object]]:
    """Make what templates in front matter see of pages, while addresses are made."""
    return {page.key: make_item(page, config)[0] for page in pages}, ()


def _make_numbered(
    data: Data,
    paging: Paging,
    number: int,
    members: Mapping[str, object],
    given: Surroundings,
) -> Checked[Page]:
    """Make one page of several."""
    config, environment, shared = given
    found: Findings = ()
    if has_templates(data):

        def show(item: object) -> object:
            return members[str(item)] if paging.holds_pages else item

        own = paging_variables({}, paging, number, (), show)
        data, found = fill_data(data, config, environment, {**shared, **own}, own)
    page, more = make_page(data, config)
    if not number:
        return page, (*found, *more)
    page = replace(page, navigation=None, old_addresses=())
    if page.url and data.values.get(PERMALINK) in (None, ""):
        url = f"{page.url}{number}/"
        page = replace(page, url=url, output_path=output_path_of(url))
    return page, (*found, *more)
