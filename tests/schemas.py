"""Values as editors see them, and what a JSON Schema says of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jsonschema import Draft7Validator

from sitewright.kernel.times import format_time


def as_editors_see(value: object) -> object:
    """YAML 1.2 knows no dates, so editors see text."""
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, Mapping):
        return {str(key): as_editors_see(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_see(item) for item in value]
    return value


def faults_by(schema: dict[str, object], value: object) -> list[str]:
    """What a schema says of a value."""
    Draft7Validator.check_schema(schema)
    found = Draft7Validator(schema).iter_errors(as_editors_see(value))
    return [
        f"{'/'.join(map(str, item.absolute_path))}: {item.message}" for item in found
    ]
