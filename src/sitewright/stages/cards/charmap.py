"""Read which characters a font has: its table ``cmap``, by the OpenType specification.

A character that a font lacks is drawn as an empty box, which nobody should find out from
a post about their page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from struct import unpack_from

Ranges = tuple[tuple[int, int], ...]

_TRUETYPE = (b"\0\1\0\0", b"true", b"OTTO")
_SEGMENTS, _GROUPS = 4, 12
_UNICODE = {(0, 3), (0, 4), (3, 1), (3, 10)}


class FontError(ValueError):
    """These bytes are no font that can be read."""


def read_coverage(content: bytes) -> Ranges:
    """List the ranges of characters that a font has.

    Args:
        content: A TrueType or OpenType font.

    Raises:
        FontError: It is none.
    """
    if content[:4] not in _TRUETYPE:
        raise FontError("it is no TrueType or OpenType font")
    try:
        found = _join(_read_cmap(content, _find_table(content, b"cmap")))
    except struct.error as bad:
        raise FontError("it is broken") from bad
    if not found:
        raise FontError("it says for no character which shape that has")
    return found


def _join(ranges: Iterator[tuple[int, int]]) -> Ranges:
    """Join ranges that follow one another."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return tuple(joined)


def _find_table(content: bytes, tag: bytes) -> int:
    (count,) = unpack_from(">H", content, 4)
    for index in range(count):
        name, _, offset, _ = unpack_from(">4sLLL", content, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise FontError(f"it has no table '{tag.decode()}'")


def _read_cmap(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Read the subtable of most characters that is by Unicode."""
    (count,) = unpack_from(">H", content, start + 2)
    best = (0, 0)
    for index in range(count):
        platform, kind, offset = unpack_from(">HHL", content, start + 4 + 8 * index)
        if (platform, kind) in _UNICODE:
            (form,) = unpack_from(">H", content, start + offset)
            if form in (_SEGMENTS, _GROUPS):
                best = max(best, (form, start + offset))
    form, place = best
    if form == _GROUPS:
        yield from _read_groups(content, place)
    elif form == _SEGMENTS:
        yield from _read_segments(content, place)


def _read_groups(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = unpack_from(">L", content, start + 12)
    for index in range(count):
        first, last, glyph = unpack_from(">LLL", content, start + 16 + 12 * index)
        if glyph:
            yield first, last


def _read_segments(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    (doubled,) = unpack_from(">H", content, start + 6)
    ends = start + 14
    starts = ends + doubled + 2
    for offset in range(0, doubled, 2):
        (last,) = unpack_from(">H", content, ends + offset)
        (first,) = unpack_from(">H", content, starts + offset)
        delta_at, ranges = starts + doubled + offset, starts + 2 * doubled + offset
        (delta,) = unpack_from(">H", content, delta_at)
        (way,) = unpack_from(">H", content, ranges)
        for number in range(first, min(last, 0xFFFE) + 1):
            glyph = number
            if way:
                (glyph,) = unpack_from(
                    ">H", content, ranges + way + 2 * (number - first)
                )
            if glyph and (glyph + delta) & 0xFFFF:
                yield number, number
