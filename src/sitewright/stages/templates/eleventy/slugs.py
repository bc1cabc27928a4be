"""Make slugs as Eleventy 3.1.8 does: ``slugify``, and the older ``slug``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.eleventy.letters import (
    LETTERS,
    MARKS,
    OLDER_LETTERS,
    PAIRS,
)


def _table(groups: Iterable[tuple[str, str]]) -> dict[int, str]:
    return {ord(letter): written for written, letters in groups for letter in letters}


_LETTERS = _table(LETTERS)
_OLDER = _table(OLDER_LETTERS)
_PAIRS = dict(PAIRS)
_PAIR = regex("|".join(map(re.escape, _PAIRS)))
_MARK = regex(
    "[" + "".join(rf"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in MARKS) + "]+"
)

# What JavaScript calls a space.
_SPACE = r"\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"  # noqa: RUF100
_SPACES = regex(f"[{_SPACE}]+")
_CONTRACTION = regex(rf"([a-zA-Z0-9]+)'([ts])([{_SPACE}]|\Z)")
_OLDER_UNKNOWN = regex(rf"[^\w{_SPACE}$*+~.()'\"!\-:@]+", re.ASCII)

_CAPITALS = (
    (re.compile(r"([A-Z]{2,})([0-9]+)"), r"\1 \2"),
    (re.compile(r"([a-z0-9]+)([A-Z]{2,})"), r"\1 \2"),
    (re.compile(r"([a-z0-9])([A-Z])"), r"\1 \2"),
    (re.compile(r"([A-Z]+)([A-Z][a-rt-z0-9]+)"), r"\1 \2"),
)


def slugify(
    text: str,
    *,
    separator: str = "-",
    lowercase: bool = True,
    decamelize: bool = False,
    preserve: str = "",
) -> str:
    """Make a slug as @sindresorhus/slugify 2.2.1 does, by way of Latin letters.

    Args:
        text: What to make it of.
        separator: What stands between words.
        lowercase: Whether capitals become small letters.
        decamelize: Whether ``fooBar`` is two words; Eleventy says no.
        preserve: Characters that stay as they are.
    """
    text = _latin(text)
    if decamelize:
        for pattern, spaced in _CAPITALS:
            text = pattern.sub(spaced, text)
    if lowercase:
        text = text.lower()
    text = _CONTRACTION.sub(r"\1\2\3", text)
    letters = "a-z0-9" if lowercase else "a-z0-9A-Z"
    parts = re.split(f"[^{letters}{re.escape(preserve)}]+", text)
    slug = separator.join(parts).replace("\\", "")
    if separator:
        moot = re.escape(separator)
        slug = re.sub(f"(?:{moot}){{2,}}", lambda _: separator, slug)
        slug = re.sub(f"^{moot}|{moot}\\Z", "", slug)
    return slug


def _latin(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _PAIR.sub(lambda found: _PAIRS[found[0]], text).translate(_LETTERS)
    text = _MARK.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text)


def older_slug(
    text: str,
    *,
    replacement: str = "-",
    lower: bool = True,
    strict: bool = False,
    trim: bool = True,
) -> str:
    """Make a slug as npm's slugify 1.6.9 does, the ``slug`` of early Eleventy.

    Args:
        text: What to make it of.
        replacement: What stands for a space.
        lower: Whether capitals become small letters.
        strict: Whether only letters and digits stay.
        trim: Whether spaces at the ends go.
    """
    pieces = []
    for letter in unicodedata.normalize("NFC", text):
        piece = _OLDER.get(ord(letter), letter)
        pieces.append(_OLDER_UNKNOWN.sub("", " " if piece == replacement else piece))
    slug = "".join(pieces)
    if strict:
        slug = re.sub(rf"[^A-Za-z0-9{_SPACE}]", "", slug)
    if trim:
        slug = re.sub(rf"^[{_SPACE}]+|[{_SPACE}]+\Z", "", slug)
    slug = _SPACES.sub(lambda _: replacement, slug)
    return slug.lower() if lower else slug
