"""A part of the first chapter: all levels of data that say something about pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import frozen
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Document, Head, Source
from sitewright.stages.cascade import merge_data, split_shared
from sitewright.stages.datafiles import read_data_file
from sitewright.stages.directorydata import find_data_files, make_level
from sitewright.stages.layouts import find_layouts

LEVELS = "levels"
"""The stage whose result the levels are."""


@frozen
class Levels:
    """All that is said about pages but by themselves.

    Attributes:
        defaults: What the settings say of all pages, the lowest level.
        shared: The data of the whole site, one level a key.
        heads: The front matter of every template, by its name.
        content: The data files of the content folder, by their paths.
        folder: The content folder.
    """

    defaults: Head
    shared: Mapping[str, Head]
    heads: Mapping[str, Head]
    content: Mapping[str, Head]
    folder: str


@frozen
class Said:
    """All that is said about one page, level by level.

    Attributes:
        defaults: What the settings say of all pages.
        shared: The data of the whole site by its keys.
        layouts: Front matter of its layouts, the outermost first.
        own: Data of its folders and its own, its front matter last.
    """

    defaults: Head
    shared: Mapping[str, Head]
    layouts: tuple[Head, ...]
    own: tuple[Head, ...]


def find_levels(
    run: Run,
    config: SiteConfig,
    site_data: Data,
    heads: Mapping[str, Head],
    content_data: tuple[Source, ...],
) -> Levels:
    """Gather what is said about pages but by themselves.

    Args:
        run: The chapter.
        config: The site's settings.
        site_data: The data of the whole site.
        heads: The front matter of every template, by its name.
        content_data: The data files of the content folder.
    """
    inputs = {source.path: (source,) for source in content_data}
    files = run.each("content data", read_data_file, inputs)
    found = {path: (file,) for path, file in files.items() if file}
    levels = run.each("level", make_level, found)
    known = {path: head for path, head in levels.items() if head}
    defaults = run.one("defaults", _defaults_of, config)
    shared = run.one("shared", split_shared, site_data)
    folder = config.paths.content
    return run.one(LEVELS, _levels_of, defaults, shared, heads, known, folder)


def _defaults_of(config: SiteConfig) -> Checked[Head]:
    return Head(config.path, config.defaults, config.places), ()


def _levels_of(*given: Any) -> Checked[Levels]:
    return Levels(*given), ()


def merge_levels(path: str, document: Document, levels: Levels) -> Checked[Data]:
    """Merge all that is said about a page, its front matter last."""
    said, found = find_said(path, document, levels)
    data, more = merge_data(path, said.defaults, said.shared, said.layouts, said.own)
    return data, (*found, *more)


def find_said(path: str, document: Document, levels: Levels) -> Checked[Said]:
    """Find all that is said about a page."""
    names = find_data_files(path, levels.folder, levels.content)
    high = (*(levels.content[name] for name in names), document.head)
    low = (head for key, head in levels.shared.items() if key == "layout")
    layouts, found = find_layouts((levels.defaults, *low, *high), levels.heads)
    wrapped = tuple(levels.heads[name] for name in reversed(layouts))
    return Said(levels.defaults, levels.shared, wrapped, high), found
