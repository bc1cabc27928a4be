"""Filters that sort and group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, cast

from jinja2.exceptions import FilterArgumentError

from sitewright.stages.templates.dialect.builtins.given import (
    copy_items,
    describe,
    entries_of,
    is_text,
    length_of,
    own_field,
    path_of,
    refuse,
)
from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.comparisons import (
    greater,
    less,
    strict_equal,
)
from sitewright.stages.templates.dialect.javascript.kinds import (
    is_function,
    is_object,
    truthy,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.objects import index_of
from sitewright.stages.templates.dialect.javascript.sorting import sort_by
from sitewright.stages.templates.dialect.javascript.texts import to_text

_NUMERIC = frozenset({int, float, bool, datetime, date, type(None)})
"""Types that JavaScript compares as numbers among one another."""


def sort(
    value: object,
    reverse: object = UNDEFINED,
    case_sensitive: object = UNDEFINED,
    attribute: object = UNDEFINED,
) -> Array:
    """Sort items; what is equal keeps its order, what is undefined comes last.

    Args:
        value: An array, or whatever else has a length.
        reverse: Whether the largest comes first.
        case_sensitive: Whether capitals come before all small letters.
        attribute: The field to sort by, dotted for nested ones; the items themselves
            if there is none.
    """
    items = copy_items(value)
    present = [item for item in items if item is not UNDEFINED]
    absent = len(items) - len(present)
    if len(present) > 1:
        path = path_of(attribute)
        keys = [own_field(item, path, "sort") for item in present] if path else present
        order = _order(keys, truthy(reverse), truthy(case_sensitive))
        present = [present[place] for place in order]
    return Array(present + [UNDEFINED] * absent)


def _order(keys: Sequence[object], is_reversed: bool, is_exact: bool) -> Sequence[int]:
    """Tell which key comes where."""
    places = range(len(keys))
    ranks = _ranks(keys, is_exact)
    if ranks is not None:
        return sorted(places, key=ranks.__getitem__, reverse=is_reversed)
    sign = -1 if is_reversed else 1

    def compare(left: object, right: object) -> int:
        if not is_exact and is_text(left) and is_text(right):
            left, right = str(left).lower(), str(right).lower()
        return -sign if less(left, right) else sign * greater(left, right)

    return sort_by(lambda one, other: compare(keys[one], keys[other]), places)


def _ranks(keys: Sequence[object], is_exact: bool) -> Sequence[Any] | None:
    """Make what sorts quickly of keys that are all alike; None if they are not."""
    kinds = set(map(type, keys))
    if kinds == {str}:
        texts = cast("Sequence[str]", keys)
        return _text_ranks(texts if is_exact else [text.lower() for text in texts])
    if kinds <= _NUMERIC:
        numbers = [to_number(key) for key in keys]
        return numbers if all(number == number for number in numbers) else None  # noqa: PLR0124 -- NaN
    return None


def _text_ranks(texts: Sequence[str]) -> Sequence[Any]:
    if all(map(str.isascii, texts)):
        return texts
    return [text.encode("utf-16-be", "surrogatepass") for text in texts]


def dictsort(
    value: object, case_sensitive: object = UNDEFINED, by: object = UNDEFINED
) -> Array:
    """Make sorted pairs of an object's keys and values.

    Args:
        value: The object.
        case_sensitive: Whether capitals come before all small letters.
        by: ``key``, which it is if not told, or ``value``.
    """
    if not is_object(value):
        refuse("dictsort", "an object", value)
    if by is not UNDEFINED and not (is_text(by) and by in ("key", "value")):
        got = f"'{by}'" if is_text(by) else describe(by)
        message = f"the 'dictsort' filter sorts by 'key' or 'value', not by {got}"
        raise FilterArgumentError(message)
    which = 1 if by == "value" else 0
    is_exact = truthy(case_sensitive)

    def compare(one: object, other: object) -> int:
        if not is_exact:
            one, other = _in_capitals(one), _in_capitals(other)
        if greater(one, other):
            return 1
        return 0 if strict_equal(one, other) else -1

    pairs = entries_of(value)
    keys = [pair[which] for pair in pairs]
    if set(map(type, keys)) == {str}:
        texts = cast("list[str]", keys)
        ranks = _text_ranks(texts if is_exact else [text.upper() for text in texts])
        order = sorted(range(len(pairs)), key=ranks.__getitem__)
        return Array([Array(pairs[place]) for place in order])
    in_order = sort_by(lambda one, other: compare(one[which], other[which]), pairs)
    return Array(map(Array, in_order))


def _in_capitals(value: object) -> object:
    return str(value).upper() if is_text(value) else value


def groupby(value: object, attribute: object = UNDEFINED) -> dict[str, Array]:
    """Collect the items that have the same value in a field.

    Args:
        value: An array, or whatever else has a length.
        attribute: Name of the field, dotted for nested ones; or a function.

    Returns:
        The items by the text of that value; whole numbers first, then in the order of
        each one's first item.
    """
    length_of(value, "groupby")  # which null has not
    key_of = _key_function(attribute)
    groups: dict[str, Array] = {}
    for place, item in enumerate(copy_items(value)):
        groups.setdefault(to_text(key_of(item, place)), Array()).append(item)
    whole = sorted((key for key in groups if index_of(key) >= 0), key=int)
    return {key: groups[key] for key in [*whole, *groups]} if whole else groups


def _key_function(attribute: object) -> Callable[[object, int], object]:
    if is_function(attribute):
        return cast("Callable[[object, int], object]", attribute)
    path = path_of(attribute)
    return lambda item, _place: own_field(item, path, "groupby")
