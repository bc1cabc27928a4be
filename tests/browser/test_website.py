"""The website in a real browser: by keyboard, without scripts, and on a small screen."""

from __future__ import annotations

import pytest

from conformance.browser.visiting import serving
from website import ROOT, outputs_of, website

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
AXE = ROOT / "tests/conformance/website/node_modules/axe-core/axe.min.js"
KINDS = (
    *("/", "/delivery/", "/delivery/project-delivery/", "/insights/", "/search/"),
    *("/delivery/programme-assurance/", "/insights/green-on-the-outside/"),
    *("/insights/topics/planning/", "/privacy/", "/contact/", "/site-map/"),
    *("/style-guide/", "/about/"),
)
"""A page of each layout, and of each look that a layout has."""


@pytest.fixture(scope="module")
def address():
    with serving(website(), lambda path: (ROOT / path).read_bytes()) as address:
        yield address


@pytest.fixture
def look(browser, address):
    """Open pages in a profile of their own; what the browser complains of fails."""
    said: list[str] = []
    contexts = []

    def open_page(path: str, viewport=WIDE, **settings):
        context = browser.new_context(viewport=viewport, **settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(address + path)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def focused(tab) -> str:
    return tab.evaluate("document.activeElement.textContent.trim()")


def test_the_keyboard_skips_to_the_content(look):
    tab = look("/delivery/")
    tab.keyboard.press("Tab")
    assert focused(tab) == "Skip to the content"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


def test_the_keyboard_opens_and_leaves_a_menu(look):
    tab = look("/")
    found = []
    for _ in range(4):
        tab.keyboard.press("Tab")
        found.append(focused(tab))
    assert found[1:] == ["Example Consulting", "Delivery", "Pages below Delivery"]
    page = tab.locator(".site-menu a", has_text="Project Delivery")
    assert not page.is_visible()
    tab.keyboard.press("Enter")
    assert page.is_visible()
    tab.keyboard.press("Tab")
    assert focused(tab) == "Project Delivery"
    tab.keyboard.press("Escape")
    assert not page.is_visible()
    assert focused(tab) == "Pages below Delivery"


@pytest.mark.parametrize(("viewport", "width"), [(NARROW, 480), (WIDE, 960)])
def test_a_picture_is_sent_in_the_size_that_fits(look, viewport, width):
    tab = look("/style-guide/", viewport)
    shown = tab.locator(".prose picture img")
    tab.wait_for_function(
        "document.querySelector('.prose picture img').naturalWidth > 0"
    )
    source = shown.evaluate("image => image.currentSrc")
    assert f"/img/social-{width}." in source
    assert source.endswith(".avif")
    box = shown.bounding_box()
    assert abs(box["width"] / box["height"] - 1200 / 630) < 0.01


def test_one_menu_is_open_at_a_time(look):
    tab = look("/")
    opened = tab.locator(".site-menu details[open]")
    tab.locator(".site-menu summary").nth(0).click()
    tab.locator(".site-menu summary").nth(1).click()
    assert opened.count() == 1
    tab.locator("h1").click()
    assert opened.count() == 0


def test_a_small_screen_has_the_menu_behind_a_button(look):
    tab = look("/delivery/", NARROW)
    link = tab.locator(".site-menu").get_by_role("link", name="Governance")
    assert not link.is_visible()
    tab.get_by_role("button", name="Menu").click()
    assert link.is_visible()
    for target in tab.locator(".site-menu .menu > li > *:visible").all():
        box = target.locator("summary") if target.locator("summary").count() else target
        assert box.bounding_box()["height"] >= 44
        assert box.bounding_box()["width"] >= 44
    tab.keyboard.press("Escape")
    assert not link.is_visible()


def test_without_scripts_the_menu_works_and_the_switch_is_not_there(look):
    tab = look("/", NARROW, java_script_enabled=False)
    tab.get_by_role("button", name="Menu").click()
    tab.locator(".site-menu summary").first.click()
    assert tab.locator(".site-menu").get_by_text("Project Delivery").is_visible()
    assert not tab.locator(".scheme-switch").is_visible()


@pytest.mark.parametrize(("system", "other"), [("light", "dark"), ("dark", "light")])
def test_the_chosen_colours_are_remembered_until_they_are_the_systems(
    look, system, other
):
    tab = look("/", color_scheme=system)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    chosen = "document.documentElement.dataset.scheme ?? ''"
    switch = tab.get_by_role("button", name="Dark colours")
    before = tab.evaluate(ground)
    assert switch.get_attribute("aria-pressed") == str(system == "dark").lower()
    switch.click()
    assert tab.evaluate(ground) != before
    tab.reload()
    assert tab.evaluate(chosen) == other
    assert tab.evaluate(ground) != before
    switch.click()
    assert tab.evaluate(ground) == before
    assert tab.evaluate("localStorage.length") == 0


def test_the_search_finds_words_by_their_beginning_and_marks_them(look):
    tab = look("/search/?q=Retro")
    results = tab.locator(".search-results > li")
    results.first.wait_for()
    assert "retro" in results.first.locator("mark").first.text_content().lower()
    field = tab.get_by_role("searchbox")
    field.fill("zyzzyva")
    tab.get_by_text("Pages found: 0").wait_for()
    field.fill("programme ASSURANCE")
    tab.get_by_role("link", name="Programme assurance", exact=False).first.wait_for()
    assert (
        results.first.locator("a")
        .get_attribute("href")
        .endswith("/delivery/programme-assurance/")
    )
    field.fill("<img src=x onerror=alert(1)>")
    tab.get_by_role("button", name="Search").click()
    assert "onerror" in tab.url
    assert tab.locator(".search-results img").count() == 0


def test_the_contents_of_an_article_are_folded_on_a_small_screen(look):
    contents = ".table-of-contents details"
    assert look("/privacy/").locator(contents).get_attribute("open") == ""
    assert look("/privacy/", NARROW).locator(contents).get_attribute("open") is None


def test_no_page_scrolls_sideways(look):
    tab = look("/", NARROW)
    root = tab.url.rstrip("/")
    for path in outputs_of(website()).keys() - {"404.html"}:
        tab.goto(f"{root}/{path}")
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW["width"], path


def test_paper_has_the_text_and_no_menus(look):
    tab = look("/delivery/project-delivery/", color_scheme="dark")
    tab.emulate_media(media="print")
    colours = "getComputedStyle(document.querySelector('main p')).color"
    assert tab.evaluate(colours) == "rgb(0, 0, 0)"
    for gone in (".site-menu", ".page-side", ".scheme-switch", ".breadcrumb"):
        assert not tab.locator(gone).first.is_visible()
    shown = (
        "getComputedStyle(document.querySelector('.single-meta-forward'), '::after')"
    )
    assert "https://" in tab.evaluate(f"{shown}.content")


@pytest.mark.skipif(not AXE.exists(), reason="npm ci was not run")
@pytest.mark.parametrize(
    ("scheme", "size"), [("light", WIDE), ("dark", WIDE), ("light", NARROW)]
)
def test_axe_finds_nothing(look, scheme, size):
    run = "axe.run().then(({violations: all}) => all.map(one => [one.id, one.nodes[0].html]))"
    tab = look("/", size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    root = tab.url.rstrip("/")
    found = {}
    for path in KINDS:
        tab.goto(root + path)
        tab.evaluate(AXE.read_text("utf-8"))
        found |= {path: wrong} if (wrong := tab.evaluate(run)) else {}
    assert found == {}
