"""Take an address apart as it was written, and write another in the same manner."""

from __future__ import annotations

import re
from posixpath import dirname, normpath, relpath
from typing import Final
from urllib.parse import unquote, urlsplit

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import INDEX, base_path_of

_SCHEME: Final = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SUFFIX: Final = regex(r"[?#].*", re.DOTALL)
_NEVER: Final = regex(r"(?!)")


@frozen
class Parts:
    """An address in its parts.

    Attributes:
        prefix: What stands in front of the path: the site's own address, or the folder
            below which the site lives; mostly empty.
        path: The path, percent-encoding undone.
        suffix: The query and the fragment.
    """

    prefix: str
    path: str
    suffix: str


class Home:
    """Knows which addresses are of this site.

    Attributes:
        before: Patterns of what may stand right in front of a path of the site.
    """

    def __init__(self, url: str) -> None:
        """Take the address of the site."""
        base = base_path_of(url)
        host = re.escape(urlsplit(url).netloc)
        full = rf"(?i:https?:)?(?://)(?i:{host}){re.escape(base)}" if host else ""
        self._full = re.compile(rf"{full}(?=/)") if full else _NEVER
        self._base = re.compile(rf"{re.escape(base)}(?=/)") if base else _NEVER
        self.before = tuple(
            pattern
            for pattern, is_there in (
                (rf"(?<=(?i://{host}){re.escape(base)})", host),
                (rf"(?<={re.escape(base)})", base),
            )
            if is_there
        )

    def split(self, text: str) -> Parts | None:
        """Take an address apart; None if it is another site's, or has no path."""
        found = self._full.match(text)
        if not found and _SCHEME.match(text):
            return None
        found = found or self._base.match(text)
        prefix = found[0] if found else ""
        rest = text[len(prefix) :]
        path = _SUFFIX.sub("", rest)
        if not path:
            return None
        return Parts(prefix, unquote(path), rest[len(path) :])


def restyle(written: str, url: str) -> str:
    """Write an address as another one of the same page was written.

    Args:
        written: Such as ``/about``, ``/about/`` or ``/about/index.html``.
        url: The address to be written, as a URL of this site.
    """
    if not url.endswith("/"):
        return url
    if written.endswith(f"/{INDEX}"):
        return url + INDEX
    return url if written.endswith("/") else url.rstrip("/") or "/"


def from_page(page: str, written: str) -> str:
    """Find what an address means that counts from a page's own, as browsers do."""
    folder = page[: page.rindex("/") + 1]
    whole = normpath(folder + written)
    whole = f"/{whole.lstrip('/')}"
    is_folder = written.endswith("/") or written.rpartition("/")[2] in (".", "..")
    return f"{whole}/" if is_folder and whole != "/" else whole


def seen_from_page(page: str, url: str, written: str) -> str:
    """Write an address so that it counts from a page's own.

    Args:
        page: The page's address.
        url: Where the link leads.
        written: What was written before, for its manner.
    """
    folder = page[: page.rindex("/") + 1]
    whole, slash = (url.rstrip("/") or "/", url.endswith("/"))
    short = relpath(whole, folder.rstrip("/") or "/")
    return _like(written, f"{short}/" if slash else short)


def seen_from_file(path: str, target: str, written: str) -> str:
    """Write the path of a file so that it counts from another one's folder."""
    return _like(written, relpath(target, dirname(path) or "."))


def _like(written: str, path: str) -> str:
    """Begin a path with ``./`` where the author does so."""
    begins = written.startswith("./") and not path.startswith(".")
    return f"./{path}" if begins else path
