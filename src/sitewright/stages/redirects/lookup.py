"""Find the patterns that are about an address without trying them all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from sitewright.model.redirect import Redirect

_LAST: Final = "\U0010ffff"


class Patterns:
    """Patterns by what all addresses of each start with, which is whole parts."""

    def __init__(self, patterns: Iterable[Redirect]) -> None:
        self._by_beginning: dict[str, list[Redirect]] = {}
        for pattern in patterns:
            self._by_beginning.setdefault(pattern.beginning, []).append(pattern)
        self._beginnings = sorted(self._by_beginning)
        self._matchers: dict[str, re.Pattern[str]] = {}

    def find(self, path: str) -> tuple[Redirect, re.Match[str]] | None:
        """Find the pattern that answers for a path, as hosts do."""
        for pattern in _ranked(self._above(path)):
            if pattern.source not in self._matchers:
                self._matchers[pattern.source] = pattern.matcher
            if match := self._matchers[pattern.source].fullmatch(path):
                return pattern, match
        return None

    def near(self, beginning: str) -> list[Redirect]:
        """List the patterns that may be about paths that start like this."""
        first = bisect_left(self._beginnings, beginning)
        last = bisect_left(self._beginnings, beginning + _LAST)
        below = self._beginnings[first:last]
        found = [item for key in below for item in self._by_beginning[key]]
        return _ranked([*self._above(beginning[:-1].rpartition("/")[0]), *found])

    def _above(self, path: str) -> Iterator[Redirect]:
        for folder in accumulate(f"{part}/" for part in path.split("/")):
            yield from self._by_beginning.get(folder, ())


def _ranked(patterns: Iterable[Redirect]) -> list[Redirect]:
    return sorted(patterns, key=lambda pattern: pattern.rank)
