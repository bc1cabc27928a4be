"""The methods of texts that take regular expressions, and those of these themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.arrays import Array, Match
from sitewright.stages.templates.dialect.javascript.kinds import is_function
from sitewright.stages.templates.dialect.javascript.limits import check_text, spend
from sitewright.stages.templates.dialect.javascript.methods import (
    is_undefined,
    make_methods,
    wide_text,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.regexes import (
    Regex,
    make_match,
    name_groups,
    show,
)
from sitewright.stages.templates.dialect.javascript.replacements import (
    Found,
    expand,
)
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen


def _as_regex(value: object, flags: str = "") -> Regex:
    """Take an argument for an expression, as ``new RegExp`` does."""
    if isinstance(value, Regex):
        return value
    return Regex("" if is_undefined(value) else to_text(value), flags)


def find_all(regex: Regex, text: str) -> Iterator[re.Match[str]]:
    """Find all matches in wide text, one after the other, from ``last_index`` on."""
    while found := regex.advance(text):
        spend(1)
        yield found
        if found.end() == found.start():
            regex.last_index += 1


def match(text: str, search: object = UNDEFINED) -> object:
    """Find the first match as ``exec`` does, or with ``g`` the texts of all; or null."""
    regex, wide = _as_regex(search), widen(text)
    if not regex.is_global:
        return execute(regex, text)
    regex.last_index = 0
    return Array([narrow(found[0]) for found in find_all(regex, wide)]) or None


def match_all(text: str, search: object = UNDEFINED) -> Array:
    """List all matches.

    Raises:
        TemplateRuntimeError: The expression is without the flag ``g``.
    """
    regex = _as_regex(search, "g")
    if not regex.is_global:
        raise TemplateRuntimeError("'.matchAll()' needs the flag 'g'")
    own = regex.again()
    return Array([make_match(own, found) for found in find_all(own, widen(text))])


def search(text: str, pattern: object = UNDEFINED) -> int:
    """Find the place of the first match; -1 if there is none."""
    found = _as_regex(pattern).find(widen(text), 0)
    return found.start() if found else -1


def execute(regex: Regex, text: object = UNDEFINED) -> Match | None:
    """Find the next match."""
    found = regex.advance(wide_text(text))
    return make_match(regex, found) if found else None


def is_match(regex: Regex, text: object = UNDEFINED) -> bool:
    """Tell whether there is a match."""
    return regex.advance(wide_text(text)) is not None


def replace(
    text: str, pattern: object = UNDEFINED, replacement: object = UNDEFINED
) -> str:
    """Replace the first match, or with ``g`` all of them."""
    wide, write = widen(text), _writer(replacement)
    if not isinstance(pattern, Regex):
        wanted = wide_text(pattern)
        place = wide.find(wanted)
        found = [] if place < 0 else [Found(wide, place, (wanted,), UNDEFINED)]
    elif pattern.is_global:
        pattern.last_index = 0
        found = [_found(pattern, one) for one in find_all(pattern, wide)]
    else:
        first = pattern.advance(wide)
        found = [_found(pattern, first)] if first else []
    return _put(wide, found, write)


def replace_all(
    text: str, pattern: object = UNDEFINED, replacement: object = UNDEFINED
) -> str:
    """Replace all matches.

    Raises:
        TemplateRuntimeError: The expression is without the flag ``g``.
    """
    if isinstance(pattern, Regex):
        if not pattern.is_global:
            raise TemplateRuntimeError("'.replaceAll()' needs the flag 'g'")
        return replace(text, pattern, replacement)
    wide, wanted = widen(text), wide_text(pattern)
    places = [one.start() for one in re.finditer(re.escape(wanted), wide)]
    found = [Found(wide, place, (wanted,), UNDEFINED) for place in places]
    return _put(wide, found, _writer(replacement))


def _found(regex: Regex, one: re.Match[str]) -> Found:
    groups = regex.groups(one)
    return Found(one.string, one.start(), groups, name_groups(regex, one))


def _writer(replacement: object) -> Callable[[Found], str]:
    """Take what a match is replaced by: a pattern, or what a function returns."""
    if not is_function(replacement):
        pattern = wide_text(replacement)
        return lambda found: expand(pattern, found)
    call: Callable[..., object] = replacement  # type: ignore[assignment] # just looked

    def write(found: Found) -> str:
        groups = map(show, found.groups)
        named = [] if is_undefined(found.names) else [found.names]
        return wide_text(call(*groups, found.start, narrow(found.text), *named))

    return write


def _put(text: str, found: list[Found], write: Callable[[Found], str]) -> str:
    pieces, end, length = [], 0, 0
    for one in found:
        pieces += [text[end : one.start], write(one)]
        length += len(pieces[-1])
        check_text(pieces[-1], length)
        end = one.end
    return narrow("".join([*pieces, text[end:]]))


def split(text: str, by: object = UNDEFINED, limit: object = UNDEFINED) -> Array:
    """Split a text; what groups of an expression match is kept."""
    most = 2**32 - 1 if is_undefined(limit) else _unsigned(to_number(limit))
    wide = widen(text)
    if isinstance(by, Regex):
        pieces = _split_by(by, wide)
    elif is_undefined(by):
        pieces = [wide]
    else:
        separator = wide_text(by)
        pieces = [*(wide.split(separator) if separator else wide)]
    return Array([show(piece) for piece in pieces[:most]])


def _unsigned(number: float) -> int:
    """Cut a number to 32 bits, as JavaScript does to a limit."""
    is_finite = abs(number) < float("inf")
    return int(number) % 2**32 if is_finite else 0


def _split_by(regex: Regex, text: str) -> list[str | None]:
    if not text:
        return [] if regex.find(text, 0) else [""]
    pieces: list[str | None] = []
    own = regex.again()
    start = place = 0
    while place < len(text) and (found := own.find_anywhere(text, place)):
        spend(1)
        if found.start() >= len(text):
            break
        if found.end() == start:
            place += 1
            continue
        pieces += [text[start : found.start()], *own.groups(found)[1:]]
        start = place = found.end()
        if found.end() == found.start():
            place += 1
    return [*pieces, text[start:]]


TEXT_METHODS = make_methods(
    {
        "match": match,
        "matchAll": match_all,
        "replace": replace,
        "replaceAll": replace_all,
        "search": search,
        "split": split,
    }
)

REGEX_METHODS = make_methods(
    {"exec": execute, "test": is_match, "toString": lambda regex: str(regex)}
)
