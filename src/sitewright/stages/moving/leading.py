"""Decide where a link leads from now on, and how that is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.move import Kind, Link
from sitewright.model.urlledger import key_of
from sitewright.stages.moving.addresses import (
    Home,
    Parts,
    from_page,
    restyle,
    seen_from_file,
    seen_from_page,
)

_SOURCE: Final = regex(r"[^?#]+\.(?:md|njk|jinja)\Z")
_PAGE: Final = regex(r"[^?#]+\.(?:md|njk|jinja|html)\Z")
_REST: Final = regex(r"(.*/)(:splat|\*)\Z", re.DOTALL)


@frozen
class Spot:
    """From where the links of a file count.

    Attributes:
        before: The page from which paths count; empty if they cannot.
        after: Its path from now on.
        url_before: The only address of the page; empty if it has none, or several.
        url_after: Its address from now on.
    """

    before: str = ""
    after: str = ""
    url_before: str = ""
    url_after: str = ""

    @property
    def moves(self) -> bool:
        """Whether links from here are written otherwise from now on."""
        return (self.before, self.url_before) != (self.after, self.url_after)


@frozen
class Led:
    """The path of a link, percent-encoding undone.

    Attributes:
        before: As it is written.
        after: As it is to be written.
        prefix: What stands in front of it in the link.
        suffix: What stands behind it.
    """

    before: str
    after: str
    prefix: str = ""
    suffix: str = ""


class Moves:
    """Knows what went where.

    Attributes:
        home: Knows which addresses are of this site.
    """

    def __init__(
        self,
        home: Home,
        root: str,
        sources: Collection[str],
        paths: Mapping[str, str],
        urls: Mapping[str, str],
        live: Collection[str] = (),
    ) -> None:
        """Take over what is known.

        Args:
            home: Knows which addresses are of this site.
            root: The content folder.
            sources: All pages to be, and pictures that pages name by their sources, by
                their old paths.
            paths: The new path of every file that goes elsewhere, by the old one.
            urls: The new URL of every address that changes, by the old one.
            live: All addresses of the site from now on.
        """
        self.home = home
        self._root = root
        self._sources = frozenset(sources)
        self._paths = paths
        self._urls = {key_of(before): after for before, after in urls.items()}
        self._folders = _find_folders(urls, live)

    def lead(self, link: Link, spot: Spot) -> Led | None:
        """Tell what is to be written instead of a link's path; None if it may stay."""
        parts = self.home.split(link.text.strip())
        if parts is None:
            return None
        is_source = _is_source(parts) or self._is_picture(parts.path, spot)
        if link.kind is Kind.MARKDOWN and not parts.prefix and is_source:
            after = self._source(parts.path, spot)
        elif parts.path.startswith("/"):
            after = self._absolute(parts.path) or ""
            if not after and link.kind is Kind.TARGET:
                after = self._below(parts.path)
            if not after and link.kind is Kind.VALUE and not parts.prefix:
                after = self._named(parts.path, spot)
        elif link.kind is Kind.VALUE:
            after = self._named(parts.path, spot)
        else:
            after = "" if link.kind is Kind.TARGET else self._relative(parts.path, spot)
        if not after or after == parts.path:
            return None
        return Led(parts.path, after, parts.prefix, parts.suffix)

    def _is_picture(self, path: str, spot: Spot) -> bool:
        """Tell whether a path is that of a picture, as Markdown names it."""
        folder = self._root if path.startswith("/") else dirname(spot.before)
        source = normpath(f"{folder}/{path}")
        return source in self._sources and not _PAGE.match(source)

    def _absolute(self, path: str) -> str | None:
        """Lead a path from the top of the site."""
        url = self._urls.get(key_of(path))
        return restyle(path, url) if url else None

    def _below(self, path: str) -> str:
        """Lead what is about all below a folder, which may have moved as a whole."""
        found = _REST.match(path)
        after = self._folders.get(found[1]) if found else None
        return f"{after}{found[2]}" if found and after else ""

    def _relative(self, path: str, spot: Spot) -> str:
        """Lead an address that counts from the page's own."""
        before, after = spot.url_before, spot.url_after
        if not before or not after:
            return ""
        whole = from_page(before, path)
        target = self._absolute(whole) or whole
        is_right = from_page(after, path) == target
        is_short = seen_from_page(before, whole, path) == path
        if is_right and (not is_short or before == after):
            return ""
        return seen_from_page(after, target, path)

    def _source(self, path: str, spot: Spot) -> str:
        """Lead a source path that counts from the file, or from the content folder."""
        if not path.startswith("/"):
            return self._beside(path, spot)
        target = normpath(f"{self._root}{path}")
        now = self._paths.get(target)
        return _from_root(now, self._root) if now else ""

    def _beside(self, path: str, spot: Spot) -> str:
        """Lead a path that counts from the file."""
        if not spot.before:
            return ""
        target = normpath(join(dirname(spot.before), path))
        now = self._paths.get(target, target)
        is_right = normpath(join(dirname(spot.after), path)) == now
        is_short = seen_from_file(spot.before, target, path) == path
        if is_right and (not is_short or spot.before == spot.after):
            return ""
        return seen_from_file(spot.after, now, path)

    def _named(self, path: str, spot: Spot) -> str:
        """Lead a value that names a file, as the filter ``inputPathToUrl`` finds it.

        It counts from the project, the content folder, or the page's own.
        """
        name = path.removeprefix("./").lstrip("/")
        before = path[: len(path) - len(name)]
        if name in self._paths:
            return before + self._paths[name]
        if not _PAGE.match(name):
            return ""
        below = normpath(join(self._root, name))
        if below not in self._sources:
            beside = normpath(join(dirname(spot.before), path))
            is_page = beside in self._sources and not path.startswith("/")
            return self._beside(path, spot) if is_page else ""
        now = self._paths.get(below)
        return before + now.removeprefix(f"{self._root}/") if now else ""


def _is_source(parts: Parts) -> bool:
    return bool(_SOURCE.match(parts.path))


def _from_root(path: str, root: str) -> str:
    return f"/{path.removeprefix(f'{root}/')}"


def _find_folders(urls: Mapping[str, str], live: Collection[str]) -> Mapping[str, str]:
    """Find the folders of addresses that went elsewhere as a whole.

    Returns:
        The new folder by the old one, both with slashes at their ends, for each under
        which every address has changed, and has kept the rest of it.
    """
    found: dict[str, str | None] = dict.fromkeys(
        start for url in live for start in _folders_of(url)
    )
    for before, after in urls.items():
        for start in _folders_of(before):
            rest = before[len(start) :]
            now = after[: len(after) - len(rest)] if after.endswith(rest) else ""
            fits = now.endswith("/") and found.get(start, now) == now
            found[start] = now if fits else None
    return {old: new for old, new in found.items() if new}


def _folders_of(url: str) -> Iterator[str]:
    """List the folders that an address lies in, itself if it is one, but the home."""
    parts = url.split("/")
    return ("/".join(parts[:end]) + "/" for end in range(2, len(parts)))
