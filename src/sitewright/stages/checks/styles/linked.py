"""Find the style sheets of a page: those that it links, imports, and holds itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from sitewright.kernel.regexes import regex
from sitewright.model.checks import FinishedPage, FinishedSite
from sitewright.stages.checks.destinations import Destinations, Way
from sitewright.stages.checks.styles.sheets import Sheet, read_sheet

_OF_FONTS: Final = regex(
    r"(?i)(?:https?:)?//(?:fonts\.googleapis\.com|fonts\.bunny\.net|use\.typekit\.net)/"
)
"""Style sheets of hosts that load fonts, and define no classes."""


class _Link(NamedTuple):
    """A style sheet that a page names.

    Attributes:
        address: As it stands there.
        way: Where it leads.
        path: The file that is there; empty if there is none.
        media: What it is for.
    """

    address: str
    way: Way
    path: str
    media: str


_Asked: TypeAlias = Sheet | _Link


@dataclass(frozen=True, eq=False)
class Styles:
    """All that says how a page looks.

    Attributes:
        sheets: Its style sheets, in the order in which they hold.
        foreign: Addresses of more, on other hosts.
        missing: Addresses of more, which are not there or cannot be read.
    """

    sheets: tuple[Sheet, ...] = ()
    foreign: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class _Found:
    """What a page has been found to load so far."""

    sheets: dict[Sheet, None] = field(default_factory=dict)
    foreign: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    begun: set[Sheet] = field(default_factory=set)


class Library:
    """Reads each style sheet of a site once."""

    def __init__(self, site: FinishedSite) -> None:
        """Take the site."""
        self._site = site
        self._destinations = Destinations(site)
        self._loaded: dict[tuple[str, str], Sheet] = {}
        self._held: dict[tuple[str, ...], Sheet] = {}
        self._known: dict[tuple[_Asked, ...], Styles] = {}
        self._by_page: dict[str, Styles] = {}

    def styles_of(self, finished: FinishedPage) -> Styles:
        """Find all style sheets of a page; pages that ask for the same share them."""
        key = finished.page.key
        if key not in self._by_page:
            self._by_page[key] = self._find(finished)
        return self._by_page[key]

    def _find(self, finished: FinishedPage) -> Styles:
        asked = tuple(self._find_asked(finished))
        if asked not in self._known:
            found = _Found()
            for item in asked:
                if isinstance(item, Sheet):
                    self._add(item, found)
                else:
                    self._load(item, found)
            self._known[asked] = Styles(
                tuple(found.sheets), tuple(found.foreign), tuple(found.missing)
            )
        return self._known[asked]

    def _find_asked(self, finished: FinishedPage) -> Iterator[_Asked]:
        """Find what a page itself names, in its order."""
        markup = finished.markup
        standpoint = self._destinations.standpoint(finished)
        for node in markup.of("link", "style"):
            media = node.value("media")
            if node.tag == "style":
                css = "".join(it.text for it in markup.inside(node))
                yield self._hold(css, finished.page.output_path, media)
                continue
            rel = node.value("rel").lower().split()
            is_ahead = "preload" in rel and node.value("as").lower() == "style"
            if ("stylesheet" in rel or is_ahead) and node.value("href"):
                yield self._follow(node.value("href"), standpoint, media)

    def _hold(self, css: str, path: str, media: str) -> Sheet:
        key = (css, media, path) if "@import" in css else (css, media)
        if key not in self._held:
            self._held[key] = read_sheet(css, path, media)
        return self._held[key]

    def _follow(self, address: str, standpoint: str, media: str = "") -> _Link:
        found = self._destinations.find(address, standpoint)
        return _Link(address.strip(), found.way, found.path, media)

    def _load(self, link: _Link, found: _Found) -> None:
        if link.way is Way.OUTSIDE and not link.address.lower().startswith("data:"):
            if not _OF_FONTS.match(link.address):
                found.foreign.setdefault(link.address)
            return
        if not link.path:
            found.missing.setdefault(link.address)
            return
        key = link.path, link.media
        if key not in self._loaded:
            css = self._site.bytes_of(link.path).decode("utf-8", "replace")
            self._loaded[key] = read_sheet(css, *key)
        self._add(self._loaded[key], found)

    def _add(self, sheet: Sheet, found: _Found) -> None:
        """Add a style sheet behind all that it imports, as it has the last word."""
        if sheet in found.begun:
            return
        if not sheet.is_read:
            found.missing.setdefault(sheet.path)
        found.begun.add(sheet)
        standpoint = f"{self._site.site.config.url}/{sheet.path}"
        for address in sheet.imports:
            self._load(self._follow(address, standpoint), found)
        found.sheets[sheet] = None
