"""One site with redirects of every kind, and what a host must answer to each request."""

from __future__ import annotations

from dataclasses import dataclass

from sitewright.kernel.diagnostics import Span
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect

CONFIG = SiteConfig("site.yaml", url="https://www.example.com", redirect_pages=False)


def _page(title: str) -> str:
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>\n"


SITE = {
    path: _page(path)
    for path in (
        "index.html",
        "about/index.html",
        "über/index.html",
        "news/index.html",
        "news/first/index.html",
        "docs/v2/index.html",
        "lower/index.html",
    )
} | {"404.html": _page("NOTFOUND"), "feed.xml": "<feed/>\n"}


def redirect(source: str, target: str, status: int = 301) -> Redirect:
    return Redirect(source, target, Span("site.yaml", 3), "", status)


REDIRECTS = tuple(
    sorted(
        (
            redirect("/old/", "/about/"),
            redirect("/temporary/", "/about/", 302),
            redirect("/temporary-too/", "/about/", 307),
            redirect("/permanent/", "/about/", 308),
            redirect("/old/deep/page/", "/news/first/"),
            redirect("/old.html", "/about/"),
            redirect("/index.php", "/"),
            redirect("/Lower/", "/lower/"),
            redirect("/CASE.ASPX", "/lower/"),
            redirect("/café/", "/über/"),
            redirect("/mit leer/", "/about/"),
            redirect('/"quoted"/', "/about/"),
            redirect("/it's/", "/about/"),
            redirect("/a+b&c=d;e,f/", "/about/"),
            redirect("/50%/", "/about/"),
            redirect("/cash$1/", "/about/"),
            redirect("/${HOME}/", "/about/"),
            redirect("/{path}/", "/about/"),
            redirect("/(a|b)[c]^d/", "/about/"),
            redirect("/dots...x/", "/about/"),
            redirect("/#no".replace("#", "~") + "/", "/about/"),
            redirect("/to-anchor/", "/about/#team"),
            redirect("/to-query/", "/about/?from=old"),
            redirect("/to-both/", "/about/?from=old#team", 302),
            redirect("/away/", "https://example.org/a%20b?x=1"),
            redirect("/to-100%/", "/100%/$1/{x}/"),
            redirect("/gone/", "", 410),
            redirect("/gone.pdf", "", 410),
            redirect("/blog/*", "/news/:splat"),
            redirect("/blog/special/", "/about/", 302),
            redirect("/archive/:year/:slug/", "/news/:slug/", 308),
            redirect("/tag/:_name/:_name2/", "/news/:_name2/?t=:_name", 302),
            redirect("/dead/*", "", 410),
            redirect("/docs/*", "/news/:splat"),
            redirect("/up/*", "/:splat"),
            redirect("/first/:part/", "/:part/"),
            redirect("/swap/:part/*", "/:splat/:part/"),
            redirect("/anchored/*", "/news/:splat#top"),
            redirect("/müll/*", "https://example.org/m?p=:splat"),
            redirect("/?p=12", "/news/first/"),
            redirect("/?p=13", "", 410),
            redirect("/index.php?id=5&lang=en", "/about/?from=old#team", 302),
            redirect("/old/?page=2", "/news/", 307),
            redirect("/x.y/?a-b=c.d_e~f", "/about/"),
        ),
        key=lambda item: item.source,
    )
)


@dataclass(frozen=True)
class Case:
    """One request.

    Attributes:
        request: What stands in its first line.
        status: What is to be answered.
        location: Where it is to lead; empty if nowhere.
        not_on: Hosts that are known to answer otherwise.
    """

    request: str
    status: int
    location: str = ""
    not_on: tuple[str, ...] = ()


REGEX = ("nginx", "apache", "caddy")
"""Hosts that compare with a regular expression."""
BY_TEXT = ("netlify", "wrangler")
"""Hosts that compare what was sent, letter by letter."""

