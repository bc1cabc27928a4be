"""The methods of arrays that call a macro or function for each item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    check_length,
    list_items,
)
from sitewright.stages.templates.dialect.javascript.comparisons import order_of
from sitewright.stages.templates.dialect.javascript.kinds import truthy
from sitewright.stages.templates.dialect.javascript.methods import (
    Method,
    check_function,
    is_undefined,
    make_methods,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.sorting import sort_by
from sitewright.stages.templates.dialect.javascript.texts import to_text

Items = Sequence[object]


def _results(
    items: Items, call: object, method: str, *, is_upwards: bool = True
) -> Iterator[tuple[int, object, object]]:
    """Call a function for one item after the other: place, item, what it returned.

    What is added meanwhile is not looked at; what is taken away is undefined.
    """
    function = check_function(call, method)
    places = range(len(items))
    for place in places if is_upwards else reversed(places):
        item = items[place] if place < len(items) else UNDEFINED
        yield place, item, function(item, place, items)


def every(items: Items, call: object = UNDEFINED) -> bool:
    """Tell whether all items fulfil a condition."""
    return all(truthy(found) for _, _, found in _results(items, call, "every"))


def some(items: Items, call: object = UNDEFINED) -> bool:
    """Tell whether an item fulfils a condition."""
    return any(truthy(found) for _, _, found in _results(items, call, "some"))


def keep(items: Items, call: object = UNDEFINED) -> Array:
    """Keep the items that fulfil a condition."""
    results = _results(items, call, "filter")
    return Array([item for _, item, found in results if truthy(found)])


def change(items: Items, call: object = UNDEFINED) -> Array:
    """Take each item for what a function makes of it."""
    return Array([found for _, _, found in _results(items, call, "map")])


def flat_change(items: Items, call: object = UNDEFINED) -> Array:
    """Do the same, and take arrays for their items."""
    made = Array()
    for _, _, found in _results(items, call, "flatMap"):
        made.extend(list_items(found))
        check_length(len(made))
    return made


def visit(items: Items, call: object = UNDEFINED) -> object:
    """Call a function for each item."""
    for _ in _results(items, call, "forEach"):
        pass
    return UNDEFINED


def _finder(method: str, *, is_upwards: bool, wants_place: bool) -> Method:
    """Make a method that finds the first or last item that fulfils a condition."""

    def find(items: Items, call: object = UNDEFINED) -> object:
        results = _results(items, call, method, is_upwards=is_upwards)
        for place, item, found in results:
            if truthy(found):
                return place if wants_place else item
        return -1 if wants_place else UNDEFINED

    return find


def reduce(items: Items, call: object = UNDEFINED, *start: object) -> object:
    """Make one value of all items, from the first to the last."""
    return _fold(list(enumerate(items)), items, check_function(call, "reduce"), start)


def reduce_right(items: Items, call: object = UNDEFINED, *start: object) -> object:
    """Make one value of all items, from the last to the first."""
    pairs = list(enumerate(items))[::-1]
    return _fold(pairs, items, check_function(call, "reduceRight"), start)


def _fold(
    pairs: list[tuple[int, object]],
    items: Items,
    function: Callable[..., object],
    start: tuple[object, ...],
) -> object:
    if not start and not pairs:
        raise TemplateRuntimeError("an empty array has nothing to reduce")
    value = start[0] if start else pairs.pop(0)[1]
    for place, item in pairs:
        value = function(value, item, place, items)
    return value


def sort_items(items: Items, call: object = UNDEFINED) -> list[object]:
    """Sort items by their texts, or as a function decides; undefined ones come last."""
    present = [item for item in items if not is_undefined(item)]
    if is_undefined(call):
        present.sort(key=lambda item: order_of(to_text(item)))
    else:
        function = check_function(call, "sort")
        present = sort_by(lambda a, b: _sign(function(a, b)), present)
    return [*present, *[UNDEFINED] * (len(items) - len(present))]


def _sign(found: object) -> int:
    number = to_number(found)
    return (number > 0) - (number < 0)


METHODS = make_methods(
    {
        "every": every,
        "filter": keep,
        "find": _finder("find", is_upwards=True, wants_place=False),
        "findIndex": _finder("findIndex", is_upwards=True, wants_place=True),
        "findLast": _finder("findLast", is_upwards=False, wants_place=False),
        "findLastIndex": _finder("findLastIndex", is_upwards=False, wants_place=True),
        "flatMap": flat_change,
        "forEach": visit,
        "map": change,
        "reduce": reduce,
        "reduceRight": reduce_right,
        "some": some,
        "toSorted": lambda items, call=UNDEFINED: Array(sort_items(items, call)),
    }
)
