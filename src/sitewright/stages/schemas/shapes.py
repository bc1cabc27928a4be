"""The parts that schemas are made of.

Draft 7 of JSON Schema is what editors know: the YAML extension of Visual Studio Code
reads no later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"

DATE: Final = (
    r"^\d{4}(-?W\d\d(-?[1-7])?|-?\d{3}|-\d\d(-\d\d)?|\d{4})?"
    r"([Tt ]\d\d(:?\d\d(:?\d\d([.,]\d{1,30})?)?)?([Zz]|[+-]\d\d(:?\d\d)?)?)?$"
)
"""What ISO 8601 makes of a date; editors see text where YAML sees a time."""

OVERRIDES: Final = {"^override:": True}
"""A key that replaces what it would merge with may hold whatever that one may."""


def text(description: str = "", **more: Any) -> Schema:
    """Describe a text."""
    return _described({"type": "string", **more}, description)


def number_or_text(description: str = "") -> Schema:
    """Describe a text that may look like a number."""
    return _described({"type": ["string", "number"]}, description)


def whole(description: str = "", least: int = 1, **more: Any) -> Schema:
    """Describe a whole number."""
    return _described({"type": "integer", "minimum": least, **more}, description)


def flag(description: str = "", **more: Any) -> Schema:
    """Describe a truth value."""
    return _described({"type": "boolean", **more}, description)


def choice(description: str, *values: object) -> Schema:
    """Describe one of several values."""
    return _described({"enum": list(values)}, description)


def any_of(description: str, *schemas: Schema) -> Schema:
    """Describe what may be of several kinds."""
    return _described({"anyOf": list(schemas)}, description)


def list_of(item: Schema, description: str = "", **more: Any) -> Schema:
    """Describe a list."""
    return _described({"type": "array", "items": item, **more}, description)


def one_or_list(item: Schema, description: str = "") -> Schema:
    """Describe a value, or a list of such."""
    return any_of(description, item, list_of(item))


def each(item: Schema, description: str = "") -> Schema:
    """Describe a mapping with names of the author's own."""
    schema = {"type": "object", "additionalProperties": item}
    return _described(schema, description)


def closed(
    description: str, properties: Mapping[str, Schema], *required: str
) -> Schema:
    """Describe a mapping that holds nothing else; what is not required may be empty."""
    schema = {
        "type": "object",
        "properties": {
            key: item if key in required else or_nothing(item)
            for key, item in properties.items()
        },
        "additionalProperties": False,
    }
    if required:
        schema["required"] = list(required)
    return _described(schema, description)


def opened(description: str, properties: Mapping[str, Schema]) -> Schema:
    """Describe a mapping that may hold more."""
    return _described({"type": "object", "properties": dict(properties)}, description)


def or_nothing(schema: Schema, *nothing: object) -> Schema:
    """Let a value be left empty, or be one of those that stand for none."""
    description = schema.get("description", "")
    bare = {key: value for key, value in schema.items() if key != "description"}
    several = bare["anyOf"] if bare.keys() == {"anyOf"} else [bare]
    if not bare or (None in several[-1].get("enum", ()) and not nothing):
        return schema
    return any_of(description, *several, {"enum": [None, *nothing]})


def relaxed(schema: Schema) -> Schema:
    """Need nothing of a value, at any depth, that may come from elsewhere in part."""
    kept: Schema = {}
    for key, value in schema.items():
        if key in ("required", "minItems", "minProperties", "minLength", "not"):
            continue
        if key in ("properties", "patternProperties"):
            value = {name: _relaxed(item) for name, item in value.items()}
        elif key in ("items", "additionalProperties"):
            value = _relaxed(value)
        elif key == "anyOf":
            value = [_relaxed(item) for item in value]
        kept[key] = value
    return kept


def _relaxed(schema: Any) -> Any:
    return relaxed(schema) if isinstance(schema, dict) else schema


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema
