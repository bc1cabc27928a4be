"""Texts word by word, so that a sentence is told from its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.likeness import Excerpt
from sitewright.stages.likeness.spaces import kind_of, text_of
from sitewright.stages.likeness.tree import COMMENT, Element, key_of

_EXACT_WORD: Final = regex(r"[ \t\n\f\r]+|[^ \t\n\f\r]+")
_AROUND: Final = 40
_LONGEST: Final = 300
_SHORT: Final = 120


class Run:
    """What an element holds, or a part of it, word by word.

    Attributes:
        items: Words and elements.
        spaces: Whether there is a space before each of them, and before the end.
    """

    __slots__ = ("items", "spaces")

    def __init__(self, items: list[str | Element], spaces: list[bool]) -> None:
        self.items = items
        self.spaces = spaces

    def __len__(self) -> int:
        return len(self.items)

    @property
    def names(self) -> list[str | int]:
        """What each item is."""
        return [key_of(item) for item in self.items]

    @property
    def words(self) -> list[str]:
        """The items that are words."""
        return [item for item in self.items if isinstance(item, str)]

    @property
    def elements(self) -> list[Element]:
        """The items that are elements."""
        return [item for item in self.items if isinstance(item, Element)]

    def cut(self, start: int, end: int) -> Run:
        """Take a part, without the spaces around it."""
        spaces = self.spaces[start : end + 1]
        spaces[0] = spaces[-1] = False
        return Run(self.items[start:end], spaces)

    def text(self, start: int, end: int) -> str:
        """Join the words, and the texts of elements between them."""
        pieces = []
        for place in range(start, end):
            item = self.items[place]
            if self.spaces[place] or not (isinstance(item, str) or is_inline(item)):
                pieces.append(" ")
            pieces.append(item if isinstance(item, str) else text_of(item))
        pieces.append(" " if self.spaces[end] else "")
        return "".join(pieces)

    def excerpt(self, start: int, end: int) -> Excerpt:
        """Take a part of the text, with a little of what stands around it."""
        before = self.text(max(0, start - 12), start)
        behind = self.text(end, min(len(self), end + 12))
        part = self.cut(start, end).text(0, end - start) if start < end else ""
        if not part and before.endswith(" "):
            behind = behind.removeprefix(" ")
        return Excerpt(shorten(part, _LONGEST), _tail(before), _head(behind))

    def neighbour(self, place: int, owner: Element) -> Element:
        """Find the element at a place, or the last one before it, or the one around."""
        for item in (*self.items[place : place + 1], *reversed(self.items[:place])):
            if isinstance(item, Element):
                return item
        return owner


def split_words(children: Iterable[str | Element], *, exact: bool) -> Run:
    """Split texts into words.

    Args:
        children: Texts and elements.
        exact: Whether white space counts as a word does.
    """
    items: list[str | Element] = []
    spaces: list[bool] = []
    is_open = False
    for child in children:
        if isinstance(child, str) and not exact:
            pieces: list[str | Element] = [*child.split(" ")]
        elif isinstance(child, str):
            pieces = [*_EXACT_WORD.findall(child)]
        else:
            pieces = [child]
        for number, piece in enumerate(pieces):
            is_open |= number > 0 and not exact
            if piece:
                items.append(piece)
                spaces.append(is_open)
                is_open = False
    return Run(items, [*spaces, is_open])


def whole_texts(children: Iterable[str | Element]) -> Run:
    """Take texts as one word each."""
    items = [*children]
    return Run(items, [False] * (len(items) + 1))


def is_inline(element: Element) -> bool:
    """Tell whether an element stands in the line with the words around it."""
    return kind_of(element.tag, is_drawn=False) in ("inline", "atom")


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:]}"


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}…"


def shorten(text: str, most: int = _SHORT) -> str:
    """Cut a long text in its middle, so that its end can be seen, too."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]} … {text[-half:]}"


def show_element(element: Element) -> str:
    """Write an element as it might stand in a page, without most of what is in it."""
    text = shorten(text_of(element))
    if element.tag == COMMENT:
        return f"<!-- {shorten(str(element.children[0]))} -->"
    if element.tag.startswith("#"):
        return shorten(str(element.children[0]))
    return f"{show_tag(element)}{text}"


def show_tag(element: Element) -> str:
    """Write the tag with which an element begins."""
    words = [element.tag]
    for name, value in element.attributes.items():
        words.append(f'{name}="{shorten(value)}"' if value else name)
    return f"<{' '.join(words)}>"
