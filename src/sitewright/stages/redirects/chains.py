"""Lead every old address to its end in one hop, and find those that go round."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitewright.kernel.diagnostics import Checked, Diagnostic, error
from sitewright.model.redirect import GONE, PERMANENT, Redirect
from sitewright.stages.redirects.addresses import is_full, names_in, split_target


def join_chains(
    redirects: Sequence[Redirect], live: Mapping[str, str]
) -> Checked[tuple[Redirect, ...]]:
    """Follow what leads to other old addresses.

    Args:
        redirects: All of them, each source once.
        live: The URL of every page and file.

    Returns:
        The redirects in the same order, without those that go round, and an error for
        each circle.
    """
    joining = _Joining(redirects, live)
    joined = [joining.follow(redirect) for redirect in redirects]
    return tuple(item for item in joined if item), tuple(joining.findings)


class _Joining:
    """A way through the table, on which each source is followed once.

    Attributes:
        findings: An error for each circle.
    """

    def __init__(self, redirects: Sequence[Redirect], live: Mapping[str, str]) -> None:
        self.findings: list[Diagnostic] = []
        self._live = live
        self._single = {item.source: item for item in redirects if not item.is_pattern}
        patterns = [item for item in redirects if item.is_pattern]
        patterns.sort(key=lambda item: (-len(item.source), item.source))
        self._patterns = [(item, item.matcher) for item in patterns]
        self._ends: dict[str, Redirect | None] = {}

    def follow(self, redirect: Redirect) -> Redirect | None:
        """Lead one redirect to its end; None, with an error, if it goes round."""
        way: dict[str, Redirect] = {}
        current: Redirect | None = redirect
        while current and current.source not in self._ends:
            if current.source in way:
                self._report(way, current.source)
                return None
            way[current.source] = current
            current = self._next(current)
        end = self._ends[current.source] if current else None
        is_round = current is not None and end is None
        for item in reversed(way.values()):
            end = _joined(item, end) if end else item
            self._ends[item.source] = None if is_round else end
        return self._ends[redirect.source]

    def _next(self, redirect: Redirect) -> Redirect | None:
        """Find the redirect that answers for where another one leads."""
        path, _ = split_target(redirect.target)
        if not path or is_full(path) or path in self._live:
            return None
        if names_in(path) or ":splat" in path:  # which page it will be is not known
            likely = path.replace(":splat", "x")
            return redirect if redirect.matcher.fullmatch(likely) else None
        if found := self._single.get(path):
            return found
        for pattern, matcher in self._patterns:
            if match := matcher.fullmatch(path):
                return replace(pattern, source=path, target=_fill(pattern, match))
        return None

    def _report(self, way: Mapping[str, Redirect], again: str) -> None:
        sources = list(way)
        circle = sources[sources.index(again) :]
        self._ends.update(dict.fromkeys(sources))
        names = " -> ".join([*circle, again])
        self.findings.append(
            error(
                "RED008",
                f"these redirects go round: {names}",
                way[again].span,
                "let one of them lead to a page",
            )
        )


def _fill(pattern: Redirect, match: re.Match[str]) -> str:
    """Write the target of a pattern for one address."""
    target = pattern.target
    for name, value in sorted(match.groupdict().items(), reverse=True):
        target = target.replace(f":{name}", value)
    return target


def _joined(first: Redirect, end: Redirect) -> Redirect:
    """Lead a redirect where the next one leads."""
    if end.is_gone:
        return replace(first, target="", status=GONE)
    _, suffix = split_target(first.target)
    path, own = split_target(end.target)
    lasts = end.status in PERMANENT or first.status not in PERMANENT
    status = first.status if lasts else end.status
    return replace(first, target=path + (own or suffix), status=status)
