"""Mark up code for syntax highlighting, by Pygments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from markdown_it.common.utils import escapeHtml
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import STANDARD_TYPES

from sitewright.kernel.diagnostics import suggest

Lines = tuple[tuple[int, int], ...]
"""Lines to stress: first and last of each run, counted from 1, in order."""

# A language that Pygments does not know is more often rare than misspelt.
_CLOSENESS = 0.82
_SHORT = 3
_SLIPS = 2


def is_known(language: str) -> bool:
    """Tell whether Pygments knows a language by this name."""
    return language.lower() in _list_names()


@lru_cache(maxsize=256)
def suggest_language(language: str) -> str:
    """Find the name that the author probably meant; empty if none is near.

    Few slip at the first letter. Of three letters, most words are some language.
    """
    if len(language) <= _SHORT:
        return ""
    near = [
        name
        for name in _list_names()
        if name[0] == language[0].lower() and abs(len(name) - len(language)) <= _SLIPS
    ]
    return suggest(language, sorted(near), _CLOSENESS)


@lru_cache(maxsize=256)
def mark_code(language: str, text: str, lines: Lines = ()) -> str:
    """Mark up code; stripped of the marks, it is the same text.

    Args:
        language: A name that Pygments knows, or any other for code without marks.
        text: The code.
        lines: Lines to put into a ``<span class="hll">``.
    """
    pieces = _read_pieces(language, text)
    if not lines:
        return "".join(_wrap(piece, name) for name, piece in pieces)
    return "".join(_stress(_split_lines(pieces), lines))


def _read_pieces(language: str, text: str) -> list[tuple[str, str]]:
    """Cut code into pieces, each with its class; empty is for no class."""
    if not is_known(language):
        return [("", text)]
    # Not get_tokens(), which changes line ends and what is before and after the code.
    tokens = list(_make_lexer(language.lower()).get_tokens_unprocessed(text))
    if "".join(value for _, _, value in tokens) != text:
        return [("", text)]
    named = ((_name_class(kind), value) for _, kind, value in tokens)
    return [
        (name, "".join(value for _, value in group))
        for name, group in groupby(named, key=lambda item: item[0])
    ]


def _split_lines(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """Yield each line as HTML; no element reaches over the end of a line."""
    line: list[str] = []
    for name, piece in pieces:
        for part in piece.splitlines(keepends=True):
            line.append(_wrap(part, name))
            if part.endswith("\n"):
                yield "".join(line)
                line = []
    if line:
        yield "".join(line)


def _stress(html: Iterator[str], lines: Lines) -> Iterator[str]:
    wanted = iter(lines)
    first, last = next(wanted, (0, 0))
    for number, line in enumerate(html, start=1):
        while last and last < number:
            first, last = next(wanted, (0, 0))
        is_stressed = first <= number <= last
        yield f'<span class="hll">{line}</span>' if is_stressed else line


def _wrap(text: str, name: str) -> str:
    html = escapeHtml(text)
    return f'<span class="{name}">{html}</span>' if name else html


@cache
def _list_names() -> frozenset[str]:
    # Without plugins: what is installed besides must not change a site.
    return frozenset(
        name.lower() for _, names, *_ in get_all_lexers(plugins=False) for name in names
    )


@cache
def _make_lexer(language: str) -> Lexer:
    return get_lexer_by_name(language)


@cache
def _name_class(kind: Any) -> str:
    """Name the class of a kind of token, or of the nearest kind above it.

    White space gets none: that would be a third of a page, for nothing to see.
    """
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    name = str(STANDARD_TYPES[kind])
    return "" if name == "w" else name
