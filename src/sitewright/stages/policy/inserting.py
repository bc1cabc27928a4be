"""Put the policy of a page into the page itself, for hosts that send no headers."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.regexes import regex
from sitewright.model.security import Needs, Security
from sitewright.stages.policy.csp import find_directives, format_policy

_VALUE: Final = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_START: Final = regex(
    rf"(?:\s*(?:<!--.*?-->|<!doctype{_VALUE}>|<html\b{_VALUE}>|<head\b{_VALUE}>"
    rf"|<meta\s+charset{_VALUE}>))*",
    re.IGNORECASE | re.DOTALL,
)


def insert_policy(
    html: str, needs: Needs, sheets: tuple[Needs, ...], security: Security
) -> Checked[str]:
    """Put the policy before all that it is about, but behind the page's encoding.

    It allows what this page needs, so that an edit changes no other page.

    Args:
        html: The finished page.
        needs: What it needs.
        sheets: What style sheets need.
        security: The settings.
    """
    metas = []
    if security.has_policy:
        directives = find_directives((needs, *sheets), security)
        policy = escape(format_policy(directives, is_in_page=True))
        policy = policy.replace("&#x27;", "'")
        metas.append(f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
    if security.referrer_policy:
        metas.append(f'<meta name="referrer" content="{security.referrer_policy}">')
    start = _START.match(html)
    end = start.end() if start else 0
    line = html[:end].rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip())]
    return f"\n{indent}".join((html[:end], *metas)) + html[end:], ()
