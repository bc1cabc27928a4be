"""Say which paginated source is divided before which: some divide what others make.

Follows Eleventy 3.1.8: what divides a collection waits for the sources whose pages are
in it, and what divides ``collections.all`` for all that do not divide it, too. A circle
is an error; there it is one as well, which says that the data is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from graphlib import CycleError, TopologicalSorter

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.kernel.frozen import frozen
from sitewright.model.data import PAGINATION, Data
from sitewright.model.page import Page

_COLLECTIONS = "collections"
_ALL = "all"


class _Rank(IntEnum):
    """How late the turn of a source comes, by what it divides."""

    FIRST = 0
    """Data, or the pages of a tag."""
    DECLARED = 1
    """A collection of the settings or of hooks."""
    NAMES = 2
    """The names of all collections."""
    LAST = 3
    """All pages."""


@frozen
class Divided:
    """What is to be known of a paginated source, to say when its turn comes.

    Attributes:
        source: Name of the data that it divides; empty if it names none.
        feeds: The collections that its pages are in.
        span: Where that name was written.
    """

    source: str
    feeds: tuple[str, ...]
    span: Span


@frozen
class Turn:
    """Sources that may be divided at the same time.

    Attributes:
        paths: Their paths.
        needs_declared: Whether one divides what settings or hooks make of pages.
    """

    paths: tuple[str, ...]
    needs_declared: bool


def read_divided(data: Data, page: Page) -> Checked[Divided]:
    """Read what a source divides, and which collections its pages are in.

    Args:
        data: All that is said about it.
        page: All its pages as a single one.
    """
    given = data.values.get(PAGINATION)
    source = given.get("data") if isinstance(given, Mapping) else None
    span = data.value_span(PAGINATION, "data")
    name = source if isinstance(source, str) else ""
    return Divided(name, feeds_of(page), span), ()


def feeds_of(page: Page) -> tuple[str, ...]:
    """Name the collections that a page is in by its tags, and that of all pages."""
    if _ALL in page.excluded_from:
        return ()
    return tuple(n for n in (_ALL, *page.tags) if n not in page.excluded_from)


def order_paginations(
    divided: Mapping[str, Divided], declared: tuple[str, ...]
) -> Checked[tuple[Turn, ...]]:
    """Sort paginated sources into turns: each needs the ones before it alone.

    Args:
        divided: The sources by path.
        declared: Names of the collections that settings and hooks make.

    Returns:
        The turns; none, and a finding, if sources need one another.
    """
    needs = {path: _fed_by(path, divided, declared) for path in divided}
    reached = {path: _reach(path, needs) for path in divided}
    for path, item in divided.items():
        rank = _rank_of(item.source, declared)
        if rank in (_Rank.DECLARED, _Rank.NAMES):
            needs[path] |= {
                other
                for other, its in divided.items()
                if _rank_of(its.source, declared) < rank and path not in reached[other]
            }
    sorter = TopologicalSorter({path: sorted(its) for path, its in needs.items()})
    try:
        sorter.prepare()
    except CycleError as bad:
        return (), (_describe_circle(list(reversed(bad.args[1])), divided),)
    turns = []
    while ready := sorter.get_ready():
        ranks = {_rank_of(divided[path].source, declared) for path in ready}
        is_late = bool(ranks & {_Rank.DECLARED, _Rank.NAMES})
        turns.append(Turn(tuple(p for p in divided if p in ready), is_late))
        sorter.done(*ready)
    return tuple(turns), ()


def _rank_of(source: str, declared: tuple[str, ...]) -> _Rank:
    """Tell when the turn of a source comes that divides the data of this name."""
    if source == _COLLECTIONS:
        return _Rank.NAMES
    name = _collection_in(source)
    if name == _ALL:
        return _Rank.LAST
    return _Rank.DECLARED if name in declared else _Rank.FIRST


def _collection_in(source: str) -> str:
    """Name the collection that is divided; empty if it is anything else."""
    first, _, rest = source.partition(".")
    return rest.partition(".")[0] if first == _COLLECTIONS else ""


def _fed_by(
    path: str, divided: Mapping[str, Divided], declared: tuple[str, ...]
) -> set[str]:
    """Find the sources whose pages are in the collection that one divides."""
    name = _collection_in(divided[path].source)
    if name == _ALL:
        return {
            other
            for other, its in divided.items()
            if _ALL in its.feeds and _rank_of(its.source, declared) < _Rank.LAST
        }
    return {other for other, its in divided.items() if name and name in its.feeds}


def _reach(start: str, needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Find all that a source needs, directly or not."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(needs[waiting.pop()]) - found
        found |= new
        waiting += new
    return found


def _describe_circle(circle: list[str], divided: Mapping[str, Divided]) -> Diagnostic:
    """Describe sources that need one another, from the first by path."""
    paths = circle[:-1]
    start = paths.index(min(paths))
    paths = [*paths[start:], *paths[:start]]
    first = divided[paths[0]]
    hint = "let the pages of one of them be in no collection that another divides"
    message = f"paginations need one another: {' -> '.join([*paths, paths[0]])}"
    if len(paths) == 1:
        message = f"the pages that divide '{first.source}' are in it themselves"
        hint = "take the tag away, or set 'eleventyExcludeFromCollections' to its name"
    return error("FM018", message, first.span, hint)
