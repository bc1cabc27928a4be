"""Write the headers of ``.htaccess`` for Apache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.stages.hosts.headers.blocks import make_blocks, refuse_value

_HEAD: Final = """# Headers, written by sitewright. Needs mod_headers, and what is below.
"""
_ASKED: Final = """# What was asked for, also where index.html or 404.html answers.
RewriteCond %{ENV:SITEWRIGHT_ASKED} ^$
RewriteRule ^ - [E=SITEWRIGHT_ASKED:%{REQUEST_URI}]
RewriteCond %{ENV:REDIRECT_SITEWRIGHT_ASKED} .
RewriteRule ^ - [E=SITEWRIGHT_ASKED:%{ENV:REDIRECT_SITEWRIGHT_ASKED}]
"""
_EXPRESSION: Final = "expr="
_VARIABLE: Final = "${"


def write_apache_headers(table: tuple[Header, ...], config: SiteConfig) -> Checked[str]:
    """Write the lines; a later one replaces or removes what an earlier one has set.

    ``always`` is also about errors and redirects. The file lies in the site's folder, so
    what is about the whole site needs no condition.
    """
    blocks = make_blocks(table, config)
    lines = []
    for block in blocks:
        fits = f" \"expr=reqenv('SITEWRIGHT_ASKED') =~ m#^{block.regex}\\z#\""
        condition = "" if block.is_whole_site else fits
        for header in block.headers:
            said = f"set {header.name} {_quoted(header.value)}"
            action = said if header.value else f"unset {header.name}"
            lines.append(f"Header always {action}{condition}\n")
    asked = "" if all(block.is_whole_site for block in blocks) else _ASKED
    findings = tuple(found for header in table for found in _find_changed(header))
    return _HEAD + asked + "".join(lines), findings


def _find_changed(header: Header) -> Iterator[Diagnostic]:
    """Report what Apache would read as more than text."""
    if header.value.startswith(_EXPRESSION):
        yield refuse_value(header, "Apache", _EXPRESSION)
    if _VARIABLE in header.value:
        yield refuse_value(header, "Apache", _VARIABLE)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped.replace("%", "%%")}"'
