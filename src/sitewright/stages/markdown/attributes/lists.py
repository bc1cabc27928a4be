"""Find attribute lists in text, and read what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.attributes.doubts import (
    LeftTextFinder,
    find_doubts,
)
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.attributes.remarks import Doubt

Pair = tuple[str, str]
Attrs = dict[str, str | int | float]

# A quote inside a list can hide its end, as in `{a=b" "}`, and such lists can follow
# one another without end. Reading each no further than this keeps the work linear.
_LONGEST_OVERRUN = 100
_LONGEST_RECALLED = 200

# An odd number of backslashes in front makes a quote an ordinary character.
_QUOTE = regex(r'(?<!\\)(?:\\\\)*"')

_NOT_IN_NAMES = dict.fromkeys(map(ord, "\t\n\f />\"'="))
_JOINED = frozenset({"class", "css-module"})


@frozen
class Reading:
    """What the list says with which a text begins.

    Attributes:
        attrs: The attributes, in the order written; shared, so never to be changed.
        is_closed: Whether the end of the list was found.
        is_all: Whether the text is that one list and nothing more.
        doubts: What the author may not have meant.
    """

    attrs: dict[str, str]
    is_closed: bool
    is_all: bool
    doubts: tuple[Doubt, ...]


class ListSyntax:
    """What an attribute list looks like, for one choice of options."""

    def __init__(self, options: AttributeOptions) -> None:
        self.left = options.left_delimiter
        self.right = options.right_delimiter
        self.rule = regex(
            rf"[ ]{{0,3}}[-*_]{{3,}}[ ]?{re.escape(self.left)}"
            rf"[^{''.join(map(re.escape, self.right))}]"
        )
        self.left_text = LeftTextFinder(self.left, self.right)
        self._options = options
        self._recall = lru_cache(maxsize=512)(self._parse)
        self._piece = regex(
            rf"(?P<end>{re.escape(self.right)})"
            r'|(?P<equals>=)|(?P<dots>\.\.?)|(?P<hash>\#)|(?P<quote>")|(?P<space>[ ])'
            r'|(?P<text>\\(?:\\\\)*"|\\+'
            rf'|[^=.#" \\{re.escape(self.right[0])}]+|.)',
            re.DOTALL,
        )

    def is_list(self, text: str) -> bool:
        """Tell whether the text begins with a list and ends with one."""
        return (
            text.startswith(self.left)
            and text.endswith(self.right)
            and self._is_filled(text, 0, len(text) - len(self.right))
        )

    def find_last(self, text: str) -> tuple[int, Reading] | None:
        """Find the list at the very end of the text; return also where it starts."""
        if not text.endswith(self.right):
            return None
        start = self._find_left(text)
        if start < 0:
            return None
        reading = self.read(text[start:])
        return (start, reading) if reading.is_all else None

    def take_leading(self, text: str) -> tuple[list[Reading], str]:
        """Read the lists with which the text begins; return also the text after them.

        A list is cut off at its first right delimiter, even a quoted one: what the
        text goes on with is then the rest of that value.
        """
        readings: list[Reading] = []
        start = 0
        while text.startswith(self.left, start):
            reading = self._read_leading(text, start)
            if reading is None:
                break
            readings.append(reading)
            start = text.find(self.right, start) + len(self.right)
        return readings, text[start:]

    def without_last(self, info: str) -> str:
        """Cut the list off the end of a fence's info, as the plugin does there."""
        start = self._find_left(info)
        end = self._find_right(info, start + len(self.left))
        if end != len(info) - len(self.right):
            return info
        return info[:start].removesuffix(" ")

    def read(self, text: str) -> Reading:
        """Read the list with which the text begins."""
        # Sites write the same few lists over and over.
        return (
            self._recall(text) if len(text) <= _LONGEST_RECALLED else self._parse(text)
        )

    def _parse(self, text: str) -> Reading:
        reader = _Reader()
        end = len(text)
        for found in self._piece.finditer(text, len(self.left)):
            if found.lastgroup == "end" and not reader.is_quoted:
                reader.close_pair()
                end = found.start()
                break
            if not reader.take_mark(found.lastgroup, found[0]):
                reader.add(found[0])
        attrs = self._settle(reader.pairs)
        doubts = self._find_doubts(text, end, attrs)
        return Reading(attrs, end < len(text), self._is_all(text), doubts)

    def _is_all(self, text: str) -> bool:
        """Tell whether the list with which the text begins ends where the text does."""
        end = self._find_right(text, len(self.left) + 1)
        return end == len(text) - len(self.right) and self._is_filled(text, 0, end)

    def _find_doubts(
        self, text: str, end: int, attrs: dict[str, str]
    ) -> tuple[Doubt, ...]:
        if all(value and not value.startswith("'") for value in attrs.values()):
            return ()
        written, body = text[: end + len(self.right)], text[len(self.left) : end]
        return tuple(find_doubts(written, body, attrs))

    def _settle(self, pairs: list[Pair]) -> dict[str, str]:
        """Drop what is not allowed; name each attribute once."""
        settled: Attrs = {}
        add_attributes((pair for pair in pairs if self._options.allows(*pair)), settled)
        return {name: str(value) for name, value in settled.items()}

    def _read_leading(self, text: str, start: int) -> Reading | None:
        """Read the list that starts here; None if none does."""
        after = text.find(self.right, start) + len(self.right)
        reading = self.read(text[start:after])
        if not reading.is_all:
            # Perhaps that delimiter was in quotes, and the list ends at a later one.
            end = self._find_right(text, start + len(self.left) + 1)
            if end < 0 or not self._is_filled(text, start, end):
                return None
            after = end + len(self.right)
            reading = self.read(text[start:after])
        if after < len(text) and text[after] in self.right:
            return None
        if not reading.is_closed:
            reading = self.read(text[start : after + _LONGEST_OVERRUN])
        return reading

    def _is_filled(self, text: str, start: int, end: int) -> bool:
        """Tell whether there is more between the delimiters than a lone mark."""
        body = start + len(self.left)
        return end - body >= (2 if text[body : body + 1] in (".", "#") else 1)

    def _find_left(self, text: str) -> int:
        """Find the last left delimiter outside quotes."""
        if '"' not in text:
            return text.rfind(self.left)
        return max(text.rfind(self.left, *part) for part in _unquoted(text, 0))

    def _find_right(self, text: str, begin: int) -> int:
        """Find the first right delimiter outside the quotes that open from here on."""
        first = text.find(self.right, begin)
        if first < 0 or text.find('"', begin, first) < 0:
            return first
        ends = (text.find(self.right, *part) for part in _unquoted(text, begin))
        return next((end for end in ends if end >= 0), -1)


