"""Write ``headers.json``: the table for whatever else is to read it."""

from __future__ import annotations

import json

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.urls import encode_path
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.stages.hosts.headers.blocks import make_blocks


def write_plain_headers(table: tuple[Header, ...], config: SiteConfig) -> Checked[str]:
    """Write one object a pattern: of those that fit, a later one replaces headers.

    Paths are percent-encoded and start with the site's folder; ``:name`` stands for one
    part, ``*`` for any letters. What answers are not to have is null.
    """
    lines = ",\n".join(
        json.dumps(
            {
                "path": encode_path(block.source),
                "headers": {h.name: h.value or None for h in block.headers},
            }
        )
        for block in make_blocks(table, config)
    )
    return f"[\n{lines}\n]\n", ()
