"""Lead patterns to their end in one hop, and find those that go round."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic
from sitewright.model.redirect import Redirect
from sitewright.stages.redirects.addresses import (
    fill,
    has_holes,
    is_full,
    names_in,
    split_target,
)
from sitewright.stages.redirects.chains import goes_round, lead_on

_REST: Final = ":splat"
_LAST: Final = "\U0010ffff"

_Step = tuple[Redirect, tuple[str, ...]]
"""A redirect, and the sources that were passed on the way to it."""


def lead_patterns(
    redirects: Sequence[Redirect], live: Mapping[str, str]
) -> Checked[tuple[Redirect, ...]]:
    """Join patterns with what answers for the addresses that they lead to.

    ``/blog/*`` to ``/news/:splat`` and ``/news/*`` to ``/articles/:splat`` are joined.
    If only ``/news/old/`` is redirected, ``/blog/old/`` is added. Of what may lead
    anywhere, as ``/:splat`` does, nothing is known.

    Args:
        redirects: All of them, single addresses led to their end.
        live: The URL of every page and file.

    Returns:
        The redirects and those added, sorted by source, without those that go round,
        and an error for each circle.
    """
    leading = _Leading(redirects, live)
    leading.run([item for item in redirects if item.is_pattern])
    ordered = sorted(leading.table.values(), key=lambda item: item.source)
    return tuple(ordered), tuple(leading.findings)


class _Leading:
    """A table that grows while patterns are followed.

    Attributes:
        table: The redirects by their source.
        findings: An error for each circle.
    """

    def __init__(self, redirects: Iterable[Redirect], live: Mapping[str, str]) -> None:
        self.table = {item.source: item for item in redirects}
        self.findings: list[Diagnostic] = []
        self._live = live
        self._round: set[str] = set()
        urls = sorted(live)
        ranked = sorted(self.table.values(), key=lambda item: item.rank)
        # Where there are pages, hosts send these; or not: a warning says so.
        self._followed = {
            item.source: item
            for item in ranked
            if not item.query and not (item.is_pattern and item.find_among(urls))
        }
        self._sources = sorted(self._followed)
        self._matchers = [
            (item, item.matcher) for item in self._followed.values() if item.is_pattern
        ]

    def run(self, patterns: Iterable[Redirect]) -> None:
        """Follow patterns, and those that are added meanwhile."""
        waiting: list[_Step] = [(pattern, (pattern.source,)) for pattern in patterns]
        for pattern, way in waiting:  # which grows meanwhile
            for added, its_way in self._follow(pattern, way):
                if added.source not in self.table and added.source not in self._live:
                    self.table[added.source] = added
                    if added.is_pattern:
                        waiting.append((added, its_way))

    def _follow(self, pattern: Redirect, way: tuple[str, ...]) -> Iterator[_Step]:
        """Lead a pattern to its end; give what is to be added on the way."""
        while has_holes(pattern.target) and not is_full(pattern.target):
            yield from self._branches(pattern, way)
            following = self._find_cover(split_target(pattern.target)[0])
            if following is None:
                break
            if following.source in way:
                self._report(way, following)
                self.table.pop(way[0], None)
                return
            way = (*way, following.source)
            pattern = lead_on(pattern, following)
        self.table[pattern.source] = pattern

    def _find_cover(self, target: str) -> Redirect | None:
        """Find what answers for all addresses that a target stands for."""
        for other, matcher in self._matchers:
            match = matcher.fullmatch(target)
            values = match.groupdict() if match else {}
            if match and all(
                name == "splat" or _REST not in value for name, value in values.items()
            ):
                return replace(other, target=fill(other.target, values))
        return None

    def _branches(self, pattern: Redirect, way: tuple[str, ...]) -> Iterator[_Step]:
        """Find what answers for some of the addresses that a target stands for."""
        path, suffix = split_target(pattern.target)
        shape = replace(pattern, source=path.replace(_REST, "*"))
        start = shape.beginning
        if start in ("", "/"):
            return
        matcher = shape.matcher
        first = bisect_left(self._sources, start)
        last = bisect_left(self._sources, start + _LAST)
        for source in self._sources[first:last]:
            other = self.table.get(source)
            if other is None or source in way:
                continue
            if not other.is_pattern and (match := matcher.fullmatch(source)):
                old = fill(pattern.source, match.groupdict())
            elif _is_below(other, pattern, path, start):
                old = pattern.source[:-1] + source.removeprefix(start)
            else:
                continue
            branch = replace(pattern, source=old, target=source + suffix, page="")
            yield lead_on(branch, other), (*way, source)

    def _report(self, way: tuple[str, ...], again: Redirect) -> None:
        circle = way[way.index(again.source) :]
        if self._round.isdisjoint(circle):
            self.findings.append(goes_round([*circle, again.source], again))
        self._round.update(circle)


def _is_below(other: Redirect, pattern: Redirect, path: str, start: str) -> bool:
    """Tell whether a pattern is about a part of what another one leads to."""
    rest = other.source.removeprefix(start)
    return (
        other.is_pattern
        and path == start + _REST
        and rest != "*"
        and names_in(rest).isdisjoint(names_in(pattern.source) - {"splat"})
    )
