"""Find where the addresses on a page lead: on this site, or to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import cached_property
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.globs import compile_glob
from sitewright.kernel.urls import (
    INDEX,
    absolute_url,
    base_path_of,
    clash_key,
    encode_path,
    output_path_of,
    url_of,
)
from sitewright.model.build import Kind
from sitewright.model.checks import FinishedPage, FinishedSite
from sitewright.model.leads import standpoint_of
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Address, key_of

_OF_HOSTS: Final = ("/.netlify/", "/.well-known/", "/cdn-cgi/", "/_vercel/")
"""What hosts answer by themselves."""

_WEB: Final = ("http", "https")
_MOST_SUGGESTED: Final = 50
"""So many addresses are compared with all that there are, which takes long."""


class Way(Enum):
    """What becomes of a visitor who follows an address."""

    OUTSIDE = auto()
    FOUND = auto()
    MOVED = auto()
    WITHHELD = auto()
    OTHER_CASE = auto()
    GONE = auto()
    MISSING = auto()


@frozen
class Destination:
    """Where an address leads.

    Attributes:
        way: What becomes of a visitor.
        url: The URL on this site that was asked for; empty if it leads to others.
        path: The file that is found there, below the output folder.
        better: The URL that would have been right; empty if none is known.
        source: The source of the page that is withheld.
        fragment: What stands behind ``#``, percent-encoded as it was written.
        names_host: Whether it names the site's own host.
    """

    way: Way
    url: str = ""
    path: str = ""
    better: str = ""
    source: str = ""
    fragment: str = ""
    names_host: bool = False


OUTSIDE: Final = Destination(Way.OUTSIDE)


class Destinations:
    """Knows where every address leads."""

    def __init__(self, site: FinishedSite) -> None:
        """Take the finished site."""
        self._site = site
        config = site.site.config
        self._home = config.url
        self.base = base_path_of(config.url)
        urls = filter(None, (config.own_url, config.url))
        self._bases = {urlsplit(it).netloc.lower(): base_path_of(it) for it in urls}
        self._elsewhere = [compile_glob(glob) for glob in config.checks.elsewhere]
        self._known: dict[str, Destination] = {}
        self._suggested: dict[str, str] = {}

    def standpoint(self, page: FinishedPage) -> str:
        """Name the full address from which those of a page count."""
        return standpoint_of(page.markup, absolute_url(self._home, page.page.url))

    def find(self, address: str, standpoint: str) -> Destination:
        """Find where an address leads.

        Args:
            address: As it stands on a page.
            standpoint: The full address from which it counts.
        """
        if not address.startswith(("/", "http:", "https:")):
            return self._follow(address.strip(), standpoint)
        if address not in self._known:
            self._known[address] = self._follow(address.strip(), standpoint)
        return self._known[address]

    def write(self, url: str, *, is_full: bool = False) -> str:
        """Write a URL of the site as pages name it, or with the host; others stay."""
        if not url.startswith("/"):
            return url
        return (
            absolute_url(self._home, url) if is_full else self.base + encode_path(url)
        )

    def suggest(self, url: str) -> str:
        """Name the URL of the site that is nearest to one where nothing is."""
        if url not in self._suggested and len(self._suggested) < _MOST_SUGGESTED:
            near = suggest(url, map(url_of, self._site.outputs), closeness=0.75)
            self._suggested[url] = near
        return self._suggested.get(url, "")

    def _follow(self, address: str, standpoint: str) -> Destination:
        try:
            parts = urlsplit(urljoin(standpoint, address))
        except ValueError:
            return OUTSIDE
        base = self._bases.get(parts.netloc.lower())
        if parts.scheme not in _WEB or base is None:
            return OUTSIDE
        path = unquote(parts.path) or "/"
        if not path.startswith(f"{base}/"):
            return self._leave(path)
        names_host = address.startswith(("http:", "https:", "//"))
        found = self._look_up(path[len(base) :])
        return replace(found, fragment=parts.fragment, names_host=names_host)

    def _leave(self, path: str) -> Destination:
        """Look at what lies outside of the site's folder, perhaps for want of it."""
        if output_path_of(path) in self._site.outputs:
            return Destination(Way.MISSING, path, better=path)
        return OUTSIDE

    def _look_up(self, url: str) -> Destination:
        looks = (self._as_file, self._as_redirect, self._as_others, self._as_near)
        found = next((found for look in looks if (found := look(url))), None)
        return found or Destination(Way.MISSING, url)

    def _as_file(self, url: str) -> Destination | None:
        """Find a file as hosts do, which need not be told its ending."""
        outputs, path = self._site.outputs, output_path_of(url)
        for name in (path, f"{path}.html"):
            if name in outputs and outputs[name].kind is not Kind.REDIRECT:
                return Destination(Way.FOUND, url, name)
        return None

    def _as_redirect(self, url: str) -> Destination | None:
        """Find a redirect; hosts make one for a folder without its slash."""
        if found := self._find_redirect(url):
            way = Way.GONE if found.is_gone else Way.MOVED
            return Destination(way, url, better=found.target)
        if f"{output_path_of(url)}/{INDEX}" in self._site.outputs:
            return Destination(Way.MOVED, url, better=f"{url}/")
        return None

    def _as_others(self, url: str) -> Destination | None:
        """Find what somebody else answers on the same host."""
        is_known = url.startswith(_OF_HOSTS)
        if is_known or any(it.match(url) for it in self._elsewhere):
            return OUTSIDE
        return None

    def _as_near(self, url: str) -> Destination | None:
        """Find a page that is held back, or is written in other letters."""
        if page := self._withheld.get(key_of(url)):
            return Destination(Way.WITHHELD, url, source=page.path)
        if near := self._by_case.get(clash_key(output_path_of(url))):
            return Destination(Way.OTHER_CASE, url, better=url_of(near))
        return None

    def _find_redirect(self, url: str) -> Redirect | None:
        if found := self._redirects.get(key_of(url)):
            return found
        return next((it for it, match in self._patterns if match(url)), None)

    @cached_property
    def _redirects(self) -> Mapping[str, Redirect]:
        single = (it for it in self._site.addresses.redirects if not it.is_pattern)
        return {key_of(redirect.source): redirect for redirect in single}

    @cached_property
    def _patterns(self) -> list[tuple[Redirect, Callable[[str], object]]]:
        ranked = sorted(self._site.addresses.redirects, key=lambda item: item.rank)
        return [(it, it.matcher.fullmatch) for it in ranked if it.is_pattern]

    @cached_property
    def _withheld(self) -> Mapping[str, Address]:
        return {key_of(it.url): it for it in self._site.addresses.withheld}

    @cached_property
    def _by_case(self) -> Mapping[str, str]:
        return {clash_key(path): path for path in self._site.outputs}
