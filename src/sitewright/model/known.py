"""Known: what is kept of a site so that the text of a page can be changed alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen
from sitewright.model.assetnames import AssetName
from sitewright.model.navigation import Navigation


@frozen
class Shown:
    """What is known of a page that is the only one of its source.

    Attributes:
        head: Digest of its source above the text.
        shows: Sources of other pages of which it shows something.
        needs: Digest of what it needs of a policy; empty if the site has none.
    """

    head: Digest
    shows: tuple[str, ...]
    needs: Digest


@frozen
class Known:
    """What templates may read of a site besides the pages themselves.

    Attributes:
        navigation: Its navigation.
        collections: Keys of the members of each collection, by its name.
        keys: The keys of all published pages, in collection order.
        unpublished: The sources of the other pages.
        assets: Where the files that are copied go, below the output folder.
        names: The names of those that are fingerprinted, by their plain output paths.
        templates: The sources in the content folder that are templates themselves.
        pages: The pages that can be rendered alone, by their source.
        readers: Keys of the pages that show the text of others, by the others' source.
        ids: The ids that links lead to, and all others of these pages, by their source.
        cards: The names of cards that pages have, by what was asked for.
        anchored: Files of pages that redirects with a fragment lead to.
    """

    navigation: Navigation = field(default_factory=Navigation)
    collections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    names: Mapping[str, AssetName] = field(default_factory=dict)
    templates: tuple[str, ...] = ()
    pages: Mapping[str, Shown] = field(default_factory=dict)
    readers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)
    anchored: tuple[str, ...] = ()
