"""Merge the levels of data that a page is made from, keeping the origin of each value.

Follows Eleventy 3: mappings merge, lists join with the lower level first, any other
value replaces, and a key ``override:name``, at any depth of mappings, replaces where
``name`` would merge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sitewright.kernel.diagnostics import Checked
from sitewright.model.data import KNOWN, OVERRIDE, Data, has_overrides
from sitewright.model.document import Head, KeyPath, Place

_COMPUTED = "eleventyComputed"
_LAYOUT = "layout"
_TAGS = "tags"
_EVERY_TAGS = (_TAGS, f"{OVERRIDE}{_TAGS}")

_ACTING = frozenset({*KNOWN, _COMPUTED})
"""Keys that say something about a page even if only the site's data have them."""

Places = dict[KeyPath, Place]


def split_shared(data: Data) -> Checked[Mapping[str, Head]]:
    """Make a level of its own of each key of the data that all pages share.

    A page takes over only what it adds to: its templates see the rest anyway, and no
    page should hold a copy of the whole.
    """
    places: dict[str, dict[KeyPath, Place]] = {key: {} for key in data.values}
    for path, place in data.places.items():
        places[str(path[0])][path] = place
    return {
        key: Head(data.path, {key: value}, places[key])
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
        _join(path, tuple(map(_without_layout, layouts))),
        _join(path, tuple(beside)),
        front_matter,
    )
    added_to = {
        key.removeprefix(OVERRIDE) for head in (defaults, *above) for key in head.fields
    }
    below = (head for key, head in shared.items() if key in added_to or key in _ACTING)
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
    places: Places = {}
    for level in levels:
        fields = _with_tags_as_list(level.fields, values)
        if has_overrides(fields) or any(key in values for key in fields):
            _merge(values, places, (fields, level.places))
        else:
            values.update(fields)
            places.update(level.places)
    return Head(path, values, places)


def _without_layout(head: Head) -> Head:
    if _LAYOUT not in head.fields:
        return head
    fields = {key: value for key, value in head.fields.items() if key != _LAYOUT}
    return replace(head, fields=fields)


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
    places: Places,
    higher: tuple[Mapping[str, object], Mapping[KeyPath, Place]],
    at: KeyPath = (),
    to: KeyPath = (),
) -> None:
    """Lay one level over the values below it, in place.

    Args:
        values: The values below.
        places: Where they were written, at every depth of the page's data.
        higher: The values above, and where all of their level were written.
        at: Where the values above stand in their level.
        to: Where the values below stand in the page's data.
    """
    fields, origins = higher
    for written, value in fields.items():
        key = written.removeprefix(OVERRIDE)
        source, target = (*at, written), (*to, key)
        below = None if written != key else values.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged = dict(below)
            _merge(merged, places, (value, origins), source, target)
            values[key] = merged
        elif isinstance(below, list) and isinstance(value, list):
            values[key] = below + value
            _copy_places(places, origins, source, target, len(below))
        elif isinstance(value, dict) and has_overrides(value):
            _forget_places(places, target)
            if source in origins:
                places[target] = origins[source]
            made: dict[str, object] = {}
            _merge(made, places, (value, origins), source, target)
            values[key] = made
        else:
            values[key] = value
            _forget_places(places, target)
            _copy_places(places, origins, source, target, 0)


def _copy_places(
    places: Places,
    origins: Mapping[KeyPath, Place],
    source: KeyPath,
    target: KeyPath,
    shift: int,
) -> None:
    """Take over where a value was written, its list items moved by ``shift``."""
    depth = len(source)
    for path, place in origins.items():
        if path[:depth] == source:
            rest = path[depth:]
            if shift and rest and isinstance(rest[0], int):
                rest = (rest[0] + shift, *rest[1:])
            places[target + rest] = place


def _forget_places(places: Places, target: KeyPath) -> None:
    depth = len(target)
    for path in [path for path in places if path[:depth] == target]:
        del places[path]
