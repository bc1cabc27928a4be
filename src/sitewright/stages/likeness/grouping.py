"""Tell the same difference on many pages once."""

from __future__ import annotations

from collections.abc import Iterable

from sitewright.kernel.frozen import frozen
from sitewright.model.likeness import Aspect, Difference, Group, Sighting

_ORDER = {aspect: place for place, aspect in enumerate(Aspect)}


@frozen
class Seen:
    """A difference where it was seen.

    Attributes:
        difference: What it is.
        sighting: Where it was seen.
        reason: Why it may be; empty if nobody allowed it.
    """

    difference: Difference
    sighting: Sighting
    reason: str = ""


def group(seen: Iterable[Seen]) -> tuple[Group, ...]:
    """Gather what is the same, the most important first, and then what is most often."""
    marks: dict[tuple[str, ...], list[Seen]] = {}
    for item in seen:
        marks.setdefault((item.reason, *item.difference.mark), []).append(item)
    groups = [
        Group(
            items[0].difference,
            tuple(item.sighting for item in items),
            items[0].reason,
        )
        for items in marks.values()
    ]
    return tuple(sorted(groups, key=_rank))


def _rank(item: Group) -> tuple[int, int, str]:
    sightings = item.sightings
    return _ORDER[item.difference.aspect], -len(sightings), sightings[0].url
