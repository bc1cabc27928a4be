"""Write what an archetype prints so that front matter is read as just that.

Each printed value is a mark first. YAML then says which of the values of the front
matter have marks in them, and these are written anew, in quotes where it needs them: so
any title may stand where an archetype says ``title: {{ title }}``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final, cast

from sitewright.kernel.edits import Edit, apply_edits
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import format_time
from sitewright.model.document import Document, KeyPath
from sitewright.yamlcore import read_yaml

# Of a private area of Unicode, so that YAML takes it for a letter.
_MARK: Final = regex("\ue000(\\d+)\ue001")

Split = Callable[[str], Document | None]
"""Reads a page; None if it is broken."""


class Values:
    """All that an archetype has printed."""

    def __init__(self) -> None:
        self._values: list[object] = []

    def mark(self, value: object) -> str:
        """Take a value, and give the mark that stands for it."""
        self._values.append(value)
        return f"\ue000{len(self._values) - 1}\ue001"

    def write(self, text: str) -> str:
        """Put the values in the place of their marks, as they are."""
        return _MARK.sub(lambda found: self._shown(int(found[1])), text)

    def is_other_than_text(self, text: str) -> bool:
        """Tell whether a text is nothing but the mark of a number, time or the like."""
        found = _MARK.fullmatch(text)
        return found is not None and not isinstance(self._values[int(found[1])], str)

    def _shown(self, number: int) -> str:
        value = self._values[number]
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, datetime):
            return format_time(value).removesuffix("T00:00:00Z")
        return "" if value is None else self.write(str(value))


def fill_in(text: str, values: Values, split: Split) -> str:
    """Put the values in the place of their marks, in quotes where YAML needs them.

    Args:
        text: The page, with marks.
        values: What they stand for.
        split: Reads a page.

    Returns:
        The page; where its front matter cannot be read, all values as they are.
    """
    document = split(text)
    if document is not None:
        wanted = _wanted(document.head.fields, values)
        for is_careful in (False, True):
            edits = _find_edits(text, document, values, is_careful=is_careful)
            filled = values.write(apply_edits(text, edits))
            made = split(filled)
            if made and _wanted(made.head.fields, values, wanted) == wanted:
                return filled
    return values.write(text)


def _find_edits(
    text: str, document: Document, values: Values, *, is_careful: bool
) -> Iterator[Edit]:
    """Write the values of front matter that have marks in them."""
    lines = text.split("\n")
    for path, place in document.head.places.items():
        value, span = _look_up(document.head.fields, path), place.value
        if not isinstance(value, str) or not _MARK.search(value) or not span.width:
            continue
        start = sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1
        written = text[start : start + span.width]
        if written.startswith(("|", ">")):
            continue
        if not values.is_other_than_text(written):
            shown = _scalar(values.write(value), written[0], is_careful=is_careful)
            yield Edit(start, start + span.width, shown)


def _scalar(text: str, first: str, *, is_careful: bool) -> str:
    """Write a text as YAML reads it back; in the quotes that it had, if that can be."""
    head, _ = read_yaml(f"k: {text}\n", "")
    if first not in "'\"" and head and head.fields == {"k": text} and not is_careful:
        return text
    suits_single = first == "'" or '"' in text or "\\" in text
    if suits_single and "'" not in text and not is_careful:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def _wanted(value: object, values: Values, like: object = None) -> object:
    """Give the fields that front matter is to have; of what is no text, anything goes.

    Args:
        value: Front matter, or a part of it.
        values: What marks stand for.
        like: What the other one has there; what is left open in that is left open here.
    """
    if like is ...:
        return ...
    if isinstance(value, Mapping):
        known = like if isinstance(like, Mapping) else {}
        return {
            values.write(key): _wanted(item, values, known.get(values.write(key)))
            for key, item in value.items()
        }
    if isinstance(value, list):
        others = like if isinstance(like, list) else [None] * len(value)
        pairs = zip(value, others, strict=False)
        return [_wanted(item, values, other) for item, other in pairs]
    if not isinstance(value, str):
        return value
    return ... if values.is_other_than_text(value) else values.write(value)


def _look_up(fields: object, path: KeyPath) -> object:
    """Take a value out of nested ones."""
    for step in path:
        fields = cast("dict[str | int, object]", fields)[step]
    return fields
