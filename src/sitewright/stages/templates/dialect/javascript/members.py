"""Members of values: ``value.key`` and ``value[key]``, and never Python's attributes.

Each type has a function of its own that looks at what the value holds, then at the
methods that JavaScript has for it. Nothing here takes an attribute by its name, but the
public properties of the views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from types import ModuleType
from typing import Final

from jinja2 import Undefined
from markupsafe import Markup

from sitewright.model.data import Blank
from sitewright.model.item import PageItem
from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    Match,
    is_array,
)
from sitewright.stages.templates.dialect.javascript.kinds import is_object
from sitewright.stages.templates.dialect.javascript.methods import (
    Method,
    make_methods,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.objects import (
    get_key,
    has_own_key,
    index_of,
    key_text,
    look_up,
)
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import OBJECT as PLAIN
from sitewright.stages.templates.dialect.javascript.units import (
    count_units,
    widen,
)
from sitewright.stages.templates.eleventy.menus import MenuEntry
from sitewright.stages.templates.views import VIEWS, CollectionView

OBJECT: Final = make_methods(
    {
        "hasOwnProperty": lambda value, key=UNDEFINED: has_own_key(
            value, key_text(key)
        ),
        "propertyIsEnumerable": lambda value, key=UNDEFINED: has_own_key(
            value, key_text(key)
        ),
        "toLocaleString": lambda _value: PLAIN,
        "toString": lambda _value: PLAIN,
        "valueOf": lambda value: value,
    }
)
OWN_KEYS: Final = {
    name: OBJECT[name] for name in ("hasOwnProperty", "propertyIsEnumerable")
}


def member(value: object, key: object) -> object:
    """Look a member up, as Nunjucks' ``value.key`` and ``value[key]`` do.

    Returns:
        What the value holds under the key, or a method of it, or ``UNDEFINED``.
    """
    kind = type(value)
    if kind is dict and type(key) is str:
        found: object = value.get(key, UNDEFINED)  # type: ignore[attr-defined] # a dict
        return found if found is not UNDEFINED else _in_object(value, key)
    if type(key) is int and (kind is list or kind is Array):
        items: Sequence[object] = value  # type: ignore[assignment] # as its type says
        return items[key] if 0 <= key < len(items) else UNDEFINED
    look = LOOKS.get(kind)
    return look(value, key) if look else _in_other(value, key)


@cache
def _prototypes() -> ModuleType:
    from sitewright.stages.templates.dialect.javascript import prototypes

    return prototypes


@cache
def _methods_of_dates() -> Mapping[str, Method]:
    # Many layouts ask a date for one, and for nothing else.
    from sitewright.stages.templates.dialect.javascript import dates

    return {**OWN_KEYS, **dates.METHODS}


def _method(methods: Mapping[str, Method], value: object, name: str) -> object:
    found = methods.get(name)
    return UNDEFINED if found is None else partial(found, value)


def _in_nothing(_value: object, _key: object) -> object:
    return UNDEFINED


def _in_object(value: object, key: object) -> object:
    name = key if type(key) is str else key_text(key)
    found = look_up(value, name) if isinstance(value, dict) else get_key(value, name)
    return found if found is not UNDEFINED else _method(OBJECT, value, name)


def _in_array(value: Sequence[object], key: object) -> object:
    if type(key) is int:
        return value[key] if 0 <= key < len(value) else UNDEFINED
    name = key if type(key) is str else key_text(key)
    if name == "length":
        return len(value)
    index = index_of(name)
    if index >= 0:
        return value[index] if index < len(value) else UNDEFINED
    return _method(_prototypes().ARRAY, value, name)


def _in_match(value: Match, key: object) -> object:
    name = key_text(key)
    if name == "index":
        return value.start
    if name == "input":
        return value.searched
    return value.groups if name == "groups" else _in_array(value, name)


def _in_text(value: str, key: object) -> object:
    name = key if type(key) is str else key_text(key)
    if name == "length":
        return len(value) if value.isascii() else count_units(value)
    if (index := index_of(name)) >= 0:
        wide = widen(value)
        return wide[index] if index < len(wide) else UNDEFINED
    return _method(_prototypes().TEXT, value, name)


def _in_safe(value: Markup, key: object) -> object:
    """Look in a safe text, which is an object around a text in Nunjucks."""
    name = key_text(key)
    if name == "val":
        return str(value)
    if name == "length":
        return count_units(value)
    if name in OWN_KEYS:
        return partial(OWN_KEYS[name], value)
    return _method(_prototypes().TEXT, str(value), name)


def _in_number(value: float, key: object) -> object:
    return _method(_prototypes().NUMBER, value, key_text(key))


def _in_boolean(value: bool, key: object) -> object:
    return _method(_prototypes().BOOLEAN, value, key_text(key))


def _in_date(value: date, key: object) -> object:
    return _method(_methods_of_dates(), value, key_text(key))


def _in_regex(value: Regex, key: object) -> object:
    name = key_text(key)
    regex = _prototypes().REGEX
    if name in regex:
        found: object = regex[name](value)
        return found
    return _method(_prototypes().OF_REGEX, value, name)


def _in_other(value: object, key: object) -> object:
    """Look in what is not of one of the exact types."""
    for base, look in _BASES:
        if isinstance(value, base):
            return look(value, key)
    if is_array(value):
        return _in_array(value, key)  # type: ignore[arg-type] # just looked
    return _in_object(value, key) if is_object(value) else UNDEFINED


LOOKS: dict[type, Callable[..., object]] = {
    dict: _in_object,
    PageItem: _in_object,
    MenuEntry: _in_object,
    **dict.fromkeys(VIEWS - {CollectionView}, _in_object),
    list: _in_array,
    tuple: _in_array,
    CollectionView: _in_array,
    Array: _in_array,
    Match: _in_match,
    str: _in_text,
    Markup: _in_safe,
    int: _in_number,
    float: _in_number,
    bool: _in_boolean,
    type(None): _in_nothing,
    Blank: _in_nothing,
    type(UNDEFINED): _in_nothing,
    datetime: _in_date,
    Regex: _in_regex,
}

_BASES: tuple[tuple[type, Callable[..., object]], ...] = (
    (Undefined, _in_nothing),
    (Blank, _in_nothing),
    (Markup, _in_safe),
    (str, lambda value, key: _in_text(str(value), key)),
    (bool, _in_boolean),
    (int, _in_number),
    (float, _in_number),
    (date, _in_date),
)
