"""Find what a style sheet loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.regexes import regex

_COMMENT: Final = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_TEXT: Final = r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'"
_URL: Final = rf"url\(\s*(?:{_TEXT}|((?:[^)\s\"'\\]|\\.)+))\s*\)"
_BAD_URL: Final = r"url\((?:[^)\\]|\\.)*"
_LOADED: Final = regex(
    rf"@namespace[^;]*|(?P<imports>@import)\s*(?:{_URL}|{_TEXT})|(?P<font>@font-face)"
    rf"|(?P<images>image-set)\(|(?P<end>[;}}])|(?P<url>{_URL})|{_BAD_URL}|{_TEXT}",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE: Final = regex(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)


def find_loaded(css: str) -> Iterator[tuple[str, str]]:
    """Find what a style sheet loads, or the value of an attribute ``style``.

    Yields:
        The directive of a policy that is about it, and its address as it was written.
    """
    directive, is_among_images = "img-src", False
    for found in _LOADED.finditer(_COMMENT.sub(" ", css)):
        if found["font"]:
            directive = "font-src"
        elif found["images"]:
            is_among_images = True
        elif found["end"]:
            directive = directive if found["end"] == ";" else "img-src"
            is_among_images = False
        elif found["imports"] or found["url"] or is_among_images:
            address = _unescape(_text_of(found))
            if address and not address.startswith("#"):
                yield "style-src" if found["imports"] else directive, address


def _text_of(found: re.Match[str]) -> str:
    """Take the text in the quotes, or the bare address."""
    marks = ("imports", "font", "images", "end", "url")
    marked = {found.re.groupindex[name] for name in marks}
    texts = (
        text for number, text in enumerate(found.groups(), 1) if number not in marked
    )
    return next((text for text in texts if text is not None), "")


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    number = int(found[1] or "0", 16)
    if found[1]:
        return chr(number) if 0 < number < 0x110000 else "\ufffd"
    return found[2] or ""
