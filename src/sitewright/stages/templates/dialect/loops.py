"""What a loop of Nunjucks runs through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from markupsafe import Markup

from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.objects import get_key, keys_of
from sitewright.stages.templates.dialect.javascript.units import narrow, widen
from sitewright.stages.templates.dialect.javascript.values import is_array, is_object

Turns = Iterator[tuple[dict[str, object], object]]
"""For each turn, what is seen as ``loop``, and what the turn binds."""


def is_taken_apart(over: object, names: tuple[str, ...]) -> bool:
    """Tell whether a loop takes the items of an array apart."""
    return len(names) > 1 and is_array(over)


def rows_of(over: object, names: tuple[str, ...]) -> list[object]:
    """List what a loop binds, turn by turn; of several names, a tuple."""
    if len(names) == 1:
        return _items(over)
    if is_array(over):
        return [
            tuple(member(item, at) for at in range(len(names)))
            for item in cast("Sequence[object]", over)
        ]
    if is_object(over) or (isinstance(over, str) and not isinstance(over, Markup)):
        rest = [UNDEFINED] * (len(names) - 2)
        return [(key, get_key(over, key), *rest) for key in keys_of(over)]
    return []


def counted(rows: list[object]) -> Turns:
    """Take the turns of a loop, and count them for ``loop``, which is one object."""
    count = len(rows)
    state: dict[str, object] = {}
    for index, row in enumerate(rows):
        state["index"] = index + 1
        state["index0"] = index
        state["revindex"] = count - index
        state["revindex0"] = count - index - 1
        state["first"] = index == 0
        state["last"] = index == count - 1
        state["length"] = count
        yield state, row


def _items(over: object) -> list[object]:
    if isinstance(over, Markup):
        return list(str(over))
    if isinstance(over, str):
        return [narrow(unit) for unit in widen(over)]
    items: Any = over
    return list(items) if is_array(over) else []
