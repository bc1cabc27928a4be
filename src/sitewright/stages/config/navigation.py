"""Read the entries of the navigation that stand for no page of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitewright.kernel.diagnostics import error
from sitewright.kernel.later import LaterMapping
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import path_problem
from sitewright.model.data import Data, places_below
from sitewright.model.document import KeyPath, Place
from sitewright.model.page import NavigationEntry
from sitewright.yamlcore.fields import FieldReader, kind_of

NAVIGATION = "navigation"
ENTRY_KEYS = ("key", "title", "url", "parent", "order", "excerpt", "pinned")

_FULL_URL = regex(r"(https?://|mailto:|tel:)[^\s<>\"]+\Z|#\S*\Z")


def read_entries(reader: FieldReader) -> tuple[NavigationEntry, ...]:
    """Read ``navigation``, a list of entries in the order of the file."""
    value = reader.value(NAVIGATION)
    if value is None:
        return ()
    if not isinstance(value, list):
        reader.misfit(value, "a list of entries", NAVIGATION)
        return ()
    entries = []
    for number, item in enumerate(value):
        if not isinstance(item, Mapping):
            reader.add(
                error(
                    "CFG002",
                    f"each item of '{NAVIGATION}' must be a mapping, not {kind_of(item)}",
                    reader.data.value_span(NAVIGATION, number),
                    "write it as in {key: Blog, url: 'https://blog.example.com/'}",
                )
            )
            continue
        origin = reader.data.places, (NAVIGATION, number)
        data = Data(reader.data.path, item, LaterMapping(_find_places, *origin))
        part = FieldReader(data, "CFG002")
        if entry := _read_entry(part):
            entries.append(entry)
        for found in part.findings:
            reader.add(found)
    return tuple(entries)


def _find_places(
    places: Mapping[KeyPath, Place], entry: KeyPath
) -> dict[KeyPath, Place]:
    """Find the places of what stands in an entry."""
    below = places_below(places, entry, ())
    return {path: place for path, place in below.items() if path}


def _read_entry(reader: FieldReader) -> NavigationEntry | None:
    reader.refuse_unknown(ENTRY_KEYS, code="CFG001")
    key, url = reader.text("key"), reader.text("url")
    missing = "'key'" if not key else "'url'" if not url else ""
    if missing:
        some = next(iter(reader.data.values), "")
        reader.add(
            error(
                "NAV007",
                f"an entry of '{NAVIGATION}' has no {missing}",
                reader.data.key_span(some),
                "an entry without a page needs 'key' and 'url'",
            )
        )
        return None
    if problem := _problem(url):
        reader.add(
            error(
                "NAV007",
                f"'{url}' cannot be where an entry leads: {problem}",
                reader.data.value_span("url"),
                "write a path of this site, such as '/about/', or a full address",
            )
        )
    return NavigationEntry(
        key=key,
        title=reader.text("title") or key,
        parent=reader.text("parent"),
        order=_read_order(reader),
        url=url,
        excerpt=reader.text("excerpt"),
        is_pinned=reader.flag("pinned"),
        key_span=reader.data.value_span("key"),
        parent_span=reader.data.value_span("parent"),
    )


def _problem(url: str) -> str:
    """Say why an entry cannot lead to an address; empty if it can."""
    if _FULL_URL.match(url):
        return ""
    if not url.startswith("/"):
        return "it is neither a path from the top of the site nor a full address"
    return path_problem(re.sub(r"[?#].*", "", url))


def _read_order(reader: FieldReader) -> float | None:
    """Read the order: a number; a key without a value counts as 0."""
    if "order" not in reader.data.values:
        return None
    value = reader.value("order")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if value is not None:
        reader.misfit(value, "a number", "order")
    return 0.0
