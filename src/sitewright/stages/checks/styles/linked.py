"""Find the style sheets of a page: those that it links, imports, and holds itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from sitewright.kernel.urls import absolute_url, base_path_of, output_path_of
from sitewright.model.checks import FinishedPage, FinishedSite
from sitewright.stages.checks.styles.sheets import Sheet, read_sheet

_OF_FONTS: Final = ("fonts.googleapis.com", "fonts.bunny.net", "use.typekit.net")
"""Hosts whose style sheets load fonts, and define no classes."""

_Asked: TypeAlias = Sheet | tuple[str, str]
"""A style sheet that is there, or the address of one and what it is for."""


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
        self._home = site.site.config.url
        self._host = urlsplit(self._home).netloc
        self._base = base_path_of(self._home)
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
        page = absolute_url(self._home, finished.page.url)
        root = markup.first("base")
        base = _join(page, root.value("href")) if root else page
        for node in markup.of("link", "style"):
            media = node.value("media")
            if node.tag == "style":
                css = "".join(it.text for it in markup.inside(node))
                yield self._hold(css, finished.page.output_path, media)
                continue
            rel = node.value("rel").lower().split()
            is_ahead = "preload" in rel and node.value("as").lower() == "style"
            if ("stylesheet" in rel or is_ahead) and node.value("href"):
                yield _join(base, node.value("href").strip()), media

    def _hold(self, css: str, path: str, media: str) -> Sheet:
        key = (css, media, path) if "@import" in css else (css, media)
        if key not in self._held:
            self._held[key] = read_sheet(css, path, media)
        return self._held[key]

    def _load(self, asked: tuple[str, str], found: _Found) -> None:
        address, media = asked
        parts = urlsplit(address)
        if parts.netloc in _OF_FONTS:
            return
        path = output_path_of(unquote(parts.path.removeprefix(self._base)))
        if parts.netloc and parts.netloc != self._host:
            found.foreign.setdefault(address)
            return
        if not parts.netloc or path not in self._site.files:
            found.missing.setdefault(address)
            return
        if (path, media) not in self._loaded:
            css = self._site.bytes_of(path).decode("utf-8", "replace")
            self._loaded[path, media] = read_sheet(css, path, media)
        self._add(self._loaded[path, media], found)

    def _add(self, sheet: Sheet, found: _Found) -> None:
        """Add a style sheet behind all that it imports, as it has the last word."""
        if sheet in found.begun:
            return
        if not sheet.is_read:
            found.missing.setdefault(sheet.path)
        found.begun.add(sheet)
        for address in sheet.imports:
            self._load((_join(f"{self._home}/{sheet.path}", address), ""), found)
        found.sheets[sheet] = None


def _join(base: str, address: str) -> str:
    """Complete an address; one that cannot be read leads nowhere on this site."""
    try:
        full = urljoin(base, address)
        urlsplit(full)
    except ValueError:
        return ""
    return full
