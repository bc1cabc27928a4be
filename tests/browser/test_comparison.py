"""The report of ``sitewright compare`` in a real browser, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparing.reports import make_report

AXE = Path(__file__).parents[1] / "conformance/website/node_modules/axe-core/axe.min.js"
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(make_report(), "utf-8")
    return file.as_uri()


@pytest.fixture
def look(browser, address):
    contexts = []

    def open_page(**settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        tab = context.new_page()
        tab.goto(address)
        return tab

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.skipif(not AXE.exists(), reason="npm ci was not run")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(look, scheme, size):
    tab = look(viewport=size, color_scheme=scheme, bypass_csp=True)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    tab.evaluate(AXE.read_text("utf-8"))
    run = "axe.run().then(({violations: all}) => all.map(one => [one.id, one.nodes[0].html]))"
    assert tab.evaluate(run) == []


def test_a_narrow_screen_need_not_be_moved_sideways(look):
    tab = look(viewport=NARROW)
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_kinds_are_chosen_without_javascript(look):
    tab = look(viewport=WIDE, java_script_enabled=False)
    articles = tab.locator("article.is-text")
    assert articles.first.is_visible()
    tab.get_by_label("text (").uncheck()
    assert not articles.first.is_visible()
    assert tab.locator("article.is-class").first.is_visible()
