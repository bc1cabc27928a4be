"""The page that shows both sides."""

from __future__ import annotations

import pytest

from comparing.reports import make_report
from sitewright.stages.likeness.pages import read_page
from sitewright.stages.likeness.selectors import read_selector
from sitewright.stages.likeness.spaces import text_of
from sitewright.stages.likeness.tree import Element


@pytest.fixture(scope="module")
def report() -> str:
    return make_report()


def select(report: str, selector: str) -> list[Element]:
    """All elements that a selector is about, and what lies in them."""
    chosen = read_selector(selector)

    def walk(element: Element) -> list[Element]:
        inner = [child for child in element.children if isinstance(child, Element)]
        found = [element] if chosen.selects(element) else []
        return found + [item for child in inner for item in walk(child)]

    return walk(read_page(report))


def test_it_loads_nothing(report):
    assert select(report, "[src], [href]") == []
    assert "url(" not in report
    assert "<script" not in report
    assert "default-src 'none'" in report


def test_both_sides_are_marked(report):
    deleted = [text_of(item) for item in select(report, "del")]
    inserted = [text_of(item) for item in select(report, "ins")]
    assert "2024" in deleted
    assert "2025" in inserted
    assert '<img src="a.png" alt="<Us>">' in deleted
    assert "Made by us in 2024" in [
        text_of(item) for item in select(report, "figure pre")
    ]


def test_white_space_is_made_visible(report):
    assert "<del>⏎\n␣␣␣</del>" in report
    assert "<ins>⏎\n␣␣</ins>" in report


def test_every_kind_can_be_chosen(report):
    boxes = {item.attributes["id"] for item in select(report, "input")}
    kinds = {"lost", "text", "element", "class", "file"}
    assert boxes == {f"show-{kind}" for kind in kinds}
    for kind in kinds:
        assert f"body:has(#show-{kind}:not(:checked)) .is-{kind} {{" in report


def test_reasons_are_texts(report):
    assert "Allowed: A &lt;b&gt;new&lt;/b&gt; sitemap" in report
    assert "CMP005: &#x27;Old&#x27; allows nothing" in report


def test_of_many_places_as_many_are_shown_as_a_browser_can_bear(report):
    assert report.count("<summary>300 places</summary>") == 2
    assert "And 100 more, which --format json lists." in report
