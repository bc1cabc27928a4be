"""Write ``.htaccess`` for Apache."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.urls import encode_path
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.patterns import (
    check_groups,
    decoded_pattern,
    group,
    query_pattern,
    sent_pattern,
)
from sitewright.stages.hosts.spelling import folder_of, split_target
from sitewright.stages.hosts.table import (
    HostRule,
    fill_target,
    make_rules,
    safe_target,
)

_HIDDEN: Final = "_redirects|_headers|redirects[.]json|headers[.]json"

_HEAD: Final = """# Old addresses, written by sitewright. Needs mod_rewrite and AllowOverride FileInfo.
ErrorDocument 404 {page}
ErrorDocument 410 {page}
RewriteEngine On
RewriteRule "^(?:{hidden})$" - [R=404,L]
"""

_IS_NO_PAGE: Final = """RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME}/index.html !-f
"""


def write_apache(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write the file for the output folder, which Apache reads at every request.

    Single addresses are compared with the decoded path from that folder on, patterns
    with the first line of the request: what they put into the answer is then still
    encoded. A page that exists is sent even if a pattern fits its address.
    """
    base = folder_of(config)
    rules = make_rules(redirects, config)
    patterns = [rule for rule in rules if rule.redirect.is_pattern]
    page = encode_path(f"{base}/404.html")
    text = _HEAD.format(page=page, hidden=_HIDDEN)
    for rule in rules:
        if rule.redirect.is_pattern:
            text += _format_pattern(rule, config)
        else:
            text += _format_single(rule, base)
    return text, check_groups(patterns)


def _format_single(rule: HostRule, base: str) -> str:
    path = rule.source.removeprefix(base).removeprefix("/")
    if not path:
        pattern = "(?:index[.]html)?"
    elif rule.is_folder:
        pattern = f"{decoded_pattern(path[:-1])}(?:/(?:index[.]html)?)?"
    else:
        pattern = decoded_pattern(path)
    return "".join(
        f'{condition}RewriteRule "^{pattern}$" {answer}\n'
        for condition, answer in _answers(rule, rule.target)
    )


def _format_pattern(rule: HostRule, config: SiteConfig) -> str:
    target = safe_target(rule, config, is_guarded=True)
    # The groups are those of the last condition.
    sent = f'RewriteCond %{{THE_REQUEST}} "^[A-Z]+ {sent_pattern(rule)}[? ]"\n'
    return "".join(
        f"{condition}{_IS_NO_PAGE}{sent}RewriteRule ^ {answer}\n"
        for condition, answer in _answers(rule, target)
    )


def _answers(rule: HostRule, target: str) -> list[tuple[str, str]]:
    """Write where it leads and how, each with what must be so besides.

    Apache adds the visitor's query by itself, but behind a fragment: so for those
    there are two rules. A query that is asked for is not passed on.
    """
    wanted = ""
    if rule.query:
        wanted = f'RewriteCond %{{QUERY_STRING}} "^{query_pattern(rule)}$"\n'
    if rule.redirect.is_gone:
        return [(wanted, "- [G,L]")]
    escaped = target.replace("%", r"\%").replace("$", r"\$")
    target = fill_target(escaped, rule.names, group(rule, "%"))
    flags = f"R={rule.status},NE,L"
    if wanted:
        return [(wanted, f'"{target}" [{flags},QSD]')]
    path, query, fragment = split_target(target)
    if not fragment:
        return [("", f'"{target}" [{flags}{",QSA" if query else ""}]')]
    asked = f"{query}&" if query else "?"
    return [
        (
            "RewriteCond %{QUERY_STRING} .\n",
            f'"{path}{asked}%{{QUERY_STRING}}{fragment}" [{flags}]',
        ),
        ("", f'"{target}" [{flags}]'),
    ]
