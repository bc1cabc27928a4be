"""Name any immutable value by its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import is_
from typing import cast

from sitewright.kernel.frozen import names_of, parts_of
from sitewright.kernel.hashing import (
    Digest,
    digest_of_bytes,
    digest_of_stream,
    sha256_of_bytes,
)
from sitewright.kernel.later import LaterMapping, LaterSpan
from sitewright.kernel.tables import Table, changed_keys
from sitewright.kernel.texts import Part

__all__ = [
    "Digest",
    "digest_of",
    "digest_of_bytes",
    "digest_of_stream",
    "same_value",
    "sha256_of_bytes",
]

_NAMES: dict[type, tuple[str, ...] | None] = {}  # asking a dataclass each time is slow


def digest_of(value: object) -> Digest:
    """Hash a value so that equal values, and only those, share a digest.

    The order of a mapping counts: templates loop over mappings in order.

    Of what is made later, the recipe counts: two of them may make equal values.

    Args:
        value: A frozen dataclass, tuple, list, mapping, text, number, time or None,
            nested as deep as wanted.

    Returns:
        32 hexadecimal characters (BLAKE2b, 16 bytes).

    Raises:
        TypeError: The value holds something without a stable encoding.
    """
    pieces: list[str] = []
    _encode(value, pieces.append)
    text = "".join(pieces).encode("utf-8", "surrogatepass")
    return digest_of_bytes(text)


def same_value(old: object, new: object) -> bool:
    """Tell whether two values are the same, not merely equal.

    ``1 == True`` in Python, but a page prints them differently. Results of the stages
    keep their identity from build to build, which makes the common case one comparison.
    """
    if old is new or type(old) is not type(new):
        return old is new
    if isinstance(old, (str, bytes, int, Part)):
        return old == new
    if isinstance(old, (tuple, list)):
        other = cast("Sequence[object]", new)
        return len(old) == len(other) and (
            all(map(is_, old, other)) or all(map(same_value, old, other))
        )
    if isinstance(old, (LaterMapping, LaterSpan)):
        later = cast("LaterMapping[object, object]", new)
        return same_value(old.recipe, later.recipe) or _same_when_made(old, later)
    if isinstance(old, dict):
        others = cast("dict[object, object]", new)
        return list(old) == list(others) and all(
            same_value(value, others[key]) for key, value in old.items()
        )
    return _same_object(old, new)


def _same_when_made(old: object, new: LaterMapping[object, object]) -> bool:
    if isinstance(old, LaterMapping):
        return same_value(old.made, new.made)
    return old == new


def _same_object(old: object, new: object) -> bool:
    """Tell whether two values of one kind that is not of Python's own are the same."""
    if isinstance(old, Table):
        others = cast("Table[object]", new)
        changed = changed_keys(old, others)
        return changed is not None and all(
            same_value(old[key], others[key]) for key in changed
        )
    if (parts := parts_of(old)) is not None:
        return same_value(parts, parts_of(new))
    if (names := _field_names(type(old))) is not None:
        never_changes = type(old).__dataclass_params__.frozen  # type: ignore[attr-defined]
        return bool(never_changes) and all(
            same_value(getattr(old, name), getattr(new, name)) for name in names
        )
    try:
        return old == new and digest_of(old) == digest_of(new)
    except TypeError:
        return False


def _encode(value: object, add: Callable[[str], None]) -> None:
    kind = type(value)
    if isinstance(value, str):
        name = "s" if kind is str else f"s:{kind.__qualname__}"
        add(f"{name}{len(value)}:{value}")
    elif kind in (bool, int, float, bytes, datetime, Part) or value is None:
        add(f"{kind.__name__}:{value!r};")
    elif kind is tuple or kind is list:
        add(f"[{kind.__name__}")
        for item in value:  # type: ignore[attr-defined]
            _encode(item, add)
        add("]")
    elif isinstance(value, (LaterMapping, LaterSpan)):
        make, given = value.recipe
        add(f"({make.__module__}.{make.__qualname__}")
        _encode(given, add)
        add(")")
    elif isinstance(value, Mapping):
        add("{")
        for key, item in value.items():
            _encode(key, add)
            _encode(item, add)
        add("}")
    elif (names := _field_names(kind)) is not None:
        add(f"<{kind.__qualname__}")
        for name in names:
            _encode(getattr(value, name), add)
        add(">")
    else:
        raise TypeError(f"no stable encoding for {kind.__name__}")


def _field_names(kind: type) -> tuple[str, ...] | None:
    if kind not in _NAMES:
        _NAMES[kind] = names_of(kind)
    return _NAMES[kind]
