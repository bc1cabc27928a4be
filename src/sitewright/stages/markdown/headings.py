"""Headings, and their ids, which are made of their text."""

from __future__ import annotations

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex

_FALLBACK = "section"

# White space as JavaScript's trim() and \s know it; Python's differ by a few.
_SPACE = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_SPACES = regex(f"[{_SPACE}]+")
_UNSAFE = regex(r"[^A-Za-z0-9\-_.!~*'()]")


def make_slug(text: str) -> str:
    """Turn the text of a heading into an id, as markdown-it-anchor does.

    Lower case, hyphens for spaces; the rest as JavaScript's ``encodeURIComponent``
    would have it in a URL.
    """
    if text.isascii() and text.isprintable():
        slug = "-".join(text.lower().split())
        if slug.replace("-", "").isalnum():  # as nearly always
            return slug
    else:
        slug = _SPACES.sub("-", text.strip(_SPACE).lower())
    return _UNSAFE.sub(lambda found: _percent_encode(found[0]), slug)


@frozen
class Heading:
    """One heading of a body.

    Attributes:
        level: 1 to 6.
        id: Value of its ``id`` attribute; empty if it has none.
        text: Its text without markup, not escaped.
        html: Its content as safe HTML, without ``<h2>`` around it, links and ids.
    """

    level: int
    id: str
    text: str
    html: str


class HeadingIds:
    """The ids of one document's headings."""

    def __init__(self, taken: set[str]) -> None:
        """Take the ids that authors gave to headings."""
        self._taken = taken
        self._next_number: dict[str, int] = {}

    def take(self, slug: str) -> str:
        """Take the slug, or the first of slug-1, slug-2, ... that is free."""
        wanted = slug or _FALLBACK
        found, number = wanted, self._next_number.get(wanted, 1)
        while found in self._taken:
            found = f"{wanted}-{number}"
            number += 1
        self._next_number[wanted] = number
        self._taken.add(found)
        return found


def _percent_encode(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))
