"""Whatever a site says of old addresses: each leads to its end in one hop, on every host.

A site is built as a whole, with chains, patterns among them, for each host. Whatever is
an error is taken out first, as an author would; then the host's file is followed. Of
patterns that lead to ``/:splat`` nothing is known.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from conformance.hosts.interpreters import INTERPRETERS
from sitewright.kernel.diagnostics import Severity
from sitewright.kernel.urls import output_path_of
from support import build

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
HOME = "https://www.example.com"
PAGES = ("about", "news/a", "news/b", "news/2019/c", "über uns", "articles/a")
LIVE = tuple(f"/{page}/" for page in PAGES)
SINGLE = (
    *("/old/", "/older/", "/old.html", "/x y/", "/news/old/", "/news/gone/"),
    *("/blog/", "/blog/b/", "/blog/old/", "/news/2019/old/", "/?p=1", "/old/?p=1"),
)
PATTERNS = (
    *("/blog/*", "/weblog/*", "/blog/2019/*", "/journal/:slug/", "/j/:year/:slug/"),
    *("/up/*", "/articles/b/*", "/weblog/:slug/old/"),
)
SINGLE_TARGETS = (
    *LIVE,
    *SINGLE,
    "/blog/a/",
    "/weblog/b/",
    "/about/#top",
    "/old/?p=1&q=2",
)
PATTERN_TARGETS = (
    *("/news/:splat", "/blog/:splat", "/weblog/:splat", "/articles/:splat"),
    *("/news/:slug/", "/blog/:slug/", "/journal/:slug/", "/j/:slug/:year/", "/about/"),
    *("/news/2019/:splat", "/old/", "/weblog/:splat#top"),
)
STATUSES = st.sampled_from([301, 301, 301, 302, 307, 308, 410])
FILLS = (
    "a/",
    "b/",
    "2019/c/",
    "old/",
    "gone/",
    "2019/old/",
    "b/old/",
    "",
    "nowhere/",
    "é ü/",
)


@st.composite
def rules(draw):
    single = st.tuples(st.sampled_from(SINGLE), st.sampled_from(SINGLE_TARGETS))
    pattern = st.tuples(st.sampled_from(PATTERNS), st.sampled_from(PATTERN_TARGETS))
    rows = draw(st.lists(single | pattern, min_size=1, max_size=10))
    return {old: (new, draw(STATUSES)) for old, new in rows}


def files_of(table: dict[str, tuple[str, int]], host: str) -> dict[str, str]:
    lines = [f"title: T\nurl: {HOME}\nhosts: [{host}]\nredirects:"]
    for old, (new, status) in table.items():
        to = "" if status == 410 else f"to: '{new}', "
        lines.append(f"  '{old}': {{{to}status: {status}}}")
    pages = {f"content/{page}.md": "# T {#top}" for page in PAGES}
    return {"site.yaml": "\n".join(lines) + "\n", "content/index.md": "", **pages}


def built(table: dict[str, tuple[str, int]], host: str):
    """Build the site, without the rules that are errors."""
    while True:
        result = build(files_of(table, host))
        wrong = {f.span.line for f in result.findings if f.severity is Severity.ERROR}
        if not wrong:
            return table, result
        left = [row for line, row in enumerate(table.items(), 5) if line not in wrong]
        assume(0 < len(left) < len(table))
        table = dict(left)


def requests_for(source: str) -> list[str]:
    """Ask for what a source is about, encoded; but for parts of its own again.

    ``/a/b/*`` to ``/a/:splat`` is no circle, and ``/a/b/b/`` takes two hops.
    """
    own = set(source.split("/")) - {""}
    fills = [fill for fill in FILLS if own.isdisjoint(fill.split("/"))]
    if source.endswith("*"):
        paths = [source[:-1] + fill for fill in fills]
    elif ":" in source:
        paths = [
            re.sub(":slug", fill.rstrip("/"), source.replace(":year", "2019"))
            for fill in fills
            if fill.count("/") == 1
        ]
    else:
        paths = [source]
    return [quote(path, safe="/?=&") for path in paths]


def follow(host: str, texts: dict[str, str], request: str) -> tuple[int, str]:
    live = frozenset(("/", *LIVE))
    status, location = INTERPRETERS[host](texts, request, live)
    return status, location.removeprefix(HOME)


def is_live(location: str) -> bool:
    return unquote(urlsplit(location).path) in ("/", *LIVE)


@pytest.mark.parametrize("host", sorted(INTERPRETERS))
@settings(max_examples=50, deadline=None, phases=PHASES)
@given(rules())
def test_every_old_address_ends_in_one_hop(host, table):
    table, result = built(table, host)
    texts = result.beside | {
        a.path: a.content.decode() for a in result.artifacts if a.content is not None
    }
    if host == "apache":
        texts = {"/.htaccess": texts[".htaccess"]}
    told = {f.span.line for f in result.findings if f.code.startswith("HOST")}
    for line, source in enumerate(table, 5):
        for request in [] if line in told else requests_for(source):
            status, location = follow(host, texts, request)
            if status == 0:
                assert is_live(request), (request, texts)
                continue
            if status == 410:
                continue
            assert follow(host, texts, location.partition("#")[0])[0] == 0, (
                request,
                location,
                texts,
            )
            if not re.search("[*:]", source):
                assert is_live(location), (request, location)


@settings(max_examples=50, deadline=None, phases=PHASES)
@given(rules())
def test_every_page_in_the_place_of_an_old_address_leads_to_a_live_page(table):
    table, result = built(table, "github-pages")
    files = {a.path: a.content.decode() for a in result.artifacts}
    for source, (_, status) in table.items():
        if re.search("[*:?]", source) or status == 410:
            continue
        text = files.get(output_path_of(source))
        if text is None:  # what it leads to is gone, as a warning says
            line = 5 + list(table).index(source)
            assert ("RED007", line) in {(f.code, f.span.line) for f in result.findings}
            continue
        link = re.search('content="0; url=([^"]*)"', text)[1]
        assert is_live(unescape(link)), (source, link)
