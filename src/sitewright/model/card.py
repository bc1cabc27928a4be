"""Card: the picture that stands for a page where somebody links to it."""

from __future__ import annotations

import json
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen

WIDTH: Final = 1200
HEIGHT: Final = 630


@frozen
class CardRules:
    """How cards look.

    Attributes:
        font: The file of the title's font, relative to the project.
        small_font: That of all else; empty if it is the same.
        background: A colour as ``#rrggbb``, or a picture of the size of a card.
        color: Colour of the title.
        small_color: Colour of all else.
        width: How wide the text may be, in pixels.
        span: Where they were asked for.
    """

    font: str
    small_font: str = ""
    background: str = "#1f2a2a"
    color: str = "#ffffff"
    small_color: str = "#ffffff"
    width: int = 1036
    span: Span = Span("")

    @property
    def files(self) -> tuple[str, ...]:
        """The files that cards are made of, relative to the project."""
        is_picture = not self.background.startswith("#")
        named = (self.font, self.small_font, self.background if is_picture else "")
        return tuple(dict.fromkeys(path for path in named if path))


@frozen
class Face:
    """A font.

    Attributes:
        path: Its file, relative to the project.
        covers: The first and the last of each range of characters that it has.
    """

    path: str
    covers: tuple[tuple[int, int], ...]

    def lacks(self, text: str) -> str:
        """List the characters of a text that it does not have, each once."""
        wanted = dict.fromkeys(text)
        return "".join(it for it in wanted if not self._has(ord(it)))

    def _has(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.covers)


@frozen
class Desk:
    """What is there to draw cards with.

    Attributes:
        faces: The fonts, by their paths.
        files: The path and the digest of each file that cards are made of.
        can_draw: Whether anything can be drawn here.
    """

    faces: tuple[Face, ...] = ()
    files: tuple[tuple[str, Digest], ...] = ()
    can_draw: bool = True


@frozen
class Card:
    """A card that is to be drawn.

    Attributes:
        path: Where it goes below the output folder; its name has the key in it.
        key: Digest of all that it is made of.
        title: The large text.
        label: The small text above it; may be empty.
        name: The small text at the bottom; may be empty.
        rules: How it looks.
    """

    path: str
    key: Digest
    title: str
    label: str
    name: str
    rules: CardRules


@frozen
class CardName:
    """What a page that asks for a card is told.

    Attributes:
        path: Where the card is; empty if there is none.
        problem: Why there is none, if that is the page's own fault.
    """

    path: str = ""
    problem: str = ""


def ask_for(title: str, label: str, name: str) -> str:
    """Write what a page asks for as the name of a fact."""
    return json.dumps([title, label, name], ensure_ascii=False)
