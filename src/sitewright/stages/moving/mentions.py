"""Find what names the old place and is no link that could be rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.edits import Region, place_of
from sitewright.model.document import Source

_HINT = (
    "it may be an example, or the start of something longer; change it by hand if not"
)


def find_mentions(
    source: Source, names: Iterable[str], written: Iterable[Region]
) -> Iterator[Diagnostic]:
    """Find old addresses and paths in a text.

    Args:
        source: The text.
        names: The old addresses and paths; of two letters at least.
        written: What the move itself wrote, which may name them.
    """
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not any(name in source.text for name in longest_first):
        return
    done = [(region.start, region.end) for region in written]
    each = "|".join(map(re.escape, longest_first))
    for found in re.finditer(rf"(?<![\w/.%~-])(?:{each})(?![\w/%~-])", source.text):
        if any(start < found.end() and found.start() < end for start, end in done):
            continue
        line, column = place_of(source.text, found.start())
        yield warning(
            "MOV007",
            f"'{found[0]}' is named here, and stays as it is",
            Span(source.path, line, column, len(found[0])),
            _HINT,
        )
