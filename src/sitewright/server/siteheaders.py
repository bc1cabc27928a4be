"""Take the headers that the site asks its host for, as far as a preview can."""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape

from sitewright.kernel.regexes import regex
from sitewright.model.serving import Headers
from sitewright.server.answers import OWN_HEADERS, REFERRER
from sitewright.server.client import CLIENT_HASH, CLIENT_PATH, LIVE_PATH

_UNFIT = regex(r"[\x00-\x08\x0a-\x1f\x7f]")
_TOKEN = regex(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

_LEFT_OUT = frozenset(
    (
        *("connection", "content-length", "keep-alive", "transfer-encoding"),
        *("upgrade", "content-encoding", "content-range", "etag", "date"),
        # Browsers would remember these for every other server on this machine.
        *("strict-transport-security", "clear-site-data"),
        *(name.lower() for name, _ in OWN_HEADERS),
    )
)
_CSP = "content-security-policy"
_META = regex(rb"<meta\b[^>]*content-security-policy[^>]*>", re.IGNORECASE)
_CONTENT = regex(rb"""(\scontent\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ELEMENTS, _CONNECT = "script-src-elem", "connect-src"
# Nobody speaks TLS to a preview.
_UPGRADES = ("upgrade-insecure-requests", "block-all-mixed-content")


def merge_site_headers(own: Headers, site: Headers, host: str) -> list[tuple[str, str]]:
    """Lay the site's headers over the server's own.

    Args:
        own: The server's.
        site: The site's; what would open the preview to others is left out.
        host: What the browser calls this server.
    """
    merged = {name.lower(): [(name, value)] for name, value in (*own, REFERRER)}
    mine = set(merged)
    for name, value in site:
        key = name.lower()
        is_fit = _TOKEN.fullmatch(name) and not _UNFIT.search(value)
        if not is_fit or key in _LEFT_OUT or key.startswith("access-control-"):
            continue
        if key == _CSP:
            value = admit_client(value, host)
        if key in mine:
            mine.discard(key)
            merged[key] = []
        merged.setdefault(key, []).append((name, value))
    return [item for items in merged.values() for item in items]


def admit_client(policies: str, host: str) -> str:
    """Let the preview's own script pass security policies, and nothing else.

    Args:
        policies: The value of a header; several policies stand between commas.
        host: What the browser calls this server.
    """
    return ", ".join(_admit(policy, host) for policy in policies.split(","))


def admit_in_page(html: bytes, host: str) -> bytes:
    """Do the same for the policies that a page has in itself."""
    if b"ecurity-" not in html:
        return html
    return _META.sub(lambda meta: _CONTENT.sub(partial(_readmit, host), meta[0]), html)


def _readmit(host: str, found: re.Match[bytes]) -> bytes:
    policy = unescape((found[2] or found[3] or b"").decode("utf-8", "replace"))
    return found[1] + f'"{escape(admit_client(policy, host))}"'.encode()


def _admit(policy: str, host: str) -> str:
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *words = directive.split() or [""]
        if name and name.lower() not in _UPGRADES:
            directives.setdefault(name.lower(), words)
    fallback = directives.get("default-src")
    for name, source in _sources(host):
        sources = directives.get(name, None if name == _ELEMENTS else fallback)
        if sources is None:
            continue
        is_by_hash = "'strict-dynamic'" in sources and name != _CONNECT
        kept = [word for word in sources if word.lower() != "'none'"]
        directives[name] = [*kept, CLIENT_HASH if is_by_hash else source]
    return "; ".join(" ".join((name, *words)) for name, words in directives.items())


def _sources(host: str) -> tuple[tuple[str, str], ...]:
    """Name what the script needs: to be run, and to talk to its server."""
    is_nameless = host.startswith("[")  # policies know no addresses of that kind
    script = "'self'" if is_nameless else f"http://{host}{CLIENT_PATH}"
    live = "'self'" if is_nameless else f"ws://{host}{LIVE_PATH}"
    return (_ELEMENTS, script), ("script-src", script), (_CONNECT, live)
