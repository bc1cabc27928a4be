"""Data: the merged values of one page, and DataFile, one of the files behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from operator import is_
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.document import KeyPath, Place

RESERVED: Final = ("collections", "content", "eleventy", "page")
"""Names of the top level that only Sitewright may set."""

HIDDEN: Final = ("navigation", "site", "toc")
"""Names of the top level under which templates see Sitewright's own."""

KNOWN: Final = (
    "title",
    "description",
    "layout",
    "permalink",
    "date",
    "tags",
    "eleventyNavigation",
    "eleventyExcludeFromCollections",
    "eleventyAllowMissingExtension",
    "redirect_from",
    "pending",
    "draft",
    "sitemap",
    "jumbotron",
    "showTOC",
    "meta",
    "type",
)
"""Keys of a page that have a meaning; a misspelt one would silently have none."""


OVERRIDE: Final = "override:"
"""What stands before a key, at any depth, that replaces what it would merge with."""


_SIMPLE = (str, int, float, datetime)  # asked before Mapping, as that takes long


def has_overrides(fields: Mapping[str, object]) -> bool:
    """Tell whether any key in a mapping or in the mappings inside replaces another."""
    for key, value in fields.items():
        if key.startswith(OVERRIDE):
            return True
        if isinstance(value, _SIMPLE) or not isinstance(value, Mapping):
            continue
        if has_overrides(value):
            return True
    return False


class Blank(str):
    """A field that is there without a value: empty text, but without text's methods.

    Templates print nothing for it, and find no fields in it.
    """

    __slots__ = ()


BLANK = Blank()


def blank_value(value: object) -> object:
    """Make None blank, at every depth, so that no filter of templates writes it.

    What has no None in it is returned as it is, so that it is kept once.
    """
    if value is None:
        return BLANK
    if isinstance(value, _SIMPLE):
        return value
    if isinstance(value, Mapping):
        blanks = {
            key: made
            for key, item in value.items()
            if (made := blank_value(item)) is not item
        }
        return {**value, **blanks} if blanks else value
    if isinstance(value, list):
        items = [blank_value(item) for item in value]
        return value if all(map(is_, items, value)) else items
    return value


@frozen
class DataFile:
    """One data file as it was read.

    Attributes:
        path: The file.
        value: What it holds: a mapping, list, text, number, truth value, None, or time
            (always with a zone, in UTC); an empty mapping if the file is empty.
        places: Where each value inside, at every depth, was written; where one is not
            known, that of the nearest value around it serves.
    """

    path: str
    value: object
    places: Mapping[KeyPath, Place] = field(default_factory=dict)


@frozen
class Data:
    """Values for templates, each with its origin.

    Attributes:
        path: The content file that they are merged for.
        values: The merged data by key.
        places: Where each value was written, in whichever file that was.
    """

    path: str
    values: Mapping[str, object]
    places: Mapping[KeyPath, Place]

    def key_span(self, *keys: str | int) -> Span:
        """Find where a key was written; its nearest written parent if it was not."""
        place = self._nearest(keys)
        return place.key if place else Span(self.path, 1)

    def value_span(self, *keys: str | int) -> Span:
        """Find where a value was written; its nearest written parent if it was not."""
        place = self._nearest(keys)
        return place.value if place else Span(self.path, 1)

    def _nearest(self, keys: KeyPath) -> Place | None:
        for end in range(len(keys), 0, -1):
            if place := self.places.get(keys[:end]):
                return place
        return None
