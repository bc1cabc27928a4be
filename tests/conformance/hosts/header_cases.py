"""One table of headers, and requests whose answers a host must send with them."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.hosts.cases import SITE
from sitewright.kernel.diagnostics import Span
from sitewright.model.header import Header, order_headers

POLICY = (
    "default-src 'none'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3"
    "hSuFU='; img-src 'self' data: https://images.example.org; frame-ancestors 'none'"
)
REPORTS = (
    '{"group":"a","max_age":3600,"endpoints":[{"url":"https://r.example.org/a?b"}]}'
)

FILES = SITE | {
    "downloads/tool.zip": "PK",
    "downloads/deep/tool.zip": "PK",
    "css/site.css": "p{}",
    "css/site.3f9a1c7d20.immutable.css": "p{}",
    "news/index.html": "<h1>news</h1>",
}
"""The site of the redirects, and some files."""


def _table(**patterns: str) -> tuple[Header, ...]:
    return order_headers(
        Header(pattern, name, value, Span("site.yaml", 3))
        for pattern, headers in patterns.items()
        for name, value in headers.items()
    )


TABLE = _table(
    **{
        "/*": {
            "Content-Security-Policy": POLICY,
            "Strict-Transport-Security": "max-age=31536000",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Report-To": REPORTS,
            "X-Odd": r"50% \ $1 $x} %{HOST}e 'q' \"d\" <a>; {x} #",
            "X-Robots-Tag": "noarchive",
        },
        "/downloads/*": {"x-robots-tag": "noindex", "Cache-Control": "max-age=60"},
        "/downloads/deep/*": {"X-Robots-Tag": "none"},
        "/*.css": {"Cache-Control": "max-age=60, must-revalidate"},
        "/*.immutable.css": {"Cache-Control": "max-age=31536000, immutable"},
        "/about/": {"X-Page": "about", "Referrer-Policy": "origin"},
        "/über/": {"X-Page": "ueber"},
        "/news/:slug/": {"X-Page": "an item"},
        "/feed.xml": {"X-Page": "feed"},
    }
)
EVERYWHERE = ("Content-Security-Policy", "Report-To", "X-Odd", "X-Content-Type-Options")


@dataclass(frozen=True)
class HeaderCase:
    """One request.

    Attributes:
        request: What stands in its first line.
        status: What is to be answered.
        said: What the answer says besides what all answers say; None for a header that
            it does not have.
        not_on: Hosts that are known to answer otherwise.
    """

    request: str
    status: int
    said: dict[str, str | None]
    not_on: tuple[str, ...] = ()


def planned(case: HeaderCase) -> dict[str, str | None]:
    """List all that an answer is to say."""
    general = {h.name: h.value for h in TABLE if h.pattern == "/*"}
    return {name: general[name] for name in EVERYWHERE} | case.said


def _case(request: str, status: int, *not_on: str, **said: str | None) -> HeaderCase:
    usual = {
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noarchive",
        "X-Page": None,
    }
    named = {name.replace("_", "-"): value for name, value in said.items()}
    return HeaderCase(request, status, usual | named, not_on)


PAGE = {"X_Page": "about", "Referrer_Policy": "origin"}
LOAD = {"X_Robots_Tag": "noindex", "Cache_Control": "max-age=60"}
DEEP = LOAD | {"X_Robots_Tag": "none"}
SHORT = {"Cache_Control": "max-age=60, must-revalidate"}
LONG = {"Cache_Control": "max-age=31536000, immutable"}
BY_TEXT = ("wrangler", "netlify")
"""Hosts that compare what was sent, letter by letter."""

CASES = (
    _case("/", 200),
    _case("/about/", 200, **PAGE),
    _case("/about/?x=/feed.xml", 200, **PAGE),
    _case("/%61bout/", 200, *BY_TEXT, **PAGE),
    _case("/%C3%BCber/", 200, X_Page="ueber"),
    _case("/news/first/", 200, X_Page="an item"),
    _case("/news/", 200),
    _case("/feed.xml", 200, X_Page="feed"),
    _case("/css/site.css", 200, **SHORT),
    _case("/css/site.3f9a1c7d20.immutable.css", 200, **LONG),
    _case("/downloads/tool.zip", 200, **LOAD),
    _case("/downloads/deep/tool.zip", 200, **DEEP),
    _case("/downloads/%64eep/tool.zip", 200, *BY_TEXT, **DEEP),
    # errors; Cloudflare has its own word on how long to keep them
    _case("/nowhere/", 404),
    _case("/nowhere.css", 404, "wrangler", **SHORT),
    _case("/downloads/nowhere", 404, "wrangler", **LOAD),
    # Netlify's parser takes this for something in the folder, its documents do not.
    _case("/downloadsnot/", 404, "netlify", "wrangler", Cache_Control=None),
    _case("/gone/", 410, "wrangler"),
    _case("/dead/and/buried", 410, "wrangler"),
    # redirects
    _case("/old/", 301),
    _case("/old", 301),
    _case("/temporary/", 302),
    _case("/blog/first/", 301),
)
