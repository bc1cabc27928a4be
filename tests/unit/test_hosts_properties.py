"""Whatever the redirects, a host follows each in one hop, or its writer says why not."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conformance.hosts.interpreters import INTERPRETERS
from sitewright.kernel.diagnostics import Span
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.files import HOSTS, files_of

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking, which takes a minute: the tables are small as they are."""
LIVE = ("/live/", "/a/live/", "/ünï %/", "/file.pdf")
TARGETS = (*LIVE[:2], "/live/#top", "/ünï %/?q=1", "/file.pdf")
ODD = "aAbBz09-_~ \"'$%&()+,;=@[]^`{|}!:é漢ß<>."
LETTERS = st.text(ODD, min_size=1, max_size=6)
PARTS = LETTERS.filter(lambda part: part[0] != ":" and not set(part) <= {"."})
NAMES = st.sampled_from(["a", "ab", "year", "year2", "_x", "jähr", "splatter", "sp"])
FOLDERS = st.sampled_from(["", "/docs"])


def is_like_a_file(path: str) -> bool:
    return "." in path.rsplit("/", 1)[1]


@st.composite
def single(draw):
    path = "/" + "/".join(draw(st.lists(PARTS, min_size=1, max_size=3)))
    ending = draw(st.sampled_from(["/", "/", ".html", ".php"]))
    status = draw(st.sampled_from([301, 301, 302, 307, 308, 410]))
    target = "" if status == 410 else draw(st.sampled_from(TARGETS))
    return path + ending, target, status


@st.composite
def pattern(draw):
    names = draw(st.lists(NAMES, unique=True, min_size=0, max_size=3))
    parts = [f":{name}{draw(st.sampled_from(['', '', '', '-x']))}" for name in names]
    parts += draw(st.lists(PARTS, min_size=0 if names else 1, max_size=2))
    parts = draw(st.permutations(parts))
    ends_in_star = not names or draw(st.booleans())
    source = "/" + "/".join(parts) + ("/*" if ends_in_star else "/")
    status = draw(st.sampled_from([301, 302, 307, 308, 410]))
    holes = [f":{name}" for name in names] + [":splat"] * ends_in_star
    target = "/live/" + "/".join(holes)
    behind = [f"{target}#top", f"/live/?q={holes[-1]}"]
    others = [target, "/" + "/".join(reversed(holes)), *behind, *TARGETS]
    return source, "" if status == 410 else draw(st.sampled_from(others)), status


@st.composite
def tables(draw):
    rows = draw(st.lists(st.one_of(single(), pattern()), min_size=1, max_size=8))
    table = {source: (target, status) for source, target, status in rows}
    return tuple(
        Redirect(
            source, *table[source][:1], Span("site.yaml", line), "", table[source][1]
        )
        for line, source in enumerate(sorted(table), 1)
        if source not in LIVE
    )


def ordered(table):
    def fixed(redirect):
        return len(re.sub(r"(?<=/):[A-Za-z_]\w*|\*", "", redirect.source))

    return sorted(table, key=lambda r: (r.is_pattern, -fixed(r), r.source))


def expected(table, path, live_first):
    """Find the redirect of a decoded path, and where it leads."""
    for redirect in ordered(table):
        if not redirect.is_pattern:
            if path == redirect.source:
                return redirect, redirect.target
        elif match := redirect.matcher.fullmatch(path) or (
            # '/a' is '/a/' without its slash, even where it looks like a file
            redirect.source.endswith(("/", "/*"))
            and redirect.matcher.fullmatch(f"{path}/")
        ):
            if live_first and path in LIVE:
                return None, ""
            names = sorted(match.groupdict(), key=len, reverse=True)
            holes = re.compile(":(" + "|".join(names) + ")")
            return redirect, holes.sub(lambda f, m=match: m[f[1]], redirect.target)
    return None, ""


def requested(redirect, fill):
    """Make a decoded path that a redirect is about."""
    path = re.sub(r"(?<=/):([A-Za-z_]\w*)", lambda _: fill[0], redirect.source)
    return path[:-1] + fill[1] if path.endswith("*") else path


