"""Write lines for a site in a Caddyfile."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.patterns import (
    check_groups,
    group,
    query_pattern,
    sent_pattern,
)
from sitewright.stages.hosts.spelling import split_target
from sitewright.stages.hosts.table import (
    HostRule,
    fill_target,
    make_rules,
    safe_target,
)

_FRAME: Final = """# Old addresses, written by sitewright. Import this file in the block of the site.
map {{query}} {{sitewright_asked}} {{sitewright_more}} {{
	~^(.+)$ ?${{1}} &${{1}}
	default "" ""
}}
map {{path}} {{sitewright_path}} {{
	~^(.+?)/(?:index[.]html)?$ ${{1}}
	default {{path}}
}}
map {{sitewright_path}} {{sitewright_status}} {{sitewright_target}} {{
{single}	default "" ""
}}
map {{uri}} {{sitewright_query_status}} {{sitewright_query_target}} {{
{queries}	default "" ""
}}
map {{uri}} {{sitewright_pattern_status}} {{sitewright_pattern_target}} {{
{patterns}	default "" ""
}}
route {{
	@sitewright_query_moved vars_regexp {{sitewright_query_status}} ^3
	redir @sitewright_query_moved {{sitewright_query_target}} {{sitewright_query_status}}
	@sitewright_query_gone vars_regexp {{sitewright_query_status}} ^410$
	error @sitewright_query_gone Gone 410
	@sitewright_moved vars_regexp {{sitewright_status}} ^3
	redir @sitewright_moved {{sitewright_target}} {{sitewright_status}}
	@sitewright_gone vars_regexp {{sitewright_status}} ^410$
	error @sitewright_gone Gone 410
	# A page that exists is sent even if a pattern fits its address.
	@sitewright_pattern_moved {{
		vars_regexp {{sitewright_pattern_status}} ^3
		not file {{path}} {{path}}/index.html
	}}
	redir @sitewright_pattern_moved {{sitewright_pattern_target}} {{sitewright_pattern_status}}
	@sitewright_pattern_gone {{
		vars_regexp {{sitewright_pattern_status}} ^410$
		not file {{path}} {{path}}/index.html
	}}
	error @sitewright_pattern_gone Gone 410
}}
"""


def write_caddy(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write maps of old addresses, and what answers with them.

    Texts are compared with the decoded path, patterns with the address as it was sent:
    what they put into the answer is then still encoded. Works from Caddy 2.6 on.
    """
    single: list[str] = []
    patterns: list[HostRule] = []
    queries: list[HostRule] = []
    taken: set[str] = set()
    for rule in make_rules(redirects, config):
        key = rule.stem or "/"
        if rule.query:
            queries.append(rule)
            continue
        # A brace would be read as a placeholder of Caddy's.
        if rule.redirect.is_pattern or key in taken or "{" in key or "}" in key:
            patterns.append(rule)
        else:
            taken.add(key)
            single.append(_format_single(key, rule))
    text = _FRAME.format(
        single="".join(single),
        queries="".join(map(_format_query, queries)),
        patterns="".join(_format_pattern(rule, config) for rule in patterns),
    )
    return text, check_groups(patterns)


def _format_single(key: str, rule: HostRule) -> str:
    word = '"' + key.replace('"', '\\"') + '"'
    if rule.redirect.is_gone:
        return f'\t{word} {rule.status} ""\n'
    path, query, fragment = split_target(rule.target)
    asked = "{sitewright_more}" if query else "{sitewright_asked}"
    return f'\t{word} {rule.status} "{path}{query}{asked}{fragment}"\n'


def _format_query(rule: HostRule) -> str:
    """Write an address with a query, which is not passed on."""
    sent = f"{sent_pattern(rule)}[?]{query_pattern(rule)}"
    return f'\t"~^{sent}$" {rule.status} "{rule.target.replace("$", "%24")}"\n'


def _format_pattern(rule: HostRule, config: SiteConfig) -> str:
    """Write one entry; two, if the visitor's query is not to end the address."""
    sent = sent_pattern(rule)
    if rule.redirect.is_gone:
        return f'\t"~^{sent}(?:[?].*)?$" {rule.status} ""\n'
    # Nothing stands for a dollar where groups are filled in.
    target = safe_target(rule, config, is_guarded=True).replace("$", "%24")
    target = fill_target(
        target, rule.names, lambda name: f"${{{group(rule, '')(name)}}}"
    )
    path, query, fragment = split_target(target)
    last = f"${{{len(rule.names) + 1}}}"
    if not query and not fragment:
        return f'\t"~^{sent}([?].*)?$" {rule.status} "{path}{last}"\n'
    asked = f"{query}&" if query else "?"
    return (
        f'\t"~^{sent}[?](.+)$" {rule.status} "{path}{asked}{last}{fragment}"\n'
        f'\t"~^{sent}[?]?$" {rule.status} "{path}{query}{fragment}"\n'
    )
