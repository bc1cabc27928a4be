"""Texts as bytes, and parts of texts."""

from __future__ import annotations

from sitewright.kernel.regexes import regex

_LONE_RETURN = regex(r"\r(?!\n)")


def with_line_feeds(text: str) -> str:
    """Write each return that ends a line by itself as a line feed; nothing moves."""
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def line_of(text: str, number: int) -> str | None:
    """Take one line of a text, counted from 1; None if there is none.

    Texts may be long, and of many one line is shown: it is taken from the nearer end.
    """
    lines = text.count("\n") + 1
    if not 1 <= number <= lines:
        return None
    if 2 * number <= lines:
        return text.split("\n", number)[number - 1]
    behind = lines - number + 1
    return text.rsplit("\n", behind)[-behind]


def holds(text: str, mark: str) -> bool:
    """Tell whether a text holds a mark whose first character is rare.

    Python looks for one character thirty times as fast as for several.
    """
    at = text.find(mark[0])
    return at >= 0 and text.find(mark, at) >= 0


def encode(text: str) -> bytes:
    """Encode as UTF-8.

    Halves of a character, which Nunjucks makes by taking texts apart, become the
    character if they stand side by side, and else U+FFFD, as JavaScript writes them.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        units = text.encode("utf-16-le", "surrogatepass")
        return units.decode("utf-16-le", "replace").encode()


class Part:
    """A part of a text: the whole, and where it stands there, but no copy."""

    __slots__ = ("end", "start", "whole")

    def __init__(self, whole: str, start: int = 0, end: int | None = None) -> None:
        """Take a text, where the part starts, and where it ends if not with the text."""
        self.whole = whole
        self.start = start
        self.end = len(whole) if end is None else end

    def __str__(self) -> str:
        return self.whole[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return f"Part({str(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process without the rest."""
        return Part, (str(self),)
