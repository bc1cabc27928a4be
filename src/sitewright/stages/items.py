"""Make the value by which templates know a page.

Names that Eleventy uses keep its spelling; each has a twin in snake case.
"""

from __future__ import annotations

from sitewright.kernel.diagnostics import Checked
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data, blank_value
from sitewright.model.item import PageItem
from sitewright.model.page import Page


def make_item(page: Page, config: SiteConfig) -> Checked[PageItem]:
    """Make the mapping that stands for a page in collections and as ``page``.

    It has ``url``, ``date``, ``fileSlug``, ``filePathStem``, ``inputPath``,
    ``outputPath`` and their twins; ``page``, the same once more, and the ending of what
    templates write; ``data``, all the page's values.
    """
    output = f"./{config.paths.output}/{page.output_path}" if page.output_path else ""
    known: dict[str, object] = {
        "url": page.url or False,
        "date": page.date,
        "fileSlug": page.slug,
        "file_slug": page.slug,
        "filePathStem": page.stem,
        "file_path_stem": page.stem,
        "inputPath": f"./{page.path}",
        "input_path": f"./{page.path}",
        "outputPath": output or False,
        "output_path": output or False,
    }
    ending = {"outputFileExtension": "html", "output_file_extension": "html"}
    own = PageItem(page.key, {**known, **ending})
    values = {**known, "page": own, "data": blank_value(page.data)}
    return PageItem(page.key, values), ()


def blank_values(data: Data) -> Checked[dict[str, object]]:
    """Make fields without a value blank, so that no filter writes ``None``."""
    return {key: blank_value(value) for key, value in data.values.items()}, ()
