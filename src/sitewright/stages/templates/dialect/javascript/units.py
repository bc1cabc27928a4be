"""UTF-16 units: what JavaScript counts texts in.

A wide text has each character beyond U+FFFF as its two surrogates, so that Python's
own counting, cutting and searching are JavaScript's.
"""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex

_PAIR = regex("[\ud800-\udbff][\udc00-\udfff]")
_BEYOND = regex("[\U00010000-\U0010ffff]")
_SURROGATE = regex("[\ud800-\udfff]")


def widen(text: str) -> str:
    """Split each character beyond U+FFFF in its two surrogates."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return _BEYOND.sub(_split, text)


def narrow(text: str) -> str:
    """Join all pairs of surrogates to the characters that they are."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return _PAIR.sub(_join, text)


def mend(text: str) -> str:
    """Join pairs of surrogates, and replace those left alone by U+FFFD as Node does."""
    return _SURROGATE.sub("\ufffd", narrow(text))


def count_units(text: str) -> int:
    """Tell the length of a text as JavaScript does."""
    if text.isascii() or max(text) <= "\uffff":
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def _split(found: re.Match[str]) -> str:
    code = ord(found[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _join(found: re.Match[str]) -> str:
    high, low = map(ord, found[0])
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
