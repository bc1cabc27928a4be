"""Name all that templates may read; the views look these names up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.model.config import SiteConfig
from sitewright.model.facts import Kind
from sitewright.model.navigation import Navigation
from sitewright.model.paging import Paging
from sitewright.model.site import Site
from sitewright.stages.templates.eleventy.menus import Shown, make_shown
from sitewright.stages.templates.environment import SiteEnvironment

OF_ITEMS: Final = ("page", "url")
"""The kinds of facts that are made of what templates see of a page."""


def single_facts(
    site: Site, environment: SiteEnvironment, items: Mapping[str, Mapping[str, object]]
) -> dict[str, object]:
    """Gather the facts of which a site has one.

    Args:
        site: The site as a whole.
        environment: Where the templates are.
        items: What templates see of each page, by its key.
    """
    return {
        "hooks": environment.hooks.digest,
        "site": site_variable(site.config, site.data.get("site")),
        "data": tuple(site.data),
        "collections": (*site.collections, *site.own_collections),
        "navigation": site.navigation.top,
        "sources": tuple(items),
    }


def kinds_of_facts(
    site: Site,
    environment: SiteEnvironment,
    layouts: Mapping[str, tuple[str, ...]],
    items: Mapping[str, Mapping[str, object]],
) -> dict[str, Kind]:
    """Say where facts are found, small enough that a page depends on what it shows.

    Args:
        site: The site as a whole.
        environment: Where the templates are.
        layouts: The templates that wrap each page, the innermost first, by its key.
        items: What templates see of each page, by its key.
    """
    return {
        "collection": site.collections.get,
        "own collection": site.own_collections.get,
        **kinds_of_navigation_facts(site.navigation),
        "layout": layouts.get,
        "page": items.get,
        "url": lambda key: items[key]["url"] if key in items else None,
        "template": environment.all_texts.get,
        "data": site.data.get,
    }


def kinds_of_navigation_facts(navigation: Navigation) -> dict[str, Kind]:
    """Say where is found what menus are made of: an entry, or all below it at once."""
    nodes = navigation.nodes

    def shown(key: str) -> Shown | None:
        return make_shown(nodes[key]) if key in nodes else None

    def below(key: str) -> tuple[Shown, ...] | None:
        if key and key not in nodes:
            return None
        keys = nodes[key].children if key else navigation.top
        return tuple(make_shown(nodes[child]) for child in keys)

    return {
        "navigation": nodes.get,
        "above": lambda key: nodes[key].parent if key in nodes else None,
        "entry": navigation.keys_of.get,
        "shown": shown,
        "below": below,
    }


def kinds_of_paging_facts(
    pagings: Mapping[str, Paging],
    numbers: Mapping[str, int],
    hrefs: Mapping[str, tuple[str, ...]],
) -> dict[str, Kind]:
    """Say where is found what is known of the pages that come in numbers.

    Args:
        pagings: What the pages of a source share, by its path.
        numbers: The number of each page, by its key.
        hrefs: The URLs of a source's pages, by its path.
    """
    return {"paging": pagings.get, "number": numbers.get, "hrefs": hrefs.get}


def site_variable(config: SiteConfig, data: object) -> dict[str, object]:
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
