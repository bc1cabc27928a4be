"""What a live host is asked, and how its answers are judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Artifact
from sitewright.model.header import Header
from sitewright.model.probe import Answer, Probe, Want
from sitewright.pipeline.probing import plan_probes
from sitewright.stages.config import read_config
from sitewright.stages.judging import judge
from support import CONFIG, build, workspace_of

LEDGER = "# Sitewright URL ledger, version 1\n\n"
FILES = {
    "content/index.md": "Home",
    "content/404.md": "---\npermalink: /404.html\n---\nNot here",
    "content/about.md": "---\nredirect_from: /about-us/\n---\nAbout",
    "static/style.css": "a {}\n",
    "static/.htaccess": "",
    "static/.well-known/security.txt": "Contact: a@example.com\n",
}
HOSTED = CONFIG + (
    "hosts: nginx\n"
    "redirects_allow: [example.org]\n"
    "redirects:\n"
    "  /out/: {to: 'https://example.org/x', status: 302}\n"
    "  /sale/: {status: 410}\n"
    "  /blog/*: /:splat\n"
    "  /team/:name/: /about/?who=:name\n"
)


def planned(files: dict[str, str], url: str = "") -> dict[str, tuple[object, ...]]:
    """What is planned for each address: what is wanted, and what that means."""
    workspace, result = workspace_of(files), build(files, base_url=url)
    assert not result.is_broken, result.findings
    config, _ = read_config(workspace.config)
    assert config
    probes = plan_probes(workspace, result, replace(config, url=url or config.url))
    assert probes[0].url == "/"
    return {
        probe.url: (
            *(probe.want, probe.status, probe.location),
            probe.artifact.path if probe.artifact else "",
        )
        for probe in probes
    }


NOWHERE = "/sitewright-asks-for-what-is-not-there/"


def test_without_a_ledger_every_file_is_asked_for():
    assert planned(FILES) == {
        "/": (Want.LIVE, 200, "", "index.html"),
        "/.well-known/security.txt": (
            *(Want.LIVE, 200, ""),
            ".well-known/security.txt",
        ),
        "/about-us/": (Want.MOVED, 301, "/about/", "about-us/index.html"),
        "/about/": (Want.LIVE, 200, "", "about/index.html"),
        "/feed.xml": (Want.LIVE, 200, "", "feed.xml"),
        "/robots.txt": (Want.LIVE, 200, "", "robots.txt"),
        "/sitemap.xml": (Want.LIVE, 200, "", "sitemap.xml"),
        "/style.css": (Want.LIVE, 200, "", "style.css"),
        NOWHERE: (Want.MISSING, 404, "", "404.html"),
    }


def test_a_file_is_asked_for_under_the_name_with_a_digest_too():
    settings = CONFIG + "assets: {fingerprint: '*.css'}\nhosts: nginx\n"
    files = {**FILES, "site.yaml": settings}
    workspace, result = workspace_of(files), build(files)
    config, _ = read_config(workspace.config)
    probes = {it.url: it for it in plan_probes(workspace, result, config)}
    name = result.names["style.css"].path
    plain, named = probes["/style.css"], probes[f"/{name}"]
    assert (named.want, named.status, named.size) == (Want.LIVE, 200, plain.size)
    assert named.artifact.digest == plain.artifact.digest
    assert [it.name for it in named.headers] == ["Cache-Control"]
    assert plain.headers == ()
    assert named.span == Span("static/style.css")


def test_redirects_of_hosts_are_followed_in_one_hop_to_where_they_lead():
    plan = planned(FILES | {"site.yaml": HOSTED})
    assert plan["/about-us/"] == (Want.MOVED, 301, "/about/", "")
    assert plan["/out/"] == (Want.MOVED, 302, "https://example.org/x", "")
    assert plan["/sale/"] == (Want.GONE, 410, "", "")


def test_addresses_of_the_ledger_are_asked_for_whatever_became_of_them():
    ledger = LEDGER + (
        "live  /\ngone  /2019/\nmoved /blog/about/\nlive  /lost/\nmoved /team/ann%20b/\n"
    )
    plan = planned(FILES | {"site.yaml": HOSTED, "urls.txt": ledger})
    assert plan["/2019/"] == (Want.GONE, 410, "", "")
    assert plan["/blog/about/"] == (Want.MOVED, 301, "/about/", "")
    assert plan["/team/ann b/"] == (Want.MOVED, 301, "/about/?who=ann%20b", "")
    assert plan["/lost/"] == (Want.LIVE, 200, "", "")
    assert plan["/style.css"][0] is Want.LIVE  # as well


def test_a_finding_is_at_the_line_of_the_ledger():
    files = FILES | {"urls.txt": LEDGER + "live  /about/\n"}
    workspace = workspace_of(files)
    config, _ = read_config(workspace.config)
    assert config
    probes = {p.url: p for p in plan_probes(workspace, build(files), config)}
    assert probes["/about/"].span == Span("urls.txt", 3, 7, 7)
    assert probes["/style.css"].span == Span("static/style.css")


def test_a_site_below_a_folder_leads_below_it():
    plan = planned(FILES | {"site.yaml": HOSTED}, "https://www.example.com/docs")
    assert plan["/about-us/"] == (Want.MOVED, 301, "/docs/about/", "")


def test_headers_are_asked_of_hosts_that_send_them():
    headers = "headers:\n  '/*': {X-A: b}\n  '/about/': {X-A: false, X-C: d}\n"

    def wanted(hosts: str) -> dict[str, list[str]]:
        files = FILES | {"site.yaml": CONFIG + hosts + headers}
        workspace, result = workspace_of(files), build(files)
        config, _ = read_config(workspace.config)
        assert config
        probes = plan_probes(workspace, result, config)
        return {p.url: [f"{h.name}: {h.value}" for h in p.headers] for p in probes}

    assert wanted("hosts: nginx\n")["/style.css"] == ["X-A: b"]
    assert wanted("hosts: nginx\n")["/about/"] == ["X-C: d"]
    assert wanted("hosts: github-pages\n")["/style.css"] == []
    assert wanted("hosts: json\n")["/style.css"] == []
    assert wanted("")["/style.css"] == []


def test_nothing_is_missing_where_a_pattern_answers_for_everything():
    files = FILES | {"site.yaml": CONFIG + "hosts: nginx\nredirects: {/*: /}\n"}
    assert NOWHERE not in planned(files)


def html(title: str, text: str, extra: str = "") -> str:
    return f"<title>{title}</title>{extra}<p>{text}</p>"


def artifact(path: str, text: str) -> Artifact:
    return Artifact(path, text.encode(), digest_of_bytes(text.encode()))


def answer(status: int, text: str = "", location: str = "") -> Answer:
    shown = text if text.startswith("<") else ""
    digest = digest_of_bytes(text.encode())
    return Answer(status, {"location": location} if location else {}, digest, shown)


HOME, OWN = "http://127.0.0.1:8000", "https://www.example.com"
HERE = Span("urls.txt", 3)
PAGE = artifact("about/index.html", html("About", "Who we are"))
FEED = artifact("feed.xml", "<feed/>")
LIVE = Probe("/about/", Want.LIVE, HERE, 200, "", PAGE)
MOVED = Probe("/old/", Want.MOVED, HERE, 301, "/about/?a=b#c")
GONE = Probe("/sale/", Want.GONE, HERE, 410)
MISSING = Probe(
    "/x/", Want.MISSING, HERE, 404, "", artifact("404.html", html("404", "No"))
)

ROBOTS = Header("/*", "X-Robots-Tag", "noarchive,  noai", Span("site.yaml", 4))
GUARDED = replace(LIVE, headers=(ROBOTS,))


def guarded(value: str | None) -> Answer:
    """The page as it was built, with a header."""
    plain = answer(200, html("About", "Who we are"))
    return replace(plain, headers={"x-robots-tag": value} if value else {})


FINE = [
    (GUARDED, guarded("noarchive, noai")),
    (replace(MOVED, headers=(ROBOTS,)), answer(301, "", "/about/?a=b#c")),
    (LIVE, answer(200, html("About", "Who we are"))),
    (replace(LIVE, artifact=None), answer(200, "whatever")),
    (replace(LIVE, url="/feed.xml", artifact=FEED), answer(200, "<feed/>")),
    (MOVED, answer(301, "", "/about/?a=b#c")),
    (MOVED, answer(308, "", "/about/?a=b")),
    (MOVED, answer(301, "", "https://www.example.com/about/?a=b#c")),
    (MOVED, answer(301, "", "HTTP://127.0.0.1:8000/about/?a=b#c")),
    (replace(MOVED, location="/caf%C3%A9/"), answer(301, "", "/café/")),
    (replace(MOVED, artifact=PAGE), answer(200, html("About", "Who we are"))),
    (replace(MOVED, status=302), answer(307, "", "/about/?a=b#c")),
    (GONE, answer(410)),
    (GONE, answer(404)),
    (MISSING, answer(404, html("404", "No"))),
    (MISSING, answer(404, html("404", "No", "<script>track()</script>"))),
    (replace(MISSING, artifact=None), answer(404, "nginx")),
]


@pytest.mark.parametrize(("probe", "found"), FINE)
def test_an_answer_as_planned(probe, found):
    assert judge(probe, found, HOME, OWN)[1] == ()


def test_a_header_that_does_not_come_is_told_where_it_is_asked_for():
    _, (finding,) = judge(GUARDED, guarded(None), HOME, OWN)
    assert finding.message == "the header 'X-Robots-Tag' does not come"
    assert finding.span == ROBOTS.span
    assert [(note.message, note.span) for note in finding.notes] == [
        ("with '/about/'", HERE)
    ]
    _, (finding,) = judge(GUARDED, guarded("none"), HOME, OWN)
    assert finding.message == (
        "the header 'X-Robots-Tag' is 'none', not 'noarchive,  noai'"
    )


WRONG = [
    (LIVE, answer(404), "error PUB010 '/about/' answers 404, not 200"),
    (
        LIVE,
        answer(301, "", "/about"),
        "error PUB010 '/about/' answers 301 and leads to '/about', not 200",
    ),
    (
        LIVE,
        answer(200, html("Old", "Who we were")),
        "error PUB012 '/about/' is not what was built: its title is 'Old', not 'About'",
    ),
    (
        LIVE,
        answer(200, html("About", "Who we")),
        "error PUB012 '/about/' is not what was built",
    ),
    (
        LIVE,
        answer(200, html("About", "Who we are", "<script>track()</script>")),
        "warning PUB012 '/about/' reads as it was built, but its HTML is another",
    ),
    (
        replace(LIVE, url="/feed.xml", artifact=FEED),
        answer(200, "<feed></feed>"),
        "error PUB012 '/feed.xml' is not what was built",
    ),
    (
        MOVED,
        answer(404),
        "error PUB011 '/old/' answers 404, and does not lead to '/about/?a=b#c'",
    ),
    (
        MOVED,
        answer(200, html("Old", "page")),
        "error PUB011 '/old/' answers 200, and does not lead to '/about/?a=b#c'",
    ),
    (
        MOVED,
        answer(301, "", "/"),
        "error PUB011 '/old/' leads to '/', not to '/about/?a=b#c'",
    ),
    (
        MOVED,
        answer(301, "", "https://evil.example/about/?a=b#c"),
        "error PUB011 '/old/' leads to 'https://evil.example/about/?a=b#c', "
        "not to '/about/?a=b#c'",
    ),
    (
        MOVED,
        answer(301, "", "//evil.example/about/?a=b"),
        "error PUB011 '/old/' leads to '//evil.example/about/?a=b', "
        "not to '/about/?a=b#c'",
    ),
    (
        MOVED,
        answer(302, "", "/about/?a=b#c"),
        "warning PUB011 '/old/' leads on with 302, not 301",
    ),
    (GONE, answer(200, "here"), "error PUB010 '/sale/' is gone, and answers 200"),
    (
        GONE,
        answer(301, "", "/"),
        "error PUB010 '/sale/' is gone, and answers 301 and leads to '/'",
    ),
    (
        MISSING,
        answer(200, html("Home", "Hello")),
        "error PUB010 an address that is not there answers 200, not 404",
    ),
    (
        MISSING,
        answer(404, "<h1>nginx</h1>"),
        "warning PUB012 an address that is not there does not show the site's own "
        "404.html",
    ),
    (
        LIVE,
        Answer(problem="connection refused"),
        "error PUB014 '/about/' gives no answer: connection refused",
    ),
]


@pytest.mark.parametrize(("probe", "found", "says"), WRONG)
def test_an_answer_that_is_not_as_planned(probe, found, says):
    _, (finding,) = judge(probe, found, HOME, OWN)
    assert f"{finding.severity} {finding.code} {finding.message}" == says
    assert finding.span == HERE


@pytest.mark.parametrize(
    ("text", "is_same"), [(html("About", "Who we are"), True), ("other", False)]
)
def test_whether_the_bytes_are_the_same(text, is_same):
    assert judge(LIVE, answer(200, text), HOME, OWN)[0] is is_same
