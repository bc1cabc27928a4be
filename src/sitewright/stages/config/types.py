"""Read ``types``: what the values of pages must be, type by type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from math import isfinite
from typing import Final, cast

from sitewright.kernel.diagnostics import error, suggest
from sitewright.kernel.frozen import replace
from sitewright.kernel.patience import PatientRegex
from sitewright.model.data import COMPUTED, HIDDEN, PAGINATION, PERMALINK, RESERVED
from sitewright.model.document import KeyPath
from sitewright.model.pagetype import KINDS, LISTS, NUMBERS, TEXTS, TYPES, Field
from sitewright.yamlcore.fields import FieldReader, kind_of

TYPE_KEYS: Final = ("description", "extends", "closed", "fields")
FIELD_KEYS: Final = ("kind", "required", "description")
"""What can be said of a field of any kind."""

KEYS_OF_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(TEXTS, ("enum", "pattern", "min", "max")),
    **dict.fromkeys(NUMBERS, ("enum", "min", "max")),
    **dict.fromkeys(LISTS, ("of", "min", "max")),
    "mapping": ("fields",),
    "any": ("enum",),
}
"""What else can be said of some."""

_ELSEWHERE: Final = {
    **dict.fromkeys(("string", "str"), "text"),
    **dict.fromkeys(("int", "whole"), "integer"),
    **dict.fromkeys(("float", "decimal"), "number"),
    **dict.fromkeys(("bool", "flag"), "boolean"),
    **dict.fromkeys(("datetime", "time"), "date"),
    **dict.fromkeys(("image", "asset", "path"), "file"),
    **dict.fromkeys(("reference", "relation"), "page"),
    **dict.fromkeys(("array", "set"), "list"),
    **dict.fromkeys(("object", "map", "dict"), "mapping"),
    **dict.fromkeys(("link", "uri"), "url"),
}
"""What others call our kinds."""

_OWN_KINDS: Final = {"tags": (*LISTS, "any"), "date": ("date", "any")}
"""What the values of some keys are in any case, once all levels are merged."""

_UNCHECKED: Final = (*RESERVED, *HIDDEN, COMPUTED)
_BY_SITEWRIGHT: Final = ("eleventyNavigation", PAGINATION, PERMALINK)
"""Keys whose mappings may hold what Sitewright reads there, whatever a type says."""

_DEPTH_OF_FIELDS: Final = 3  # ("types", name, "fields")


def read_types(reader: FieldReader) -> Mapping[str, Field]:
    """Read all types, with what they take over from one another.

    Returns:
        Each as a mapping with its fields, by its name.
    """
    own = {name: _read_type(reader, name) for name in reader.mapping(TYPES)}
    types = {}
    for name in own:
        line = _find_line(reader, tuple(own), name)
        fields: dict[str, Field] = {}
        for one in reversed(line):
            fields |= own[one].fields or {}
        flags = (reader.value(TYPES, one, "closed") for one in line)
        is_closed = next((flag for flag in flags if flag is not None), False) is True
        if is_closed:
            fields = {key: _close(field, key) for key, field in fields.items()}
        types[name] = replace(own[name], fields=fields, is_closed=is_closed)
    return types


def _read_type(reader: FieldReader, name: str) -> Field:
    value = reader.value(TYPES, name)
    if not isinstance(value, Mapping | None):
        reader.misfit(value, "a mapping such as {fields: {title: text}}", TYPES, name)
        return Field("mapping")
    reader.refuse_unknown(TYPE_KEYS, TYPES, name, code="CFG001")
    reader.flag(TYPES, name, "closed")
    return Field(
        kind="mapping",
        description=reader.text(TYPES, name, "description"),
        fields=_read_fields(reader, (TYPES, name, "fields")),
    )


def _find_line(reader: FieldReader, known: tuple[str, ...], name: str) -> list[str]:
    """Name a type, what it extends, what that extends, and so on."""
    line = [name]
    while above := reader.text(TYPES, line[-1], "extends"):
        span = reader.data.value_span(TYPES, line[-1], "extends")
        if above in line:
            # A circle is said once, and not of those that lead to it.
            if above == name == min(line, key=known.index):
                circle = " -> ".join((*line, above))
                message = f"types extend one another in a circle: {circle}"
                hint = "let one of them do without the others"
                reader.add(error("CFG002", message, span, hint))
            break
        if above not in known:
            if line == [name]:
                near = suggest(above, (it for it in known if it != name))
                hint = f"did you mean '{near}'?" if near else "name a type of this list"
                reader.add(error("CFG002", f"there is no type '{above}'", span, hint))
            break
        line.append(above)
    return line


def _close(field: Field, name: str = "") -> Field:
    """Let the mappings in a field hold nothing that is not declared, at any depth."""
    if name in _BY_SITEWRIGHT:
        return field
    item = _close(field.item) if field.item else None
    fields = {key: _close(it) for key, it in (field.fields or {}).items()}
    is_closed = field.fields is not None
    fields_or_none = fields if is_closed else None
    return replace(field, item=item, fields=fields_or_none, is_closed=is_closed)


def _read_fields(reader: FieldReader, keys: tuple[str, ...]) -> Mapping[str, Field]:
    fields = {}
    is_top = len(keys) == _DEPTH_OF_FIELDS
    for name in reader.mapping(*keys):
        at = (*keys, name)
        if is_top and name in _UNCHECKED:
            message = f"'{name}' is a name of Sitewright's own, and no field"
            hint = "declare the values that pages have"
            reader.add(error("CFG002", message, reader.data.key_span(*at), hint))
            continue
        field = _read_field(reader, at)
        if is_top and field.kind not in _OWN_KINDS.get(name, KINDS):
            wanted = ", ".join(f"'{kind}'" for kind in _OWN_KINDS[name])
            message = f"'{name}' of a page cannot be of the kind '{field.kind}'"
            span = reader.data.value_span(*at, "kind")
            reader.add(error("CFG002", message, span, f"its kinds: {wanted}"))
        fields[name] = field
    return fields


def _read_field(reader: FieldReader, keys: tuple[str, ...]) -> Field:
    """Read what one value must be: the name of a kind, or a mapping with it."""
    value = reader.value(*keys)
    if isinstance(value, str):
        return Field(_read_kind(reader, value, keys))
    if not isinstance(value, Mapping):
        reader.misfit(value, "a kind, or a mapping such as {kind: text}", *keys)
        return Field("any")
    kind = reader.value(*keys, "kind")
    if not isinstance(kind, str):
        known = (*FIELD_KEYS, *chain(*KEYS_OF_KINDS.values()))
        before = len(reader.findings)
        reader.refuse_unknown(known, *keys, code="CFG001")
        if kind is None and len(reader.findings) == before:
            message = f"'{'.'.join(keys)}' has no 'kind'"
            span, hint = reader.data.key_span(*keys), f"kinds: {', '.join(KINDS)}"
            reader.add(error("CFG002", message, span, hint))
        elif kind is not None:
            reader.misfit(kind, "the name of a kind", *keys, "kind")
        return Field("any")
    kind = _read_kind(reader, kind, (*keys, "kind"))
    known = (*FIELD_KEYS, *KEYS_OF_KINDS.get(kind, ()))
    reader.refuse_unknown(known, *keys, code="CFG001")
    least, most = _read_bounds(reader, kind, keys)
    enum = _read_enum(reader, kind, keys)
    is_named = isinstance(enum, str)
    return Field(
        kind=kind,
        is_required=reader.flag(*keys, "required"),
        description=reader.text(*keys, "description"),
        enum=() if isinstance(enum, str) else enum,
        enum_from=enum if isinstance(enum, str) else "",
        enum_span=reader.data.value_span(*keys, "enum") if is_named else None,
        pattern=_read_pattern(reader, keys) if kind in TEXTS else "",
        least=least,
        most=most,
        item=_read_field(reader, (*keys, "of"))
        if kind in LISTS and reader.value(*keys, "of") is not None
        else None,
        fields=_read_fields(reader, (*keys, "fields"))
        if kind == "mapping" and reader.value(*keys, "fields") is not None
        else None,
    )


def _read_kind(reader: FieldReader, kind: str, keys: KeyPath) -> str:
    if kind in KINDS:
        return kind
    near = suggest(kind, KINDS) or _ELSEWHERE.get(kind.lower(), "")
    hint = f"did you mean '{near}'?" if near else f"kinds: {', '.join(KINDS)}"
    span = reader.data.value_span(*keys)
    reader.add(error("CFG002", f"there is no kind '{kind}'", span, hint))
    return "any"


def _read_enum(
    reader: FieldReader, kind: str, keys: tuple[str, ...]
) -> tuple[object, ...] | str:
    """Read the values that are accepted, or the name of the data that have them."""
    value = reader.value(*keys, "enum")
    if value is None or "enum" not in KEYS_OF_KINDS.get(kind, ()):
        return ()
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not value:
        wanted = "a list of values, or the name of data that have them"
        reader.misfit(value, wanted, *keys, "enum")
        return ()
    accepted = {"integer": int, "number": int | float}.get(kind, str)
    for number, item in enumerate(value):
        is_fit = kind == "any" or (
            isinstance(item, cast("type", accepted)) and not isinstance(item, bool)
        )
        if not is_fit:
            message = f"no value of the kind '{kind}' is {kind_of(item)}"
            hint = "put it in quotes" if kind in TEXTS else "correct it"
            span = reader.data.value_span(*keys, "enum", number)
            reader.add(error("CFG002", message, span, hint))
    return tuple(value)


def _read_pattern(reader: FieldReader, keys: tuple[str, ...]) -> str:
    pattern = reader.text(*keys, "pattern")
    try:
        PatientRegex(pattern)
    except (re.error, OverflowError, RecursionError) as bad:
        message = f"'{pattern}' is no regular expression: {bad}"
        span = reader.data.value_span(*keys, "pattern")
        hint = "write it as in '[a-z]+-[0-9]{3}'; it is for the whole text"
        reader.add(error("CFG002", message, span, hint))
        return ""
    return pattern


def _read_bounds(
    reader: FieldReader, kind: str, keys: tuple[str, ...]
) -> tuple[float | None, float | None]:
    """Read the least and the most; None where there is no limit."""
    if "min" not in KEYS_OF_KINDS.get(kind, ()):
        return None, None
    read = _read_number if kind in NUMBERS else _read_length
    least, most = read(reader, (*keys, "min")), read(reader, (*keys, "max"))
    if least is not None and most is not None and least > most:
        message = f"'min' is {least} and 'max' is {most}: nothing fits"
        span = reader.data.value_span(*keys, "max")
        reader.add(error("CFG002", message, span, "exchange them"))
    return least, most


def _read_number(reader: FieldReader, keys: tuple[str, ...]) -> float | None:
    value = reader.value(*keys)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and isfinite(cast("float", value)):
        return cast("float", value)
    if value is not None:
        reader.misfit(value, "a number", *keys)
    return None


def _read_length(reader: FieldReader, keys: tuple[str, ...]) -> int | None:
    value = reader.value(*keys)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if value is not None:
        reader.misfit(value, "a whole number from 0", *keys)
    return None
