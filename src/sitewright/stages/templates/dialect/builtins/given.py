"""What a filter is given: read as JavaScript reads it, or refused by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NoReturn, cast

from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from sitewright.model.data import Blank
from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    check_length,
    is_array,
)
from sitewright.stages.templates.dialect.javascript.kinds import (
    is_function,
    is_object,
    truthy,
)
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.objects import (
    get_key,
    index_of,
    key_text,
    keys_of,
)
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import count_units, widen
from sitewright.stages.templates.dialect.javascript.values import less

_ALSO_OF_SAFE = ("length", "val")


def refuse(name: str, needs: str, value: object) -> NoReturn:
    """Say that a filter cannot use what it got.

    Raises:
        FilterArgumentError: Always.
    """
    message = f"the '{name}' filter needs {needs}, not {describe(value)}"
    raise FilterArgumentError(message)


def describe(value: object) -> str:
    """Name the kind of a value, for a message."""
    if is_nullish(value):
        return "undefined" if value is UNDEFINED else "null"
    if isinstance(value, bool):
        return to_text(value)
    for kind, words in _WORDS:
        if isinstance(value, kind):
            return words
    if is_array(value):
        return "an array"
    return "a function" if is_function(value) else "an object"


_WORDS: tuple[tuple[type, str], ...] = (
    (Markup, "safe text"),
    (str, "text"),
    (int, "a number"),
    (float, "a number"),
    (date, "a date"),
)


def is_text(value: object) -> bool:
    """Tell whether a value is a text to JavaScript, which a safe one is not."""
    return type(value) is str or (
        isinstance(value, str) and not isinstance(value, Markup | Blank)
    )


def plain_text(value: object, name: str) -> str:
    """Take the text that a filter needs; safe text will do."""
    if isinstance(value, str) and type(value) is not Blank:
        return str(value)
    refuse(name, "text", value)


def text_or_empty(value: object, name: str) -> str:
    """Take the text that a filter needs; undefined, null and false count as empty."""
    if value is False or is_nullish(value):
        return ""
    return plain_text(value, name)


def copy_safeness(source: object, text: str) -> str:
    """Make a text safe if the one that it was made of is."""
    return Markup(text) if isinstance(source, Markup) else text  # noqa: S704 -- so is it


def clamp(value: object, top: int) -> int:
    """Read a position in a text as JavaScript's ``substring`` does."""
    number = to_number(value)
    if not number > 0:  # nor is NaN
        return 0
    return top if number >= top else int(number)


def length_of(value: object, name: str) -> object:
    """Look up the ``length`` of what a filter was given.

    Raises:
        FilterArgumentError: It is null or undefined, where nothing can be looked up.
    """
    if is_nullish(value):
        refuse(name, "an array or text", value)
    return member(value, "length")


def field_of(item: object, key: object, name: str) -> object:
    """Look up a field of an item, whose name may have dots.

    Raises:
        FilterArgumentError: The item is null or undefined.
    """
    if is_nullish(item):
        refuse(name, "items that have fields", item)
    return member(item, key)


def items_of(value: object, name: str) -> Sequence[object]:
    """Take an array.

    Raises:
        FilterArgumentError: It is none.
    """
    if not is_array(value):
        refuse(name, "an array", value)
    return cast("Sequence[object]", value)


def copy_items(value: object) -> Array:
    """Copy an array, the characters of a text, or whatever else has a length."""
    if is_array(value):
        return Array(cast("Sequence[object]", value))
    if is_text(value):
        return Array(widen(str(value)))
    items = Array()
    if is_nullish(value):
        return items
    length = member(value, "length")
    check_length(to_number(length))
    while less(len(items), length):
        items.append(member(value, len(items)))
    return items


def copy_fields(value: object, key: object, name: str) -> Array:
    """Copy one field of each item, or the items themselves if the key is empty."""
    items = copy_items(value)
    if not truthy(key):
        return items
    # Looking into plain mappings at once is what makes this quick.
    return Array(
        [
            item[key]
            if type(item) is dict and key in item
            else field_of(item, key, name)
            for item in items
        ]
    )


def path_of(attribute: object) -> list[object]:
    """Split a dotted name; empty if there is none."""
    if not truthy(attribute):
        return []
    return list(str(attribute).split(".")) if is_text(attribute) else [attribute]


def own_field(item: object, path: Iterable[object], name: str) -> object:
    """Follow a path through what values themselves hold, methods excepted.

    Returns:
        What is at its end; ``UNDEFINED`` if it leads nowhere.

    Raises:
        FilterArgumentError: The item, or something on the way, is null.
    """
    for part in path:
        if type(item) is dict and part in item:
            item = item[part]
            continue
        if is_nullish(item):
            refuse(name, "items that have fields", item)
        item = _own(item, key_text(part))
        if item is UNDEFINED:
            break
    return item


def _own(item: object, key: str) -> object:
    if is_object(item):
        return get_key(item, key)
    if isinstance(item, Markup):
        return member(item, key) if key in _ALSO_OF_SAFE else UNDEFINED
    is_own = key == "length" or index_of(key) >= 0
    if is_own and (is_array(item) or is_text(item)):
        return member(item, key)
    return UNDEFINED


def entries_of(value: object) -> list[tuple[str, object]]:
    """List keys with their values; of a safe text those that Nunjucks gives it."""
    if isinstance(value, Markup):
        text = str(value)
        return [("val", text), ("length", count_units(text))]
    return [(key, get_key(value, key)) for key in keys_of(value)]
