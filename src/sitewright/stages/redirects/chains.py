"""Lead every old address to its end in one hop, and find those that go round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, error
from sitewright.kernel.frozen import replace
from sitewright.kernel.urls import LONGEST_PATH
from sitewright.model.redirect import GONE, PERMANENT, Redirect
from sitewright.stages.redirects.addresses import (
    fill,
    has_holes,
    is_full,
    split_target,
)
from sitewright.stages.redirects.lookup import Patterns

_SHOWN: Final = 3


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
    if all(redirect.target in live for redirect in redirects):
        return tuple(redirects), ()
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
        self._single: dict[str, Redirect] = {}
        self._asking: dict[str, list[Redirect]] = {}
        self._patterns = Patterns(item for item in redirects if item.is_pattern)
        for item in sorted(redirects, key=lambda item: item.rank):
            if item.query:
                self._asking.setdefault(item.path, []).append(item)
            elif not item.is_pattern:
                self._single[item.source] = item
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
            if (
                len(current.source) > LONGEST_PATH
            ):  # a pattern makes it longer each time
                self._report(way, next(iter(way)), has_no_end=True)
                return None
            current = self._next(current)
        end = self._ends[current.source] if current else None
        is_round = current is not None and end is None
        for item in reversed(way.values()):
            end = self._joined(item, end) if end else item
            self._ends[item.source] = None if is_round else end
        return self._ends[redirect.source]

    def _next(self, redirect: Redirect) -> Redirect | None:
        """Find the redirect that answers for where another one leads."""
        path, suffix = split_target(redirect.target)
        if asked := self._asked(path, suffix):
            return asked
        if not path or is_full(path) or path in self._live or has_holes(path):
            return None
        if single := self._single.get(path):
            return single
        if found := self._patterns.find(path):
            pattern, match = found
            target = fill(pattern.target, match.groupdict())
            return replace(pattern, source=path, target=target)
        return None

    def _asked(self, path: str, suffix: str) -> Redirect | None:
        """Find the redirect about a path with the query that is in a suffix."""
        query = suffix.partition("#")[0].removeprefix("?")
        asking = self._asking.get(path, ()) if query else ()
        return next((item for item in asking if item.is_asked_by(query)), None)

    def _joined(self, first: Redirect, end: Redirect) -> Redirect:
        """Lead a redirect where the next one leads."""
        path, suffix = split_target(first.target)
        if self._asked(path, suffix):
            first = replace(first, target=path + "".join(suffix.partition("#")[1:]))
        return lead_on(first, end)

    def _report(
        self, way: Mapping[str, Redirect], again: str, *, has_no_end: bool = False
    ) -> None:
        sources = list(way)
        circle = [*sources[sources.index(again) :], again]
        self._ends.update(dict.fromkeys(sources))
        shown = [*sources[:_SHOWN], "…"] if has_no_end else circle
        self.findings.append(goes_round(shown, way[again]))


def lead_on(first: Redirect, end: Redirect) -> Redirect:
    """Lead a redirect where another one leads; what that says comes before its own."""
    if end.is_gone:
        return replace(first, target="", status=GONE)
    _, suffix = split_target(first.target)
    path, own = split_target(end.target)
    lasts = end.status in PERMANENT or first.status not in PERMANENT
    status = first.status if lasts else end.status
    return replace(first, target=path + (own or suffix), status=status)


def goes_round(sources: Sequence[str], first: Redirect) -> Diagnostic:
    """Report redirects that lead to one another."""
    message = f"these redirects go round: {' -> '.join(sources)}"
    return error("RED008", message, first.span, "let one of them lead to a page")
