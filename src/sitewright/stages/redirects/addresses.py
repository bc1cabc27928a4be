"""Write old and new addresses in the one form that this site uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import path_problem, query_problem, settled_url

_FULL: Final = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SCHEME: Final = regex(r"https?://", re.IGNORECASE)
_NOT_UTF8: Final = "\ufffd"
_NAMELESS: Final = regex(r"(?<=/):(?![A-Za-z_])")
_SUFFIX: Final = regex(r"[?#].*", re.DOTALL)
_FORBIDDEN: Final = regex(r"[\x00-\x1f\x7f\\]")
# What nearly all look like, so that it is not looked at more closely.
_PLAIN: Final = regex(r"(?=.{,200}\Z)(?:/[\w-]+(?:\.[\w-]+)*)+/?", re.ASCII)
_PLACEHOLDER: Final = regex(r"(?<=/):([A-Za-z_]\w*)")


def source_url(path: str) -> str:
    """Write an old path in the one form that this site uses.

    A leading slash is added; ``/a``, ``/a/`` and ``/a/index.html`` are one address;
    a path with a file ending stays a file; percent-encoding is undone, as hosts do
    before they look for a file. What ends in ``*`` stays as it is, and so does a query.
    """
    if path.endswith("/") and _PLAIN.fullmatch(path):
        return path
    path, mark, query = path.partition("?")
    url = "/" + unquote(path).removeprefix("/")
    return url if url.endswith("*") else settled_url(url) + mark + query


def source_problem(written: str) -> str:
    """Say why what an author wrote cannot be an old address; empty if it can."""
    if _PLAIN.fullmatch(written):
        return ""
    path, mark, query = written.partition("?")
    rooted = "/" + path.removeprefix("/")
    names = _list_names(rooted)
    problems = (
        (not written, "it is empty"),
        (is_full(path), "it is a full address, not a path of this site"),
        (
            "*" in path[:-1] or (path.endswith("*") and not path.endswith("/*")),
            "'*' stands for the rest of an address, behind its last slash",
        ),
        (
            _NAMELESS.search(rooted) or not "".join(names).isascii(),
            "a placeholder is ':' and a name, such as ':slug'",
        ),
        (len(names) > len(set(names)), "it has a placeholder twice"),
        (mark and (names or "*" in path), "a pattern cannot have a query"),
    )
    found = next((problem for is_so, problem in problems if is_so), "")
    return found or (query_problem(query) if mark else "") or _path_problem(rooted)


def _path_problem(path: str) -> str:
    try:
        plain = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return "its percent-encoding is not UTF-8"
    is_other = "*" in plain and "*" not in path
    if is_other or _list_names(plain) != _list_names(path):
        return "it is a pattern if its percent-encoding is undone"
    return path_problem(plain)


def is_full(address: str) -> bool:
    """Tell whether an address names a scheme."""
    return bool(_FULL.match(address))


def split_target(target: str) -> tuple[str, str]:
    """Split a path from the query and the fragment behind it."""
    found = _SUFFIX.search(target)
    return (target[: found.start()], found[0]) if found else (target, "")


def without_home(address: str, home: str) -> str:
    """Leave the site's own address out of one that names it, with a scheme or without.

    Args:
        address: A path, or a full address.
        home: The site's address.
    """
    address = address.strip(" ")
    if address.startswith("/"):
        return address
    own = _SCHEME.sub("", home)
    rest = _SCHEME.sub("", address)
    if not own or rest[: len(own)].lower() != own.lower():
        return address
    path = rest[len(own) :]
    return path or "/" if path[:1] in ("", "/", "?", "#") else address


def target_url(target: str, home: str) -> str:
    """Write where a redirect leads in the one form that this site uses.

    Args:
        target: A path, or a full address; one of this site's own becomes a path.
        home: The site's address.
    """
    target = without_home(target, home)
    if is_full(target) or target.startswith("//"):
        return target
    path, suffix = split_target(target)
    return (path if ":splat" in path else source_url(path)) + suffix


def target_problem(target: str, allowed: frozenset[str]) -> str:
    """Say why a redirect may not lead to an address; empty if it may.

    Args:
        target: What ``target_url`` returns.
        allowed: Names of other hosts that redirects may lead to.
    """
    if found := _FORBIDDEN.search(target):
        return f"it contains {found[0]!r}"
    if not is_full(target):
        path, _ = split_target(target)
        if _NOT_UTF8 in path:
            return "its percent-encoding is not UTF-8"
        if "*" in path:
            return "what '*' stands for is called ':splat'"
        return path_problem(path)
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "it is no address"
    problems = (
        (" " in target, "it contains a space"),
        (parts.scheme not in ("http", "https"), f"'{parts.scheme}:' leads to no page"),
        (not host, "it names no host"),
        ("@" in parts.netloc, "it names a user"),
        (host not in allowed, f"'{host}' is not among 'redirects_allow'"),
    )
    return next((problem for is_so, problem in problems if is_so), "")


def names_in(path: str) -> set[str]:
    """Name the placeholders of a source or a target, the rest among them."""
    return set(_list_names(path))


def _list_names(path: str) -> list[str]:
    names: list[str] = _PLACEHOLDER.findall(path)
    return [*names, "splat"] if path.endswith("*") else names


def has_holes(target: str) -> bool:
    """Tell whether something is to be put into a target."""
    return ":splat" in target or bool(_PLACEHOLDER.search(target))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into the place of the placeholders of a source or a target."""
    names = "|".join(sorted(values, key=len, reverse=True)) or "(?!)"
    rest = values.get("splat", "*")
    return re.sub(
        rf":({names})|\*\Z",
        lambda found: values[found[1]] if found[1] else rest,
        text,
    )
