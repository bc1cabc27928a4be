"""Read which part of a file a client asks for."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex

_RANGE = regex(r"bytes=\s*([0-9]*)-([0-9]*)\s*", re.IGNORECASE)
_LONGEST = 18


class UnsatisfiableError(Exception):
    """What is asked for lies behind the end of the file."""


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """Read a ``Range`` header.

    Args:
        header: Its value.
        size: How many bytes there are.

    Returns:
        The first byte, counted from 0, and how many; None if all is to be sent, as for
        several ranges at once, or what is no range.

    Raises:
        UnsatisfiableError: Nothing of what it asks for is there.
    """
    found = _RANGE.fullmatch(header)
    if not found or len(header) > 2 * _LONGEST:
        return None
    first, last = found.groups()
    if not first:
        if not last:
            return None
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < int(first):
            return None
    if start >= size or start > end:
        raise UnsatisfiableError
    return start, end - start + 1
