"""Field: what a value of a page must be; a type is a field that holds all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen

TYPES: Final = "types"
"""The setting that declares types."""

TYPE: Final = "type"
"""The key by which a page has one."""

MISSING: Final = "TYP003"
"""The code of a value that is missing."""

KINDS: Final = (
    *("text", "markdown", "number", "integer", "boolean", "date", "url"),
    *("page", "file", "navigation"),
    *("list", "one-or-list", "mapping", "any"),
)
"""What a value can be."""

REFERENCES: Final = ("url", "page", "file", "navigation")
"""Kinds of texts that lead to something of this site."""

LISTS: Final = ("list", "one-or-list")
TEXTS: Final = ("text", "markdown")
NUMBERS: Final = ("number", "integer")

ADDRESS: Final = r'(https?://|mailto:|tel:)[^\s<>"]+|/[^\s<>"\\]*|#\S*'
"""What a ``url`` looks like: a full one, a path of this site, or a place on the page."""


@frozen
class Field:
    """What a value must be.

    Attributes:
        kind: One of ``KINDS``.
        is_required: Whether it must be there, and not be empty.
        description: What it is for, as the settings say; empty if they do not.
        enum: The values that it may have; empty for any.
        enum_from: Dotted name of the site's data that have these values; else empty.
        enum_span: Where that name was written.
        pattern: A regular expression for the whole of a text; empty for any.
        least: The least number, or the fewest characters or items; None for any.
        most: The greatest or the most of these.
        item: What each item of a list must be; None for anything.
        fields: What a mapping may hold; None for anything.
        is_closed: Whether a mapping may hold nothing else.
    """

    kind: str
    is_required: bool = False
    description: str = ""
    enum: tuple[object, ...] = ()
    enum_from: str = ""
    enum_span: Span | None = None
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    item: Field | None = None
    fields: Mapping[str, Field] | None = None
    is_closed: bool = False
