"""Workspace, Output, Artifact and Build: what goes in, what is planned, what comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from sitewright.kernel.diagnostics import Findings, Span, has_errors
from sitewright.kernel.digests import Digest, digest_of_bytes
from sitewright.kernel.frozen import frozen
from sitewright.kernel.tables import Table
from sitewright.kernel.texts import encode
from sitewright.model.assetnames import AssetName
from sitewright.model.card import Card, Desk
from sitewright.model.config import Paths
from sitewright.model.document import Source
from sitewright.model.header import Header
from sitewright.model.hooks import NONE, Hooks
from sitewright.model.picture import Gallery, Variant
from sitewright.model.redirect import Redirect
from sitewright.model.site import Site
from sitewright.model.urlledger import Addresses


@frozen
class Options:
    """What the command line asks of a build.

    Attributes:
        base_url: Replaces the site's ``url``; empty to leave it.
        shows_drafts: Whether pending pages are published, too.
        shows_future: Whether pages with a date after ``now`` are published, too.
        now: The time of the build, in UTC.
        looks_closely: Whether to look for what Nunjucks templates print in vain.
        spares_lost: Whether an address that was lost is no more than a warning.
        keeps_names: Whether no file has its digest in its name, whatever the settings say.
    """

    now: datetime
    base_url: str = ""
    shows_drafts: bool = False
    shows_future: bool = False
    looks_closely: bool = False
    spares_lost: bool = True
    keeps_names: bool = False


@frozen
class Asset:
    """A file to be copied as it is.

    Attributes:
        path: Where it lies, relative to the project.
        output_path: Where it goes below the output folder.
        digest: Digest of its bytes.
        size: Its length in bytes.
        integrity: What a browser may check it by; empty unless its name has a digest.
    """

    path: str
    output_path: str
    digest: Digest
    size: int
    integrity: str = ""


def by_path(sources: Iterable[Source] = ()) -> Table[Source]:
    """Lay sources by their paths, in their order."""
    return Table({source.path: source for source in sources})


@frozen
class Workspace:
    """All sources at one moment.

    Attributes:
        config: The config file.
        paths: The project's folders, as the config file names them.
        content_by_path: Pages to be by their paths, sorted by these.
        templates: Layouts, includes and macros, sorted by path.
        assets: Files to copy, sorted by path.
        data: Data files of the whole site, sorted by path.
        content_data: Data files in the content folder, sorted by path.
        redirects: Files of rules about old addresses.
        ledger: The list of every address that the site has had; None if there is none.
        copied: Of the files to copy, pages and style sheets if the settings ask for a
            policy that must allow what these need, and style sheets that are
            fingerprinted.
        scripts: Templates and data in JavaScript, which is not run; paths alone.
        findings: What was wrong with the files themselves.
        hooks: The site's own Python.
        desk: What cards are drawn with.
        gallery: The pictures, if the settings ask for more to be made of them.
    """

    config: Source
    paths: Paths = field(default_factory=Paths)
    content_by_path: Table[Source] = field(default_factory=by_path)
    templates: tuple[Source, ...] = ()
    assets: tuple[Asset, ...] = ()
    data: tuple[Source, ...] = ()
    content_data: tuple[Source, ...] = ()
    redirects: tuple[Source, ...] = ()
    ledger: Source | None = None
    copied: tuple[Source, ...] = ()
    scripts: tuple[str, ...] = ()
    findings: Findings = ()
    hooks: Hooks = NONE
    gallery: Gallery = field(default_factory=Gallery)
    desk: Desk = field(default_factory=Desk)

    @property
    def content(self) -> tuple[Source, ...]:
        """Pages to be, sorted by path."""
        return tuple(self.content_by_path.values())


class Kind(StrEnum):
    """What an output is made from."""

    PAGE = "page"
    REDIRECT = "redirect"
    ASSET = "static file"
    GENERATED = "generated file"
    FINGERPRINTED = "fingerprinted file"
    PICTURE = "picture"


@frozen
class Output:
    """One file that the build intends to write.

    Attributes:
        path: Place below the output folder.
        kind: What it is made from.
        origin: Source path of the page or asset that asks for it; empty if generated.
        span: Where it was asked for, or None for a generated file.
    """

    path: str
    kind: Kind
    origin: str = ""
    span: Span | None = None


@frozen
class Artifact:
    """One finished file.

    Attributes:
        path: Place below the output folder.
        content: Its bytes, or None if it is copied from ``copied_from``.
        digest: Digest of its bytes.
        copied_from: Source path of an asset, or empty.
    """

    path: str
    content: bytes | None
    digest: Digest
    copied_from: str = ""


@frozen
class Build:
    """What a build came to.

    Attributes:
        files: All files of the site by their paths, sorted by these; without those
            that are made of pictures.
        findings: All problems, sorted by place.
        page_count: How many of the files are pages.
        addresses: All that the site answers; none if it is broken.
        beside: Files for the settings of the host itself, by their names.
        headers: What hosts are to say with their answers; see ``headers_for``.
        site: The site as a whole; None if it is broken.
        layouts: The templates that wrap each page, the innermost first, by its key.
        redirects: The table of redirects.
        outputs: What each of the files is made from, in their order.
        lasts_until: When the same sources make another site; None for never.
        prose: The sources of pages that are no templates themselves.
        unpublished: The sources of pages that are not published.
        names: The names of files that are fingerprinted, by their plain output paths.
        variants: The files of the site that are still to be made of pictures.
        cards: Those that are still to be drawn.
        news: Those of the findings that the build before did not come to.
    """

    files: Mapping[str, Artifact] = field(default_factory=dict)
    findings: Findings = ()
    page_count: int = 0
    addresses: Addresses = field(default_factory=Addresses)
    beside: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[Header, ...] = ()
    site: Site | None = None
    layouts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    outputs: tuple[Output, ...] = ()
    lasts_until: datetime | None = None
    prose: Collection[str] = ()
    unpublished: tuple[str, ...] = ()
    names: Mapping[str, AssetName] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    cards: tuple[Card, ...] = ()
    news: Findings = field(default=(), compare=False)

    @property
    def is_broken(self) -> bool:
        """Whether any finding forbids to write the site."""
        return self.site is None and has_errors(self.findings)

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """All files of the site, sorted by path."""
        return tuple(self.files.values())

    @property
    def manifest(self) -> Mapping[str, Digest]:
        """Digest of each file by its path."""
        return {item.path: item.digest for item in self.artifacts}


def make_artifact(path: str, text: str) -> Artifact:
    """Make a file of the site out of its text, without the one character that none has."""
    content = encode(text.replace("\0", "\ufffd"))
    return Artifact(path, content, digest_of_bytes(content))
