"""Write headers for a site in a Caddyfile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.urls import output_path_of
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header, has_holes, matcher_of
from sitewright.stages.hosts.headers.blocks import Block, make_blocks, refuse_value

_HEAD: Final = (
    "# Headers, written by sitewright: at an address, the narrowest pattern counts.\n"
)
_PATH: Final = "{http.request.orig_uri.path}"
_CHANGED: Final = ("{$", "`")
"""What starts a variable of the environment, and what ends a word."""


def write_caddy_headers(table: tuple[Header, ...], config: SiteConfig) -> Checked[str]:
    """Write the lines; each header is set by one of them at most.

    Caddy removes headers when all are set: a removal would undo what a narrower pattern
    sets. So each line leaves out the addresses that a narrower pattern is about.
    """
    if not table:
        return "", ()
    blocks = make_blocks(table, config)
    text = _HEAD + "route {\n"
    count = 0
    for number, block in enumerate(blocks):
        for header in block.headers:
            if header.value:
                narrower = _narrower(blocks, number, header.name)
                where = ""
                if narrower or not block.is_whole_host:
                    where = f"@sitewright_headers{count} "
                    text += _format_matcher(where, block, narrower)
                    count += 1
                text += f"\theader {where}{header.name} {_quoted(header.value)}\n"
    findings = tuple(
        refuse_value(header, "Caddy", part)
        for header in table
        for part in _CHANGED
        if part in header.value
    )
    return text + "}\n", findings


def _narrower(blocks: Sequence[Block], number: int, name: str) -> list[Block]:
    """Find the narrower patterns that may fit where one does, and set the same."""
    source = blocks[number].source
    if not has_holes(source):
        return []
    fits = matcher_of(source).fullmatch
    return [
        block
        for block in blocks[number + 1 :]
        if any(header.name == name for header in block.headers)
        and (has_holes(block.source) or any(map(fits, _spellings(block.source))))
    ]


def _spellings(url: str) -> tuple[str, ...]:
    """Write a page's address in its three ways."""
    return url, url.removesuffix("/"), f"/{output_path_of(url)}"


def _format_matcher(name: str, block: Block, narrower: Sequence[Block]) -> str:
    text = f"\t{name}{{\n"
    text += f'\t\tvars_regexp {_PATH} "^{block.regex}$"\n'
    for other in narrower:
        text += f'\t\tnot vars_regexp {_PATH} "^{other.regex}$"\n'
    return text + "\t}\n"


def _quoted(value: str) -> str:
    escaped = value.replace("{", "\\{").replace("}", "\\}")
    return f"`{escaped}`"
