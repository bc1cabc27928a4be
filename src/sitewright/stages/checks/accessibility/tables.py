"""Look at tables: whether cells have headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Markup, Node
from sitewright.stages.checks.accessibility.names import is_hidden, shape_of

_MORE_THAN_WORDS: Final = (
    "table form div section article header footer nav h1 h2 h3 h4 h5 h6 pre iframe "
    "input select textarea button"
)
_BLOCKS: Final = frozenset(_MORE_THAN_WORDS.split())
_LEAST: Final = 2


def find_bare_tables(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find tables of data without headers.

    A table that may only arrange things, since its cells hold more than words, or it has
    a single row or column, is none.
    """
    markup = finished.markup
    for table in markup.of("table"):
        if table.value("role") or _has_headers(markup, table):
            continue
        if not _is_of_data(markup, table) or is_hidden(markup, table):
            continue
        first = next((it for it in markup.inside(table) if it.tag == "td"), table)
        text = markup.text_of(first)
        yield Complaint(
            "A11Y012",
            "no cell of a table is a header",
            "write <th> for the cells that say what others are about",
            example=f"one that begins with '{text}'",
            shapes=(
                (text, rf"<td[^<>]*>\s*(?P<it>{re.escape(text)})"),
                shape_of("table"),
            ),
        )


def _has_headers(markup: Markup, table: Node) -> bool:
    """Tell whether any header says something."""
    return any(
        it.value("role") in ("columnheader", "rowheader")
        or (it.tag == "th" and (markup.text_of(it) or _has_alt(markup, it)))
        for it in markup.inside(table)
    )


def _has_alt(markup: Markup, cell: Node) -> bool:
    return any(
        it.value("alt") or it.value("aria-label") for it in markup.inside(cell)
    ) or bool(cell.value("aria-label"))


def _is_of_data(markup: Markup, table: Node) -> bool:
    inside = markup.inside(table)
    if any(it.tag in _BLOCKS for it in inside):
        return False
    rows = [it for it in inside if it.tag == "tr"]
    widths = [sum(it.tag in ("td", "th") for it in markup.inside(row)) for row in rows]
    return len([width for width in widths if width >= _LEAST]) >= _LEAST
