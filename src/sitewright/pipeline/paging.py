"""The chapter of the pages that come in numbers: one source, several pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitewright.engine.run import Run
from sitewright.kernel.frozen import frozen, replace
from sitewright.model.data import PAGINATION
from sitewright.model.hooks import Hooks
from sitewright.model.page import Page
from sitewright.model.paging import Paging
from sitewright.pipeline.filling import is_paginated
from sitewright.pipeline.own import gather
from sitewright.pipeline.reading import Reading
from sitewright.stages.collections import collect


@frozen
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
    collections: Mapping[str, tuple[str, ...]]
    values: Mapping[str, object]
    pagings: Mapping[str, Paging] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    hrefs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def make_numbered_pages(run: Run, reading: Reading, hooks: Hooks) -> Paged:
    """Put the pages of each paginated source in its place.

    Args:
        run: The build.
        reading: All published pages, a paginated source as a single one.
        hooks: The site's own Python.
    """
    config, pages = reading.config, reading.pages
    joining, numbered = pages, None
    # Without rules, nobody asks for the values of pages.
    seen = pages if config.collections else reading.outlines
    # Of a site that has none, nothing else is looked up.
    may_be = any(PAGINATION in data.values for data in reading.data.values())
    if may_be and any(is_paginated(reading.data[page.path]) for page in pages):
        # Few sites have such.
        from sitewright.pipeline.dividing import divide_sources

        numbered = divide_sources(run, reading, hooks)
        pages, joining = numbered.pages(), numbered.joining()
        seen = joining
    rules = (config.collections, config.paths.content)
    collections = run.one("collections", collect, seen, *rules)
    own = gather(run, "own collections", hooks, joining, config, collections)
    paged = Paged(pages, {**collections, **own.of_pages}, own.of_values)
    if numbered is None:
        return paged
    hrefs = {path: tuple(it.url for it in made) for path, made in numbered.made.items()}
    return replace(
        paged, pagings=numbered.pagings, numbers=numbered.numbers, hrefs=hrefs
    )
