"""What holds blocks or cells; imported only for pages that have some."""

from __future__ import annotations

import re

from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.containers import read_list, read_quote
from sitewright.stages.markdown.swift.tables import read_table

_READERS = {"quote": read_quote, "item": read_list, "table": read_table}


def read_inside(reader: BlockReader, found: re.Match[str]) -> int:
    """Read a quote, a list or a table; return where it ends."""
    return _READERS[found.lastgroup or ""](reader, found)
