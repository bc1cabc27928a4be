"""Merge the levels of data that a page is made from, keeping the origin of each value.

Follows Eleventy 3: mappings merge, lists join with the lower level first, any other
value replaces, and a key ``override:name``, at any depth of mappings, replaces where
``name`` would merge.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.later import LaterMapping
from sitewright.model.data import (
    COMPUTED,
    KNOWN,
    OVERRIDE,
    Data,
    has_overrides,
    places_below,
)
from sitewright.model.document import Head, KeyPath, Place

_LAYOUT = "layout"
_TAGS = "tags"
_EVERY_TAGS = (_TAGS, f"{OVERRIDE}{_TAGS}")

_ACTING = frozenset({*KNOWN, COMPUTED})
"""Keys that say something about a page even if only the site's data have them."""

Places = dict[KeyPath, Place]


class _Kind(StrEnum):
    """What a move does to the places of what it comes upon."""

    BESIDE = "beside"
    INSTEAD = "instead"
    ALONE = "instead, and without what is inside"


@frozen
class _Move:
    """How the places of a value, and of all in it, come into the page's data.

    Attributes:
        level: The number of the level that it comes from.
        source: Where it stands there.
        target: Where it goes.
        shift: By how much items move if it is a list.
        kind: What it does to what was there.
    """

    level: int
    source: KeyPath = ()
    target: KeyPath = ()
    shift: int = 0
    kind: _Kind = _Kind.BESIDE


def split_shared(data: Data) -> Checked[Mapping[str, Head]]:
    """Make a level of its own of each key of the data that all pages share.

    A page takes over only what it adds to: its templates see the rest anyway, and no
    page should hold a copy of the whole.
    """
    return {
        key: Head(
            data.path,
            {key: value},
            LaterMapping(places_below, data.places, (key,), (key,)),
        )
        for key, value in data.values.items()
    }, ()


def merge_data(
    path: str,
    defaults: Head,
    shared: Mapping[str, Head],
    layouts: tuple[Head, ...],
    own: tuple[Head, ...],
) -> Checked[Data]:
    """Merge all that is said about one page.

    Args:
        path: The page's source path.
        defaults: What every page has, by the site's settings.
        shared: The site's data by its keys.
        layouts: Front matter of its layouts, the outermost first. Which layout wraps a
            layout is said there, too, but is none of the page's values.
        own: Data of its folders and its own, its front matter last.
    """
    *beside, front_matter = own
    above = (
        _join(path, tuple(map(without_layout, layouts))),
        _join(path, tuple(beside)),
        front_matter,
    )
    below: list[Head] = []
    if shared:
        heads = (defaults, *above)
        added_to = {k.removeprefix(OVERRIDE) for head in heads for k in head.fields}
        every = shared.items()
        below += (head for key, head in every if key in added_to or key in _ACTING)
    whole = _join(path, (defaults, *below, *above))
    return Data(path, whole.fields, whole.places), ()


def _join(path: str, levels: tuple[Head, ...]) -> Head:
    """Make one level of several, lowest first.

    An ``override:`` has its word among these levels, and is spent then: one in the data
    of a folder replaces what folders above it say, not what the site's data say.
    """
    levels = tuple(level for level in levels if level.fields)
    if not levels:
        return Head(path)
    if len(levels) == 1 and not has_overrides(levels[0].fields):
        fields = _with_tags_as_list(levels[0].fields, {})
        return Head(path, fields, levels[0].places)
    values: dict[str, object] = {}
    moves: list[_Move] = []
    for number, level in enumerate(levels):
        fields = _with_tags_as_list(level.fields, values)
        if has_overrides(fields) or any(key in values for key in fields):
            _merge(values, moves, fields, _Move(number))
        else:
            values.update(fields)
            moves.append(_Move(number))
    origins = tuple(level.places for level in levels)
    return Head(path, values, LaterMapping(_move_places, origins, tuple(moves)))


def without_layout(head: Head) -> Head:
    """Leave out of a layout what wraps it itself, which is none of its pages' values."""
    if _LAYOUT not in head.fields:
        return head
    fields = {key: value for key, value in head.fields.items() if key != _LAYOUT}
    places = LaterMapping(_leave_out_layout, head.places)
    return replace(head, fields=fields, places=places)


def _leave_out_layout(places: Mapping[KeyPath, Place]) -> Places:
    return {path: place for path, place in places.items() if path[0] != _LAYOUT}


def _with_tags_as_list(
    fields: Mapping[str, object], below: Mapping[str, object]
) -> Mapping[str, object]:
    """Make a list of tags, before levels join.

    One text is split at its commas; no value adds nothing to the tags of lower levels.
    """
    split: dict[str, object] = {
        key: [tag for tag in value.split(",") if tag]
        for key in _EVERY_TAGS
        if isinstance(value := fields.get(key), str)
    }
    is_empty = _TAGS in fields and fields[_TAGS] is None
    if is_empty and isinstance(below.get(_TAGS), list):
        split[_TAGS] = []
    return {**fields, **split} if split else fields


def _merge(
    values: dict[str, object],
    moves: list[_Move],
    higher: Mapping[str, object],
    at: _Move,
) -> None:
    """Lay one level over the values below it, in place.

    Args:
        values: The values below.
        moves: What is to be done with places; what this comes to is added.
        higher: The values above.
        at: Where those stand in their level, and go in the page's data.
    """
    for written, value in higher.items():
        key = written.removeprefix(OVERRIDE)
        here = replace(at, source=(*at.source, written), target=(*at.target, key))
        below = None if written != key else values.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged = dict(below)
            _merge(merged, moves, value, here)
            values[key] = merged
        elif isinstance(below, list) and isinstance(value, list):
            values[key] = below + value
            moves.append(replace(here, shift=len(below)))
        elif isinstance(value, dict) and has_overrides(value):
            moves.append(replace(here, kind=_Kind.ALONE))
            made: dict[str, object] = {}
            _merge(made, moves, value, here)
            values[key] = made
        else:
            values[key] = value
            moves.append(replace(here, kind=_Kind.INSTEAD))


def _move_places(
    origins: tuple[Mapping[KeyPath, Place], ...], moves: tuple[_Move, ...]
) -> Places:
    """Find where the values were written that were merged by these moves."""
    places: Places = {}
    for move in moves:
        if move.kind is not _Kind.BESIDE:
            _forget_places(places, move.target)
        if move.kind is not _Kind.ALONE:
            _copy_places(places, origins[move.level], move)
        elif place := origins[move.level].get(move.source):
            places[move.target] = place
    return places


def _copy_places(places: Places, origins: Mapping[KeyPath, Place], move: _Move) -> None:
    """Take over where a value was written, its list items moved."""
    depth = len(move.source)
    for path, place in origins.items():
        if path[:depth] == move.source:
            rest = path[depth:]
            if move.shift and rest and isinstance(rest[0], int):
                rest = (rest[0] + move.shift, *rest[1:])
            places[move.target + rest] = place


def _forget_places(places: Places, target: KeyPath) -> None:
    depth = len(target)
    for path in [path for path in places if path[:depth] == target]:
        del places[path]
