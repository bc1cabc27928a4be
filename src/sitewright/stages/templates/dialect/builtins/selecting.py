"""Filters that keep some items and drop the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from sitewright.stages.templates.dialect.builtins.given import (
    copy_items,
    field_of,
    items_of,
    length_of,
)
from sitewright.stages.templates.dialect.javascript.arrays import (
    Array,
    check_length,
    is_array,
)
from sitewright.stages.templates.dialect.javascript.kinds import is_object, truthy
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_integer
from sitewright.stages.templates.dialect.javascript.objects import has_own_key
from sitewright.stages.templates.dialect.javascript.texts import to_text

Test = Callable[..., object]


def make_selectors(tests: Mapping[str, Test]) -> dict[str, Callable[..., object]]:
    """Make ``select`` and ``reject``.

    Args:
        tests: All tests that they may use, by name.
    """
    return {
        "select": partial(_select, tests, "select", True),
        "reject": partial(_select, tests, "reject", False),
    }


def _select(
    tests: Mapping[str, Test],
    name: str,
    is_kept: bool,
    value: object,
    test: object = UNDEFINED,
    argument: object = UNDEFINED,
) -> Array:
    """Keep the items for which a test says so; without one, those that are true.

    Raises:
        TemplateRuntimeError: There is no such test.
    """
    wanted = "truthy" if test is UNDEFINED else to_text(test)
    if wanted not in tests:
        raise TemplateRuntimeError(f"there is no test named '{wanted}'")
    run = tests[wanted]
    given = () if argument is UNDEFINED else (argument,)
    items = _elements(value, name)
    return Array(item for item in items if run(item, *given) is is_kept)


def _elements(value: object, name: str) -> Array:
    """Copy what has a length, without the places where nothing is."""
    length = length_of(value, name)
    if isinstance(value, Markup):
        return Array()
    if is_array(value) or not is_object(value):
        return copy_items(value)
    count = to_integer(length)
    check_length(count)
    places = map(str, range(int(count)))
    return Array(member(value, place) for place in places if has_own_key(value, place))


def selectattr(value: object, attribute: object = UNDEFINED) -> Array:
    """Keep the items that have a true field."""
    items = items_of(value, "selectattr")
    return Array(
        item for item in items if truthy(field_of(item, attribute, "selectattr"))
    )


def rejectattr(value: object, attribute: object = UNDEFINED) -> Array:
    """Drop the items that have a true field."""
    items = items_of(value, "rejectattr")
    return Array(
        item for item in items if not truthy(field_of(item, attribute, "rejectattr"))
    )
