"""Find who has a say in a value: which levels of data set it, and which of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.data import OVERRIDE
from sitewright.model.document import Head, KeyPath, Place


class Outcome(StrEnum):
    """What became of what a level says."""

    COUNTS = "counts"
    JOINED = "joined"
    OVERRIDDEN = "overridden"


@frozen
class Level:
    """One level of data, by a name that authors know.

    Attributes:
        name: Such as ``front matter``.
        head: What it says.
    """

    name: str
    head: Head


@frozen
class Claim:
    """What one level says of a value.

    Attributes:
        level: Name of the level.
        value: What it says.
        span: Where.
        outcome: What became of that.
    """

    level: str
    value: object
    span: Span
    outcome: Outcome


@frozen
class Found:
    """A value in nested data.

    Attributes:
        keys: Where it stands.
        value: The value.
    """

    keys: KeyPath
    value: object


def find_value(values: object, parts: Sequence[str | int]) -> Found | None:
    """Find a value by the parts of a dotted name; a key may have dots itself.

    Args:
        values: A mapping, at the top.
        parts: The parts, numbers of items among them, counted from 0.
    """
    if not parts:
        return Found((), values)
    if isinstance(values, list | tuple):
        number = int(parts[0]) if str(parts[0]).isdecimal() else len(values)
        inner = values[number] if number < len(values) else None
        found = find_value(inner, parts[1:]) if number < len(values) else None
        return found and Found((number, *found.keys), found.value)
    if not isinstance(values, Mapping):
        return None
    for end in range(len(parts), 0, -1):
        key = ".".join(map(str, parts[:end]))
        if key in values and (found := find_value(values[key], parts[end:])):
            return Found((key, *found.keys), found.value)
    return None


def find_claims(
    levels: Iterable[Level],
    keys: KeyPath,
    value: object,
    places: Mapping[KeyPath, Place],
) -> list[Claim]:
    """List what all levels say of a value, the highest first.

    Args:
        levels: All levels, lowest first.
        keys: Where the value stands.
        value: The value that they come to.
        places: Where each value that they come to was written.
    """
    claims = []
    for level in levels:
        written = _find_written(level.head.fields, keys)
        if written is None:
            continue
        place = nearest_place(level.head.places, written.keys)
        span = place.value if place else Span(level.head.path)
        counts = nearest_place(places, keys) == place
        outcome = Outcome.COUNTS if counts else Outcome.OVERRIDDEN
        if _is_part(written, level.head, keys, value, places):
            outcome = Outcome.JOINED
        claims.append(Claim(level.name, written.value, span, outcome))
    return _settled(claims[::-1])


def _settled(claims: list[Claim]) -> list[Claim]:
    """Let what is the only part of a list be the whole of it."""
    joined = [claim for claim in claims if claim.outcome is not Outcome.OVERRIDDEN]
    if len(joined) == 1:
        (only,) = joined
        only = Claim(only.level, only.value, only.span, Outcome.COUNTS)
        return [only if claim is joined[0] else claim for claim in claims]
    return claims


def nearest_place(places: Mapping[KeyPath, Place], keys: KeyPath) -> Place | None:
    """Find where a value was written, or what stands around it."""
    for end in range(len(keys), 0, -1):
        if place := places.get(keys[:end]):
            return place
    return None


def _find_written(fields: Mapping[str, object], keys: KeyPath) -> Found | None:
    """Find a value in a level, where its keys may be written with ``override:``."""
    value: object = fields
    written: list[str | int] = []
    for key in keys:
        if not isinstance(value, Mapping):
            return None
        names = (key, f"{OVERRIDE}{key}")
        name = next((it for it in names if it in value), None)
        if name is None:
            return None
        written.append(name)
        value = value[name]
    return Found(tuple(written), value)


def _is_part(
    written: Found,
    head: Head,
    keys: KeyPath,
    value: object,
    places: Mapping[KeyPath, Place],
) -> bool:
    """Tell whether items of a list come from this level."""
    if not isinstance(value, list) or not value:
        return False
    own = set(_places_of_items(head.places, written.keys))
    if own:
        return not own.isdisjoint(_places_of_items(places, keys))
    if not isinstance(written.value, str):  # as tags may be
        return False
    return all(it in value for it in written.value.split(",") if it)


def _places_of_items(places: Mapping[KeyPath, Place], keys: KeyPath) -> Iterator[Span]:
    depth = len(keys)
    for path, place in places.items():
        if len(path) == depth + 1 and path[:depth] == keys:
            yield place.value


def list_leaves(value: object, keys: KeyPath = ()) -> Iterator[Found]:
    """List the values in nested mappings; a list is one, and so is an empty mapping."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from list_leaves(item, (*keys, key))
    else:
        yield Found(keys, value)


def write_keys(keys: KeyPath) -> str:
    """Write where a value stands as its name: ``eleventyNavigation.key``."""
    return ".".join(map(str, keys))


def read_name(name: str) -> tuple[str, ...]:
    """Take the name of a value apart; ``tags[0]`` is ``tags.0``."""
    return tuple(filter(None, name.replace("[", ".").replace("]", "").split(".")))
