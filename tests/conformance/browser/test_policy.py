"""A real browser finds nothing to complain of in a site that guards itself.

It is asked where Chromium or Chrome is installed, as on GitHub's runners.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from conformance.browser.visiting import browser, serving, visit
from sitewright.edges.workspace import read_workspace
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.pipeline.site import build_site
from support import build, report

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(not browser(), reason="there is no Chromium")

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NOTE = "document.documentElement.dataset"

WITH_SCRIPTS = f"""<!doctype html>
<html><head><title>Scripts</title>
<link rel=stylesheet href=/site.css><link rel=preload as=script href=/a.js>
<style>p {{ color: red }} /* é & <b> */ .x {{ background: url("{DOT}") }}</style>
<style media=print>\n\tq {{ color: red }}\r</style>
<script>{NOTE}.inline = "é \u2028 & <b>"</script>
<script>\n{NOTE}.newline = 1</script>
<script><!-- a comment
{NOTE}.comment = 1 // --></script>
<script language=JavaScript>{NOTE}.language = 1</script>
<script type=importmap>{{"imports": {{"x": "/x.js"}}}}</script>
<script type=module>import "x"; {NOTE}.module = 1</script>
<script type=application/ld+json>{{"@context": "https://schema.org"}}</script>
<script src=/a.js></script>
</head><body onload="{NOTE}.onload = '&amp;&quot;&copy=1'">
<p style="text-align:left">a</p><p STYLE=" color : blue ; 'é' ">b</p>
<img src="{DOT}" srcset="{DOT} 1x, /dot.svg 2x" onerror="1" alt="">
<svg style="fill:red"><style>rect {{ fill: bl&#117;e }} a &gt; b {{}}</style>
<script>{NOTE}.svg = "&amp;&lt;"</script><rect style="stroke:g&#114;een"/></svg>
<math><mi style="color:red">x</mi></math>
<template id=t><p style="margin:3px">kept</p><style>i {{}}</style></template>
<div><template shadowrootmode=open><style>b {{}}</style><b style="top:1px">b</b></template></div>
<table><template id=r><tr><td style="width:7px"></td></tr></template></table>
<iframe srcdoc="<style>p{{}}</style><p style='top:1px'>x</p>
<script>parent.{NOTE}.srcdoc = &quot;1&quot;</script>"></iframe>
<iframe src=/frame.html></iframe><object data=/frame.html></object>
<form><button formaction=/x>x</button></form>
<script>
for (const id of ["t", "r"]) document.body.append(document.getElementById(id).content.cloneNode(true))
fetch("/a.js").then(() => {{ {NOTE}.fetched = 1 }})
new Image().src = "/dot.svg"
</script>
</body></html>
"""
RAN = (
    *("inline", "newline", "comment", "language", "module", "imported", "file"),
    *("onload", "svg", "srcdoc", "frame", "fetched"),
)

WITHOUT = f"""<!doctype html>
<title>No scripts</title><link rel=icon href=/dot.svg>
<link rel=stylesheet href=/site.css><link rel=prefetch href=/next/>
<link rel=manifest href=/app.webmanifest>
<p style="color:red">a<img src=/dot.svg alt=""><img src="{DOT}" alt="">
<object data=/plain.html></object><embed src=/dot.svg>
<video poster=/dot.svg><track default src=/t.vtt></video>
<svg><image href=/dot.svg /></svg>
<script type=application/json>{{"data": 1}}</script>
"""

COPIED = {
    "static/site.css": '@import "/more.css"; @font-face { font-family: x; src: url(/f.woff2) } '
    "body { font-family: x; background: url(data:image/svg+xml,%3Csvg%20xmlns="
    "%22http://www.w3.org/2000/svg%22/%3E) }",
    "static/more.css": "p { margin: 0 }",
    "static/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
CONTENT = {
    "content/index.md": "---\nlayout: false\n---\n# Home\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n",
    "content/404.md": "---\npermalink: /404.html\n---\n# Not found\n",
}
SCRIPTED = (
    CONTENT
    | COPIED
    | {
        "content/scripts.html": WITH_SCRIPTS,
        "static/a.js": f"{NOTE}.file = 1",
        "static/x.js": f"{NOTE}.imported = 1",
        "static/frame.html": f"<!doctype html><p style='top:2px'>x<script>parent.{NOTE}.frame=1</script>",
    }
)
UNSCRIPTED = (
    CONTENT
    | COPIED
    | {
        "content/plain.html": WITHOUT,
        "static/plain.html": "<!doctype html><p style='top:2px'>x",
    }
)
INJECTED = b"<script>document.documentElement.dataset.hacked=1</script>"
HANDLER = b'<img src=x onerror="document.documentElement.dataset.hacked=2"><body'


def made(files, security="true", hosts="netlify"):
    settings = (
        "title: Example\nurl: https://www.example.com\n"
        f"hosts: {hosts}\nsecurity: {security}\n"
    )
    files = files | {"site.yaml": settings}
    site = build(files)
    assert site.findings == (), report(site, files)
    return site, lambda path: files[path].encode()


def look(site, copy, paths, folder, **options):
    with serving(site, copy, **options) as home:
        found = visit([home + path for path in paths], folder)
    return [*found.values()]


def injected(body):
    return body.replace(b"</head>", INJECTED + b"</head>").replace(b"<body", HANDLER)


def test_a_site_with_scripts_runs_without_complaints(tmp_path):
    site, copy = made(SCRIPTED)
    page, home, lost = look(site, copy, ["/scripts/", "/", "/lost/"], tmp_path)
    assert [visit.complaints for visit in (page, home, lost)] == [[], [], []]
    assert {name for name in RAN if f"data-{name}=" not in page.dom} == set()
    assert "text-align:right" in home.dom
    assert "Not found" in lost.dom


def test_a_site_without_scripts_shows_without_complaints(tmp_path):
    site, copy = made(UNSCRIPTED)
    page, home = look(site, copy, ["/plain/", "/"], tmp_path)
    assert (page.complaints, home.complaints) == ([], [])
    assert site.headers[0].value.startswith("default-src 'none'")


def test_a_policy_in_the_pages_does_the_same_without_headers(tmp_path):
    site, copy = made(SCRIPTED, "{in_pages: true}", "github-pages")
    (page,) = look(site, copy, ["/scripts/"], tmp_path / "a", with_headers=False)
    assert page.complaints == []
    assert {name for name in RAN if f"data-{name}=" not in page.dom} == set()
    bare = UNSCRIPTED | {"content/bare.html": '<link rel=stylesheet href="/site.css">'}
    site, copy = made(bare, "{in_pages: true}", "github-pages")
    paths = ["/plain/", "/", "/bare/"]
    found = look(site, copy, paths, tmp_path / "b", with_headers=False)
    assert [visit.complaints for visit in found] == [[], [], []]


@pytest.mark.parametrize(
    ("security", "hosts"), [("true", "netlify"), ("{in_pages: true}", "github-pages")]
)
def test_what_is_injected_does_not_run(tmp_path, security, hosts):
    site, copy = made(SCRIPTED, security, hosts)
    sends = hosts != "github-pages"
    (page,) = look(
        site, copy, ["/scripts/"], tmp_path, change=injected, with_headers=sends
    )
    assert "data-hacked=" not in page.dom
    assert "data-inline=" in page.dom
    assert len(page.complaints) == 2


def policy_of(page: str) -> str:
    return page.partition('http-equiv="Content-Security-Policy" content="')[2].split(
        '"'
    )[0]


def test_the_website_of_this_repository_has_no_complaints(tmp_path):
    workspace = read_workspace(ROOT, "site.yaml")
    site = build_site(workspace, Options(datetime(2026, 12, 1, tzinfo=UTC)), Ledger())
    assert site.findings == ()
    pages = [file for file in site.artifacts if file.path.endswith(".html")]
    assert not any(b"'unsafe-inline'" in page.content for page in pages)
    copy = partial(lambda root, path: (root / path).read_bytes(), ROOT)
    # One page of each policy: what stands in a page is all that tells them apart.
    kinds = {policy_of(page.content.decode()): f"/{page.path}" for page in pages}
    paths = list(kinds.values())
    assert len(paths) >= 4
    found = look(site, copy, paths, tmp_path / "pages", with_headers=False)
    found += look(site, copy, ["/"], tmp_path / "headers")
    assert [visit.console for visit in found if visit.console] == []
