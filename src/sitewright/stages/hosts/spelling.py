"""Spell addresses as hosts and their visitors do."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote

from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import base_path_of, encode_path
from sitewright.model.config import SiteConfig

_FULL: Final = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SUFFIX: Final = regex(r"[?#]")
_LONE_PERCENT: Final = regex(r"%(?![0-9a-fA-F]{2})")
_RESERVED: Final = "!$&'()*+,/:;=?@[]~-._#%"
# Browsers send these as they are, other programs encode them.
_EITHER_WAY: Final = "/!$&'()*+,;=:@~-._[]|"


def folder_of(config: SiteConfig) -> str:
    """Name the folder below which the site lives, not percent-encoded; or nothing."""
    return unquote(base_path_of(config.url))


def encode_target(target: str, base: str) -> str:
    """Percent-encode where a redirect leads, and put the site's folder in front.

    A path is not encoded before; of a query, a fragment and a full address, ``%20``
    and the like stay as they are.
    """
    if _FULL.match(target):
        return _encode_rest(target)
    path, rest = split_suffix(target)
    return encode_path(base + path) + _encode_rest(rest)


def _encode_rest(text: str) -> str:
    if not text:
        return ""
    return quote(_LONE_PERCENT.sub("%25", text), safe=_RESERVED)


def split_suffix(target: str) -> tuple[str, str]:
    """Split a path or full address from the query and the fragment behind it."""
    found = _SUFFIX.search(target)
    return (target[: found.start()], target[found.start() :]) if found else (target, "")


def split_target(target: str) -> tuple[str, str, str]:
    """Split a target into path, query and fragment, each with its mark."""
    rest, mark, fragment = target.partition("#")
    path, question, query = rest.partition("?")
    return path, question + query, mark + fragment


def spellings(path: str) -> list[str]:
    """Percent-encode an old path in every way that clients do, the full one first."""
    encoded = encode_path(path)
    if encoded == path:
        return [path]
    return list(dict.fromkeys((encoded, quote(path, safe=_EITHER_WAY))))
