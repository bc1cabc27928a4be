"""See that a new page says what was asked of it, whatever its archetype says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from sitewright.kernel.diagnostics import Checked, Span, error
from sitewright.kernel.edits import Edit, apply_edits
from sitewright.kernel.times import parse_time
from sitewright.model.document import Document
from sitewright.model.newpage import Wish
from sitewright.stages.archetypes.quoting import Values, fill_in

Split = Callable[[str], Document | None]
"""Reads a page; None if it is broken."""

_OPTIONS: Final = {"title": "--title", "date": "--date", "pending": "--draft"}
_EMPTY: Final = "---\n---\n"


def add_asked(text: str, wish: Wish, split: Split) -> Checked[str]:
    """Add what was asked for to the front matter of a page that says nothing of it.

    Args:
        text: The page as its archetype makes it.
        wish: What is asked of it.
        split: Reads a page.

    Returns:
        The page, and an error for each thing asked for that the archetype forbids.
    """
    asked = {"title": wish.title, "date": wish.date, "pending": wish.is_pending}
    found = []
    for key, value in asked.items():
        document = split(text)
        if not value or document is None or _says(document.head.fields, key, value):
            continue
        added = "" if key in document.head.fields else _add(text, key, value, split)
        if added:
            text = added
            continue
        place = document.head.places.get((key,))
        message = f"{_OPTIONS[key]} asks for something else than the archetype says"
        if not place:
            message = f"nothing can be added for {_OPTIONS[key]}"
        hint = f"write '{key}: {{{{ {key} }}}}' into the archetype"
        span = place.value if place else Span(wish.path, 1)
        found.append(error("NEW004", message, span, hint))
    return text, tuple(found)


def _says(fields: Mapping[str, object], key: str, value: object) -> bool:
    """Tell whether front matter says what was asked; titles may have more to them."""
    said = fields.get(key)
    if key == "pending":
        return True in (said, fields.get("draft"))
    if isinstance(value, datetime):
        return (parse_time(said.strip()) if isinstance(said, str) else said) == value
    return said is not None


def _add(text: str, key: str, value: object, split: Split) -> str:
    """Add a line to front matter, at its end; empty if that does not do it."""
    document = split(text)
    if document is None:
        return ""
    has_head = document.text_line > 1
    fence = document.text_line - 2 if has_head else 1
    text = text if has_head else _EMPTY + text
    end = sum(len(line) + 1 for line in text.split("\n")[:fence])
    values = Values()
    line = f"{key}: {values.mark(value)}\n"
    made = fill_in(apply_edits(text, [Edit(end, end, line)]), values, split)
    now = split(made)
    return made if now and _says(now.head.fields, key, value) else ""
