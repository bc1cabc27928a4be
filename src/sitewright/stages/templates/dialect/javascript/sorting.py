"""How JavaScript's ``sort`` puts items in order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from functools import cmp_to_key
from typing import Any, Final, TypeVar

T = TypeVar("T")

_MANY: Final = 64
"""As many items are sorted in parts that are merged."""


def sort_by(compare: Callable[[Any, Any], int], items: Sequence[T]) -> list[T]:
    """Sort by a function; what it takes for equal keeps its order.

    A function may contradict itself, as where something is undefined or if it tells true
    from false: then it matters what is compared with what. That is as in V8, where Python
    before 3.13 does the same.

    Args:
        compare: Gives less than zero if the first item comes before the second one.
        items: The items.
    """
    ranks = [*map(cmp_to_key(compare), items)]
    count = len(ranks)
    if not 1 < count < _MANY:
        order: Sequence[int] = sorted(range(count), key=ranks.__getitem__)
    else:
        order = _insert(ranks)
    return [items[place] for place in order]


def _insert(ranks: Sequence[Any]) -> list[int]:
    """Sort by insertion into what is in order at the beginning."""
    falls, run = ranks[1] < ranks[0], 2
    while run < len(ranks) and (ranks[run] < ranks[run - 1]) == falls:
        run += 1
    order = [*reversed(range(run))] if falls else [*range(run)]
    for place in range(run, len(ranks)):
        insort(order, place, key=ranks.__getitem__)
    return order
