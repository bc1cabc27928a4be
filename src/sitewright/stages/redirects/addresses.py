"""Write old and new addresses in the one form that this site uses."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from sitewright.kernel.urls import path_problem, settled_url

_FULL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SUFFIX: Final = re.compile(r"[?#].*", re.DOTALL)
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f\\]")
_PLACEHOLDER: Final = re.compile(r"(?<=/):([A-Za-z_]\w*)")


def source_url(path: str) -> str:
    """Write an old path in the one form that this site uses.

    A leading slash is added; ``/a``, ``/a/`` and ``/a/index.html`` are one address;
    a path with a file ending stays a file; percent-encoding is undone, as hosts do
    before they look for a file. What ends in ``*`` stays as it is.
    """
    url = "/" + unquote(path.strip()).removeprefix("/")
    return url if url.endswith("*") else settled_url(url)


def source_problem(path: str) -> str:
    """Say why what an author wrote cannot be an old path; empty if it can."""
    if not path:
        return "it is empty"
    if is_full(path):
        return "it is a full address, not a path of this site"
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return "its percent-encoding is not UTF-8"
    if "*" in path[:-1] or (path.endswith("*") and not path.endswith("/*")):
        return "'*' stands for the rest of an address, behind its last slash"
    names = _PLACEHOLDER.findall(path)
    if len(names) > len(set(names)):
        return "it has a placeholder twice"
    return path_problem(path if path.startswith("/") else f"/{path}")


def is_full(address: str) -> bool:
    """Tell whether an address names a scheme."""
    return bool(_FULL.match(address))


def split_target(target: str) -> tuple[str, str]:
    """Split a path from the query and the fragment behind it."""
    path = _SUFFIX.sub("", target)
    return path, target[len(path) :]


def target_url(target: str, home: str) -> str:
    """Write where a redirect leads in the one form that this site uses.

    Args:
        target: A path, or a full address; one of this site's own becomes a path.
        home: The site's address.
    """
    target = target.strip()
    if is_full(target) and f"{target}/".lower().startswith(f"{home}/".lower()):
        target = target[len(home) :] or "/"
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
    names = set(_PLACEHOLDER.findall(path))
    return names | {"splat"} if path.endswith("*") else names
