"""Menus are byte for byte those of eleventy-navigation 1.0.5, without escaping.

``navigation/sample.jsonl`` holds random navigations and what the real package makes of
them; ``navigation/gen.cjs`` beside it made the sample. No Node is needed here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from jinja2.exceptions import FilterArgumentError

from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.facts import Facts, Reader
from sitewright.stages.navigation import build_navigation
from sitewright.stages.pages.page import make_page
from sitewright.stages.templates.eleventy import make_eleventy_filters
from sitewright.stages.templates.facts import kinds_of_navigation_facts
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.views import CollectionsView

SAMPLE = Path(__file__).parent / "navigation/sample.jsonl"
CASES = [json.loads(line) for line in SAMPLE.read_text("utf-8").split("\n") if line]
CONFIG = SiteConfig("site.yaml", url="https://www.example.com")


def reader_of(given: list[tuple[dict[str, object] | None, str | bool]]) -> Reader:
    """Everything about a navigation that a template could read."""
    pages = []
    for number, (entry, url) in enumerate(given):
        fields = {"permalink": url, "eleventyNavigation": entry or False}
        data = Data(f"content/{number:05}.md", fields, {})
        page, findings = make_page(data, CONFIG)
        assert findings == ()
        pages.append(page)
    navigation, findings = build_navigation(tuple(pages), (), is_complete=True)
    assert findings == ()
    keys = tuple(page.key for page in pages)
    facts: dict[str, object] = {
        "navigation": navigation.top,
        "collection:all": keys,
        "collection:same": keys,
    }
    return Reader(Facts(facts, kinds_of_navigation_facts(navigation)))


def drawn(entries: list[Mapping[str, object]]) -> list[object]:
    return [
        [entry["key"], entry["title"], entry["url"], entry.get("parentKey")]
        + ([drawn(entry["children"])] if "children" in entry else [])
        for entry in entries
    ]


@pytest.mark.parametrize("collection", ["all", "same"])
def test_every_menu_is_that_of_the_real_package(collection):
    assert len(CASES) == 150
    for case in CASES:
        reader = reader_of(case["pages"])
        made = make_eleventy_filters(CONFIG, lambda: Rendering(reader, ""))  # noqa: B023
        # They take Jinja's context first, which plays no part here.
        filters = {name: partial(work, None) for name, work in made.items()}
        pages = CollectionsView(reader)[collection]
        for call in case["calls"]:
            found = filters["eleventyNavigation"](pages, call["key"])
            assert drawn(found) == call["drawn"], case
            options = call["options"]
            html = filters["eleventyNavigationToHtml"](found, options, escape=False)
            assert html == call["html"], case
            text = filters["eleventyNavigationToMarkdown"](
                found, **call["md"], escape=False
            )
            assert text == call["markdown"], case
        for crumb in case["crumbs"]:
            find = filters["eleventyNavigationBreadcrumb"]
            if crumb["drawn"] == "error":
                with pytest.raises(FilterArgumentError):
                    find(pages, crumb["key"], crumb["options"])
                continue
            found = find(pages, crumb["key"], **crumb["options"])
            assert drawn(found) == crumb["drawn"], case
            html = filters["eleventyNavigationToHtml"](
                found, activeKey=crumb["key"], useTopLevelDetails=True, escape=False
            )
            assert html == crumb["html"], case


def test_the_sample_holds_what_is_hard():
    text = SAMPLE.read_text("utf-8")
    entries = [entry for case in CASES for entry, _ in case["pages"] if entry]
    assert {type(e.get("order", 0)) for e in entries} >= {int, float, str, type(None)}
    assert sum("pinned" in entry for entry in entries) > 60
    assert "<details>" in text
    assert "aria-current" in text
    assert sum(c["drawn"] == "error" for case in CASES for c in case["crumbs"]) > 10
