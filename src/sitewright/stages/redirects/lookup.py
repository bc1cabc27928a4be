"""Find the patterns that may be about an address without trying them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sitewright.model.redirect import Redirect

_ANYTHING: Final = ""


class Patterns:
    """Patterns by the first part of their sources; most of them say it."""

    def __init__(self, patterns: Iterable[Redirect]) -> None:
        self._by_part: dict[str, list[tuple[Redirect, re.Pattern[str]]]] = {}
        self._merged: dict[str, list[tuple[Redirect, re.Pattern[str]]]] = {}
        for pattern in patterns:
            part = _first_part(pattern.source)
            key = _ANYTHING if part.startswith((":", "*")) else part
            self._by_part.setdefault(key, []).append((pattern, pattern.matcher))

    def near(self, path: str) -> list[tuple[Redirect, re.Pattern[str]]]:
        """List those whose first part fits, in the order in which hosts try them.

        Args:
            path: A path whose first part is known.
        """
        part = _first_part(path)
        if part not in self._merged:
            both = [*self._by_part.get(part, ()), *self._by_part.get(_ANYTHING, ())]
            self._merged[part] = sorted(both, key=lambda pair: pair[0].rank)
        return self._merged[part]


def _first_part(path: str) -> str:
    return path.split("/", 2)[1]
