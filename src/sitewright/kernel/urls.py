"""Turn paths into URLs and URLs into output paths, in one place for everybody.

A URL here is a path on the site: it starts with ``/``, is not percent-encoded, and
ends with ``/`` when a host answers it with an ``index.html``. An output path is the
file behind it, relative to the output folder, without a leading slash.
"""

from __future__ import annotations

import re
import unicodedata
from posixpath import normpath, splitext
from urllib.parse import quote, urlsplit

from sitewright.kernel.regexes import regex

INDEX = "index.html"

_UNSAFE = regex(r"[\x00-\x1f\x7f\\?#]")
# What some hosts would decode once more, and then not take for part of a name.
_ENCODED = regex(r"%(?:2[ef]|5c|[01][0-9a-f]|7f)", re.IGNORECASE)
_HIDDEN = regex("[\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SAFE_IN_PATH = "/!$&'()*+,;=:@~-._"
_SAFE_PATH = regex(f"[a-zA-Z0-9{re.escape(_SAFE_IN_PATH)}]*")
_ENDING = regex(r"\.[a-zA-Z][a-zA-Z0-9]*|\.7z|\.3gp")
# Netlify reads a dot in a name as any letter, and decodes what servers do not.
_PARAMETER = r"[a-zA-Z_][\w-]*=[\w.~-]+"
_QUERY = regex(f"{_PARAMETER}(?:&{_PARAMETER})*", re.ASCII)
_BARE_NAMES = ("/_redirects", "/_headers", "/.htaccess", "/CNAME", "/.nojekyll")
_LONGEST_NAME = 255
LONGEST_PATH = 1000
_DEVICES = regex(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_UNPORTABLE = frozenset('<>:"|*')
_FULL = regex(r"[\x00- ]*[a-zA-Z][a-zA-Z0-9+.-]*:")
_ABSOLUTE = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SUFFIX = regex(r"[?#].*", re.DOTALL)


def default_output_path(path: str) -> str:
    """Place a content file as Eleventy does when no permalink is set.

    Args:
        path: Place below the content folder, such as ``about/team.md``.

    Returns:
        ``about/team/index.html``; a file called ``index``, or like the folder that it
        lies in, becomes the folder's own page.
    """
    stem = splitext(path)[0]
    folder, _, name = stem.rpartition("/")
    if name == "index" or (folder and name == folder.rpartition("/")[2]):
        stem = folder
    return f"{stem}/{INDEX}" if stem else INDEX


def output_path_of(url: str) -> str:
    """Name the file that a static host sends for a URL."""
    path = url.lstrip("/")
    return path + INDEX if not path or path.endswith("/") else path


def url_of(output_path: str) -> str:
    """Name the URL under which a static host serves a file."""
    folder, _, name = output_path.rpartition("/")
    if name == INDEX:
        return f"/{folder}/" if folder else "/"
    return "/" + output_path


def settled_url(path: str) -> str:
    """Write a path in the one form that this site uses.

    ``/a``, ``/a/`` and ``/a/index.html`` are one page; what has a file ending is a
    file.

    Args:
        path: A path that starts with a slash, not percent-encoded.
    """
    if not path.endswith("/") and not has_file_ending(path):
        path += "/"
    return url_of(output_path_of(path))


def tidy_permalink(permalink: str) -> str:
    """Join the parts of a permalink as Eleventy does: ``/a//./b/../c/`` is ``/a/c/``.

    Returns:
        A path that starts with a slash. One that climbs out of the site, or names no
        file, keeps its dots, to be refused.
    """
    *folders, last = permalink.split("/")
    parts: list[str] = []
    for part in (*folders, last):
        if part == ".." and parts:
            parts.pop()
        elif part == "..":
            return f"/{permalink.lstrip('/')}"
        elif part not in ("", "."):
            parts.append(part)
    if not parts and last:  # such as '.', which is no file
        return f"/{permalink.lstrip('/')}"
    slash = "/" if parts and not last else ""
    return f"/{'/'.join(parts)}{slash}"


def path_problem(url: str) -> str:
    """Say why a path cannot be a place on the site; empty if it can.

    Args:
        url: A path that starts with a slash.
    """
    if problem := _find_forbidden(url):
        return problem
    if url.startswith("//"):
        return "it starts with '//', which is another host"
    parts = url.split("/")
    if ".." in parts or "." in parts:
        return "it climbs with '.' or '..'"
    if "" in parts[1:-1]:
        return "it contains an empty part ('//')"
    return _find_long(url)


def _find_forbidden(url: str) -> str:
    """Say which characters no address can have; empty if there are none."""
    if found := _UNSAFE.search(url):
        return f"it contains {found[0]!r}"
    if found := _ENCODED.search(url):
        return f"it contains '{found[0]}', which hosts would decode"
    if not url.isascii() and (found := _HIDDEN.search(url)):
        return f"it contains U+{ord(found[0]):04X}, which nobody sees"
    return ""


def _find_long(url: str) -> str:
    """Say what of a path is too long for file systems and hosts; empty if it fits."""
    size = len(url.encode())
    if size <= _LONGEST_NAME:
        return ""
    if any(len(part.encode()) > _LONGEST_NAME for part in url.split("/")):
        return f"a part of it is longer than {_LONGEST_NAME} bytes"
    return f"it is longer than {LONGEST_PATH:,} bytes" if size > LONGEST_PATH else ""


def query_problem(query: str) -> str:
    """Say why hosts would not all look at a query in the same way; empty if they do."""
    if "=:" in query:
        return "a query cannot have a placeholder"
    if _QUERY.fullmatch(query):
        return ""
    return "its query must be 'name=value', in letters, digits, '-' and '_'"


def has_file_ending(url: str) -> bool:
    """Tell whether a URL names a file that a host can give a content type.

    The ``.0`` of ``/v1.0`` is no ending.
    """
    return bool(_ENDING.fullmatch(splitext(url)[1])) or url.endswith(_BARE_NAMES)


def clash_key(output_path: str) -> str:
    """Fold a path so that paths which one file system would merge become equal.

    macOS and Windows fold letter case; macOS also folds Unicode forms.
    """
    return unicodedata.normalize("NFC", output_path).casefold()


def is_portable(name: str) -> bool:
    """Tell whether Windows can have a file or folder of that name.

    It cannot have ``con``, ``aux.html``, ``a:b``, or what ends in a dot or a space.
    """
    return not (
        name.endswith((".", " "))
        or _DEVICES.match(name)
        or not _UNPORTABLE.isdisjoint(name)
    )


def encode_path(url: str) -> str:
    """Percent-encode a path for an attribute or an XML file; ``%`` is encoded too."""
    if _SAFE_PATH.fullmatch(url):
        return url
    return quote(url, safe=_SAFE_IN_PATH)


def base_path_of(site_url: str) -> str:
    """Take the folder below which the site lives out of its absolute URL.

    Returns:
        Empty for ``https://example.com``, ``/docs`` for ``https://example.com/docs/``.
    """
    return urlsplit(site_url).path.rstrip("/")


def absolute_url(site_url: str, url: str) -> str:
    """Join the site's absolute URL and a path; a full URL stays as it is."""
    if _ABSOLUTE.match(url):
        return url
    return site_url.rstrip("/") + encode_path("/" + url.lstrip("/"))


def prefixed_url(base: str, url: str) -> str:
    """Put the folder below which the site lives in front of a path, and tidy the path.

    Follows Eleventy 3.1.8's filter ``url``, but for what comes behind ``?`` or ``#``,
    and addresses with a scheme and no valid host: they stay as they are.

    Args:
        base: What ``base_path_of`` returns.
        url: A path from the home page, which may be the whole site's folder itself; one
            relative to the page; or a full URL, which stays as it is.
    """
    if _FULL.match(url) or (url.startswith("//") and url != "//"):
        return url
    path = _SUFFIX.sub("", url)
    suffix, home = url[len(path) :], f"{base}/"
    if not path:
        return suffix or "."
    tidy = _tidy(path)
    if not tidy.startswith("/"):
        return tidy + suffix
    is_home = tidy == "/" or (tidy == home and not suffix)
    return (home if is_home else _tidy(home + path)) + suffix


def _tidy(path: str) -> str:
    """Normalise a path as Node does: its last slash stays, and two at its start go."""
    tidy = normpath(path)
    tidy = tidy[1:] if tidy.startswith("//") else tidy
    return f"{tidy}/" if path.endswith("/") and not tidy.endswith("/") else tidy
