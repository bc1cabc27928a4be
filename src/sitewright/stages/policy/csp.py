"""Write a Content-Security-Policy out of what pages need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitewright.model.security import Needs, Security
from sitewright.stages.policy.addresses import SELF

_NONE: Final = "'none'"
_HASHES: Final = "'unsafe-hashes'"
_INLINE: Final = "'unsafe-inline'"
_SCRIPT, _STYLE = "script-src", "style-src"
_OF_ATTRIBUTES: Final = {"script-src-attr": _SCRIPT, "style-src-attr": _STYLE}

_FETCHED: Final = (
    *(_SCRIPT, _STYLE, "img-src", "font-src", "connect-src", "media-src"),
    *("frame-src", "worker-src", "manifest-src"),
)
_ALONE: Final = ("sandbox", "upgrade-insecure-requests")
_NOT_IN_PAGES: Final = ("frame-ancestors", "report-uri", "report-to", "sandbox")
_ORDER: Final = (
    *("default-src", _SCRIPT, "script-src-attr", _STYLE, "style-src-attr"),
    *("img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src"),
    *("worker-src", "manifest-src", "base-uri", "form-action", "frame-ancestors"),
    *("sandbox", "require-trusted-types-for", "trusted-types"),
    *("upgrade-insecure-requests", "report-uri", "report-to"),
)

_GRANTED: Final = {
    _SCRIPT: ("connect-src", "img-src"),
    _STYLE: ("font-src", "img-src"),
}
"""What a host may send besides, whose scripts or style sheets are trusted."""
_COMPANIONS: Final = {
    (_STYLE, "https://fonts.googleapis.com"): ("font-src", "https://fonts.gstatic.com"),
}
"""Hosts whose style sheets are known to load all of their fonts from another."""


Directives = dict[str, set[str]]
"""The sources that each directive of a policy allows."""


def find_directives(all_needs: Iterable[Needs], security: Security) -> Directives:
    """Allow what pages and settings ask for, and nothing else.

    Of a site without scripts, all that it loads is known, and nothing else may be. What
    scripts load is not: with them, the site's own host may always be asked.

    Args:
        all_needs: What each file needs.
        security: What the settings allow besides.
    """
    found: Directives = {}
    for needs in all_needs:
        for directive, source in needs.sources:
            found.setdefault(directive, set()).add(source)
    _grant(found)
    for directive, sources in security.sources.items():
        found.setdefault(directive, set()).update(sources)
    default = found.setdefault("default-src", set())
    if _NONE in default:
        default.clear()
    elif found.get(_SCRIPT) or found.get("script-src-attr"):
        default.add(SELF)
    if security.ancestors is not None:
        shows_itself = SELF in default | found.get("frame-src", set())
        own = {SELF} if shows_itself else set()
        found["frame-ancestors"] = {*own, *security.ancestors} - {_NONE}
    _complete(found)
    return found


def format_policy(directives: Directives, *, is_in_page: bool = False) -> str:
    """Write a policy; in an element ``meta`` it can say less than in a header."""
    left_out = _NOT_IN_PAGES if is_in_page else ()
    return "; ".join(
        f"{name} {_in_order(name, directives[name])}".strip()
        for name in _ORDER
        if name in directives and name not in left_out
    )


def _grant(found: Directives) -> None:
    """Allow what trusted scripts and style sheets of other hosts load in their turn."""
    for trusting, directives in _GRANTED.items():
        hosts = {source for source in found.get(trusting, ()) if "://" in source}
        for directive in directives if hosts else ():
            found.setdefault(directive, set()).update(hosts)
        for host in hosts:
            if companion := _COMPANIONS.get((trusting, host)):
                found.setdefault(companion[0], set()).add(companion[1])


def _complete(found: Directives) -> None:
    """Put into each directive what the default would have allowed, and vice versa."""
    default = found["default-src"]
    if not default:
        found.setdefault("img-src", set()).add(SELF)  # /favicon.ico, unasked
    found.setdefault("form-action", set())
    for name in (*_FETCHED, "form-action"):
        sources = found.get(name)
        if sources is not None and _NONE not in sources:
            sources |= default
        if sources == default and name in _FETCHED:
            del found[name]
    found.setdefault("base-uri", set())
    if default:
        found.setdefault("object-src", set())
    for name, of_elements in _OF_ATTRIBUTES.items():
        if _INLINE in found.get(of_elements, ()):
            found.pop(name, None)
        elif found.get(name):
            found[name].add(_HASHES)


def _in_order(directive: str, sources: set[str]) -> str:
    """Write sources in one order, whatever the order of pages was.

    Hashes beside ``'unsafe-inline'`` would make browsers pass that over.
    """
    named = sources - {_NONE}
    if _INLINE in named:
        named = {source for source in named if not _is_hash(source)}
    nothing = "" if directive in _ALONE else _NONE
    return " ".join(sorted(named, key=lambda text: (_rank(text), text))) or nothing


def _rank(source: str) -> int:
    """Put keywords first, then schemes and hosts, and hashes last."""
    return 2 if _is_hash(source) else int(not source.startswith("'"))


def _is_hash(source: str) -> bool:
    return source.startswith("'sha")
