"""Find where in a file the elements stand that a parser has made of it.

The parser does not tell. So a copy is read in which every tag says where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.regexes import regex
from sitewright.model.likeness import Difference, Excerpt
from sitewright.stages.likeness.pages import read_values
from sitewright.stages.likeness.spaces import text_of
from sitewright.stages.likeness.tree import Element

_MARK: Final = "sitewright-at"
_TAG: Final = regex(
    r"""<!--.*?(?:--!?>|\Z) | <!\[CDATA\[.*?(?:\]\]>|\Z)
      | (?P<begin><(?P<name>[a-zA-Z][^\t\n\f\r />]*))
        (?P<rest>(?:[^"'>]|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*)""",
    re.VERBOSE | re.DOTALL,
)
_RAW: Final = frozenset(
    (
        "iframe",
        "noembed",
        "noframes",
        "plaintext",
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
    )
)
_LETTERS: Final = regex(r"\w+")
_WORDS: Final = 3
_SLACK: Final = 2000


class Places:
    """The places of one file."""

    def __init__(self, path: str, text: str, document: Element) -> None:
        """Take a file and what was read from it.

        Args:
            path: How the file is named.
            text: Its text.
            document: What it was read as; its elements may know their places already.
        """
        self._path = path
        self._text = text
        self._document = document
        self._starts: list[int] = []
        self._is_marked = False

    def find(self, element: Element, difference: Difference, shown: Excerpt) -> Span:
        """Find the place of a difference.

        Args:
            element: The element that has it, or is next to it.
            difference: What it is.
            shown: How it was told for this side.
        """
        if not self._is_marked:
            self._is_marked = True
            if element.offset < 0:
                _mark(self._document, self._text)
        start = next((one.offset for one in element.above if one.offset >= 0), -1)
        if start < 0:  # nothing around it was written, as a page need not
            return self._find_from_top(shown.part)
        if difference.name:
            start, width = self._find_name(start, difference.name)
        elif difference.what == "changed" and shown.part:
            start, width = self._find_words(start, element, shown.part)
        else:
            width = len(element.tag) + 1
        return self._span(start, width)

    def _find_from_top(self, part: str) -> Span:
        words = _LETTERS.findall(part)[:_WORDS]
        found = words and re.search(r"\W+".join(map(re.escape, words)), self._text)
        return self._span(found.start(), len(words[0])) if found else Span(self._path)

    def _find_name(self, start: int, name: str) -> tuple[int, int]:
        """Find an attribute in a tag; the tag itself if it has none."""
        tag = _TAG.match(self._text, start)
        if tag and tag["begin"]:
            pattern = re.compile(
                rf"(?<=\s){re.escape(name)}(?=[\s=/]|\Z)", re.IGNORECASE
            )
            if found := pattern.search(self._text, tag.end("begin"), tag.end()):
                return found.start(), len(name)
        return start, tag.end("begin") - start if tag and tag["begin"] else 1

    def _find_words(self, start: int, element: Element, part: str) -> tuple[int, int]:
        """Find where a text begins, behind a tag; the tag itself if it is not there."""
        tag = _TAG.match(self._text, start)
        words = _LETTERS.findall(part)[:_WORDS]
        if tag and words:
            pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b")
            end = tag.end() + _SLACK + 4 * len(text_of(element))
            if found := pattern.search(self._text, tag.end(), end):
                return found.start(), len(words[0])
        return start, tag.end("begin") - start if tag and tag["begin"] else 1

    def _span(self, start: int, width: int) -> Span:
        if not self._starts:
            self._starts = [0, *(m.end() for m in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, start)
        return Span(self._path, line, start - self._starts[line - 1] + 1, width)


def _mark(document: Element, html: str) -> None:
    """Tell the elements of a page where they begin, as far as that can be known."""
    own = _elements(document)
    marks = [*read_values(_with_marks(html), _MARK)]
    if [tag for tag, _ in marks] != [element.tag for element in own]:
        return
    for element, (_, offset) in zip(own, marks, strict=True):
        if offset.isdecimal():
            element.offset = int(offset)


def _elements(document: Element) -> list[Element]:
    """List the elements of a document in the order in which they begin."""
    found: list[Element] = []
    waiting = [document]
    while waiting:
        inner = [c for c in waiting.pop().children if not isinstance(c, str)]
        waiting += inner
        found += [child for child in inner if child.tag[0] != "#"]
    return sorted(found, key=attrgetter("number"))


def _with_marks(html: str) -> str:
    """Write into each tag where it begins."""
    pieces: list[str] = []
    done = place = 0
    while tag := _TAG.search(html, place):
        place = tag.end()
        if not tag["begin"]:
            continue
        pieces += (html[done : tag.end("begin")], f" {_MARK}={tag.start()} ")
        done = tag.end("begin")
        name = tag["name"].lower()
        if name in _RAW:
            end = re.compile(rf"</{name}", re.IGNORECASE).search(html, place)
            place = end.start() if end else len(html)
    return "".join((*pieces, html[done:]))
