"""The website of this repository: whole, and without a link that leads nowhere."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise

import pytest

from sitewright.kernel.diagnostics import Severity
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import Options
from sitewright.model.document import Source
from sitewright.model.newpage import Wish
from sitewright.pipeline.beginning import begin_page
from sitewright.stages.archetypes.choosing import is_archetype
from support import NOW, build, workspace_of
from website import Elements, files, outputs_of, website

HOME = "https://www.example.com/"


@pytest.fixture(scope="module")
def site():
    return website()


@pytest.fixture(scope="module")
def pages(site):
    return outputs_of(site)


def test_it_builds_without_a_finding(site):
    assert site.findings == ()
    assert site.page_count >= 30


@pytest.mark.parametrize(
    ("path", "archetype", "parent"),
    [
        ("content/insights/new.md", "insights", ""),
        ("content/delivery/new.md", "default", "Delivery"),
        ("content/new.md", "default", ""),
    ],
)
def test_a_page_can_be_begun_anywhere_and_has_but_to_be_filled_in(
    path, archetype, parent
):
    sources = [Source(name, text) for name, text in files().items()]
    archetypes = tuple(it for it in sources if is_archetype(it.path, "templates"))
    wish = Wish(path, "It's: new")
    made = begin_page(workspace_of(files()), Options(now=NOW), archetypes, wish)
    assert made.begun, made.findings
    assert {(it.code, it.severity) for it in made.begun.findings} <= {
        ("TYP003", Severity.WARNING)
    }
    assert made.begun.archetype == f"templates/archetypes/{archetype}.md"
    entry = made.begun.page.navigation
    assert (entry.parent if entry else "") == parent


def test_every_link_inside_it_leads_somewhere(site, pages):
    elements = {path: Elements(html) for path, html in pages.items()}
    ids = {path: set(found.values("id")) for path, found in elements.items()}
    for path, found in elements.items():
        for link in found.values("href", "src"):
            place, _, fragment = link.partition("#")
            if place.startswith("/"):
                assert output_path_of(place) in site.manifest, (path, link)
            if fragment and not place.startswith("http"):
                target = output_path_of(place) if place else path
                assert fragment in ids[target], (path, link)


def test_its_layouts_know_the_folder_below_which_it_may_live():
    prefixed = build(
        files(), base_url="https://example.github.io/site", shows_future=True
    )
    for path, html in outputs_of(prefixed).items():
        # What authors write in Markdown is theirs.
        around = re.sub(r'<div class="prose.*?\n {8}</div>', "", html, flags=re.DOTALL)
        for link in Elements(around).values("href", "src", "action", "data-index"):
            assert not link.startswith("/") or link.startswith("/site/"), (path, link)
    index = json.loads(outputs_of(prefixed, ".json")["search.json"])
    assert all(entry["url"].startswith("/site/") for entry in index)


def test_internal_tags_are_nowhere_in_it(pages):
    assert not any("servicePromoted" in html for html in pages.values())


def test_every_page_has_a_title_and_a_description_of_its_own(pages):
    for find in (r"<title>(.+?)</title>", r'<meta name="description" content="(.+?)">'):
        found = {path: re.findall(find, html) for path, html in pages.items()}
        assert all(len(values) == 1 for values in found.values()), found
        texts = [unescape(values[0]) for values in found.values()]
        assert len(set(texts)) == len(texts), sorted(texts)


def test_every_page_has_one_main_heading_and_skips_no_level(pages):
    for path, html in pages.items():
        levels = [int(t[1]) for t, _ in Elements(html).all if re.fullmatch("h[1-6]", t)]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (path, levels)


def linked_data(html: str) -> dict[str, dict]:
    """What a page tells search engines, by the kind of thing."""
    found = re.findall(r'<script type="application/ld\+json">(.+?)</script>', html)
    return {
        part["@type"]: part for text in found for part in json.loads(text)["@graph"]
    }


def visible_trail(html: str) -> list[str]:
    trail = re.search(r'<nav class="breadcrumb".*?</nav>', html, re.DOTALL)
    return [unescape(t) for t in re.findall(r"<(?:a|span)[^>]*>(.+?)</", trail[0])]


def test_search_engines_are_told_what_visitors_see(pages):
    for path, html in pages.items():
        if path == "404.html":
            assert linked_data(html) == {}
            continue
        found = linked_data(html)
        page = found["WebPage"]
        assert {"Organization", "WebSite"} <= found.keys()
        assert page["url"] == HOME + path.removesuffix("index.html")
        assert f'content="{page["url"]}"' in html  # og:url
        if path != "index.html":
            names = [
                item["name"] for item in found["BreadcrumbList"]["itemListElement"]
            ]
            assert names == visible_trail(html), path


def test_services_and_articles_are_told_as_such(pages):
    told = {path: linked_data(html) for path, html in pages.items()}
    service = told["delivery/project-delivery/index.html"]["Service"]
    assert service["serviceType"] == "Delivery"
    assert service["provider"] == {"@id": HOME + "#organisation"}
    articles = {p: t["BlogPosting"] for p, t in told.items() if "BlogPosting" in t}
    assert len(articles) >= 5
    for path, article in articles.items():
        assert f'<time datetime="{article["datePublished"]}">' in pages[path]
        assert article["headline"].replace("'", "’") in unescape(pages[path])


def test_the_search_knows_every_page_and_its_words(site):
    index = json.loads(outputs_of(site, ".json")["search.json"])
    by_url = {entry["url"]: entry for entry in index}
    assert {"/", "/delivery/", "/insights/", "/privacy/"} <= by_url.keys()
    assert "/404.html" not in by_url
    assert "user" in by_url["/delivery/project-delivery/"]["text"]
    assert not any("<p>" in entry["text"] for entry in index)
