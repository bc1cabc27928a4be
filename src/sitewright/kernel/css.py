"""Find the addresses in style sheets, by the tokens of CSS Syntax Level 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from sitewright.kernel.regexes import regex

_ESCAPE: Final = r"\\(?>[0-9a-fA-F]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\r\n\f0-9a-fA-F])"
_NAME: Final = rf"(?:[\w-]|[^\x00-\x7f]|{_ESCAPE})++"
_DOUBLE: Final = rf"\"(?:[^\"\\\r\n\f]|\\(?:\r\n|[\r\n\f])|{_ESCAPE})*+"
_SINGLE: Final = rf"'(?:[^'\\\r\n\f]|\\(?:\r\n|[\r\n\f])|{_ESCAPE})*+"
_TOKEN: Final = regex(
    rf"""/\*.*?(?:\*/|\Z)
      | (?P<text>{_DOUBLE}(?:\"|\\?\Z)|{_SINGLE}(?:'|\\?\Z)) | {_DOUBLE} | {_SINGLE}
      | [#]{_NAME} | [0-9]+(?:{_NAME})? | @(?P<rule>{_NAME})
      | (?P<call>{_NAME})?\( | (?P<end>[){{}};]) | {_NAME}
      | [^\x80-\U0010ffff"'#0-9@(){{}};/\w\\-]+ | .""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_BARE: Final = regex(
    r"[ \t\r\n\f]*(?P<bare>(?:[^\"'()\\\x00-\x20\x7f]|"
    rf"{_ESCAPE})*+)[ \t\r\n\f]*(?:\)|\Z)"
)
_QUOTE_AHEAD: Final = regex(r"[ \t\r\n\f]*[\"']")
_REST_OF_BROKEN_URL: Final = regex(r"(?:[^)\\]|\\.)*+\\?\)?", re.DOTALL)
_ESCAPED: Final = regex(
    r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\r\n\f])|(.)|\Z)", re.DOTALL
)
_MAY_LOAD: Final = regex(r"url\(|@import|image-set|\\", re.IGNORECASE)
_SETS: Final = ("image-set", "-webkit-image-set")
_IN_QUOTES: Final = regex(r'["\\\x00-\x1f\x7f]')


class Use(StrEnum):
    """What a style sheet does with an address."""

    IMPORT = "import"
    FONT = "font"
    OTHER = "other"


class CssAddress(NamedTuple):
    """An address in a style sheet.

    Attributes:
        start: Where the text in quotes begins, or ``url(`` without quotes, in characters.
        end: The place after it.
        address: What is meant, with all escapes undone.
        use: What it is for.
    """

    start: int
    end: int
    address: str
    use: Use


def find_addresses(css: str) -> Iterator[CssAddress]:
    """Find what a style sheet loads, or the value of an attribute ``style``.

    That is every ``url()`` but those of namespaces, what ``@import`` names, and texts
    right inside of ``image-set()``.
    """
    if _MAY_LOAD.search(css):
        yield from _Reader(css).read()


def write_css_text(text: str, *, is_bare: bool) -> str:
    """Write an address in quotes, in ``url()`` if it was bare."""
    quoted = f'"{_IN_QUOTES.sub(_escape, text)}"'
    return f"url({quoted})" if is_bare else quoted


def _escape(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):x} "


class _Reader:
    """Goes through a style sheet, token by token."""

    def __init__(self, css: str) -> None:
        self._css = css
        self._open: list[str] = []
        self._rule = ""
        self._is_font = False

    def read(self) -> Iterator[CssAddress]:
        end = 0
        while token := _TOKEN.match(self._css, end):
            start, end = token.span()
            if rule := token["rule"]:
                self._rule = _unescape(rule).lower()
                self._is_font |= self._rule == "font-face"
            elif call := token["call"]:
                name = _unescape(call).lower()
                if name == "url" and not _QUOTE_AHEAD.match(self._css, end):
                    bare = _BARE.match(self._css, end)
                    if bare:
                        end = bare.end()
                        yield from self._take(start, end, bare["bare"])
                    else:
                        broken = _REST_OF_BROKEN_URL.match(self._css, end)
                        end = broken.end() if broken else end
                else:
                    self._open.append(name)
            elif token["text"]:
                if self._is_address():
                    yield from self._take(start, end, _within_quotes(token["text"]))
            elif mark := token["end"]:
                self._close(mark)
            elif token[0] == "(":
                self._open.append("")

    def _is_address(self) -> bool:
        """Tell whether a text is an address, where it stands."""
        if self._open:
            return self._open[-1] == "url" or self._open[-1] in _SETS
        return self._rule == "import"

    def _take(self, start: int, end: int, written: str) -> Iterator[CssAddress]:
        address = _unescape(written)
        if self._rule == "import":
            # What else stands in the rule are conditions.
            self._rule = "imported"
            yield CssAddress(start, end, address, Use.IMPORT)
        elif self._rule not in ("imported", "namespace"):
            use = Use.FONT if self._is_font else Use.OTHER
            yield CssAddress(start, end, address, use)

    def _close(self, mark: str) -> None:
        if mark == ")":
            if self._open:
                self._open.pop()
        elif not self._open:
            self._rule = ""
            self._is_font &= mark != "}"


def _within_quotes(token: str) -> str:
    is_ended = len(token) > 1 and token[-1] == token[0]
    return token[1:-1] if is_ended else token[1:]


def _unescape(text: str) -> str:
    return _ESCAPED.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    if not found[1]:
        return found[3] or ""
    number = int(found[1], 16)
    is_letter = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_letter else "\ufffd"
