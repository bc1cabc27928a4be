"""Write maps for nginx, and the lines of a server that answer with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import GONE, Redirect
from sitewright.stages.hosts.patterns import (
    check_groups,
    decoded_pattern,
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

# What nginx has on common machines; a longer key needs more.
_BUCKET: Final = 64
_ENTRIES: Final = 2_048
_INDEX: Final = "(?:/(?:index[.]html)?)?"

_MAPS: Final = r"""# Old addresses, written by sitewright. Include this file in http {{ }},
# and sitewright-server.conf in server {{ }}, behind the line of root.
{sizes}
map $args $sitewright_more {{
    default "&$args";
    "" "";
}}
map $uri $sitewright_path {{
    volatile;
    default $uri;
    "~^(?<sitewright_stem>.+?)/(?:index[.]html)?\z" $sitewright_stem;
}}
map $request_uri $sitewright_pattern {{
    volatile;
    default "";
{patterns}}}
map "$uri?$args" $sitewright_query {{
    volatile;
    default "";
{queries}}}
map $sitewright_path $sitewright_candidate {{
    volatile;
    default "";
{single}}}
# nginx finds a text in a map whatever its letter case; addresses differ in it.
map "$sitewright_candidate\n$sitewright_path" $sitewright_redirect {{
    volatile;
    default "";
    "~^(?<sitewright_old>/.*)\n(?<sitewright_answer>.+)\n\k<sitewright_old>\z" $sitewright_answer;
}}
"""

_SERVER: Final = """# Old addresses, written by sitewright. Include this file in server { }.
# A page that exists is sent even if a pattern fits its address.
set $sitewright_reply $sitewright_pattern;
if (-f $document_root$uri) { set $sitewright_reply ""; }
if (-f $document_root$uri/index.html) { set $sitewright_reply ""; }
if ($sitewright_redirect) { set $sitewright_reply $sitewright_redirect; }
if ($sitewright_query) { set $sitewright_reply $sitewright_query; }
"""


def write_nginx(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    r"""Write the maps, for ``http { }``.

    Texts are compared with the decoded path, patterns with the address as it was sent:
    nginx would put a decoded ``%0D%0A`` into the header ``Location`` as it is.
    """
    single: list[tuple[str, HostRule]] = []
    patterns: list[HostRule] = []
    queries: list[HostRule] = []
    taken: set[str] = set()
    for rule in make_rules(redirects, config):
        key = rule.stem or "/"
        if rule.query:
            queries.append(rule)
        elif rule.redirect.is_pattern or key.lower() in taken or "$" in key:
            patterns.append(rule)
        else:
            taken.add(key.lower())
            single.append((key, rule))
    text = _MAPS.format(
        sizes=_format_sizes([key for key, _ in single]),
        patterns="".join(_format_pattern(rule, config) for rule in patterns),
        queries="".join(map(_format_query, queries)),
        single="".join(
            f'    "{_quoted(key)}" "{_quoted(key)}\\n{_answer(rule, rule.target)}";\n'
            for key, rule in single
        ),
    )
    return text, check_groups(patterns)


def write_nginx_server(
    redirects: tuple[Redirect, ...],
    _config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write the lines for ``server { }``: one for each status that is used."""
    text = _SERVER
    for status in sorted({redirect.status for redirect in redirects}):
        if status == GONE:
            text += 'if ($sitewright_reply = "410") { return 410; }\n'
        else:
            text += (
                f'if ($sitewright_reply ~ "^{status} (.+)") {{ return {status} $1; }}\n'
            )
    return text, ()


def _format_sizes(keys: Sequence[str]) -> str:
    """Give the hash of the map room for long and for many keys."""
    lines = []
    # ngx_hash.c: a key takes a pointer, its length in two bytes, and itself.
    need = max((16 + (len(key.encode()) + 2 + 7) // 8 * 8 for key in keys), default=0)
    if need > _BUCKET:
        lines.append(f"map_hash_bucket_size {_power_of_two(need)};\n")
    if len(keys) * 2 > _ENTRIES:
        lines.append(f"map_hash_max_size {_power_of_two(len(keys) * 2)};\n")
    return "".join(lines)


def _power_of_two(least: int) -> int:
    return 1 << (least - 1).bit_length()


def _format_pattern(rule: HostRule, config: SiteConfig) -> str:
    answer = _answer(rule, safe_target(rule, config, is_guarded=True))
    return f'    "~^{sent_pattern(rule)}(?:[?]|\\z)" "{answer}";\n'


def _format_query(rule: HostRule) -> str:
    """Write an address with a query, which is not passed on."""
    target = rule.target.replace("$", "%24")
    answer = f"{rule.status} {target}".rstrip()
    path = decoded_pattern(rule.stem) + (_INDEX if rule.is_folder else "")
    return f'    "~^{path}[?]{query_pattern(rule)}\\z" "{answer}";\n'


def _answer(rule: HostRule, target: str) -> str:
    """Write status and address in one value, the visitor's query in its place."""
    if rule.redirect.is_gone:
        return str(rule.status)
    # Nothing stands for a dollar in a value.
    target = target.replace("$", "%24")
    path, query, fragment = split_target(
        fill_target(target, rule.names, group(rule, "$"))
    )
    more = "$sitewright_more" if query else "$is_args$args"
    return f"{rule.status} {path}{query}{more}{fragment}"


def _quoted(text: str) -> str:
    return text.replace('"', '\\"')
