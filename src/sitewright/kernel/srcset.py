"""Take addresses out of ``srcset``, where each size of a picture has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.regexes import regex

_FIRST: Final = regex(r"[\s,]*(\S+)")
_DESCRIPTORS: Final = regex(r"[^,(]*(?:\([^)]*\)?[^,(]*)*,?")


def split_srcset(text: str) -> Iterator[str]:
    """Take the addresses out of ``srcset``; those of ``data:`` may hold commas."""
    end = 0
    while found := _FIRST.match(text, end):
        address, end = found[1], found.end()
        if not address.endswith(",") and (rest := _DESCRIPTORS.match(text, end)):
            end = rest.end()
        if address.rstrip(","):
            yield address.rstrip(",")