CASES = (
    # a page has three spellings, and the visitor's query is kept
    Case("/old/", 301, "/about/"),
    Case("/old", 301, "/about/"),
    Case("/old/index.html", 301, "/about/"),
    Case("/old/?x=1&y=%20", 301, "/about/?x=1&y=%20"),
    Case("/old?x=1", 301, "/about/?x=1"),
    Case("/temporary/", 302, "/about/"),
    Case("/temporary", 302, "/about/"),
    Case("/temporary-too/", 307, "/about/"),
    Case("/permanent/", 308, "/about/"),
    Case("/permanent/index.html?q", 308, "/about/?q"),
    Case("/old/deep/page", 301, "/news/first/"),
    Case("/old/deep/page/", 301, "/news/first/"),
    # files
    Case("/old.html", 301, "/about/"),
    Case("/old.html?a=b", 301, "/about/?a=b"),
    Case("/index.php", 301, "/"),
    Case("/index.php?id=5", 301, "/?id=5"),
    # letter case
    Case("/Lower/", 301, "/lower/"),
    Case("/Lower", 301, "/lower/"),
    Case("/lower/", 200),
    Case("/CASE.ASPX", 301, "/lower/"),
    Case("/case.aspx", 404),
    Case("/OLD/", 404),
    # odd letters, encoded and as browsers send them
    Case("/caf%C3%A9/", 301, "/%C3%BCber/"),
    Case("/caf%C3%A9", 301, "/%C3%BCber/"),
    Case("/caf%c3%a9/", 301, "/%C3%BCber/", BY_TEXT),
    Case("/caf%C3%A9/index.html?x", 301, "/%C3%BCber/?x"),
    Case("/mit%20leer/", 301, "/about/"),
    Case("/%22quoted%22", 301, "/about/"),
    Case("/it's/", 301, "/about/"),
    Case("/it%27s/", 301, "/about/", BY_TEXT),
    Case("/a+b&c=d;e,f/", 301, "/about/"),
    Case("/a%2Bb%26c%3Dd%3Be%2Cf/", 301, "/about/", BY_TEXT),
    Case("/50%25/", 301, "/about/"),
    Case("/cash$1/", 301, "/about/"),
    Case("/cash%241", 301, "/about/", BY_TEXT),
    Case("/$%7BHOME%7D/", 301, "/about/"),
    Case("/%7Bpath%7D/", 301, "/about/"),
    Case("/%7Bpath%7D", 301, "/about/"),
    Case("/(a%7Cb)%5Bc%5D%5Ed/", 301, "/about/"),
    Case("/(a|b)[c]%5Ed/", 301, "/about/"),
    Case("/dots...x", 301, "/about/"),
    Case("/dotsabcx", 404),
    Case("/~no/", 301, "/about/"),
    # where it leads
    Case("/to-anchor/", 301, "/about/#team"),
    Case("/to-anchor?x=1", 301, "/about/?x=1#team"),
    Case("/to-query/", 301, "/about/?from=old"),
    Case("/to-query/?x=1", 301, "/about/?from=old&x=1", BY_TEXT),
    Case("/to-both/", 302, "/about/?from=old#team"),
    Case("/to-both?x=1", 302, "/about/?from=old&x=1#team", BY_TEXT),
    Case("/away/", 301, "https://example.org/a%20b?x=1"),
    Case("/to-100%25/", 301, "/100%25/$1/%7Bx%7D/"),
    # gone
    Case("/gone/", 410, "", ("wrangler",)),
    Case("/gone", 410, "", ("wrangler",)),
    Case("/gone/index.html", 410, "", ("wrangler",)),
    Case("/gone.pdf", 410, "", ("wrangler",)),
    Case("/dead/and/buried", 410, "", ("wrangler",)),
    Case("/dead", 410, "", ("wrangler",)),
    Case("/deadly/", 404),
    # patterns
    Case("/blog/first/", 301, "/news/first/"),
    Case("/blog/first/?utm=1", 301, "/news/first/?utm=1"),
    Case("/blog/", 301, "/news/"),
    Case("/blog", 301, "/news/"),
    Case("/blog?x", 301, "/news/?x"),
    Case("/blog/a%20b/caf%C3%A9/", 301, "/news/a%20b/caf%C3%A9/"),
    Case("/blog/50%25%3F%23", 301, "/news/50%25%3F%23"),
    Case("/blog/x%0D%0ASet-Cookie:%20a=b", 301, "/news/x%0D%0ASet-Cookie:%20a=b"),
    Case("/blog/special/", 302, "/about/"),
    Case("/blog/special", 302, "/about/"),
    Case("/blogs/", 404),
    Case("/archive/2020/first/", 308, "/news/first/"),
    Case("/archive/2020/first", 308, "/news/first/"),
    Case("/archive/2020/caf%C3%A9?x=1", 308, "/news/caf%C3%A9/?x=1"),
    Case("/archive/2020/", 404),
    Case("/archive/2020/first/more/", 404),
    Case("/tag/a/b/", 302, "/news/b/?t=a"),
    Case("/tag/a/b?x=1", 302, "/news/b/?t=a&x=1", BY_TEXT),
    Case("/docs/v1/", 301, "/news/v1/"),
    Case("/docs/v2/", 200, "", ("wrangler",)),
    Case("/up/about/", 301, "/about/"),
    Case("/up", 301, "/"),
    Case("/up/feed.xml?x=1", 301, "/feed.xml?x=1"),
    Case("/first/about/", 301, "/about/"),
    Case("/swap/first/news/", 301, "/news//first/"),
    Case("/swap/first/news", 301, "/news/first/"),
    Case("/anchored/first/", 301, "/news/first/#top"),
    Case("/anchored/first/?x=1", 301, "/news/first/?x=1#top"),
    Case("/m%C3%BCll/weg", 301, "https://example.org/m?p=weg"),
    Case("/m%c3%bcll/weg?x=1", 301, "https://example.org/m?p=weg&x=1", BY_TEXT),
    # everything else is as before
    Case("/", 200),
    Case("/about/", 200),
    Case("/about/?x=1", 200),
    Case("/%C3%BCber/", 200),
    Case("/feed.xml", 200),
    Case("/news/first/", 200),
    Case("/nowhere/", 404),
    Case("/older/", 404),
    Case("/x/old/", 404),
    Case("/old/deep/", 404),
)

