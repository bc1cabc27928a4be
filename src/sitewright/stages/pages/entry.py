"""Read the place in the navigation that a page asks for."""

from __future__ import annotations

import re
import sys
from math import isnan, nan

from sitewright.kernel.diagnostics import error
from sitewright.kernel.regexes import regex
from sitewright.model.page import NavigationEntry
from sitewright.yamlcore.fields import FieldReader

NAVIGATION = "eleventyNavigation"
NAVIGATION_KEYS = (
    "key",
    "parent",
    "title",
    "order",
    "url",
    "excerpt",
    "pinned",
    "root",
)

_NUMBER = regex(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_LARGEST = sys.float_info.max


def read_navigation(reader: FieldReader) -> NavigationEntry | None:
    """Read ``eleventyNavigation``; None if the page wants to be in no menu."""
    if reader.value(NAVIGATION) is False or not reader.mapping(NAVIGATION):
        return None
    reader.doubt_near_misses(NAVIGATION_KEYS, NAVIGATION, code="NAV001")
    key = reader.text(NAVIGATION, "key")
    if not key:
        reader.add(
            error(
                "NAV002",
                f"'{NAVIGATION}' has no 'key', so the page would be in no menu",
                reader.data.key_span(NAVIGATION),
                "add 'key:' with the name of the entry",
            )
        )
        return None
    place = reader.data.value_span
    return NavigationEntry(
        key=key,
        title=reader.text(NAVIGATION, "title") or key,
        parent=reader.text(NAVIGATION, "parent"),
        order=_read_order(reader),
        url=reader.text(NAVIGATION, "url"),
        leads_nowhere=reader.value(NAVIGATION, "url") == "",
        excerpt=reader.text(NAVIGATION, "excerpt"),
        is_pinned=reader.flag(NAVIGATION, "pinned"),
        root=reader.text(NAVIGATION, "root"),
        key_span=place(NAVIGATION, "key"),
        parent_span=place(NAVIGATION, "parent"),
        root_span=place(NAVIGATION, "root"),
    )


def _read_order(reader: FieldReader) -> float | None:
    """Read the order: numbers, also as text; a key without a value counts as 0."""
    entry = reader.mapping(NAVIGATION)
    if "order" not in entry:
        return None
    value = entry["order"]
    if value is None:
        return 0.0
    order = _number_of(value)
    if isnan(order):  # which has no place among numbers
        reader.misfit(value, "a number", NAVIGATION, "order")
        return None
    return order


def _number_of(value: object) -> float:
    if isinstance(value, bool):
        return nan
    if isinstance(value, int):
        return float(value) if abs(value) <= _LARGEST else nan
    if isinstance(value, float):
        return value
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else nan
