"""Pair the tags of a text, and tell which have no other half or the wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from sitewright.stages.checks.nesting.elements import ENDS, IMPLIED, INLINE, VOID
from sitewright.stages.checks.nesting.tags import Tag, read_tags

TORN: Final = "HTM001"
OPEN: Final = "HTM002"
STRAY: Final = "HTM003"
CROSSED: Final = "HTM004"
EARLY: Final = "HTM005"
"""What can be wrong, by its code."""

_DEEPEST: Final = 512
"""As deep as browsers nest elements."""

_MOST: Final = 100
"""Enough to be told of one page."""


class Fault(NamedTuple):
    """A tag with which something is wrong.

    Attributes:
        code: What it is.
        name: The element.
        start: Where the tag begins, in characters.
        end: Where it ends.
        other: The start tag of the element that it crosses, or that ends it.
        tear: The kind of a tear.
    """

    code: str
    name: str
    start: int
    end: int
    other: Tag | None = None
    tear: str = ""


def find_faults(html: str) -> list[Fault]:
    """Find all faults of a text, in its order; of one that is torn, that alone."""
    tags, tear = read_tags(html)
    if tear:
        return [Fault(TORN, tear.name, tear.start, tear.end, tear=tear.kind)]
    tags = [
        tag for tag in tags if tag.is_end or not (tag.is_closed or tag.name in VOID)
    ]
    pairing = _Pairing(tags)
    for tag in tags:
        if tag.is_end:
            pairing.end(tag)
        else:
            pairing.begin(tag)
    pairing.finish()
    return sorted(pairing.faults, key=lambda fault: fault.start)


@dataclass(slots=True, eq=False)
class _Open:
    """An element that is open.

    Attributes:
        tag: Its start tag.
        ender: The start tag that has ended it; None if none has.
        is_crossed: Whether one around it has ended before it.
    """

    tag: Tag
    ender: Tag | None = None
    is_crossed: bool = False


class _Pairing:
    """The elements that are open, from the outermost to the innermost.

    Browsers go on after each fault in a way of their own; this is to name the tag that is
    to be mended. Where two do not match, that of which there are too many is at fault.
    """

    def __init__(self, tags: list[Tag]) -> None:
        self.faults: list[Fault] = []
        self._open: list[_Open] = []
        self._unpaired: Counter[str] = Counter()
        for tag in tags:
            self._unpaired[tag.name] += -1 if tag.is_end else 1

    def begin(self, tag: Tag) -> None:
        """Open an element, and note which ones that has ended."""
        for names, bounds in ENDS.get(tag.name, ()):
            for item in self._innermost():
                if item.ender or item.tag.name in bounds:
                    break
                if item.tag.name in names:
                    item.ender = tag
        self._open.append(_Open(tag))

    def end(self, tag: Tag) -> None:
        """Close an element; those inside are to be closed, or their ends are implied."""
        name = tag.name
        closed = next((it for it in self._innermost() if it.tag.name == name), None)
        if closed is None:
            self._say(STRAY, tag)
        elif closed.ender:
            self._open.remove(closed)
            self._say(EARLY, closed.tag, closed.ender)
        elif closed.is_crossed:
            self._open.remove(closed)
        else:
            self._close(closed, tag)

    def _close(self, closed: _Open, end: Tag) -> None:
        place = self._open.index(closed)
        name = end.name
        inner = [
            item
            for item in self._open[place + 1 :]
            if name in INLINE or item.tag.name not in IMPLIED
        ]
        if inner and self._unpaired[name] < 0:
            self._say(STRAY, end)
            return
        del self._open[place:]
        for item in inner:
            if self._unpaired[item.tag.name] > 0:
                self._say(OPEN, item.tag)
                continue
            self._open.append(item)
            if not item.is_crossed:
                item.is_crossed = True
                self._say(CROSSED, item.tag, closed.tag)

    def finish(self) -> None:
        """Tell which elements are still open."""
        for item in self._open:
            if item.tag.name not in IMPLIED:
                self._say(OPEN, item.tag)

    def _innermost(self) -> Iterator[_Open]:
        return islice(reversed(self._open), _DEEPEST)

    def _say(self, code: str, tag: Tag, other: Tag | None = None) -> None:
        """Note a fault, by which there is one unpaired tag less."""
        self._unpaired[tag.name] += {OPEN: -1, STRAY: 1}.get(code, 0)
        if len(self.faults) < _MOST:
            self.faults.append(Fault(code, tag.name, tag.start, tag.end, other))
