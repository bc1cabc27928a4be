"""Selectors of elements, as style sheets have them: those that can be told by a list.

``footer``, ``main > p.lead``, ``#top``, ``a[rel="me"]``, and several with commas between.
"""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.stages.likeness.tree import Element

_NAME: Final = r"[\w-]|[^\x00-\x7f]"
_PIECE: Final = regex(
    rf"""(?P<tag>\*|(?:{_NAME})+) | \#(?P<id>(?:{_NAME}|:)+) | \.(?P<class>(?:{_NAME})+)
      | \[\s*(?P<name>[\w:-]+)\s*
        (?:(?P<how>[~|^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\]"']*?))\s*)?\]
      | \s*(?P<next>[>,])\s* | (?P<space>\s+)""",
    re.VERBOSE,
)


class SelectorError(ValueError):
    """A text is no selector; it says why."""


@frozen
class Test:
    """One thing that an element must have.

    Attributes:
        name: The attribute; empty for the element's own name.
        how: How it is compared, such as ``=`` or ``^=``; empty if it must only be there.
        value: With what.
    """

    name: str
    how: str
    value: str

    def holds(self, element: Element) -> bool:
        """Tell whether an element has it."""
        if not self.name:
            return self.value in ("*", element.tag)
        value = element.attributes.get(self.name)
        if value is None:
            return False
        return {
            "": True,
            "=": value == self.value,
            "~=": self.value in value.split(),
            "|=": f"{value}-".startswith(f"{self.value}-"),
            "^=": bool(self.value) and value.startswith(self.value),
            "$=": bool(self.value) and value.endswith(self.value),
            "*=": bool(self.value) and self.value in value,
        }[self.how]


@frozen
class Step:
    """One element of a selector.

    Attributes:
        tests: What it must have.
        is_child: Whether it must be right inside of the one before.
    """

    tests: tuple[Test, ...] = ()
    is_child: bool = False


@frozen
class Selector:
    """A selector: ways to an element, each from the outside to the inside."""

    ways: tuple[tuple[Step, ...], ...]

    def selects(self, element: Element) -> bool:
        """Tell whether it is about an element, or about one around it."""
        return any(_leads_to(way, one) for one in element.above for way in self.ways)


def read_selector(text: str) -> Selector:
    """Read a selector.

    Raises:
        SelectorError: It is none, or has something that is not understood here.
    """
    ways: list[list[Step]] = [[Step()]]
    place = 0
    stripped = text.strip()
    while place < len(stripped):
        piece = _PIECE.match(stripped, place)
        if piece is None:
            raise SelectorError(f"'{stripped[place:]}' is not understood here")
        place = piece.end()
        way = ways[-1]
        if piece["next"] == ",":
            ways.append([Step()])
        elif piece["next"] or piece["space"]:
            way.append(Step((), piece["next"] == ">"))
        else:
            test = _read_test(piece)
            if not test.name and way[-1].tests:
                raise SelectorError(f"'{stripped}' has two names for one element")
            way[-1] = Step((*way[-1].tests, test), way[-1].is_child)
    if any(not step.tests for way in ways for step in way):
        raise SelectorError("it names no element")
    return Selector(tuple(tuple(way) for way in ways))


def _read_test(piece: re.Match[str]) -> Test:
    if tag := piece["tag"]:
        return Test("", "", tag)
    if identifier := piece["id"]:
        return Test("id", "=", identifier)
    if word := piece["class"]:
        return Test("class", "~=", word)
    value = piece["double"] or piece["single"] or piece["bare"] or ""
    return Test(piece["name"], piece["how"] or "", value)


def _leads_to(way: tuple[Step, ...], element: Element) -> bool:
    """Tell whether a way ends at an element."""
    *outer, last = way
    if not all(test.holds(element) for test in last.tests):
        return False
    if not outer or element.parent is None:
        return not outer
    if last.is_child:
        return _leads_to(tuple(outer), element.parent)
    return any(_leads_to(tuple(outer), one) for one in element.parent.above)
