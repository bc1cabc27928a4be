"""Describe the fields of a type."""

from __future__ import annotations

from typing import Final

from sitewright.model.pagetype import (
    ADDRESS,
    LISTS,
    NUMBERS,
    REFERENCES,
    TEXTS,
    Field,
)
from sitewright.stages.schemas.shapes import (
    DATE,
    OVERRIDES,
    Schema,
    any_of,
    or_nothing,
)

_KINDS: Final[dict[str, Schema]] = {
    "text": {"type": "string"},
    "markdown": {"type": "string", "contentMediaType": "text/markdown"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": DATE},
    "url": {"type": "string", "pattern": f"^({ADDRESS})$"},
    **{kind: {"type": "string"} for kind in ("page", "file", "navigation")},
    "any": {},
}
_EMPTY: Final[Schema] = {"not": {"enum": [None, "", [], {}]}}
_NAMES: Final = {
    "page": "the path or the address of a page",
    "file": "the address of a file",
    "navigation": "a key of the navigation",
}


def describe_field(field: Field, *nothing: object) -> Schema:
    """Describe what a value must be.

    Args:
        field: The field.
        nothing: What stands for no value besides an empty one, if none is needed.
    """
    schema = _describe_kind(field)
    if field.is_required:
        schema = _needed(field, schema)
    if about := field.description or _NAMES.get(field.kind, ""):
        schema["description"] = about
    return schema if field.is_required else or_nothing(schema, *nothing)


def describe_item(field: Field | None) -> Schema:
    """Describe what each item of a list must be, where nothing stands for none."""
    return _describe_kind(field) if field else {}


def _describe_kind(field: Field) -> Schema:
    if field.kind in LISTS:
        return _describe_list(field)
    if field.kind == "mapping":
        return _describe_mapping(field)
    schema: Schema = dict(_KINDS[field.kind])
    if field.enum:
        schema["enum"] = list(field.enum)
    if field.pattern:
        schema["pattern"] = f"^({field.pattern})$"
    bounds = ("minimum", "maximum") if field.kind in NUMBERS else _LENGTHS
    return schema | _bounds(field, *bounds)


_LENGTHS: Final = ("minLength", "maxLength")


def _bounds(field: Field, least: str, most: str) -> Schema:
    given = {least: field.least, most: field.most}
    return {key: bound for key, bound in given.items() if bound is not None}


def _describe_list(field: Field) -> Schema:
    item = describe_item(field.item)
    schema = {"type": "array", "items": item} | _bounds(field, "minItems", "maxItems")
    is_one_enough = (field.least or 0) <= 1 and field.most != 0
    if field.kind == "list" or not is_one_enough:
        return schema
    return any_of("", {"allOf": [item, {"not": {"type": "array"}}]}, schema)


def _describe_mapping(field: Field) -> Schema:
    if field.fields is None:
        return {"type": "object"}
    schema: Schema = {
        "type": "object",
        "properties": {
            name: describe_field(inner, False) for name, inner in field.fields.items()
        },
    }
    required = [name for name, inner in field.fields.items() if inner.is_required]
    if required:
        schema["required"] = required
    if field.is_closed:
        schema |= {"patternProperties": OVERRIDES, "additionalProperties": False}
    return schema


def _needed(field: Field, schema: Schema) -> Schema:
    """Let a value not be empty."""
    if field.kind in (*TEXTS, *REFERENCES):
        least = max(field.least or 0, 1)
        return {**schema, "minLength": least}
    if field.kind == "list":
        return {**schema, "minItems": max(field.least or 0, 1)}
    if field.kind == "mapping":
        return {**schema, "minProperties": 1}
    return schema if field.kind not in ("any", "one-or-list") else {**schema, **_EMPTY}
