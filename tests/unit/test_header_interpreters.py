"""The files of all hosts, read as the hosts read them, say the same of any address."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from conformance.hosts.cases import CONFIG
from conformance.hosts.header_cases import CASES, TABLE, planned
from conformance.hosts.header_interpreters import HEADER_INTERPRETERS
from sitewright.kernel.diagnostics import Span
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header, headers_for, order_headers
from sitewright.stages.hosts.files import HOSTS, files_of

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking, which takes a minute: the tables are small as they are."""
PLACE = Span("site.yaml", 1)
ELSEWHERE = {"cloudflare": "wrangler"}


def written(host, table, config):
    texts, lines = {}, set()
    for file in files_of(host):
        text, findings = file.fill((), table, config)
        texts[file.path] = text
        lines |= {finding.span.line for finding in findings}
    return texts, lines


def is_told(host, request):
    """CloudFront is told less of what only one of its patterns can be about."""
    return host != "s3" or ("news/first" not in request and "css" not in request)


@pytest.mark.parametrize(
    ("host", "case"),
    [
        pytest.param(host, case, id=f"{host}-{case.request}")
        for host in HOSTS
        for case in CASES
        if is_told(host, case.request)
    ],
)
def test_host_says_what_was_planned(host, case):
    texts, _ = written(host, TABLE, CONFIG)
    said = HEADER_INTERPRETERS[host](texts, case.request.partition("?")[0])
    wrong = {
        name: said.get(name.lower())
        for name, value in planned(case).items()
        if not same(said.get(name.lower()), value)
    }
    named = ELSEWHERE.get(host, host)
    by_its_text = host == "s3" and "%6" in case.request
    own_word = host == "cloudflare" and case.status in (404, 410)
    is_miss = (named in case.not_on and not own_word) or by_its_text
    assert (wrong == {}) != is_miss, wrong


def same(one, other):
    """Compare values; Netlify writes one space behind every comma."""
    return re.sub(r"\s*,\s*", ",", one or "") == re.sub(r"\s*,\s*", ",", other or "")


# Neither is the start of another: Netlify's parser takes '/a/*' for '/ab', too.
PARTS = st.sampled_from(["a", "b%c", "dé", "e f", "g.h", "i+j(k)", "l"])
NAMES = st.sampled_from(["X-A", "x-a", "X-B", "Cache-Control", "X-Frame-Options"])
VALUES = st.one_of(
    st.sampled_from(
        ["", "DENY", "nosniff", 'a "b" \\ c', "5% %s {x} {", "a,b , c", "$1"]
    ),
    st.text("ab \"'\\%$#;:,{}`<>()[]=/?@!*~^|&+-_.", min_size=1, max_size=12),
)
FOLDERS = st.sampled_from(["", "/docs", "/fö o"])


@st.composite
def patterns(draw):
    parts = draw(st.lists(PARTS, max_size=2))
    ending = draw(st.sampled_from(["/", "/", "/*", "/*", "/*.css", "/:x/", "/y.txt"]))
    return "".join(f"/{part}" for part in parts) + ending


@st.composite
def tables(draw):
    rows = draw(st.lists(st.tuples(patterns(), NAMES, VALUES), min_size=1, max_size=8))
    return order_headers(
        Header(pattern, name, value.strip(), Span("site.yaml", line))
        for line, (pattern, name, value) in enumerate(rows, 1)
    )


@st.composite
def paths(draw):
    parts = draw(st.lists(PARTS, max_size=3))
    ending = draw(st.sampled_from(["/", "/", "/z.css", "/y.txt", "/:x/"]))
    return "".join(f"/{part}" for part in parts) + ending


@pytest.mark.parametrize("host", HOSTS)
@settings(max_examples=150, deadline=None, phases=PHASES)
@given(tables(), paths(), FOLDERS)
@example(
    order_headers(
        (Header("/:x/", "X-A", "1", PLACE), Header("/", "X-A", "2", PLACE)),
    ),
    "/",
    "/docs",
)
def test_any_table_means_the_same_everywhere(host, table, path, folder):
    config = SiteConfig("site.yaml", url=f"https://www.example.com{quote(folder)}")
    texts, reported = written(host, table, config)
    if reported:
        return
    spellings = [path]
    if path.endswith("/") and host != "cloudflare":
        spellings += [f"{path}index.html", *([path[:-1]] if path != "/" else [])]
    for spelling in spellings:
        request = quote(folder + spelling, safe="/!$&'()*+,;=:@~-._")
        said = HEADER_INTERPRETERS[host](texts, request)
        wanted = {n.lower(): v for n, v in headers_for(table, spelling)}
        assert said.keys() == wanted.keys(), (request, texts)
        for name, value in wanted.items():
            assert same(said[name], value), (request, texts)


@pytest.mark.parametrize(
    "host", ["nginx", "caddy", "json", "netlify", "cloudflare", "s3"]
)
def test_what_lies_beside_the_site_is_left_alone(host):
    table = order_headers([Header("/*", "X-A", "a", Span("site.yaml", 1))])
    config = SiteConfig("site.yaml", url="https://www.example.com/docs")
    texts, _ = written(host, table, config)
    ask = HEADER_INTERPRETERS[host]
    assert ask(texts, "/docs/a/") == {"x-a": "a"}
    assert ask(texts, "/") == ask(texts, "/other/docs/") == {}
    assert urlsplit(config.url).path == unquote("/docs")
