"""A step of the first chapter: render the templates that stand in front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import replace
from sitewright.model.config import SiteConfig
from sitewright.model.data import COMPUTED, PAGINATION, PERMALINK, Data
from sitewright.stages.items import make_item
from sitewright.stages.pages.page import make_page
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.strings import StringRenderer, is_template


def fill_all(
    run: Run,
    data: Mapping[str, Data],
    config: SiteConfig,
    environment: SiteEnvironment,
    shared: Mapping[str, object],
) -> Mapping[str, Data]:
    """Fill in permalinks and computed values, for the pages that have such.

    Those of a source of several pages are filled in when the pages are known.
    """
    given = (config, environment, shared)
    return run.follow("fill", _fill, data, *given, needs=_can_be_filled)


def _fill(_path: str, data: Data, *given: Any) -> Checked[Data]:
    return fill_data(data, *given)


def _can_be_filled(data: Data) -> bool:
    return has_templates(data) and not is_paginated(data)


def is_paginated(data: Data) -> bool:
    """Tell whether a source makes several pages."""
    return data.values.get(PAGINATION) is not None


def without_templates(data: Data) -> Data:
    """Leave out what can be filled in only when the pages are known."""
    left_out = {PERMALINK, COMPUTED} if has_templates(data) else set()
    kept = {key: item for key, item in data.values.items() if key not in left_out}
    return replace(data, values=kept)


def has_templates(data: Data) -> bool:
    """Tell whether anything in a page's data is to be rendered."""
    permalink = data.values.get(PERMALINK)
    parts = permalink.values() if isinstance(permalink, dict) else (permalink,)
    return COMPUTED in data.values or any(map(is_template, parts))


def fill_data(
    data: Data,
    config: SiteConfig,
    environment: SiteEnvironment,
    variables: Mapping[str, object],
    own: Mapping[str, object] | None = None,
) -> Checked[Data]:
    """Fill in the permalink and the computed values of one page.

    Args:
        data: All that is said about the page.
        config: The site's settings.
        environment: Where the templates are.
        variables: What templates see besides the page's data.
        own: What they see instead of it: the part of a page of several.
    """

    def describe(so_far: Data) -> Mapping[str, object]:
        page, _ = make_page(so_far, config)
        item, _ = make_item(page, config)
        known = dict(item)
        if PERMALINK not in so_far.values and PERMALINK in data.values:
            for name in _NOT_YET_KNOWN:
                known.pop(name)
        known.pop("data")
        known.pop("page")
        return known

    # Few pages have anything to compute.
    from sitewright.stages.computed import compute_data

    renderer = StringRenderer(environment, data.path)
    return compute_data(data, variables, renderer, describe, own or {})


_NOT_YET_KNOWN = ("url", "outputPath", "output_path")
