"""Find what differs between two values of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sitewright.model.likeness import Aspect, Difference, Excerpt
from sitewright.stages.likeness.aligning import align
from sitewright.stages.likeness.words import shorten

_NONE = object()


def compare_data(old: str, new: str) -> Iterator[Difference]:
    """Find what differs between two texts of JSON; of what is none, the text counts."""
    try:
        values = json.loads(old), json.loads(new)
    except (ValueError, RecursionError):
        if old != new:
            shown = Excerpt(shorten(old)), Excerpt(shorten(new))
            yield Difference(Aspect.DATA, "changed", "data", "", *shown)
        return
    yield from _compare(*values, "")


def _compare(old: object, new: object, way: str) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            inner = f"{way}.{key}" if way else key
            yield from _compare(old.get(key, _NONE), new.get(key, _NONE), inner)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_lists(old, new, way)
    elif old is _NONE or new is _NONE or _write(old) != _write(new):
        what = "added" if old is _NONE else "lost" if new is _NONE else "changed"
        shown = Excerpt(_show(old)), Excerpt(_show(new))
        yield Difference(Aspect.DATA, what, "data", way, *shown)


def _compare_lists(
    old: list[object], new: list[object], way: str
) -> Iterator[Difference]:
    """Compare the items that differ, each with that in its place if there are as many."""
    for a, b, c, d in align([*map(_write, old)], [*map(_write, new)]):
        most = max(b - a, d - c)
        for n in range(most):
            one = old[a + n] if a + n < b else _NONE
            other = new[c + n] if c + n < d else _NONE
            place = a + n if one is not _NONE else c + n
            yield from _compare(one, other, f"{way}[{place}]")


def _write(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _show(value: object) -> str:
    return "" if value is _NONE else shorten(_write(value))
