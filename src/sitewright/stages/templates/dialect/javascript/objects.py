"""Keys of objects: of mappings, of views of the site, and of all that has indices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from sitewright.kernel.regexes import regex
from sitewright.model.data import Blank
from sitewright.stages.templates.dialect.javascript.arrays import Match, is_array
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import count_units
from sitewright.stages.templates.views import VIEWS, CollectionsView, CollectionView

PROTOTYPE: Final = frozenset(
    {"hasOwnProperty", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"}
)
"""What every object has without a key of that name."""

_NAMES = {
    view: tuple(name for name in vars(view) if not name.startswith("_"))
    for view in VIEWS - {CollectionView, CollectionsView}
}
"""What is public in each view, in the order written."""

_UNTEXTUAL = regex(r"-?[0-9]|-?Infinity\Z|NaN\Z|true\Z|false\Z|null\Z|[A-Z]\w\w [A-Z]")
"""What numbers, times and their like become as keys."""

_LARGEST_INDEX = 2**32 - 2


def key_text(key: object) -> str:
    """Write a key of a mapping as JavaScript knows it: all keys are texts."""
    return str(key) if isinstance(key, str) else to_text(key)


def is_only_name(name: str) -> bool:
    """Tell whether nothing but a key that is this very text has this name."""
    return name not in PROTOTYPE and not _UNTEXTUAL.match(name)


def index_of(key: str) -> int:
    """Read a text as the index of an item; -1 if it is none, such as ``01``."""
    if (
        key.isdigit()
        and key.isascii()
        and len(key) <= 10
        and (key[0] != "0" or key == "0")
    ):
        index = int(key)
        return index if index <= _LARGEST_INDEX else -1
    return -1


def keys_of(value: object) -> list[str]:
    """Name the own keys of a value, in JavaScript's order.

    Whole numbers come first, from small to large, then all others as written. Arrays
    and texts have their indices; a safe text has what it has in Nunjucks.
    """
    if isinstance(value, Mapping) or type(value) is CollectionsView:
        return _ordered(map(key_text, value))
    if type(value) in _NAMES:
        return [
            n for n in _NAMES[type(value)] if isinstance(vars(type(value))[n], property)
        ]
    if isinstance(value, Markup):
        return ["val", "length"]
    if isinstance(value, str):
        return [] if isinstance(value, Blank) else _indices(count_units(value))
    if is_array(value):
        items: Sequence[object] = value  # type: ignore[assignment] # just looked
        more = ["index", "input", "groups"] if isinstance(value, Match) else []
        return _indices(len(items)) + more
    return []


def _indices(count: int) -> list[str]:
    return list(map(str, range(count)))


def _ordered(keys: Iterable[str]) -> list[str]:
    found = list(keys)
    whole = [key for key in found if index_of(key) >= 0]
    if not whole:
        return found
    return sorted(whole, key=int) + [key for key in found if index_of(key) < 0]


def get_key(value: object, key: object) -> object:
    """Look an own key of an object up; ``UNDEFINED`` if it has none of that name."""
    name = key if type(key) is str else key_text(key)
    if isinstance(value, dict) or isinstance(value, Mapping):  # noqa: SIM101 -- quicker
        return look_up(value, name)
    if type(value) is CollectionsView:
        try:
            return value[name]
        except KeyError:
            return UNDEFINED
    if type(value) in _NAMES and name in _NAMES[type(value)]:
        return getattr(value, name)
    return UNDEFINED


def has_key(value: object, key: str) -> bool:
    """Tell whether an object has a key, or inherits it, as JavaScript's ``in`` does."""
    return key in PROTOTYPE or has_own_key(value, key)


def has_own_key(value: object, key: str) -> bool:
    """Tell whether a value has a key itself."""
    if isinstance(value, Mapping):
        return key in value or _find_other(value, key) is not UNDEFINED
    if type(value) is CollectionsView:
        return key in value
    if is_array(value) or isinstance(value, str):
        return key == "length" or key in keys_of(value)
    return key in _NAMES.get(type(value), ())


def look_up(mapping: Mapping[object, object], name: str) -> object:
    """Look a key up that may be written as a number or the like."""
    found = mapping.get(name, UNDEFINED)
    if found is not UNDEFINED:
        return found
    key = _find_other(mapping, name)
    return found if key is UNDEFINED else mapping[key]


def _find_other(mapping: Mapping[object, object], name: str) -> object:
    """Find a key that is no text but has this one; ``UNDEFINED`` if there is none."""
    if _UNTEXTUAL.match(name):
        for key in mapping:
            if not isinstance(key, str) and key_text(key) == name:
                return key
    return UNDEFINED
