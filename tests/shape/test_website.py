"""The website of this repository: whole, and without a link that leads nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitewright.kernel.urls import output_path_of
from support import build

ROOT = Path(__file__).parents[2]
FOLDERS = ("content", "templates", "static")


def files() -> dict[str, str]:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")]
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths
    }
    return texts | {"site.yaml": (ROOT / "site.yaml").read_text("utf-8")}


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, _tag, attributes):
        values = dict(attributes)
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.ids |= {values["id"]} if "id" in values else set()


@pytest.fixture(scope="module")
def site():
    return build(files())


def pages_of(result) -> dict[str, str]:
    return {
        item.path: item.content.decode()
        for item in result.artifacts
        if item.content is not None and item.path.endswith(".html")
    }


def test_it_builds_without_a_finding(site):
    assert site.findings == ()
    assert site.page_count >= 8


def test_every_link_inside_it_leads_somewhere(site):
    pages = pages_of(site)
    ids = {path: Links(html).ids for path, html in pages.items()}
    for path, html in pages.items():
        for link in Links(html).links:
            place, _, fragment = link.partition("#")
            if place.startswith("/"):
                assert output_path_of(place) in site.manifest, (path, link)
            if fragment and not place.startswith("http"):
                target = output_path_of(place) if place else path
                assert fragment in ids[target], (path, link)


def test_its_layouts_know_the_folder_below_which_it_may_live():
    prefixed = build(files(), base_url="https://example.github.io/site")
    for path, html in pages_of(prefixed).items():
        around = html.split('<div class="prose')[0]
        for link in Links(around).links:
            assert not link.startswith("/") or link.startswith("/site/"), (path, link)


def test_internal_tags_are_nowhere_in_it(site):
    assert not any("servicePromoted" in html for html in pages_of(site).values())
