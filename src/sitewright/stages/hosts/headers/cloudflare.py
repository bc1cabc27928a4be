"""Write ``_headers`` as Cloudflare Pages reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic
from sitewright.kernel.regexes import regex
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.stages.hosts.headers.blocks import (
    Block,
    check_length,
    has_wider,
    make_blocks,
    refuse_value,
)
from sitewright.stages.hosts.table import check_limit

# https://developers.cloudflare.com/pages/configuration/headers/
MOST: Final = 100
LONGEST: Final = 2_000

_SPLAT: Final = ":splat"
_HOLE: Final = regex(r"(?<=/):[A-Za-z_]\w*")


def write_cloudflare_headers(
    table: tuple[Header, ...], config: SiteConfig
) -> Checked[str]:
    """Write the file; Cloudflare joins what several blocks say of one header.

    So a block takes away what a wider one has set, before it sets it itself.
    """
    blocks = make_blocks(table, config)
    lines = ["# Headers, written by sitewright; '!' takes away what was set before."]
    paths: list[Block] = []
    findings: list[Diagnostic] = []
    for number, block in enumerate(blocks):
        said = [text for h in block.headers for text in _lines(h, blocks, number)]
        for path in block.paths(with_index=False):
            paths.append(block)
            lines += [_with_own_names(path), *said]
        findings += [problem for h in block.headers if (problem := _problem(h))]
    findings += check_limit(
        "header rules for Cloudflare Pages",
        [block.span for block in paths],
        MOST,
        "say with one pattern, such as '/downloads/*', what many of them say",
    )
    return "\n".join(lines) + "\n", tuple(findings)


def _lines(header: Header, blocks: Sequence[Block], number: int) -> list[str]:
    lines = []
    if not header.value or has_wider(blocks, number, header.name):
        lines.append(f"  ! {header.name}")
    return [*lines, f"  {header.name}: {header.value}"] if header.value else lines


def _with_own_names(path: str) -> str:
    """Rename placeholders, whose values Cloudflare would put into those of headers."""
    names = iter(range(path.count(":")))
    return _HOLE.sub(lambda _: f":sitewright{next(names)}", path)


def _problem(header: Header) -> Diagnostic | None:
    if _SPLAT in header.value and "*" in header.pattern:
        return refuse_value(header, "Cloudflare Pages", _SPLAT)
    line = f"{header.name}: {header.value}"
    what = f"the line of '{header.name}' for Cloudflare Pages"
    return check_length(what, len(line), LONGEST, header)
