"""Find elements that stand around what was there before, without them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, NamedTuple

from sitewright.stages.likeness.spaces import text_of
from sitewright.stages.likeness.tree import COMMENT, Element, key_of
from sitewright.stages.likeness.words import Run, split_words

_MOSTLY: Final = 0.6


class Wrapping(NamedTuple):
    """An element, and what it stands around.

    Attributes:
        place: Where the element is in its run.
        start: Where in the other run that begins which is in it.
        end: Where that ends.
    """

    place: int
    start: int
    end: int


def find_wrappings(inner: Run, outer: Run) -> list[Wrapping]:
    """Find the elements of a run that hold, for the most part, stretches of another.

    Returns:
        Them in their order, and none that crosses another.
    """
    if _is_renamed(inner, outer):
        return []
    names = [_rough_name(item) for item in inner.items]
    places: dict[Hashable, list[int]] = {}
    for number, name in enumerate(names):
        places.setdefault(name, []).append(number)
    found: list[Wrapping] = []
    end = 0
    for place, item in enumerate(outer.items):
        if not isinstance(item, Element) or item.tag == COMMENT:
            continue
        if _rough_name(item) not in places and (part := _find(item, places, end)):
            found.append(Wrapping(place, *part))
            end = part[1]
    return found


def _find(
    item: Element, places: dict[Hashable, list[int]], first: int
) -> tuple[int, int] | None:
    """Find the stretch that an element holds, behind what others hold."""
    inner = [_rough_name(one) for one in split_words(item.children, exact=False).items]
    known = [name for name in dict.fromkeys(inner) if name in places]
    if not inner or len(known) < _MOSTLY * len(set(inner)):
        return None
    taken = sorted(n for name in known for n in places[name] if n >= first)
    if len(taken) < _MOSTLY * len(inner):
        return None
    start, end = taken[0], taken[-1] + 1
    return (start, end) if len(taken) >= _MOSTLY * (end - start) else None


def _is_renamed(old: Run, new: Run) -> bool:
    """Tell whether one element became another one that holds the same."""
    if len(old) != 1 or len(new) != 1:
        return False
    holds = [[*map(key_of, item.children)] for item in (*old.elements, *new.elements)]
    return len(holds) == 2 and holds[0] == holds[1]


def _rough_name(item: str | Element) -> Hashable:
    """Name an item by its text, as its attributes may differ."""
    if isinstance(item, str):
        return item
    text = text_of(item)
    return (item.tag, text) if text else item.key
