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


def write_policy(
    all_needs: Iterable[Needs], security: Security, *, is_in_page: bool = False
) -> str:
    """Write the policy that allows what pages and settings ask for, and nothing else.

    Of a site without scripts, all that it loads is known, and nothing else may be. What
    scripts load is not: with them, the site's own host may always be asked.

    Args:
        all_needs: What each file needs.
        security: What the settings allow besides.
        is_in_page: Whether it is for an element ``meta``, which knows less.
    """
    found: dict[str, set[str]] = {}
    for needs in all_needs:
        for directive, source in needs.sources:
            found.setdefault(directive, set()).add(source)
    has_own_frames = SELF in found.get("frame-src", ())
    _grant(found)
    for directive, sources in security.sources.items():
        found.setdefault(directive, set()).update(sources)
    runs_scripts = any(found.get(name) for name in (_SCRIPT, "script-src-attr"))
    found.setdefault("default-src", set()).update([SELF] if runs_scripts else [])
    _complete(found)
    if security.ancestors is not None:
        found["frame-ancestors"] = {*ancestors(security, has_own_frames)}
    left_out = _NOT_IN_PAGES if is_in_page else ()
    return "; ".join(
        f"{name} {_in_order(name, found[name])}".strip()
        for name in _ORDER
        if name in found and name not in left_out
    )


def ancestors(security: Security, has_own_frames: bool) -> tuple[str, ...]:
    """Name who may show pages in a frame; none at all if it is nobody."""
    own = (SELF,) if has_own_frames else ()
    given = security.ancestors or ()
    return tuple(dict.fromkeys(name for name in (*own, *given) if name != _NONE))


def _grant(found: dict[str, set[str]]) -> None:
    """Allow what trusted scripts and style sheets of other hosts load in their turn."""
    for trusting, directives in _GRANTED.items():
        hosts = {source for source in found.get(trusting, ()) if "://" in source}
        for directive in directives if hosts else ():
            found.setdefault(directive, set()).update(hosts)
        for host in hosts:
            if companion := _COMPANIONS.get((trusting, host)):
                found.setdefault(companion[0], set()).add(companion[1])


def _complete(found: dict[str, set[str]]) -> None:
    """Put into each directive what the default would have allowed, and vice versa."""
    default = found["default-src"]
    if default:
        found.setdefault("form-action", set()).add(SELF)
    else:
        found.setdefault("img-src", set()).add(SELF)  # /favicon.ico, unasked
    for name in _FETCHED:
        sources = found.get(name)
        if sources is not None and _NONE not in sources:
            sources |= default
        if sources == default:
            del found[name]
    for name in ("object-src", "base-uri", "form-action"):
        found.setdefault(name, set())
    if not default and not found["object-src"]:
        del found["object-src"]
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
