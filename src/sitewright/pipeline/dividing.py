"""A step of the chapter of pages in numbers: divide the sources that have several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Findings
from sitewright.kernel.frozen import replace
from sitewright.kernel.urls import output_path_of
from sitewright.model.config import SiteConfig
from sitewright.model.data import PERMALINK, Data
from sitewright.model.hooks import HookKind, Hooks
from sitewright.model.page import Page
from sitewright.model.paging import Paging
from sitewright.pipeline.filling import fill_data, has_templates, is_paginated
from sitewright.pipeline.own import gather
from sitewright.pipeline.reading import Reading
from sitewright.stages.collections import ALL, collect
from sitewright.stages.items import make_item
from sitewright.stages.pages.page import make_page
from sitewright.stages.pagination import paginate
from sitewright.stages.pagination_order import (
    Turn,
    feeds_of,
    order_paginations,
    read_divided,
)
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.paging import paging_variables

Collections = Mapping[str, tuple[str, ...]]
Surroundings = tuple[SiteConfig, SiteEnvironment, Mapping[str, object]]


def divide_sources(run: Run, reading: Reading, hooks: Hooks) -> Numbered:
    """Divide all paginated sources, each when what it divides is there.

    Args:
        run: The build.
        reading: All published pages, a paginated source as a single one.
        hooks: The site's own Python.
    """
    config, data, shared = reading.config, reading.data, reading.site_data
    given = (config, reading.environment, shared)
    rules = (config.collections, config.paths.content)
    numbered = Numbered(reading.pages, data)
    values: Mapping[str, object] = {}
    for number, turn in enumerate(
        _find_turns(run, numbered.sources, data, given, hooks)
    ):
        joining = numbered.joining()
        collections = run.one(f"collections {number}", collect, joining, *rules)
        lists = {**collections, **numbered.empty_collections(collections)}
        if turn.needs_declared:
            stage = f"own collections {number}"
            own = gather(run, stage, hooks, joining, config, collections)
            lists, values = {**lists, **own.of_pages}, own.of_values
        lists[ALL] = lists.pop(ALL)  # the last one, where all are divided
        around = (lists, values, shared)
        _divide(run, f" {number}", numbered, turn.paths, around, given)
    return numbered


class Numbered:
    """The pages of paginated sources, as far as they are made.

    Attributes:
        data: All that is said about each page, by source path.
        sources: The paginated sources by path, each as a single page.
        made: The pages of each source that had its turn, by its path.
        pagings: What they share, if there are any.
        numbers: The number of each, by its key.
    """

    def __init__(self, single: tuple[Page, ...], data: Mapping[str, Data]) -> None:
        self._single = single
        self.data = data
        self.sources = {p.path: p for p in single if is_paginated(data[p.path])}
        self.made: dict[str, tuple[Page, ...]] = {}
        self.pagings: dict[str, Paging] = {}
        self.numbers: dict[str, int] = {}

    def pages(self) -> tuple[Page, ...]:
        """List all pages in order; none of a source that had no turn."""
        found: list[Page] = []
        for page in self._single:
            is_one = page.path not in self.sources
            found += (page,) if is_one else self.made.get(page.path, ())
        return tuple(found)

    def joining(self) -> tuple[Page, ...]:
        """List the pages that join collections: of a source the first, or all."""
        return tuple(page for page in self.pages() if self._joins(page))

    def _joins(self, page: Page) -> bool:
        is_first = not self.numbers.get(page.key)
        return is_first or self.pagings[page.path].joins_collections

    def empty_collections(self, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Name the collections of sources without pages; Eleventy has these, too."""
        fed = (name for path in self.made for name in feeds_of(self.sources[path]))
        return {name: () for name in fed if name not in known}


def _find_turns(
    run: Run,
    sources: Mapping[str, Page],
    data: Mapping[str, Data],
    given: Surroundings,
    hooks: Hooks,
) -> tuple[Turn, ...]:
    """Find which sources are to be divided before which."""
    declared = tuple(rule.name for rule in given[0].collections)
    declared += tuple(hook.name for hook in hooks.of(HookKind.COLLECTION))
    wanted = {path: (data[path], page) for path, page in sources.items()}
    with run.making_values():
        divided = run.each("divided", read_divided, wanted)
        return run.one("turns", order_paginations, divided, declared)


def _divide(
    run: Run,
    turn: str,
    numbered: Numbered,
    paths: tuple[str, ...],
    around: tuple[Collections, Mapping[str, object], Mapping[str, object]],
    given: Surroundings,
) -> None:
    """Make the pages of the sources whose turn it is."""
    data, config = numbered.data, given[0]
    inputs = {path: (data[path], *around) for path in paths}
    found = run.each("pagination" + turn, paginate, inputs)
    pagings = {path: paging for path, paging in found.items() if paging}
    numbered.pagings |= pagings
    by_key = {page.key: page for page in numbered.pages()}
    held = {
        path: (tuple(by_key[key] for key in dict.fromkeys(paging.page_keys())), config)
        for path, paging in pagings.items()
    }
    members = run.each("members" + turn, _make_items, held)
    tasks = {}
    for path, paging in pagings.items():
        for number in range(len(paging.parts)):
            key = f"{path}#{number}" if number else path
            numbered.numbers[key] = number
            tasks[key] = (data[path], paging, number, members[path], given)
    made = run.each("numbered page" + turn, _make_numbered, tasks)
    for path in paths:
        several = [replace(p, key=key) for key, p in made.items() if p.path == path]
        numbered.made[path] = tuple(
            map(_without_entry_of, several, several[:1] * len(several))
        )


def _without_entry_of(page: Page, first: Page) -> Page:
    """Leave the entry that the pages of a source share to the first of them."""
    mine, its = page.navigation, first.navigation
    is_shared = page is not first and mine and its and mine.key == its.key
    return replace(page, navigation=None) if is_shared else page


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

    def show(item: object) -> object:
        return paging.shown(item, members.__getitem__)

    def part(around: Mapping[str, object]) -> dict[str, object]:
        name, dot, _ = paging.alias.partition(".")
        below = {name: around[name]} if dot and name in around else {}
        return paging_variables(below, paging, number, (), show)

    if has_templates(data):
        own = part({**shared, **data.values})
        data, found = fill_data(data, config, environment, {**shared, **own}, own)
    page, more = make_page(data, config)
    around = {**shared, **page.data}
    page = replace(page, data=_add_part(page.data, shared, paging, part(around)))
    if not number:
        return page, (*found, *more)
    page = replace(page, old_addresses=())
    if not paging.joins_collections:  # from which menus are made
        page = replace(page, navigation=None)
    if page.url and data.values.get(PERMALINK) in (None, ""):
        url = f"{page.url}{number}/"
        page = replace(page, url=url, output_path=output_path_of(url))
    return page, (*found, *more)


def _add_part(
    values: Mapping[str, object],
    shared: Mapping[str, object],
    paging: Paging,
    part: Mapping[str, object],
) -> Mapping[str, object]:
    """Add a page's part to its values; templates look pages up when they need them."""
    name, dot, _ = paging.alias.partition(".")
    if not (paging.holds_pages or paging.holds_collections):
        return {**values, name: part[name]} if name else values
    return {name: shared[name], **values} if dot and name in shared else values