WITH_QUERIES = (
    Case("/?p=12", 301, "/news/first/"),
    Case("/index.html?p=12", 301, "/news/first/"),
    Case("/?p=12&utm=x", 301, "/news/first/"),
    Case("/?utm=x&p=12", 301, "/news/first/"),
    Case("/?p=12/", 200),
    Case("/?p=123", 200),
    Case("/?xp=12", 200),
    Case("/?x=p=12", 200),
    Case("/?P=12", 200),
    Case("/?p=13", 410),
    Case("/index.php?id=5&lang=en", 302, "/about/?from=old#team"),
    Case("/index.php?a&id=5&b=c&lang=en&d", 302, "/about/?from=old#team"),
    Case("/index.php?id=6", 301, "/?id=6"),
    Case("/old?page=2", 307, "/news/"),
    Case("/old/?page=2", 307, "/news/"),
    Case("/old/index.html?page=2", 307, "/news/"),
    Case("/old/?page=3", 301, "/about/?page=3"),
    Case("/x.y?a-b=c.d_e~f", 301, "/about/"),
    Case("/x.y/?a-b=cxd_e~f", 404),
)
"""Requests whose query matters; Cloudflare and S3 do not look at it."""

NO_OPEN_REDIRECTS = (
    "/up//evil.example/",
    "/up/%2Fevil.example",
    "/up/\\evil.example",
    "/up/%5Cevil.example",
    "//up//evil.example",
    "/first//evil.example/",
    "/first/\\evil.example/",
    "/swap/evil.example/",
    "/swap/evil.example",
    "/swap/evil.example//x",
)
"""Requests that must never lead to another host."""