def encodings(path, host):
    yield quote(path, safe="/!$&'()*+,;=:@~-._")
    yield quote(path, safe="/!$&'()*+,;=:@~-._[]|")
    if host in ("nginx", "apache", "caddy"):
        yield quote(path, safe="/")


def written(host, table, config):
    texts, lines = {}, set()
    for file in files_of(host):
        place = urlsplit(config.url).path + "/" if host == "apache" else ""
        texts[place + file.path], findings = file.fill(
            table, (), config, frozenset(LIVE)
        )
        lines |= {finding.span.line for finding in findings}
    return texts, lines


FILLINGS = st.tuples(
    st.text("xyZ9%é ", min_size=1, max_size=4),
    st.sampled_from(["", "x", "x/", "x/y z/", "é%/x.pdf"]),
)


@pytest.mark.parametrize("host", HOSTS)
@settings(max_examples=60, deadline=None, phases=PHASES)
@given(tables(), FILLINGS, FOLDERS)
def test_every_redirect_is_followed_in_one_hop_or_reported(host, table, fill, folder):
    config = SiteConfig("site.yaml", url=f"https://www.example.com{folder}")
    texts, reported = written(host, table, config)
    live = frozenset(folder + path for path in LIVE)
    for redirect in table:
        path = requested(redirect, fill)
        wanted, target = expected(table, path, live_first=host != "cloudflare")
        if wanted is None or wanted.span.line in reported:
            continue
        for request in encodings(folder + path, host):
            status, location = INTERPRETERS[host](texts, request, live)
            assert status == wanted.status, (request, texts)
            check_location(location, folder, wanted, target, request)


def check_location(location, folder, redirect, target, request):
    if redirect.is_gone:
        assert location == ""
        return
    assert location.isascii()
    assert not re.search(r'[\s"<>\\`{}]', location)
    assert not location.startswith("//")
    found, planned = urlsplit(location), target.partition("#")
    assert found.netloc in ("", "www.example.com")
    path = folder + planned[0].partition("?")[0]
    # If nothing stands for the first placeholder, some leave out its slash, too.
    assert re.sub("^/+", "/", unquote(found.path)) == re.sub("^/+", "/", path), request
    assert unquote(found.query) == planned[0].partition("?")[2]
    assert found.fragment == planned[2]


@pytest.mark.parametrize("host", HOSTS)
@settings(max_examples=40, deadline=None, phases=PHASES)
@given(tables(), st.lists(PARTS, max_size=3))
def test_nothing_else_is_redirected(host, table, parts):
    config = SiteConfig("site.yaml", url="https://www.example.com")
    texts, reported = written(host, table, config)
    path = "/" + "".join(f"{part}/" for part in parts)
    live = frozenset(LIVE)
    for asked_for in (path, path.swapcase(), *LIVE):
        wanted, _ = expected(table, asked_for, live_first=host != "cloudflare")
        if wanted is None and not reported:
            for request in encodings(asked_for, host):
                assert INTERPRETERS[host](texts, request, live) == (0, ""), (
                    request,
                    texts,
                )


@pytest.mark.parametrize("host", HOSTS)
@settings(max_examples=40, deadline=None, phases=PHASES)
@given(st.lists(single(), min_size=1, max_size=6), st.booleans())
def test_all_spellings_of_a_page_lead_to_the_same(host, rows, with_query):
    table = tuple(
        Redirect(source, target, Span("site.yaml", line), "", status)
        for line, (source, (target, status)) in enumerate(
            sorted({r[0]: r[1:] for r in rows}.items()), 1
        )
    )
    config = SiteConfig("site.yaml", url="https://www.example.com")
    texts, reported = written(host, table, config)
    for redirect in table:
        if redirect.span.line in reported or not redirect.source.endswith("/"):
            continue
        stem = redirect.source[:-1]
        for path in (stem, f"{stem}/", f"{stem}/index.html"):
            for request in encodings(path, host):
                query = "?x=1" if with_query else ""
                status, location = INTERPRETERS[host](
                    texts, request + query, frozenset()
                )
                assert status == redirect.status, (request, texts)
                location = re.sub("[?&]x=1", "", location)
                check_location(location, "", redirect, redirect.target, request)
