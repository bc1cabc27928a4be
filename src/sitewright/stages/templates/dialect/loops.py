"""What a loop of Nunjucks runs through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from markupsafe import Markup

from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.objects import get_key, keys_of
from sitewright.stages.templates.dialect.javascript.units import narrow, widen
from sitewright.stages.templates.dialect.javascript.values import is_array, is_object

Row = tuple[tuple[str, object], ...]
"""What one turn of a loop binds."""


def is_taken_apart(over: object, names: tuple[str, ...]) -> bool:
    """Tell whether a loop takes the items of an array apart."""
    return len(names) > 1 and is_array(over)


def rows_of(over: object, names: tuple[str, ...]) -> Sequence[Row]:
    """List what a loop binds, turn by turn."""
    if len(names) == 1:
        return [((names[0], item),) for item in _items(over)]
    if is_array(over):
        return [
            tuple((name, member(item, at)) for at, name in enumerate(names))
            for item in cast("Sequence[object]", over)
        ]
    if is_object(over) or (isinstance(over, str) and not isinstance(over, Markup)):
        rest = tuple((name, UNDEFINED) for name in names[2:])
        return [
            ((names[0], key), (names[1], get_key(over, key)), *rest)
            for key in keys_of(over)
        ]
    return []


def _items(over: object) -> Sequence[object]:
    if isinstance(over, Markup):
        return list(str(over))
    if isinstance(over, str):
        return [narrow(unit) for unit in widen(over)]
    return cast("Sequence[object]", over) if is_array(over) else ()
