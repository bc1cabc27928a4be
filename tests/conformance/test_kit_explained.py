"""What is told of pages of Eleventy's: each value stands at the place that is printed.

``kit2`` has a page for each odd corner of the levels of data.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from explaining import every_row, lines, row, rows, stands
from sitewright.edges.rereading import WorkspaceReader
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.model.explanation import Explanation
from sitewright.pipeline.explaining import Question, Whole, explain
from sitewright.pipeline.preparing import recall_plan
from sitewright.pipeline.site import build_site
from support import NOW

HERE = Path(__file__).parent

NOTATIONS = {"content/files/yaml.md"}
"""Pages with numbers in notations that are not shown."""


@cache
def whole(kit: str) -> Whole:
    workspace = WorkspaceReader(HERE / kit / "input", "site.yaml").read()
    ledger = Ledger()
    build = build_site(workspace, Options(now=NOW), ledger)
    plan = recall_plan(ledger)
    assert plan
    return Whole(workspace, plan, ledger, build)


def told(kit: str, path: str) -> Explanation:
    answer = explain(whole(kit), Question(path, path))
    assert isinstance(answer, Explanation), answer
    return answer


@pytest.mark.parametrize("kit", ["kit", "kit2"])
def test_every_value_of_every_page_stands_at_its_place(kit):
    texts = dict(whole(kit).texts())
    pages = {page.path for page in whole(kit).every.values()} - NOTATIONS
    assert len(pages) >= 20
    for path in sorted(pages):
        values = rows(told(kit, path), "Values")
        hooked = [it for it in values if it.remark.startswith(("hook ", "part "))]
        found = [it for it in every_row(values) if it not in hooked]
        assert [it for it in found if not stands(texts, it)] == [], path


@pytest.mark.parametrize("kit", ["kit", "kit2"])
def test_every_file_is_told(kit):
    for path in whole(kit).sources():
        assert told(kit, path).kind


def test_the_service_page_is_told_as_its_front_matter_reads():
    path = "src/delivery/project-delivery.md"
    answer = told("kit", path)
    values = {it.label: it for it in rows(answer, "Values")}
    places = {
        name: (one.span.line, one.span.column)
        for name, one in values.items()
        if one.span and one.span.path == path
    }
    assert places == {
        "title": (2, 8),
        "layout": (3, 9),
        "type": (4, 7),
        "description": (5, 14),
        "jumbotron": (6, 12),
        "pending": (10, 10),
        "date": (11, 7),
        "eleventyNavigation.key": (13, 8),
        "eleventyNavigation.parent": (14, 11),
        "eleventyNavigation.order": (15, 10),
        "eleventyNavigation.root": (16, 9),
        "tags": (18, 3),
        "meta.title": (20, 10),
        "meta.description": (21, 16),
        "showTOC": (22, 10),
        "redirect_from": (24, 3),
    }
    assert lines(values["meta.robots"]) == [
        (
            "meta.robots",
            "index,follow,max-image-preview:large",
            "src/delivery/delivery.json:1:88",
            "folder data",
        ),
        ("over layout", "index,follow", "src/_includes/page.njk:5:11", ""),
    ]
    assert row(answer, "breadcrumb", "Navigation").value == (
        "Delivery > Project Delivery"
    )
    assert row(answer, "parent", "Navigation").remark == "/delivery/"
    names = [it.label for it in rows(answer, "Collections")]
    assert names == ["all", "delivery", "#servicePromoted", "promoted"]
