"""Blocks that few pages have; what reads each kind is imported when the first is met."""

from __future__ import annotations

import re

from sitewright.stages.markdown.swift.blocks import BlockReader


def read_special(reader: BlockReader, found: re.Match[str]) -> int:
    """Read HTML, or a quote, list or table; return where it ends."""
    kind = found.lastgroup
    if kind in {"comment", "tagged"}:
        from sitewright.stages.markdown.swift import rawhtml

        is_comment = kind == "comment"
        read = rawhtml.read_comment if is_comment else rawhtml.read_tagged
    elif kind == "table":
        from sitewright.stages.markdown.swift.tables import read_table as read
    else:
        from sitewright.stages.markdown.swift import containers

        read = containers.read_quote if kind == "quote" else containers.read_list
    return read(reader, found)
