"""Blocks that few pages have; imported when the first is met."""

from __future__ import annotations

import re

from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.containers import read_list, read_quote
from sitewright.stages.markdown.swift.rawhtml import (
    read_comment,
    read_tagged,
)
from sitewright.stages.markdown.swift.tables import read_table

_READERS = {
    "comment": read_comment,
    "tagged": read_tagged,
    "quote": read_quote,
    "item": read_list,
    "table": read_table,
}


def read_special(reader: BlockReader, found: re.Match[str]) -> int:
    """Read HTML, or a quote, list or table; return where it ends."""
    return _READERS[found.lastgroup or ""](reader, found)
