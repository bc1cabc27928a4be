"""Merge the levels of data that a page is made from, keeping the origin of each value.

Follows Eleventy 3: mappings merge, lists join with the lower level first, any other
value replaces, and a key ``override:name`` replaces where ``name`` would merge.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import Checked
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Head, KeyPath, Place

_OVERRIDE = "override:"

Places = dict[KeyPath, Place]


def merge_data(config: SiteConfig, head: Head) -> Checked[Data]:
    """Merge the site's defaults and one file's front matter, lowest level first."""
    low = Head(config.path, config.defaults, config.places)
    values: dict[str, object] = {}
    places: Places = {}
    for level in (low, head):
        fields = _with_tags_as_list(level.fields)
        if any(key in values or key.startswith(_OVERRIDE) for key in fields):
            _merge(values, places, fields, level.places, ())
        else:
            values.update(fields)
            places.update(level.places)
    return Data(head.path, values, places), ()


def _with_tags_as_list(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Split tags that are written as one text at its commas, before levels join."""
    split = {
        key: [tag for tag in value.split(",") if tag]
        for key in ("tags", f"{_OVERRIDE}tags")
        if isinstance(value := fields.get(key), str)
    }
    return {**fields, **split} if split else fields


def _merge(
    values: dict[str, object],
    places: Places,
    higher: Mapping[str, object],
    origins: Mapping[KeyPath, Place],
    at: KeyPath,
) -> None:
    """Lay one level over the values below it, in place."""
    for written, value in higher.items():
        key = written.removeprefix(_OVERRIDE)
        source, target = (*at, written), (*at, key)
        below = None if written != key else values.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged = dict(below)
            _merge(merged, places, value, origins, target)
            values[key] = merged
        elif isinstance(below, list) and isinstance(value, list):
            values[key] = below + value
            _copy_places(places, origins, source, target, len(below))
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
