"""Take the values that fields accept from the data of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, error, suggest
from sitewright.kernel.frozen import replace
from sitewright.model.pagetype import Field

_NAMED: Final = (
    "name a list, or a mapping for its keys; or, as in 'topics.tag', what each has"
)


def fill_enums(
    types: Mapping[str, Field], data: Mapping[str, object]
) -> Checked[Mapping[str, Field]]:
    """Put the values of data in the place of their names.

    Args:
        types: All types.
        data: The data of the site.
    """
    found: list[Diagnostic] = []
    return {name: _fill(field, data, found) for name, field in types.items()}, tuple(
        dict.fromkeys(found)  # types that extend one another share fields
    )


def _fill(field: Field, data: Mapping[str, object], found: list[Diagnostic]) -> Field:
    if field.enum_from:
        values, hint = _look_up(field.enum_from, data)
        if not values:
            message = f"there are no values '{field.enum_from}' in the site's data"
            found.append(error("TYP008", message, field.enum_span, hint))
        return replace(field, enum=tuple(values))
    if field.item:
        return replace(field, item=_fill(field.item, data, found))
    if field.fields:
        fields = {key: _fill(it, data, found) for key, it in field.fields.items()}
        return replace(field, fields=fields)
    return field


def _look_up(name: str, data: Mapping[str, object]) -> tuple[list[object], str]:
    """Find the values that a dotted name means, or what it may mean instead."""
    value: object = data
    for key in name.split("."):
        items = value if isinstance(value, list) else [value]
        known = {str(it) for item in items if isinstance(item, Mapping) for it in item}
        if key not in known:
            near = suggest(key, known)
            return [], f"did you mean '{near}'?" if near else _NAMED
        found = [it[key] for it in items if isinstance(it, Mapping) and key in it]
        value = found if isinstance(value, list) else found[0]
    return list(value) if isinstance(value, list | Mapping) else [], _NAMED
