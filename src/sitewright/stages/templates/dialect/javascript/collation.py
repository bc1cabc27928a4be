"""Put texts in the order of readers, close to that of Unicode's root collation."""

from __future__ import annotations

import unicodedata

_KINDS = {"Z": 0, "C": 0, "P": 1, "S": 2, "N": 3, "L": 4, "M": 5}
"""Spaces come before punctuation, signs, digits and letters."""

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "\u0131": "i"}
)
"""Letters that count as others; ``casefold`` knows ``ß``."""

_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
"""The order of what is in ASCII."""


def compare(left: str, right: str) -> int:
    """Tell whether a text comes before another (-1), after it (1), or neither (0).

    First the letters count, then their accents, then their case, small before large.
    """
    one, other = _key(left), _key(right)
    return (one > other) - (one < other)


def _key(text: str) -> tuple[list[tuple[int, int, str]], str, str]:
    whole = unicodedata.normalize("NFD", text)
    bare = [c for c in whole if not unicodedata.combining(c)]
    marks = "".join(map(_mark, whole))
    letters = [_rank(small) for c in bare for small in c.casefold().translate(_LETTERS)]
    return letters, marks, "".join(bare).swapcase()


def _mark(character: str) -> str:
    """Take an accent, or what makes a letter another one."""
    small = character.casefold()
    is_other = unicodedata.combining(character) or small.translate(_LETTERS) != small
    return character if is_other or character in "ßẞ" else "\x00"


def _rank(character: str) -> tuple[int, int, str]:
    kind = _KINDS[unicodedata.category(character)[0]]
    if kind in (1, 2):
        place = _PUNCTUATION.find(character)
        return 1, place if place >= 0 else len(_PUNCTUATION), character
    return kind, 0, character
