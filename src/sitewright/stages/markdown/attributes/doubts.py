"""Find what an author of attribute lists probably did not mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.attributes.remarks import (
    BareWord,
    Doubt,
    LeftText,
    Lines,
    SingleQuote,
)

_NOWHERE = (0, 0)
_LONGEST_UNCLOSED = 60

# A line can hold many lists, each with all of the line in front of it.
_LONGEST_CONTEXT = 500

_WORD = regex(r'(?:[^ "]|"(?:\\.|[^"\\])*"?)+')

# HTML's attributes that need no value: these words are meant.
_MEANT = frozenset({
    "allowfullscreen", "async", "autofocus", "autoplay", "checked", "contenteditable",
    "controls", "default", "defer", "disabled", "download", "draggable",
    "formnovalidate", "hidden", "inert", "ismap", "itemscope", "loop",
    "multiple", "muted", "nomodule", "novalidate", "open", "playsinline",
    "popover", "readonly", "required", "reversed", "selected", "spellcheck",
    "translate",
})  # fmt: skip


def find_doubts(written: str, body: str, attrs: dict[str, str]) -> Iterator[Doubt]:
    """Find the odd words of a list that is on an element.

    Args:
        written: The list, with its delimiters.
        body: The list, without its delimiters.
        attrs: What it sets.

    Yields:
        Remarks that do not know their lines yet, in the order of the words.
    """
    after, is_quoted = "", False
    for word in _WORD.findall(body):
        name, equals, value = word.partition("=")
        if is_quoted:
            is_quoted = not word.endswith("'")
        elif word.startswith((".", "#")):
            continue
        elif equals and value.startswith("'"):
            after, is_quoted = "", value == "'" or not value.endswith("'")
            if name in attrs:
                yield SingleQuote(written, name, _NOWHERE)
        elif equals:
            after = "" if value.startswith('"') else name
        elif attrs.get(word) == "" and not _is_meant(word):
            yield BareWord(written, word, after, _NOWHERE)


def _is_meant(word: str) -> bool:
    """Tell whether a word without a value makes sense: HTML's, or like ``data-open``."""
    return "-" in word or word.lower() in _MEANT


class LeftTextFinder:
    """Finds lists that stay as text, for one choice of delimiters.

    Other uses of braces are left alone: ``{x}``, ``{{ value }}``, ``{# comment #}``,
    ``{"a": 1}``, ``${x=1}``, ``x_{i=1}``, ``{x = 1}``.
    """

    def __init__(self, left: str, right: str) -> None:
        left, right = re.escape(left), re.escape(right)
        self._list = regex(
            rf"(?<!\$)(?<!{left}){left}"
            rf"(?:[ ]*[.\#][\w-]+|(?<![_^]{left})[ ]*[\w-]+=(?![=>]))"
            rf'(?:"[^"]*"|(?!{left}|{right}).)*'
            rf"(?P<end>{right})?"
        )

    def find(self, text: str, lines: Lines) -> Iterator[LeftText]:
        """Find the lists in a piece of text, in order."""
        for found in self._list.finditer(text):
            start, stop = found.span()
            if not found["end"]:
                stop = min(stop, start + _LONGEST_UNCLOSED)
            written = text[start:stop].rstrip()
            context = text[max(0, stop - _LONGEST_CONTEXT) : start] + written
            yield LeftText(written, context, lines)
