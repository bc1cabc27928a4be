"""Report characters in addresses and attributes that nobody sees.

There they do not turn the text around, as some languages need it; they make one address
look like another (see "Trojan Source", 2021).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.regexes import regex

_HIDDEN: Final = regex("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_IN_CODE: Final = regex(r"`+[^`]*`+")
_PLACE: Final = regex(
    r"\]\([^)\n]*|<[a-zA-Z/][^>\n]*|\{[^{}\n]*\}|^ {,3}\[[^\]\n]+\]:.*"
)


def find_hidden(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Find characters that nobody sees where an address or an attribute stands.

    Args:
        text: Markdown.
        path: The file that it stands in.
        first_line: The line of that file on which it begins.
    """
    if text.isascii() or not _HIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if line.isascii():
            continue
        shown = _IN_CODE.sub(lambda code: " " * len(code[0]), line)
        for place in _PLACE.finditer(shown):
            if found := _HIDDEN.search(place[0]):
                column = place.start() + found.start() + 1
                yield warning(
                    "MD009",
                    f"the character U+{ord(found[0]):04X}, which nobody sees, is part of "
                    "an address or an attribute",
                    Span(path, number, column, 1),
                    "remove it; it may have come along with copied text",
                )
