"""UrlLedger: every address that a site has had; and Addresses: those it has now."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.urls import output_path_of, url_of
from sitewright.model.redirect import Redirect

URLS = "urls.txt"
"""The file of the ledger, beside the settings."""

_NEW: Final = Span(URLS)


class State(StrEnum):
    """What became of an address; the first two must not be lost."""

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"


@frozen
class Entry:
    """One address of the ledger.

    Attributes:
        url: The address, as a URL of this site (see ``kernel.urls``), perhaps with a
            query.
        state: What became of it.
        span: Where it is written; the file as a whole if it is new.
        above: Lines of comment that stand above it, as written.
        comment: The comment behind it, with its ``#``; empty if none.
    """

    url: str
    state: State
    span: Span = _NEW
    above: tuple[str, ...] = ()
    comment: str = ""

    def become(self, url: str, state: State) -> Entry:
        """Give it another state, and the spelling that the site has for it."""
        if (self.url, self.state) == (url, state):
            return self
        return replace(self, url=url, state=state)


@frozen
class UrlLedger:
    """Every address that the site has had.

    Attributes:
        entries: The addresses, each once, in the order of the file.
        top: Lines of comment at the start of the file, behind its first line.
        bottom: Lines of comment at its end.
    """

    entries: tuple[Entry, ...] = ()
    top: tuple[str, ...] = ()
    bottom: tuple[str, ...] = ()


@frozen
class Address:
    """One address that the site answers, or would answer.

    Attributes:
        url: The address.
        title: Title of its page; empty if it has none, or is a file.
        path: The source that has this address alone; empty if one makes several, or
            it is no page.
        old: What that page says of its old addresses.
    """

    url: str
    title: str = ""
    path: str = ""
    old: tuple[str, ...] = ()


@frozen
class Addresses:
    """All addresses of the site as it is now.

    Attributes:
        published: Pages and files, sorted by URL.
        withheld: Pages that are pending, or dated in the future.
        redirects: The table of redirects.
    """

    published: tuple[Address, ...] = ()
    withheld: tuple[Address, ...] = ()
    redirects: tuple[Redirect, ...] = ()


def key_of(url: str) -> str:
    """Make equal what hosts answer alike: ``/a``, ``/a/`` and ``/a/index.html``.

    A file and a folder of one name cannot both be on a site, so nothing is mixed up.
    """
    path, mark, query = url.partition("?")
    return (url_of(output_path_of(path)).rstrip("/") or "/") + mark + query
