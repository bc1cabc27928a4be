"""Data: the merged values of one page, and DataFile, one of the files behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from operator import is_
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.later import LaterMapping, LaterSpan
from sitewright.model.document import KeyPath, Place

RESERVED: Final = ("collections", "content", "eleventy", "page")
"""Names of the top level that only Sitewright may set."""

HIDDEN: Final = ("navigation", "site", "toc")
"""Names of the top level under which templates see Sitewright's own."""

PERMALINK: Final = "permalink"
COMPUTED: Final = "eleventyComputed"
PAGINATION: Final = "pagination"

KNOWN: Final = (
    "title",
    "description",
    "layout",
    PERMALINK,
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


_SIMPLE = (str, int, float, datetime)
_MAPPING = (dict, Mapping)  # the first is asked quickly
_SCALARS = frozenset((*_SIMPLE, bool))


def has_overrides(fields: Mapping[str, object]) -> bool:
    """Tell whether any key in a mapping or in the mappings inside replaces another."""
    if OVERRIDE in "\n".join(fields) and any(k.startswith(OVERRIDE) for k in fields):
        return True
    for value in fields.values():
        if type(value) in _SCALARS or not isinstance(value, _MAPPING):
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
    if isinstance(value, _MAPPING):
        blanks = {
            key: made
            for key, item in value.items()
            if type(item) not in _SCALARS and (made := blank_value(item)) is not item
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
        return self.span(_find_key, keys)

    def value_span(self, *keys: str | int) -> Span:
        """Find where a value was written; its nearest written parent if it was not."""
        return self.span(_find_value, keys)

    def span(self, find: Callable[..., Span], *given: object) -> Span:
        """Find a place, now or when it is asked for.

        Args:
            find: Takes the places, the path, and what is given; a function of a module.
            given: All else that it depends on.
        """
        if isinstance(self.places, LaterMapping):
            return LaterSpan(find, self.places, self.path, *given)
        return find(self.places, self.path, *given)


def _find_key(places: Mapping[KeyPath, Place], path: str, keys: KeyPath) -> Span:
    place = _nearest(places, keys)
    return place.key if place else Span(path, 1)


def _find_value(places: Mapping[KeyPath, Place], path: str, keys: KeyPath) -> Span:
    place = _nearest(places, keys)
    return place.value if place else Span(path, 1)


def _nearest(places: Mapping[KeyPath, Place], keys: KeyPath) -> Place | None:
    for end in range(len(keys), 0, -1):
        if place := places.get(keys[:end]):
            return place
    return None


def places_below(
    places: Mapping[KeyPath, Place], source: KeyPath, target: KeyPath
) -> dict[KeyPath, Place]:
    """Give the places of a value, and of all in it, to another one."""
    depth = len(source)
    return {
        target + path[depth:]: place
        for path, place in places.items()
        if path[:depth] == source
    }
