"""Find what pages hold and no policy can allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Span, warning
from sitewright.model.security import Needs, Security

_SHOWN: Final = 40


def find_blocked(
    needs: Iterable[Needs], security: Security, texts: Mapping[str, str]
) -> Findings:
    """Report once what the policy blocks, however many pages have it.

    Args:
        needs: What each file needs.
        security: The settings.
        texts: All sources that it may be written in, by path, layouts last.
    """
    if not security.has_policy or security.only_reports:
        return ()
    origins: dict[str, list[str]] = {}
    for item in needs:
        for address in item.blocked:
            origins.setdefault(address, []).append(item.origin)
    return tuple(_blocked(*item, texts) for item in origins.items())


def _blocked(address: str, origins: list[str], texts: Mapping[str, str]) -> Diagnostic:
    first, *others = origins
    places = (
        _find(address, path, texts[path]) for path in (first, *texts) if path in texts
    )
    shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
    return warning(
        "SEC001",
        f"the policy of the site blocks '{shown}'",
        next((place for place in places if place), Span(first)),
        "put what it does into a script in a file",
        (Note(f"and on {_count(others)}"),) if others else (),
    )


def _count(others: list[str]) -> str:
    return f"{len(others)} more page{'' if len(others) == 1 else 's'}"


def _find(address: str, path: str, text: str) -> Span | None:
    """Find where an address is written, if it is written just so."""
    start = text.find(address)
    if start == -1:
        return None
    line_start = text.rfind("\n", 0, start) + 1
    line = text.count("\n", 0, start) + 1
    width = len(address.partition("\n")[0])
    return Span(path, line, start - line_start + 1, width)
