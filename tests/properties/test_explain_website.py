"""What is told of this repository's website, compared with its sources and finished pages."""

from __future__ import annotations

from functools import cache

import pytest

from explaining import every_row, stands
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.model.explanation import Explanation
from sitewright.model.page import Page
from sitewright.model.urlledger import key_of
from sitewright.pipeline.explaining import Question, Whole, explain
from sitewright.pipeline.preparing import recall_plan
from sitewright.pipeline.site import build_site
from sitewright.stages.explaining.showing import format_explanation
from support import NOW, workspace_of
from website import ROOT, Elements, files

TEXTS = files()


@cache
def website() -> Whole:
    workspace, ledger = workspace_of(TEXTS), Ledger()
    build = build_site(workspace, Options(now=NOW, shows_future=True), ledger)
    plan = recall_plan(ledger)
    assert plan
    return Whole(workspace, plan, ledger, build)


@cache
def told(name: str) -> Explanation:
    answer = explain(website(), Question(name))
    assert isinstance(answer, Explanation), answer
    return answer


def pages() -> list[Page]:
    return [it for it in website().plan.pages.values() if it.url.endswith("/")]


URLS = [page.url for page in pages()]


@pytest.mark.parametrize("url", URLS)
def test_every_value_stands_on_the_line_that_is_printed(url):
    values = next(it.rows for it in told(url).sections if it.title == "Values")
    assert len(values) >= 5

    assert [it for it in every_row(values) if not stands(TEXTS, it)] == []


def links_of(page: Page) -> set[str]:
    """Where a finished page leads, by another reader of HTML."""
    elements = Elements(website().html_of(page.key))
    hrefs = {a["href"] for a in elements.named("a") if "href" in a}
    paths = {href.partition("#")[0].partition("?")[0] for href in hrefs}
    return {key_of(path) for path in paths if path.startswith("/")}


@cache
def leading_to(url: str) -> set[str]:
    return {it.url for it in pages() if key_of(url) in links_of(it)} - {url}


@pytest.mark.parametrize("url", URLS)
def test_all_pages_that_lead_to_a_page_are_told_or_counted(url):
    section = next(it for it in told(url).sections if it.title == "Links in")
    named = {row.label for row in section.rows} - {"/404.html"}
    assert named <= leading_to(url)
    only_in_menus = leading_to(url) - named
    words = section.note.replace(";", "").split()
    counted = int(next((word for word in words if word.isdigit()), "0"))
    assert counted >= len(only_in_menus)
    if not only_in_menus and not named:
        assert section.note == "No page leads here."


def test_the_text_of_a_page_leads_where_its_lines_say():
    section = next(
        it
        for it in told("/delivery/project-delivery/").sections
        if it.title == "Links out"
    )
    for row in section.rows:
        if row.span:
            text = TEXTS[row.span.path].split("\n")[row.span.line - 1]
            begins = text[row.span.column - 1 :]
            name = row.label.rstrip("/").rpartition("/")[2]
            assert begins.startswith(
                (row.label, f"{name}.md", f"../insights/{name}.md")
            )


def test_every_old_address_of_the_website_is_told_with_who_asks():
    redirects = website().plan.redirects
    assert redirects
    for redirect in redirects:
        target = next(
            it for it in told(redirect.target).sections if it.title == "Redirects in"
        )
        asked = {row.label: row.span for row in target.rows}
        assert redirect.source.strip("/") in TEXTS[asked[redirect.source].path]


@pytest.mark.parametrize("page", ["README.md", "docs/reference.md"])
def test_the_documentation_shows_what_is_told(page):
    text = (ROOT / page).read_text("utf-8")
    path = "content/delivery/index.md"
    answer = explain(website(), Question(path, path, "layout"))
    assert isinstance(answer, Explanation)
    shown = f"explain {path} layout\n{format_explanation(answer)}\n```"
    assert shown in text
