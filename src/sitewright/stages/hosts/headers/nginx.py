"""Write headers for nginx: maps that choose the value, and lines that send it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, warning
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.stages.hosts.headers.blocks import Block, check_length, make_blocks

LONGEST: Final = 4_000
"""What a word of a configuration may have: ngx_conf_file.c has room for 4,096."""

_HEAD: Final = """# Headers, written by sitewright. Include this file in server { },
# behind sitewright-server.conf, and again in every location { } that has an
# add_header of its own: nginx would leave these out there.
"""
_ASKED: Final = """# What was asked for, also where 404.html answers: it is not looked up twice.
map $uri $sitewright_asked {
    default $uri;
}
"""
_FIRST: Final = "set $sitewright_first $sitewright_asked;\n"
"""What makes nginx look it up before an error leads to another file."""
_DOLLAR: Final = """geo $sitewright_dollar {
    default "$";
}
"""
_TYPE: Final = "content-type"


def write_nginx_header_maps(
    table: tuple[Header, ...], config: SiteConfig
) -> Checked[str]:
    """Write the maps, for ``http { }``; in each the narrowest pattern comes first."""
    chosen = [name for name, found in _by_name(table, config) if not _is_plain(found)]
    text = _ASKED if chosen else ""
    if any("$" in header.value for header in table):
        text += _DOLLAR
    for name, found in _by_name(table, config):
        if name in chosen:
            lines = "".join(
                f'    "~^{block.regex}\\z" {_quoted(header.value)};\n'
                for block, header in reversed(found)
            )
            variable = _variable(name)
            text += f'map $sitewright_asked {variable} {{\n    default "";\n{lines}}}\n'
    return text, tuple(_find_problems(table))


def write_nginx_headers(table: tuple[Header, ...], config: SiteConfig) -> Checked[str]:
    """Write the lines for ``server { }``; of an empty value nothing is sent."""
    named = _by_name(table, config)
    text = _HEAD
    if not all(_is_plain(found) for _, found in named):
        text += _FIRST
    for name, found in named:
        value = _quoted(found[0][1].value) if _is_plain(found) else _variable(name)
        text += f"add_header {name} {value} always;\n"
    return text, ()


def _by_name(
    table: Iterable[Header], config: SiteConfig
) -> list[tuple[str, list[tuple[Block, Header]]]]:
    """Sort headers by name, but for what ``add_header`` would send twice."""
    found: dict[str, list[tuple[Block, Header]]] = {}
    for block in make_blocks(table, config):
        for header in block.headers:
            if header.name.lower() != _TYPE:
                found.setdefault(header.name, []).append((block, header))
    return sorted(found.items())


def _is_plain(found: Sequence[tuple[Block, Header]]) -> bool:
    """Tell whether a header is the same everywhere."""
    return len(found) == 1 and found[0][0].is_whole_host


def _variable(name: str) -> str:
    return f"$sitewright_header_{name.lower().replace('-', '_')}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped.replace("$", "${sitewright_dollar}")}"'


def _find_problems(table: Iterable[Header]) -> Iterable[Diagnostic]:
    for header in table:
        what = f"the value of '{header.name}' for nginx"
        length = len(_quoted(header.value))
        if header.name.lower() == _TYPE:
            yield _typed(header)
        elif problem := check_length(what, length, LONGEST, header):
            yield problem


def _typed(header: Header) -> Diagnostic:
    return warning(
        "HOST034",
        f"nginx would send '{header.name}' twice, so it is left out",
        header.span,
        "write 'default_type' or 'types' into a location of the server's settings",
    )