class _Reader:
    """The pairs read so far, and the one that is being read."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.is_quoted = False
        self._in_name = True
        self._name: list[str] = []
        self._value: list[str] = []

    def take_mark(self, kind: str | None, piece: str) -> bool:
        """Act on a mark; False if it is ordinary text at this place."""
        match kind:
            case "equals" if self._in_name:
                self._in_name = False
            case "dots" if not self._name:
                self._begin_value("class" if piece == "." else "css-module")
            case "hash" if not self._name:
                self._begin_value("id")
            case "quote" if self.is_quoted or not self._value:
                self.is_quoted = not self.is_quoted
            case "space" if not self.is_quoted:
                self.close_pair()
            case _:
                return False
        return True

    def add(self, piece: str) -> None:
        """Add text to the name or value; a name drops what names cannot hold."""
        if not self._in_name:
            self._value.append(piece)
        elif name := piece.translate(_NOT_IN_NAMES):
            self._name.append(name)

    def close_pair(self) -> None:
        """Finish the pair; without a name there is none, and its value stays open."""
        if self._name:
            self.pairs.append(("".join(self._name), "".join(self._value)))
            self._name, self._value, self._in_name = [], [], True

    def _begin_value(self, name: str) -> None:
        self._name.append(name)
        self._in_name = False


def add_attributes(pairs: Iterable[Pair], attrs: Attrs) -> None:
    """Set attributes of an element: classes join, of any other the last one wins."""
    joined: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in joined:
            joined[name].append(value)
        elif name in _JOINED and name in attrs:
            joined[name] = [str(attrs[name]), value]
        else:
            attrs[name] = value
    for name, values in joined.items():
        attrs[name] = " ".join(values)


def _unquoted(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches from here on that are outside double quotes."""
    start, is_quoted = begin, False
    # One character back, to see a backslash there: begin is never further into a list.
    for found in _QUOTE.finditer(text, max(begin - 1, 0)):
        quote = found.end() - 1
        if quote < begin:
            continue
        if not is_quoted:
            yield start, quote
        start, is_quoted = quote + 1, not is_quoted
    if not is_quoted:
        yield start, len(text)
