"""Turn complaints about pages into findings: placed, levelled, and each said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Severity, Span
from sitewright.kernel.frozen import replace
from sitewright.kernel.sentences import count
from sitewright.model.checks import Complaint, FinishedSite
from sitewright.model.levels import OFF
from sitewright.model.page import Page
from sitewright.stages.checks.places import Places, Sources

Complaints = Iterable[tuple[str, Complaint]]
"""Complaints, each with the key of the page that it is about; empty for the site."""

_MOST_EXAMPLES: Final = 3
_NEARLY: Final = 0.9


class _Case(NamedTuple):
    """A page that a finding shows on, and what it is there."""

    page: Page
    example: str


_Said = dict[Diagnostic, list[_Case]]
"""The pages of each finding."""

_ALREADY: Final = {
    "A11Y008": ("MD003",),
    "LEAK001": ("MD004",),
    "LEAK005": ("MD001",),
    "LNK002": ("MD006",),
    "LNK003": ("AST003",),
    "LNK006": ("MD007",),
}
"""The codes by which a build itself may have said the same."""


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
    pages = {page.key: page for page in site.site.pages}
    said: _Said = defaultdict(list)
    lost: _Said = defaultdict(list)
    for key, complaint in complaints:
        level = levels[complaint.code]
        if level == OFF:
            continue
        if not key:
            said[_finding(complaint, level, complaint.span)] = []
            continue
        page = pages[key]
        span = places.find(page, complaint)
        if not span and complaint.field and not complaint.literals:
            continue
        is_own = span is not None and span.path == page.path
        case = _Case(page, "" if is_own else complaint.example)
        (said if span else lost)[_finding(complaint, level, span)].append(case)
    _blame_layouts(lost, said, _find_users(site, places))
    told = {
        (it.code, it.span.path, what)
        for it in known
        if it.span
        for what in (it.span.line, it.message)
    }
    findings = (_with_examples(item, cases) for item, cases in said.items())
    return tuple(item for item in findings if not _is_told(item, told))


def level_findings(findings: Findings, levels: Mapping[str, str]) -> Findings:
    """Give what a build warns of the levels that the settings ask for.

    An error needs none: it stops the build, so there is nothing to look through.
    """
    asked = ((item, levels.get(item.code, item.severity.value)) for item in findings)
    return tuple(
        replace(item, severity=Severity(level)) for item, level in asked if level != OFF
    )


def _finding(complaint: Complaint, level: str, span: Span | None) -> Diagnostic:
    told = complaint.message, span, complaint.hint, complaint.notes
    return Diagnostic(complaint.code, Severity(level), *told)


def _find_users(site: FinishedSite, places: Places) -> dict[str, set[str]]:
    """Find the pages of each template, by its path; that of most pages is the first."""
    users: dict[str, set[str]] = defaultdict(set)
    for key, finished in site.pages.items():
        for path in places.templates_of(finished.page):
            users[path].add(key)
    return dict(sorted(users.items(), key=lambda item: -len(item[1])))


def _blame_layouts(lost: _Said, said: _Said, users: Mapping[str, set[str]]) -> None:
    """Give a place to what was found in no source: what a layout's pages have is its.

    Nearly all must have it: a page that search engines do not see is spared some checks.
    Of several such templates, that of most pages is meant. All else is about its page.
    """
    for item, cases in lost.items():
        keys = {case.page.key for case in cases}
        blamed: dict[str, str] = {}
        for path, some in users.items():
            having = some & keys
            if len(having) > 1 and len(having) >= _NEARLY * len(some):
                blamed |= dict.fromkeys(having - blamed.keys(), path)
        for case in cases:
            span = Span(blamed.get(case.page.key, case.page.path))
            said[replace(item, span=span)].append(case)


def _with_examples(item: Diagnostic, cases: list[_Case]) -> Diagnostic:
    """Say on which pages a finding shows, if its place does not."""
    urls = list(dict.fromkeys(case.page.url for case in cases))
    if not cases:
        return item
    first, example = cases[0]
    notes = [*item.notes]
    if not item.span or item.span.path != first.path or len(urls) > 1:
        shown = ", ".join(urls[:_MOST_EXAMPLES])
        such_as = ", such as" if len(urls) > _MOST_EXAMPLES else ":"
        notes.append(Note(f"on {count(len(urls), 'page')}{such_as} {shown}"))
    if example:
        notes.append(Note(f"on {first.url} it is {example}"))
    return replace(item, notes=tuple(notes)) if notes else item


def _is_told(item: Diagnostic, told: set[tuple[str, str, int | str]]) -> bool:
    """Tell whether the build has said it of the same line, or in the same words."""
    span = item.span
    return span is not None and any(
        (code, span.path, what) in told
        for code in _ALREADY.get(item.code, ())
        for what in (span.line, item.message)
    )
