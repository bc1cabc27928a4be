"""Find the values that name a page, a file or an entry that the site has not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Checked, suggest
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.data import Data
from sitewright.model.pagetype import TYPE
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import key_of
from sitewright.stages.types.checking import Reference
from sitewright.stages.types.telling import Teller

_PAGE: Final = regex(r"[^?#]+\.(md|njk|jinja|html)")
_SUFFIX: Final = regex(r"[?#].*")

Problem = tuple[str, str]
"""What is wrong with a reference, and what to do about it; empty texts if nothing is."""

_FINE: Final = ("", "")
_FROM_TOP: Final = "write the address that it has, from the top of the site"


@frozen
class Site:
    """What values may refer to.

    Attributes:
        folder: The content folder.
        pages: The URL of each published page by its source; empty if it has none.
        unpublished: The same of the other pages.
        urls: The URLs of all pages, those of paginated sources among them.
        files: The URLs of all files but pages in HTML.
        redirects: The table of redirects.
        keys: The keys of the navigation.
    """

    folder: str
    pages: Mapping[str, str]
    unpublished: Mapping[str, str]
    urls: Collection[str]
    files: Collection[str]
    redirects: tuple[Redirect, ...]
    keys: Collection[str]


class Destinations:
    """Knows what there is to refer to."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._urls = {key_of(url) for url in site.urls}
        singles = (it for it in site.redirects if not it.is_pattern)
        self._old = {key_of(it.source) for it in singles}
        self._patterns = [it for it in site.redirects if it.is_pattern]
        self._find: Mapping[str, Callable[[str, str], Problem]] = {
            "navigation": self._entry_problem,
            "page": self._page_problem,
            "file": self._file_problem,
            "url": self._address_problem,
        }

    def problem(self, reference: Reference, page: str) -> Problem:
        """Say what is wrong with a reference.

        Args:
            reference: The reference.
            page: The source of the page that it is a value of.
        """
        return self._find[reference.kind](reference.written, page)

    def _entry_problem(self, key: str, _page: str) -> Problem:
        if key in self._site.keys:
            return _FINE
        near = suggest(key, self._site.keys)
        hint = f"did you mean '{near}'?" if near else "'sitewright nav' shows all keys"
        return f"no entry of the navigation has the key '{key}'", hint

    def _page_problem(self, written: str, page: str) -> Problem:
        path = unquote(_SUFFIX.sub("", written))
        if path.startswith("/") and not _PAGE.fullmatch(path):
            return self._problem_of_url(path, self._site.urls)
        if path.startswith("/") and key_of(path) in self._urls:
            return _FINE
        sources = list(self._candidates(path, page))
        found = next((it for it in sources if it in self._site.pages), "")
        if found:
            return _FINE if self._site.pages[found] else (f"{found} writes no page", "")
        if found := next((it for it in sources if it in self._site.unpublished), ""):
            return _waiting(found)
        return f"there is no page '{written}'", self._hint(sources[0])

    def _candidates(self, path: str, page: str) -> Iterable[str]:
        """Name what a path may mean, as the filter ``inputPathToUrl`` reads it."""
        name = path.removeprefix("./").lstrip("/")
        folder = self._site.folder
        if normpath(name).startswith(f"{folder}/"):
            yield normpath(name)
        yield normpath(join(folder, name))
        if not path.startswith("/"):
            yield normpath(join(dirname(page), name))

    def _hint(self, path: str) -> str:
        root = f"{self._site.folder}/"
        name = path.rpartition("/")[2]
        same = [it for it in self._site.pages if it.rpartition("/")[2] == name]
        near = same[0] if len(same) == 1 else suggest(path, self._site.pages)
        if near:
            return f"did you mean '{near.removeprefix(root)}'?"
        return f"a path counts from {root}, or from the page's own folder"

    def _file_problem(self, written: str, _page: str) -> Problem:
        if unquote(written) in self._site.files:
            return _FINE
        hint = self._near(written, self._site.files)
        if not written.startswith("/") and f"/{written}" in self._site.files:
            hint = f"write '/{written}': it counts from the top of the site"
        return f"there is no file '{written}'", hint or _FROM_TOP

    def _address_problem(self, written: str, _page: str) -> Problem:
        if not written.startswith("/") or written.startswith("//"):
            return _FINE
        path = unquote(_SUFFIX.sub("", written))
        if path in self._site.files or key_of(path) in self._old:
            return _FINE
        if any(it.matcher.fullmatch(path) for it in self._patterns):
            return _FINE
        return self._problem_of_url(path, (*self._site.urls, *self._site.files))

    def _problem_of_url(self, path: str, known: Iterable[str]) -> Problem:
        key = key_of(path)
        if key in self._urls:
            return _FINE
        for source, url in self._site.unpublished.items():
            if url and key_of(url) == key:
                return _waiting(source)
        return f"this site has no '{path}'", self._near(path, known) or _FROM_TOP

    def _near(self, written: str, known: Iterable[str]) -> str:
        near = suggest(written, known)
        return f"did you mean '{near}'?" if near else ""


def _waiting(source: str) -> Problem:
    return f"{source} is not published", "publish it, or name another page"


def find_destinations(site: Site) -> Checked[Destinations]:
    """Know what there is to refer to."""
    return Destinations(site), ()


def find_lost(
    _key: str,
    references: tuple[Reference, ...],
    data: Data,
    destinations: Destinations,
) -> Checked[None]:
    """Find the references of a page that lead to nothing."""
    found = []
    for reference in references:
        message, hint = destinations.problem(reference, data.path)
        if message:
            teller = Teller(data, str(data.values.get(TYPE)))
            found.append(teller.lost(message, hint, reference.keys))
    return None, tuple(found)
