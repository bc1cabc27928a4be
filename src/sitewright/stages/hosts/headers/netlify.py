"""Write ``_headers`` as Netlify reads it."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Checked, Diagnostic, error
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.stages.hosts.headers.blocks import make_blocks


def write_netlify_headers(
    table: tuple[Header, ...], config: SiteConfig
) -> Checked[str]:
    """Write the file; of several blocks that fit, the last sets a header.

    Netlify's own ``@netlify/headers`` says so. It has no way to take one away.
    """
    lines = ["# Headers, written by sitewright: of blocks that fit, the last counts."]
    findings: list[Diagnostic] = []
    for block in make_blocks(table, config):
        said = [header for header in block.headers if header.value]
        findings += [_kept(header) for header in block.headers if not header.value]
        if said:
            for path in block.paths(with_index=True):
                lines += [path, *(f"  {h.name}: {h.value}" for h in said)]
    return "\n".join(lines) + "\n", tuple(findings)


def _kept(header: Header) -> Diagnostic:
    return error(
        "HOST032",
        f"Netlify cannot take '{header.name}' away from '{header.pattern}'",
        header.span,
        "set it for narrower patterns only, or write a value that has no effect",
    )
