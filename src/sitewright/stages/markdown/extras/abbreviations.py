"""Abbreviations: ``*[HTML]: Hyper Text`` explains every HTML in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitewright.kernel.regexes import regex

# The other characters beside which markdown-it-abbr looks for a term.
_OTHER_EDGES = frozenset(" \r\n$+<=>^`|~")

# No term in use is nearly as long. Each place of a text is compared with terms of
# every length there is, which must not be many.
_LONGEST_TERM = 100

_TERM = r"(?P<term>(?:[^\[\]\\\n]|\\[^\n])*)"
_DEFINITION = regex(rf"\*\[{_TERM}\]:(?P<title>[^\n]*)")
_ESCAPED = regex(r"\\(.)")


def use_abbreviations(parser: MarkdownIt) -> None:
    """Teach a parser abbreviations as markdown-it-abbr 2.0.0 has them."""
    parser.block.ruler.before(
        "reference",
        "abbreviation",
        _read_definition,
        {"alt": ["paragraph", "reference"]},
    )
    parser.core.ruler.after("linkify", "abbreviations", _mark_terms)


def _read_definition(
    state: StateBlock, start_line: int, _end_line: int, silent: bool
) -> bool:
    """Read a line such as ``*[HTML]: Hyper Text``; the first of two alike counts."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    found = _DEFINITION.match(state.src, start, state.eMarks[start_line])
    if not found or len(found["term"]) > _LONGEST_TERM:
        return False
    if silent:
        return True
    term, title = _ESCAPED.sub(r"\1", found["term"]), found["title"].strip()
    if not term or not title:
        return False
    state.env.setdefault("abbreviations", {}).setdefault(term, title)
    state.line = start_line + 1
    return True


def _mark_terms(state: StateCore) -> None:
    titles = state.env.get("abbreviations")
    if not titles:
        return
    terms = _Terms(titles)
    for token in state.tokens:
        if token.type == "inline":
            token.children = [
                part
                for child in token.children or ()
                for part in (terms.split(child) if child.type == "text" else (child,))
            ]


class _Terms:
    """The terms of a document, ready to be looked for."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        lengths: dict[str, set[int]] = {}
        for term in titles:
            lengths.setdefault(term[0], set()).add(len(term))
        self._lengths = {
            first: sorted(known, reverse=True) for first, known in lengths.items()
        }
        self._first = re.compile(f"[{re.escape(''.join(lengths))}]")

    def split(self, token: Token) -> list[Token]:
        """Split a text into terms with their titles, and what is between them."""
        text, done = token.content, 0
        parts: list[Token] = []
        for start, end in self._find_terms(text):
            if start > done:
                parts.append(Token("text", "", 0, content=text[done:start]))
            # No levels: markdown-it-abbr sets none, and quotes are paired by level.
            opening = Token("abbr_open", "abbr", 1)
            opening.attrs["title"] = self._titles[text[start:end]]
            parts += [
                opening,
                Token("text", "", 0, content=text[start:end]),
                Token("abbr_close", "abbr", -1),
            ]
            done = end
        if not parts:
            return [token]
        if done < len(text):
            parts.append(Token("text", "", 0, content=text[done:]))
        return parts

    def _find_terms(self, text: str) -> Iterator[tuple[int, int]]:
        done = 0
        for found in self._first.finditer(text):
            start = found.start()
            # What ends one term does not also begin the next, if it is part of it.
            if not start or (start > done and _is_edge(text[start - 1])):
                end = self._find_end(text, start, found[0])
                if end >= 0:
                    yield start, end
                    done = end

    def _find_end(self, text: str, start: int, first: str) -> int:
        """Find the end of the longest term that stands here; -1 if none does."""
        for length in self._lengths[first]:
            end = start + length
            is_whole = end == len(text) or (end < len(text) and _is_edge(text[end]))
            if is_whole and text[start:end] in self._titles:
                return end
        return -1


@lru_cache(maxsize=1024)
def _is_edge(character: str) -> bool:
    """Tell whether a term may begin after this character, and end before it."""
    is_separate = unicodedata.category(character)[0] in ("P", "Z")
    return is_separate or character in _OTHER_EDGES
