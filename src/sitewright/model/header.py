"""Header: what hosts are to say with their answers to some addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex

EVERYTHING: Final = "/*"
"""The pattern of all addresses."""

_HOLE: Final = regex(r"(?<=/):[A-Za-z_]\w*|\*")
_INDEX: Final = "(?:index[.]html)?"


@frozen
class Header:
    """One header of the answers to some addresses.

    Attributes:
        pattern: These addresses: a URL of this site (see ``kernel.urls``), in which
            ``:name`` stands for one part, and ``*`` for any letters, the slash and
            nothing included.
        name: Its name.
        value: What it says; empty if such answers are not to have it.
        span: Where it was asked for.
        advice: What to do if it is too long for a host; empty if there is nothing.
    """

    pattern: str
    name: str
    value: str
    span: Span
    advice: str = ""


def order_headers(headers: Iterable[Header]) -> tuple[Header, ...]:
    """Order headers as hosts are to take them: a later one replaces an earlier one.

    The wider patterns come first, single addresses last; of two for one pattern, the
    second counts. All have their name in the spelling of the first.
    """
    table: dict[tuple[str, str], Header] = {}
    spelling: dict[str, str] = {}
    for header in headers:
        spelling.setdefault(header.name.lower(), header.name)
        table[header.pattern, header.name.lower()] = header
    named = (
        Header(item.pattern, spelling[name], item.value, item.span, item.advice)
        for (_, name), item in table.items()
    )
    return tuple(sorted(named, key=_width))


def _width(header: Header) -> tuple[bool, int, str, str]:
    length = len(_HOLE.sub("*", header.pattern))
    return not has_holes(header.pattern), length, header.pattern, header.name


def has_holes(pattern: str) -> bool:
    """Tell whether a pattern is about many addresses."""
    return bool(_HOLE.search(pattern))


def headers_for(table: Sequence[Header], path: str) -> tuple[tuple[str, str], ...]:
    """Name the headers of the answer to a request.

    Args:
        table: What ``order_headers`` returns.
        path: The path that was asked for, from the home page on, not percent-encoded;
            a page in any of its spellings.

    Returns:
        Names and values, in the order of the names.
    """
    found = {}
    for header in table:
        if matcher_of(header.pattern).fullmatch(path):
            found[header.name] = header.value
    return tuple((name, found[name]) for name in sorted(found) if found[name])


@lru_cache(maxsize=1024)
def matcher_of(pattern: str) -> re.Pattern[str]:
    """Compile what fits to a path that is not percent-encoded."""
    return re.compile(pattern_regex(pattern, re.escape))


def pattern_regex(pattern: str, escape: Callable[[str], str]) -> str:
    """Write a pattern as a regular expression that Python, PCRE and Go read alike.

    A page has three spellings: ``/a/``, ``/a`` and ``/a/index.html``; what is below a
    folder includes the folder itself, without its slash.

    Args:
        pattern: As ``Header`` has it.
        escape: Writes what stands for itself.
    """
    tail = ""
    if pattern.endswith("/*"):
        pattern, tail = pattern[:-2], "(?s:/.*)?"
    elif pattern.endswith("/"):
        pattern, tail = pattern[:-1], f"(?:/{_INDEX})?"
    text, end = "", 0
    for hole in _HOLE.finditer(pattern):
        text += escape(pattern[end : hole.start()])
        text += "(?s:.*)" if hole[0] == "*" else "[^/]+"
        end = hole.end()
    return text + escape(pattern[end:]) + tail
