"""Make the headers that guard a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sitewright.kernel.diagnostics import Checked, Span
from sitewright.model.header import EVERYTHING, Header
from sitewright.model.security import Needs, Security
from sitewright.stages.policy.addresses import SELF
from sitewright.stages.policy.csp import find_directives, format_policy

POLICY: Final = "Content-Security-Policy"
ONLY_REPORTS: Final = f"{POLICY}-Report-Only"

_OFF: Final = (
    *("accelerometer", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial"),
    *("usb", "xr-spatial-tracking"),
)
"""Features of browsers that a page has only if it asks for them."""
_MOST: Final = 3


def make_headers(
    needs: tuple[Needs, ...], security: Security, url: str
) -> Checked[tuple[Header, ...]]:
    """Make the headers for all answers of a site.

    Args:
        needs: What each file needs.
        security: The settings.
        url: The site's address.
    """
    headers = tuple(
        Header(EVERYTHING, name, value, *_place(name, needs, security))
        for name, value in _values(needs, security, url)
        if value
    )
    return headers, ()


def _values(
    needs: tuple[Needs, ...], security: Security, url: str
) -> Iterator[tuple[str, str]]:
    directives = find_directives(needs, security)
    if security.has_policy:
        name = ONLY_REPORTS if security.only_reports else POLICY
        yield name, format_policy(directives)
    if url.startswith("https:"):
        yield "Strict-Transport-Security", security.hsts
    yield "X-Content-Type-Options", "nosniff" if security.has_nosniff else ""
    yield "X-Frame-Options", _frame_options(directives.get("frame-ancestors"))
    yield "Referrer-Policy", security.referrer_policy
    yield "Permissions-Policy", _permissions(needs, security)
    yield "Cross-Origin-Opener-Policy", security.opener_policy


def _frame_options(ancestors: set[str] | None) -> str:
    """Say to old browsers what ``frame-ancestors`` says, if they can be told."""
    if ancestors == set():
        return "DENY"
    return "SAMEORIGIN" if ancestors == {SELF} else ""


def _permissions(needs: Iterable[Needs], security: Security) -> str:
    if security.permissions is None:
        return ""
    asked = {feature for item in needs for feature in item.features}
    allowed = {feature: () for feature in _OFF if feature not in asked}
    merged = {**allowed, **security.permissions}
    return ", ".join(f"{name}={_who(merged[name])}" for name in sorted(merged))


def _who(allowed: tuple[str, ...]) -> str:
    if "*" in allowed:
        return "*"
    names = (who if who == "self" else f'"{who}"' for who in allowed)
    return f"({' '.join(names)})"


def _place(name: str, needs: Iterable[Needs], security: Security) -> tuple[Span, str]:
    """Say where a header was asked for, and what makes it shorter."""
    if not name.startswith(POLICY):
        return security.span, ""
    counts = {item.origin: _count_hashes(item) for item in needs}
    most = sorted(counts, key=lambda origin: (-counts[origin], origin))[:_MOST]
    named = ", ".join(f"{name} ({counts[name]})" for name in most if counts[name])
    advice = (
        "put scripts and styles that stand in pages into files of the static folder"
    )
    return security.policy_span, f"{advice}: {named}" if named else ""


def _count_hashes(needs: Needs) -> int:
    return sum(source.startswith("'sha256-") for _, source in needs.sources)
