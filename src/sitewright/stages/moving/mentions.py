"""Find what names the old place and is no link that could be rewritten."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.edits import Region, place_of
from sitewright.kernel.regexes import regex
from sitewright.model.document import Source

_HINT = (
    "it may be an example, or the start of something longer; change it by hand if not"
)
_RUN = regex(r"[\w/.%~-]+")


def find_mentions(
    source: Source, names: Collection[str], written: Iterable[Region]
) -> Iterator[Diagnostic]:
    """Find old addresses and paths in a text.

    Args:
        source: The text.
        names: The old addresses and paths; of two letters at least.
        written: What the move itself wrote, which may name them.
    """
    done = [(region.start, region.end) for region in written]
    for position, name in _find(source.text, names):
        if any(start < position + len(name) and position < end for start, end in done):
            continue
        line, column = place_of(source.text, position)
        yield warning(
            "MOV007",
            f"'{name}' is named here, and stays as it is",
            Span(source.path, line, column, len(name)),
            _HINT,
        )


def _find(text: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Find names as whole words, in the order of the text for most."""
    for run in _RUN.finditer(text):
        name = run[0] if run[0] in names else run[0].rstrip(".")
        if name in names:
            yield run.start(), name
    for name in names:
        if not _RUN.fullmatch(name) and name in text:
            for found in re.finditer(
                rf"(?<![\w/.%~-]){re.escape(name)}(?![\w/%~-])", text
            ):
                yield found.start(), name
