"""Turn complaints about pages into findings: placed, levelled, and each said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Severity, Span
from sitewright.kernel.sentences import count
from sitewright.model.checks import Complaint, FinishedSite
from sitewright.model.levels import OFF
from sitewright.model.page import Page
from sitewright.stages.checks.places import Places, Sources

Complaints = Iterable[tuple[str, Complaint]]
"""Complaints, each with the key of the page that it is about."""

_MOST_EXAMPLES: Final = 3

_ALREADY: Final = {
    "LEAK001": ("MD004",),
    "LEAK005": ("MD001",),
    "LNK002": ("MD006",),
    "LNK006": ("MD007",),
}
"""The codes by which a build itself may have said the same of the same line."""


def place_complaints(
    complaints: Complaints,
    site: FinishedSite,
    sources: Sources,
    levels: Mapping[str, str],
    known: Findings,
) -> Findings:
    """Make findings of complaints.

    Args:
        complaints: What the checks have said, in the order of the pages.
        site: What they looked at.
        sources: What it was made from.
        levels: How much each code matters.
        known: What the build has found.
    """
    places = Places(sources)
    said: dict[Diagnostic, list[Page]] = defaultdict(list)
    lost: dict[Diagnostic, list[Page]] = defaultdict(list)
    for key, complaint in complaints:
        level = levels[complaint.code]
        if level == OFF:
            continue
        page = site.pages[key].page
        span = places.find(page, complaint)
        if not span and complaint.field and not complaint.literals:
            continue
        (said if span else lost)[_finding(complaint, level, span)].append(page)
    _blame_layouts(lost, said, site, places)
    told = {(it.code, it.span.path, it.span.line) for it in known if it.span}
    findings = (_with_examples(item, pages) for item, pages in said.items())
    return tuple(item for item in findings if not _is_told(item, told))


def _finding(complaint: Complaint, level: str, span: Span | None) -> Diagnostic:
    told = complaint.message, span, complaint.hint, complaint.notes
    return Diagnostic(complaint.code, Severity(level), *told)


def _blame_layouts(
    lost: Mapping[Diagnostic, list[Page]],
    said: dict[Diagnostic, list[Page]],
    site: FinishedSite,
    places: Places,
) -> None:
    """Give a place to what was found in no source: what all pages of a layout have is its.

    Of several such layouts, that of most pages is meant. All else is about its page.
    """
    users: dict[str, set[str]] = defaultdict(set)
    for key, finished in site.pages.items():
        for path in places.templates_of(finished.page):
            users[path].add(key)
    for item, pages in lost.items():
        keys = {page.key for page in pages}
        wholly = [
            path for path, some in users.items() if len(some) > 1 and some <= keys
        ]
        blamed: dict[str, str] = {}
        for path in sorted(wholly, key=lambda path: -len(users[path])):
            blamed |= dict.fromkeys(users[path] - blamed.keys(), path)
        for page in pages:
            span = Span(blamed.get(page.key, page.path))
            said[replace(item, span=span)].append(page)


def _with_examples(item: Diagnostic, pages: list[Page]) -> Diagnostic:
    """Say on which pages a finding shows, if its place does not."""
    urls = list(dict.fromkeys(page.url for page in pages))
    if item.span and item.span.path == pages[0].path and len(urls) == 1:
        return item
    shown = ", ".join(urls[:_MOST_EXAMPLES])
    such_as = ", such as" if len(urls) > _MOST_EXAMPLES else ":"
    note = Note(f"on {count(len(urls), 'page')}{such_as} {shown}")
    return replace(item, notes=(*item.notes, note))


def _is_told(item: Diagnostic, told: set[tuple[str, str, int]]) -> bool:
    span = item.span
    return span is not None and any(
        (code, span.path, span.line) in told for code in _ALREADY.get(item.code, ())
    )
