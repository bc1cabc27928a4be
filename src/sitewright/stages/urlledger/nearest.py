"""Find the page that most likely took the place of an address that was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import clash_key
from sitewright.model.urlledger import Address, key_of

_WORD: Final = regex(r"[^\W_]+")
_COMMON: Final = 100
_CLOSE: Final = 20_000
_PAGE: Final = regex(r".*(?:/|\.x?html?)", re.IGNORECASE)
_ENDING: Final = regex(r"\.(?:x?html?|php\d?|aspx?|jsp|cgi|md)$", re.IGNORECASE)


class Nearest:
    """Knows the pages of a site by their addresses, and by the words in them."""

    def __init__(
        self,
        published: Iterable[Address],
        fresh: Collection[str],
        lost: Collection[str],
    ) -> None:
        """Learn the addresses.

        Args:
            published: All addresses of the site; only its pages are suggested.
            fresh: Those that are new: pages that have moved are among them.
            lost: Those that will be asked for; if they are many, misspelt ones are not
                found, since that takes a look at every page for each.
        """
        pages = [item for item in published if is_page(item)]
        pages.sort(key=lambda page: page.url not in fresh)
        self._looks_close = len(lost) * len(pages) <= _CLOSE
        self._renamed = _only_ones(
            [page for page in pages if page.url in fresh and page.url != "/"],
            Counter(map(_folder, lost)),
        )
        self._by_url: dict[str, Address] = {}
        self._by_name: dict[str, Address] = {}
        self._by_word: dict[str, list[Address]] = {}
        for page in pages:
            self._by_url.setdefault(_plain(page.url), page)
            self._learn(_name(page.url), page)
            for word in set(_words(page.url)):
                self._by_word.setdefault(word, []).append(page)
        for page in pages:  # what stands in an address comes first
            self._learn(_slug(page.title), page)

    def _learn(self, name: str, page: Address) -> None:
        if not name.isdigit() and name:
            self._by_name.setdefault(name, page)

    def find(self, url: str) -> Address | None:
        """Find the page that is nearest to an address; None if none is.

        That is, in this order: the same in other letters or with another ending, one
        whose last part or title is the same, one that shares the most words, one that
        is spelt alike, the only new one in a folder where this is the only one that was
        lost, and the nearest above, but for the home page.
        """
        plain, name = _plain(url), _name(url)
        near = self._by_url.get(plain) or self._by_name.get(name)
        near = near or self._by_name.get(_slug(name))
        near = near or self._alike(url) or self._close(plain)
        return near or self._renamed.get(_folder(url)) or self._above(plain)

    def _alike(self, url: str) -> Address | None:
        """Find the page that shares most words, one of the last part among them.

        Words that many pages have do not count, and one of many is chance.
        """
        words = set(_words(url))
        named = {word for word in _words(_name(url)) if not word.isdigit()}
        shared: dict[str, set[str]] = {}
        found: dict[str, Address] = {}
        for word in words:
            pages = self._by_word.get(word, [])
            for page in pages if len(pages) <= _COMMON else ():
                shared.setdefault(page.url, set()).add(word)
                found[page.url] = page
        ranked = sorted(
            (-len(both & named), -len(both), len(set(_words(other))), other)
            for other, both in shared.items()
            if both & named and 2 * len(both) >= len(words)
        )
        return found[ranked[0][-1]] if ranked else None

    def _close(self, plain: str) -> Address | None:
        if not self._looks_close:
            return None
        near = suggest(plain, self._by_url, closeness=0.8)
        return self._by_url.get(near)

    def _above(self, plain: str) -> Address | None:
        while plain := plain.rpartition("/")[0]:
            if page := self._by_url.get(plain):
                return page
        return None


def is_page(address: Address) -> bool:
    """Tell whether an address is one that visitors can be sent to in a browser."""
    return bool(_PAGE.fullmatch(address.url))


def _plain(url: str) -> str:
    """Fold an address: without the ending of a page, in small letters."""
    return clash_key(_ENDING.sub("", key_of(url)))


def _folder(url: str) -> str:
    return _plain(url).rpartition("/")[0]


def _only_ones(
    fresh: Sequence[Address], lost: Mapping[str, int]
) -> Mapping[str, Address]:
    """Find, by folder, the only new page where only one page was lost."""
    new = Counter(_folder(page.url) for page in fresh)
    folders = {_folder(page.url): page for page in fresh}
    return {
        folder: page
        for folder, page in folders.items()
        if new[folder] == lost.get(folder) == 1
    }


def _name(url: str) -> str:
    return _plain(url).rpartition("/")[2]


def _words(url: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(_plain(url)))


def _slug(title: str) -> str:
    return "-".join(_WORD.findall(clash_key(title)))
