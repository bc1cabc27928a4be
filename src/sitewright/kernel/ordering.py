"""Sort values of any kind, as authors write them."""

from __future__ import annotations

from datetime import datetime


def rank_of(value: object) -> tuple[int, str, object]:
    """Make values of different kinds comparable: numbers, then the rest by kind.

    Args:
        value: Anything but None, of whose place the caller decides.
    """
    if isinstance(value, int | float):
        return 0, "", value
    if isinstance(value, str):
        return 1, "text", value.casefold()
    return 1, type(value).__name__, value if isinstance(value, datetime) else str(value)


def kind_of(value: object) -> str:
    """Name the kind of a value; those of one kind have an order."""
    if isinstance(value, int | float):
        return "a number" if value == value else "no number"  # noqa: PLR0124 -- as NaN is not
    names = {str: "text", datetime: "a date"}
    return names.get(type(value), f"a {type(value).__name__}")
