"""Lead visitors of old addresses on, as the site's host will."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from sitewright.kernel.frozen import frozen
from sitewright.kernel.urls import INDEX, encode_path
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.spelling import encode_target, split_target
from sitewright.stages.hosts.table import fill_target


@frozen
class Turn:
    """Where an old address leads.

    Attributes:
        status: What to answer.
        location: A path, or a full address, percent-encoded; empty if it is gone.
    """

    status: int
    location: str


class Signposts:
    """The table of redirects, ready to be asked."""

    def __init__(self, redirects: Iterable[Redirect], base: str) -> None:
        """Take the table.

        Args:
            redirects: All redirects.
            base: The folder below which the site lives, not percent-encoded.
        """
        self._base = base
        self._single: dict[str, Redirect] = {}
        self._asking: dict[str, list[Redirect]] = {}
        self._patterns = []
        for redirect in sorted(redirects, key=lambda item: item.rank):
            if redirect.is_pattern:
                self._patterns.append((redirect, redirect.matcher))
            elif redirect.query:
                self._asking.setdefault(redirect.path, []).append(redirect)
            else:
                self._single[redirect.source] = redirect

    def find(self, path: str, query: str) -> Turn | None:
        """Find what was written about this very address.

        Args:
            path: The path below the site's own folder, not percent-encoded.
            query: What the visitor asks besides, with its ``?``; or empty.
        """
        for spelling in _spellings(path):
            for asked in self._asking.get(spelling, ()):
                if asked.is_asked_by(query[1:]):
                    return self._turn(asked, {}, "")
        for spelling in _spellings(path):
            if redirect := self._single.get(spelling):
                return self._turn(redirect, {}, query)
        return None

    def find_pattern(self, path: str, query: str) -> Turn | None:
        """Find what was written about addresses of this shape; see ``find``."""
        for redirect, matcher in self._patterns:
            for spelling in _spellings(path):
                if found := matcher.fullmatch(spelling):
                    return self._turn(redirect, found.groupdict(), query)
        return None

    def _turn(self, redirect: Redirect, values: Mapping[str, str], query: str) -> Turn:
        """Write where a redirect leads; a query that nothing asked for goes along."""
        if redirect.is_gone:
            return Turn(redirect.status, "")
        target = encode_target(redirect.target, self._base)
        names = tuple(values)
        path, asked, fragment = split_target(target)
        path = fill_target(path, names, lambda name: encode_path(values[name]))
        asked = fill_target(asked, names, lambda name: quote(values[name], safe=""))
        fragment = fill_target(fragment, names, lambda name: encode_path(values[name]))
        if path.startswith("/"):  # two slashes would be another host
            path = "/" + path.lstrip("/")
        if asked and query[1:]:
            query = f"&{query[1:]}"
        return Turn(redirect.status, path + asked + query + fragment)


def _spellings(path: str) -> Iterator[str]:
    """Write a path in the ways in which visitors ask for the same page."""
    yield path
    if not path.endswith("/"):
        yield path.removesuffix(INDEX) if path.endswith(f"/{INDEX}") else f"{path}/"
