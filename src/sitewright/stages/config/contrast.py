"""Read ``check.contrast``: which colours of a site must be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from sitewright.kernel.diagnostics import Span, error
from sitewright.kernel.later import LaterMapping
from sitewright.model.data import Data, places_below
from sitewright.model.document import KeyPath, Place
from sitewright.model.levels import Contrast
from sitewright.yamlcore.fields import FieldReader, kind_of

KEYS: Final = ("check", "contrast")
USES: Final = {
    "text": (4.5, "text"),
    "large_text": (3.0, "large text"),
    "graphics": (3.0, "what is no text"),
}
"""What is seen, with the contrast that WCAG 2.2 asks for (1.4.3 and 1.4.11, AA)."""

_EXAMPLE: Final = "write it as in {text: [--ink, --link], on: --paper}"


def read_contrasts(reader: FieldReader) -> tuple[Contrast, ...]:
    """Read the pairs of a list of mappings, each with ``on`` and what lies there."""
    value = reader.value(*KEYS)
    if value is None:
        return ()
    if not isinstance(value, list):
        reader.misfit(value, "a list of mappings", *KEYS)
        return ()
    pairs: list[Contrast] = []
    for number, item in enumerate(value):
        place = (*KEYS, number)
        if not isinstance(item, Mapping):
            message = (
                f"each item of 'check.contrast' must be a mapping, not {kind_of(item)}"
            )
            span = reader.data.value_span(*place)
            reader.add(error("CFG002", message, span, _EXAMPLE))
            continue
        found = LaterMapping(_find_places, reader.data.places, place)
        part = FieldReader(Data(reader.data.path, item, found), "CFG002")
        pairs += _read_pairs(part)
        for wrong in part.findings:
            reader.add(wrong)
    return tuple(pairs)


def _find_places(
    places: Mapping[KeyPath, Place], item: KeyPath
) -> dict[KeyPath, Place]:
    below = places_below(places, item, ())
    return {path: place for path, place in below.items() if path}


def _read_pairs(reader: FieldReader) -> Iterator[Contrast]:
    reader.refuse_unknown((*USES, "on"), code="CFG001")
    grounds = _read_properties(reader, "on")
    seen = [(use, it) for use in USES for it in _read_properties(reader, use)]
    if message := _find_missing(reader):
        some = next(iter(reader.data.values), "")
        reader.add(error("CFG002", message, reader.data.key_span(some), _EXAMPLE))
    for (use, (above, span)), (below, _) in product(seen, grounds):
        least, words = USES[use]
        yield Contrast(above, below, least, words, span)


def _find_missing(reader: FieldReader) -> str:
    """Say what an item lacks; empty if it has all."""
    if reader.value("on") is None:
        return "an item of 'check.contrast' has no 'on'"
    if all(reader.value(use) is None for use in USES):
        return f"an item of 'check.contrast' has none of {', '.join(USES)}"
    return ""


def _read_properties(reader: FieldReader, key: str) -> list[tuple[str, Span]]:
    """Read the names of custom properties."""
    found = []
    for name, span in reader.texts(key):
        if name.startswith("--"):
            found.append((name, span))
        else:
            message = f"'{name}' is no custom property"
            hint = f"write it as style sheets do: '--{name.lstrip('-')}'"
            reader.add(error("CFG002", message, span, hint))
    return found
