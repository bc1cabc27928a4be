"""Put findings in order, and find their places again when a few have come or gone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Final

from sitewright.kernel.diagnostics import (
    Diagnostic,
    Findings,
    Severity,
    merge_repeats,
    sort_findings,
)
from sitewright.kernel.frozen import frozen, replace

_MANY: Final = 50
"""If so many files are concerned, all is put in order anew."""


@frozen
class Arranged:
    """Findings in order.

    Attributes:
        every: All of them, sorted by place.
        findings: The same, with what is wrong once said once.
        news: Those of them that were not there before.
        broken: The files about which there are errors.
    """

    every: Findings = ()
    findings: Findings = ()
    news: Findings = ()
    broken: frozenset[str] = frozenset()

    @property
    def has_errors(self) -> bool:
        """Whether any of them forbids to write the site."""
        return bool(self.broken)


def arrange(found: Iterable[Diagnostic]) -> Arranged:
    """Put findings in order."""
    every = sort_findings(found)
    findings = merge_repeats(every)
    broken = frozenset(_file_of(it) for it in every if it.severity is Severity.ERROR)
    return Arranged(every, findings, findings, broken)


def rearrange(old: Arranged, gone: Findings, come: Findings) -> Arranged:
    """Put findings in order again, some of which have gone and others have come.

    They are sorted by the file that they are about, and what is said of one does not
    change what is said of another. So only the files concerned are looked at.

    Args:
        old: The findings in order.
        gone: Which of them, by identity, are there no more.
        come: What is there besides; some may have gone before.
    """
    gone, come = _without(come, gone), _without(gone, come)
    if not gone and not come:
        return replace(old, news=())
    files = {_file_of(item) for item in (*gone, *come)}
    if len(files) > _MANY:
        now = arrange((*_without(gone, old.every), *come))
        known = {*old.findings}
        news = tuple(item for item in now.findings if item not in known)
        return replace(now, news=news)
    every, findings, broken = [*old.every], [*old.findings], old.broken - files
    fresh: list[Diagnostic] = []
    for file in files:
        place = _place_of(file, every)
        added = (item for item in come if _file_of(item) == file)
        own = arrange((*_without(gone, every[place]), *added))
        every[place] = own.every
        place = _place_of(file, findings)
        fresh += (item for item in own.findings if item not in findings[place])
        findings[place] = own.findings
        broken |= own.broken
    return Arranged(tuple(every), tuple(findings), sort_findings(fresh), broken)


def _without(gone: Iterable[Diagnostic], found: Iterable[Diagnostic]) -> Findings:
    left = Counter(map(id, gone))
    kept = []
    for item in found:
        if left[id(item)]:
            left[id(item)] -= 1
        else:
            kept.append(item)
    return tuple(kept)


def _place_of(file: str, found: list[Diagnostic]) -> slice:
    """Find where sorted findings are about a file."""
    start = bisect_left(found, file, key=_file_of)
    return slice(start, bisect_right(found, file, start, key=_file_of))


def _file_of(item: Diagnostic) -> str:
    return item.span.path if item.span else ""
