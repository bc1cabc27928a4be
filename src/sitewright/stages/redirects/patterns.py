"""Lead patterns to their end in one hop, and find those that go round."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.redirect import Redirect
from sitewright.stages.redirects.addresses import (
    fill,
    has_holes,
    is_full,
    names_in,
    split_target,
)
from sitewright.stages.redirects.chains import goes_round, lead_on
from sitewright.stages.redirects.lookup import Patterns

_REST: Final = ":splat"
_LAST: Final = "\U0010ffff"
_HOLE: Final = regex(r":([A-Za-z_]\w*)")

_Step = tuple[Redirect, tuple[str, ...]]
"""A redirect, and the sources that were passed on the way to it."""
_Values = Mapping[str, str]


def lead_patterns(
    redirects: Sequence[Redirect], live: Mapping[str, str]
) -> Checked[tuple[Redirect, ...]]:
    """Join patterns with what answers for the addresses that they lead to.

    ``/blog/*`` to ``/news/:splat`` and ``/news/*`` to ``/articles/:splat`` are joined.
    If only ``/news/old/`` is redirected, ``/blog/old/`` is added. Of what may lead
    anywhere, as ``/:splat`` does, nothing is known.

    Args:
        redirects: All of them, each source once.
        live: The URL of every page and file.

    Returns:
        The redirects and those added, sorted by source, without patterns that go round,
        and an error for each circle. Single addresses are not led anywhere.
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
        every = self.table.values()
        single = (item.source for item in every if not (item.is_pattern or item.query))
        self._single = sorted(single)
        # Where there are pages, hosts send these; or not: a warning says so.
        urls = sorted(live)
        patterns = (item for item in every if item.is_pattern)
        self._patterns = Patterns(p for p in patterns if not p.find_among(urls))

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
        source = pattern.source
        while True:
            following = None
            for values, other in self._answers(split_target(pattern.target)[0]):
                if not values:
                    following = other
                    break
                if other.source not in way:
                    yield from _branch(pattern, values, other, way)
            if following is None:
                break
            if following.source in way:
                self._report(way, following)
                self.table.pop(source, None)
                return
            way = (*way, following.source)
            pattern = lead_on(pattern, following)
        self.table[source] = pattern

    def _answers(self, target: str) -> Iterator[tuple[_Values, Redirect]]:
        """Find what answers for addresses that a target stands for, in order.

        Returns:
            What must stand for its placeholders, empty if anything may; and the
            redirect, its own placeholders filled as far as they are known.
        """
        beginning = target.partition(":")[0]
        if not has_holes(target) or is_full(target) or beginning == "/":
            return
        first = bisect_left(self._single, beginning)
        last = bisect_left(self._single, beginning + _LAST)
        near = (self.table[source] for source in self._single[first:last])
        for other in (*near, *self._patterns.near(beginning)):
            if met := _meet(target, other.source):
                ours, theirs = met
                led = replace(other, target=fill(other.target, theirs))
                yield ours, led

    def _report(self, way: tuple[str, ...], again: Redirect) -> None:
        circle = way[way.index(again.source) :]
        if self._round.isdisjoint(circle):
            self.findings.append(goes_round([*circle, again.source], again))
        self._round.update(circle)


def _branch(
    pattern: Redirect, values: _Values, other: Redirect, way: tuple[str, ...]
) -> Iterator[_Step]:
    """Add what another redirect says of a part of where a pattern leads."""
    own = names_in(pattern.source) - {"splat"}
    # What stands for the rest stands behind a slash.
    if names_in("/" + values.get("splat", "")).isdisjoint(own):
        source, target = fill(pattern.source, values), fill(pattern.target, values)
        branch = replace(pattern, source=source, target=target, page="")
        yield lead_on(branch, other), (*way, other.source)


def _meet(target: str, source: str) -> tuple[_Values, _Values] | None:
    """Find the addresses that a target stands for and a source is about.

    Returns:
        What then stands for placeholders of the target, and for those of the source;
        None if there are no such addresses, or it takes more than whole parts to tell.
    """
    wanted, given = target.split("/"), source.split("/")
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for number, (new, old) in enumerate(zip_longest(wanted, given)):
        if old == "*":
            theirs["splat"] = "/".join(wanted[number:])
            break
        if new == _REST and number == len(wanted) - 1:
            ours["splat"] = "/".join(given[number:])
            break
        if new != old and not _take_part(new, old, ours, theirs):
            return None
    return ours, {name: fill(value, ours) for name, value in theirs.items()}


def _take_part(
    new: str | None, old: str | None, ours: dict[str, str], theirs: dict[str, str]
) -> bool:
    """Let a placeholder stand for the other side's part, unless there is none."""
    if not (new and old):
        return False
    given, wanted = _HOLE.fullmatch(old), _HOLE.fullmatch(new)
    if given and (wanted or ":" not in new):
        theirs[given[1]] = new
        return True
    if wanted and ":" not in old:
        return ours.setdefault(wanted[1], old) == old
    return False
