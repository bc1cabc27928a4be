"""Set straight quotes as a printer would: the right way round, nested, apostrophes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitewright.kernel.regexes import regex
from sitewright.model.markdown import Quotes

_QUOTE = regex("['\"]")
_APOSTROPHE = "’"
_BREAKS = frozenset({"softbreak", "hardbreak"})
_PLANE = 0x10000


def make_quotes_rule(quotes: Quotes) -> Callable[[StateCore], None]:
    """Make the core rule that does what ``smartquotes`` of markdown-it 15 does.

    The one of markdown-it-py 4.3 searches its stack and copies its text for every
    quote, so that a page of quotes would take minutes.
    """

    def set_quotes(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline" and _QUOTE.search(token.content):
                _Line(token.children or [], quotes).set()

    return set_quotes


class _Quote(NamedTuple):
    """One quote: in which token and where, which kind, and how deep in elements."""

    token: int
    place: int
    mark: str
    level: int


class _Openers:
    """The quotes that wait for their partners, innermost last."""

    def __init__(self) -> None:
        self._waiting: list[_Quote] = []
        self._depths: dict[str, list[int]] = {"'": [], '"': []}

    def add(self, opener: _Quote) -> None:
        """Let one more quote wait."""
        self._depths[opener.mark].append(len(self._waiting))
        self._waiting.append(opener)

    def leave(self, level: int) -> None:
        """Forget the quotes inside elements that have ended."""
        while self._waiting and self._waiting[-1].level > level:
            self._drop_last()

    def take(self, mark: str, level: int) -> _Quote | None:
        """Take the partner of a closing quote, and forget all that wait inside."""
        depths = self._depths[mark]
        if not depths or self._waiting[depths[-1]].level != level:
            return None
        depth = depths[-1]
        opener = self._waiting[depth]
        while len(self._waiting) > depth:
            self._drop_last()
        return opener

    def _drop_last(self) -> None:
        self._depths[self._waiting.pop().mark].pop()


class _Line:
    """The quotes of one inline token."""

    def __init__(self, tokens: Sequence[Token], quotes: Quotes) -> None:
        self._tokens = tokens
        self._pairs = {'"': quotes[:2], "'": quotes[2:]}
        self._openers = _Openers()
        self._changes: dict[int, dict[int, str]] = {}

    def set(self) -> None:
        """Set all quotes; each token's text is put together once."""
        before = _read_neighbours(self._tokens, -1)
        after = _read_neighbours(self._tokens[::-1], 0)[::-1]
        for index, token in enumerate(self._tokens):
            self._openers.leave(token.level)
            if token.type == "text":
                self._read_text(index, before[index], after[index])
        for index, changes in self._changes.items():
            token = self._tokens[index]
            token.content = _replace(token.content, changes)

    def _read_text(self, index: int, before: str, after: str) -> None:
        text = self._tokens[index].content
        level = self._tokens[index].level
        for found in _QUOTE.finditer(text):
            place, end = found.span()
            last = text[place - 1] if place else before
            following = text[end] if end < len(text) else after
            quote = _Quote(index, place, found[0], level)
            self._settle(quote, *_read_sides(last, found[0], following))

    def _settle(self, quote: _Quote, can_open: bool, can_close: bool) -> None:
        partner = self._openers.take(quote.mark, quote.level) if can_close else None
        if partner:
            opening, closing = self._pairs[quote.mark]
            self._change(quote, closing)
            self._change(partner, opening)
        elif can_open:
            self._openers.add(quote)
        elif quote.mark == "'":
            self._change(quote, _APOSTROPHE)

    def _change(self, quote: _Quote, text: str) -> None:
        self._changes.setdefault(quote.token, {})[quote.place] = text


def _read_neighbours(tokens: Sequence[Token], end: int) -> list[str]:
    """List the character before each token; a line begins after a space, as it were.

    Args:
        tokens: What stands in the line, or its reverse.
        end: Which end of a token is near the next one: -1 the last, 0 the first.
    """
    found, neighbour = [], " "
    for token in tokens:
        found.append(neighbour)
        if token.type in _BREAKS:
            neighbour = " "
        elif token.content:
            neighbour = token.content[end]
    return found


def _read_sides(last: str, mark: str, following: str) -> tuple[bool, bool]:
    """Tell whether a quote between these characters can open, and can close."""
    last_space, last_sign = _classify(last)
    next_space, next_sign = _classify(following)
    if mark == following == '"' and "0" <= last <= "9":
        return False, False  # 1"" is an inch and a quote
    can_open = not next_space and (not next_sign or last_space or last_sign)
    can_close = not last_space and (not last_sign or next_space or next_sign)
    if can_open and can_close:
        return last_sign, next_sign
    return can_open, can_close


@lru_cache(maxsize=1024)
def _classify(character: str) -> tuple[bool, bool]:
    """Tell whether a character is white space, and whether punctuation or a symbol.

    Nothing beyond the first plane is either, for JavaScript sees two halves there.
    """
    is_sign = (
        ord(character) < _PLANE and unicodedata.category(character)[0] in ("P", "S")
    )  # fmt: skip
    return isWhiteSpace(ord(character)), is_sign


def _replace(text: str, changes: dict[int, str]) -> str:
    parts, start = [], 0
    for place in sorted(changes):
        parts += [text[start:place], changes[place]]
        start = place + 1
    return "".join(parts) + text[start:]
