"""Name all that templates may read; the views look these names up."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.model.body import Body, Target
from sitewright.model.config import SiteConfig
from sitewright.model.document import Document
from sitewright.model.paging import Paging
from sitewright.model.site import Site
from sitewright.stages.templates.environment import SiteEnvironment


def name_facts(
    site: Site,
    environment: SiteEnvironment,
    layouts: Mapping[str, tuple[str, ...]],
    items: Mapping[str, Mapping[str, object]],
    bodies: Mapping[str, Body],
    targets: Mapping[str, Target],
) -> dict[str, object]:
    """Gather the facts of a site, small enough that a page depends on what it shows.

    Args:
        site: The site as a whole.
        environment: Where the templates are.
        layouts: The templates that wrap each page, the innermost first, by its key.
        items: What templates see of each page, by source path.
        bodies: The rendered Markdown of each page, by source path.
        targets: What a link to each source path leads to.
    """
    navigation = site.navigation
    texts = environment.all_texts
    return {
        "hooks": environment.hooks.digest,
        "site": _site_variable(site.config, site.data.get("site")),
        "data": tuple(site.data),
        "collections": (*site.collections, *site.own_collections),
        "navigation": navigation.top,
        **_named("collection", site.collections),
        **_named("own collection", site.own_collections),
        **_named("navigation", navigation.nodes),
        **_named("above", {n.key: n.parent for n in navigation.nodes.values()}),
        **_named("entry", navigation.keys_of),
        **_named("layout", layouts),
        "sources": tuple(items),
        **_named("page", items),
        **_named("url", {path: item["url"] for path, item in items.items()}),
        **_named("body", bodies),
        **_named("template", texts),
        **_named("target", targets),
        **_named("data", site.data),
    }


def name_raw_facts(documents: Mapping[str, Document]) -> dict[str, object]:
    """Gather the text of each page as it was written, by its source path."""
    return _named("raw", {path: item.text for path, item in documents.items()})


def name_paging_facts(
    pagings: Mapping[str, Paging],
    numbers: Mapping[str, int],
    hrefs: Mapping[str, tuple[str, ...]],
) -> dict[str, object]:
    """Gather what is known of the pages that come in numbers.

    Args:
        pagings: What the pages of a source share, by its path.
        numbers: The number of each page, by its key.
        hrefs: The URLs of a source's pages, by its path.
    """
    return {
        **_named("paging", pagings),
        **_named("number", numbers),
        **_named("hrefs", hrefs),
    }


def _named(kind: str, values: Mapping[str, object]) -> dict[str, object]:
    return {f"{kind}:{name}": value for name, value in values.items()}


def _site_variable(config: SiteConfig, data: object) -> dict[str, object]:
    """Make what templates see as ``site``: the settings, and data of that name."""
    settings: dict[str, object] = {
        "title": config.title,
        "url": config.url,
        "description": config.description,
        "language": config.language,
        "timezone": config.timezone,
        "feed": config.feed.path if config.feed else "",
        "extra": config.extra,
    }
    return settings | (data if isinstance(data, dict) else {})
