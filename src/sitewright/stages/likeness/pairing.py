"""Say which file of the new site answers for which of the old one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import clash_key, url_of
from sitewright.model.urlledger import key_of

_HTML: Final = ".html"
_REFRESH: Final = regex(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']+)")


@frozen
class Answer:
    """What answers for an old file.

    Attributes:
        path: A file of the new site; empty if none does.
        is_elsewhere: Whether it has another address, which visitors must be led to.
    """

    path: str = ""
    is_elsewhere: bool = False


class Answers:
    """The files of the new site by what hosts find them by."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_key: dict[str, str] = {}
        self._by_fold: dict[str, str] = {}
        for path in paths:
            key = key_of(url_of(path))
            self._by_key[key] = path
            self._by_fold.setdefault(clash_key(key.removesuffix(_HTML)), path)

    def find(self, path: str) -> Answer:
        """Find the file that answers for an old one, or should."""
        key = key_of(url_of(path))
        if there := self._by_key.get(key):
            return Answer(there)
        near = self._by_fold.get(clash_key(key.removesuffix(_HTML)), "")
        is_page = path.endswith(_HTML) and near.endswith(_HTML)
        return Answer(near, is_elsewhere=True) if is_page else Answer()

    def find_url(self, url: str) -> str:
        """Find the file that a host sends for a path; empty if there is none."""
        return self._by_key.get(key_of(url)) or self._by_key.get(
            key_of(url) + _HTML, ""
        )


def target_of_refresh(content: str, url: str) -> str:
    """Read where an element ``meta`` sends visitors to; empty if it does not.

    Args:
        content: Its attribute ``content``.
        url: The address of its page.
    """
    found = _REFRESH.match(content)
    return urljoin(url, found["url"].strip()) if found else ""


def path_of(target: str) -> str:
    """Take the path out of an address, without its encoding."""
    return unquote(urlsplit(target).path) or "/"


def is_same_target(one: str, other: str) -> bool:
    """Tell whether two redirects lead to the same place.

    A path is one on any host: the old site may name its own in full.
    """
    a, b = urlsplit(one), urlsplit(other)
    is_same_host = not a.netloc or not b.netloc or a.netloc == b.netloc
    same = key_of(path_of(one)) == key_of(path_of(other))
    return is_same_host and same and a[3:] == b[3:]
