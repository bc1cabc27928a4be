"""Who gets which place on the site, and who is refused it."""

from __future__ import annotations

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.digests import Digest
from sitewright.model.build import Asset, Kind
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.stages.pages.page import make_page
from sitewright.stages.plan import plan_outputs


def page(permalink: object) -> Page:
    data = Data(f"content{permalink}.md", {"permalink": permalink}, {})
    return make_page(data, SiteConfig("site.yaml"))[0]


def asset(path: str) -> Asset:
    return Asset(f"static/{path}", path, Digest("d"), 1)


def redirect(source: str) -> Redirect:
    return Redirect(source, "/", Span("content/old.md", 2), "content/old.md")


def plan(
    pages: str = "", assets: str = "", redirects: str = "", generated: str = ""
) -> tuple[str, list[str]]:
    """Plan places given as words; outputs come back as ``kind:path``."""
    outputs, findings = plan_outputs(
        tuple(map(page, pages.split())),
        tuple(map(redirect, redirects.split())),
        tuple(map(asset, assets.split())),
        tuple(generated.split()),
    )
    shown = " ".join(f"{output.kind.name.lower()}:{output.path}" for output in outputs)
    return shown, [f"{found.code} {found.message}" for found in findings]


@pytest.mark.parametrize(
    ("given", "outputs"),
    [
        ({}, ""),
        ({"pages": "/b/ /a.html"}, "page:a.html page:b/index.html"),
        ({"assets": "b.css a/x.css"}, "asset:a/x.css asset:b.css"),
        ({"redirects": "/old/ /us.html"}, "redirect:old/index.html redirect:us.html"),
        ({"generated": "sitemap.xml"}, "generated:sitemap.xml"),
        ({"generated": "a.xml", "pages": "/a.xml"}, "page:a.xml"),
        ({"generated": "a.txt", "assets": "a.txt"}, "asset:a.txt"),
        (
            {"pages": "/a/ /a.html /a-b/ /a/b/"},
            "page:a-b/index.html page:a.html page:a/b/index.html page:a/index.html",
        ),
    ],
)
def test_each_place_goes_to_the_one_who_wants_it(given, outputs):
    assert plan(**given) == (outputs, [])


def test_a_page_without_a_file_has_no_place():
    outputs, findings = plan_outputs((page(False),), (), (), ())
    assert (outputs, findings) == ((), ())


@pytest.mark.parametrize(
    ("given", "finding"),
    [
        ({"pages": "/a/ /a/index.html"}, "URL003 two sources want the address '/a/'"),
        (
            {"pages": "/a.css", "assets": "a.css"},
            "URL003 two sources want the address '/a.css'",
        ),
        ({"pages": "/A/ /a/"}, "URL004 '/a/' and '/A/' differ only in letter case"),
        (
            {"pages": "/a.css", "assets": "A.css"},
            "URL004 '/A.css' and '/a.css' differ only in letter case",
        ),
        (
            {"pages": "/Feed.xml", "generated": "feed.xml"},
            "URL004 '/feed.xml' and '/Feed.xml' differ only in letter case",
        ),
        (
            {"pages": "/é/ /e\u0301/"},
            "URL004 two addresses are '/e\u0301/', in different Unicode forms",
        ),
        ({"pages": "/a.x/ /a.x"}, "URL005 '/a.x' would have to be a file and a folder"),
        (
            {"pages": "/A.x/b/", "assets": "a.x"},
            "URL005 '/a.x' would have to be a file and a folder",
        ),
        (
            {"pages": "/a.x", "redirects": "/a.x/b/c/"},
            "URL005 '/a.x' would have to be a file and a folder",
        ),
        (
            {"generated": "a.xml", "pages": "/a.xml/"},
            "URL005 '/a.xml' would have to be a file and a folder",
        ),
    ],
)
def test_a_clash_is_reported_once_and_each_place_given_once(given, finding):
    outputs, findings = plan(**given)
    assert findings == [finding]
    places = [word.partition(":")[2] for word in outputs.split()]
    assert places == sorted(set(places))


def test_a_clash_of_three_is_two_findings():
    assert len(plan(pages="/a/ /a/index.html a/")[1]) == 2


def test_the_second_place_is_noted_where_there_is_one():
    _, findings = plan_outputs((page("/a.xml"),), (redirect("/a.xml"),), (), ())
    assert [note.span for note in findings[0].notes] == [Span("content/a.xml.md")]
    _, findings = plan_outputs((), (redirect("/a.xml"),), (), ("a.xml",))
    assert findings[0].notes == ()


def test_an_output_knows_what_it_comes_from():
    outputs, _ = plan_outputs((page("/a/"),), (redirect("/b/"),), (asset("c"),), ("d",))
    assert [(output.kind, output.origin) for output in outputs] == [
        (Kind.PAGE, "content/a/.md"),
        (Kind.REDIRECT, "content/old.md"),
        (Kind.ASSET, "static/c"),
        (Kind.GENERATED, ""),
    ]
