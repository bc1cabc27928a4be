"""Pass over the texts that cannot link to what has moved, before they are parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import INDEX

_MOST: Final = 40
_WORD: Final = regex(r"[A-Za-z0-9]{2,}")
_ENDING: Final = regex(r"\.[A-Za-z0-9]+\Z")
_BEGIN: Final = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f][0-9A-Fa-f]))"
_OF_FOLDERS: Final = regex(r"""[(<"'=:\s]\.{1,2}/?(?=[)>"'\s?#]|\Z)""")
"""A link to the page of a folder that counts from a page in it: ``./``, ``../``."""


def make_sieve(places: Iterable[str]) -> Callable[[str], bool]:
    """Make what tells whether a text may link to any of some paths and addresses.

    Whoever names a place writes a word of its last part, unless it is the page of a
    folder, which may be but dots from inside. Of many places none is looked for: that
    takes longer than to parse the text.
    """
    words = {_word_of(place) for place in places}
    if "" in words or len(words) > _MOST:
        return lambda _: True
    each = "|".join(map(re.escape, sorted(words)))
    any_of = re.compile(rf"{_BEGIN}(?:{each})(?![A-Za-z0-9])")
    return lambda text: bool(any_of.search(text) or _OF_FOLDERS.search(text))


def _word_of(place: str) -> str:
    """Take the longest word of a place's last part that everybody spells alike."""
    last = place.removesuffix(INDEX).rstrip("/").rpartition("/")[2]
    words = _WORD.findall(_ENDING.sub("", last))
    return max(words, key=len, default="")
