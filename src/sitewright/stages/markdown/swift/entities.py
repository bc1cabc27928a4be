"""Characters that are written by their names or numbers."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.swift.declining import NotCovered

ENTITY = regex(r"&(?:\#(?P<code>[0-9]{1,7})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));")


def read_character(found: re.Match[str]) -> str:
    """Read an entity; empty if there is none of that name."""
    if found["name"]:
        # Few pages have one, and there are two thousand names.
        from html.entities import html5

        return html5.get(found["name"] + ";", "")
    code = int(found["code"])
    if not (0x20 <= code < 0x7F or 0xA0 <= code < 0xD800):
        raise NotCovered
    return chr(code)
