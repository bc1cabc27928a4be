"""Site: what the stages know of the site as a whole before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitewright.kernel.frozen import frozen
from sitewright.model.config import SiteConfig
from sitewright.model.navigation import Navigation
from sitewright.model.page import Page


@frozen
class Site:
    """The site as a whole.

    Attributes:
        config: Its settings.
        pages: All published pages, sorted by date, then by path.
        collections: Source paths of the members of each collection, by its name.
        navigation: Its navigation.
        data: The data that all pages share, by its keys, as templates see it.
        own_collections: What collections of the site's own hold that are not of pages.
    """

    config: SiteConfig
    pages: tuple[Page, ...]
    collections: Mapping[str, tuple[str, ...]]
    navigation: Navigation
    data: Mapping[str, object] = field(default_factory=dict)
    own_collections: Mapping[str, object] = field(default_factory=dict)
