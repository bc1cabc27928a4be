"""SiteConfig: all that ``site.yaml`` says, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.assetnames import Fingerprinting
from sitewright.model.card import CardRules
from sitewright.model.document import KeyPath, Place
from sitewright.model.header import Header
from sitewright.model.levels import CheckOptions
from sitewright.model.limits import Limits
from sitewright.model.markdown import MarkdownOptions
from sitewright.model.page import NavigationEntry
from sitewright.model.pagetype import Field
from sitewright.model.picture import ImageRules
from sitewright.model.publishing import Target
from sitewright.model.redirect import Rule
from sitewright.model.security import Security, SecurityText

GITHUB: Final = "github-pages"
"""The host that has no rules of its own: pages send visitors on."""

HOSTS: Final = (
    *("netlify", "cloudflare", "apache", "nginx", "caddy", "s3", "json"),
    GITHUB,
)
"""The hosts that old addresses can be told to."""


@frozen
class Paths:
    """The project's folders, relative to it, with forward slashes.

    Attributes:
        content: Pages, and the data of folders and pages.
        data: Data of the whole site.
        templates: Layouts, includes and macros.
        static: Files to copy.
        output: Where the site goes.
        passthrough: What else to copy, each with its target. A source is a file, a
            folder or a glob. A target starts with a slash and counts from the output
            folder; it is empty where the source's own path says it (that path, from
            the content folder if it lies there).
    """

    content: str = "content"
    data: str = "data"
    templates: str = "templates"
    static: str = "static"
    output: str = "_site"
    passthrough: tuple[tuple[str, str], ...] = ()


@frozen
class FeedConfig:
    """What the Atom feed holds.

    Attributes:
        path: Its URL.
        collection: The collection whose dated pages it lists.
        limit: How many entries at the most.
    """

    path: str = "/feed.xml"
    collection: str = "all"
    limit: int = 20


@frozen
class CollectionRule:
    """A collection that the settings declare.

    Attributes:
        name: Its name.
        patterns: Globs below the content folder, one of which a member's path matches.
        where: Fields that a member must have, dotted, each with its value.
        sort: Fields to sort by, dotted; by date and path if there are none.
        is_reversed: Whether the last comes first.
        span: Where it was declared.
    """

    name: str
    patterns: tuple[str, ...]
    where: tuple[tuple[str, object], ...]
    sort: tuple[str, ...]
    is_reversed: bool
    span: Span


@frozen
class SiteConfig:
    """The site's settings.

    Attributes:
        path: The file they were read from.
        title: Name of the site.
        url: Absolute URL of the home page, without a trailing slash.
        own_url: What the settings say of that, if the command line says otherwise, as it
            does for a preview; else empty.
        url_span: Where they say it.
        description: One sentence for the feed and the home page; empty if not set.
        language: Language tag such as ``en-GB``.
        timezone: Zone in which dates are shown, such as ``Europe/London``.
        paths: Where the sources are, and where the site goes.
        fingerprinting: Which files have a digest of themselves in their names.
        images: In which widths and forms pages show pictures; None to leave them alone.
        cards: How cards look; None if there are none.
        markdown: How Markdown is read.
        feed: The Atom feed, or None for no feed.
        feed_span: Where its collection is named.
        hosts: Names of the hosts whose files are written, as in ``HOSTS``.
        redirect_pages: Whether each old address becomes a page that sends visitors on.
        redirects: What it says itself about old addresses.
        redirects_allow: Names of other hosts that redirects may lead to.
        redirects_import: Files that say more about old addresses.
        imports_span: Where they are named.
        headers: What hosts are to say with their answers, besides what guards the site.
        security: The headers that guard the site; None if there are none.
        security_txt: Whom to tell of holes in it; None if that is not said.
        checks: What is checked of the finished site.
        publish: Where the site is published, in the order of the settings.
        limits: How much the templates of one page may do.
        navigation: Entries of the navigation that stand for no page.
        collections: Collections that it declares, besides those of tags.
        types: What the values of pages must be, by the name of a type: a mapping each.
        defaults: Lowest level of the data cascade.
        places: Where each default was written.
        extra: Values of the site's own.
    """

    path: str
    title: str = ""
    url: str = ""
    own_url: str = ""
    url_span: Span | None = None
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    paths: Paths = Paths()
    fingerprinting: Fingerprinting = Fingerprinting()
    images: ImageRules | None = None
    cards: CardRules | None = None
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    feed: FeedConfig | None = FeedConfig()
    feed_span: Span | None = None
    hosts: tuple[str, ...] = ()
    redirect_pages: bool = True
    redirects: tuple[Rule, ...] = ()
    redirects_allow: tuple[str, ...] = ()
    redirects_import: tuple[str, ...] = ()
    imports_span: Span | None = None
    headers: tuple[Header, ...] = ()
    security: Security | None = None
    security_txt: SecurityText | None = None
    checks: CheckOptions = CheckOptions()
    publish: tuple[Target, ...] = ()
    limits: Limits = Limits()
    navigation: tuple[NavigationEntry, ...] = ()
    collections: tuple[CollectionRule, ...] = ()
    types: Mapping[str, Field] = field(default_factory=dict)
    defaults: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[KeyPath, Place] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
