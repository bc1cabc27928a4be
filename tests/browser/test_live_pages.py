"""What the preview's script does to pages, in a real browser."""

from __future__ import annotations

import pytest

from serving import files_of, serving
from sitewright.model.serving import Fault, Showing
from support import CONFIG, build

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="/css/site.css">
</head>
<body>
<h1 id="top">{title}</h1>
<form><input name="name" value="given"><textarea name="text">old</textarea></form>
<details><summary>More</summary>Hidden</details>
<ul>{items}</ul>
<div style="height: 3000px">tall</div>
<p id="end">{text}</p>
</body>
</html>
"""


def page(title: str = "Home", text: str = "First", items: str = "<li>a</li><li>b</li>"):
    return PAGE.format(title=title, text=text, items=items)


SITE = {
    "index.html": page(),
    "about/index.html": page("About"),
    "css/site.css": "h1 { color: rgb(255, 0, 0) }",
}


def site(**more: str | None) -> Showing:
    names = {"home": "index.html", "about": "about/index.html", "css": "css/site.css"}
    texts = SITE | {names.get(k, k): v for k, v in more.items()}
    return Showing(files_of({k: v for k, v in texts.items() if v is not None}))


@pytest.fixture
def server(tmp_path):
    with serving(tmp_path, SITE) as running:
        yield running


@pytest.fixture
def visit(server, context):
    """Open a page, and note in it that it was not loaded again."""

    def show(path: str = "/", showing: Showing | None = None):
        if showing:
            server.show(showing)
        before = len(server.preview.tabs)
        tab = context.new_page()
        tab.goto(f"http://{server.host}{path}")
        tab.evaluate("window.isOld = true")
        while len(server.preview.tabs) == before:
            tab.wait_for_timeout(10)
        return tab

    return show


def is_old(tab) -> bool:
    return bool(tab.evaluate("window.isOld"))


def wait_for_text(tab, selector: str, text: str) -> None:
    tab.wait_for_function(
        "([s, t]) => document.querySelector(s)?.textContent === t", arg=[selector, text]
    )


def wait_until_new(tab) -> None:
    tab.wait_for_function("document.readyState === 'complete' && !window.isOld")


def colour(tab) -> str:
    return tab.evaluate("getComputedStyle(document.querySelector('h1')).color")


def wait_for_colour(tab, value: str) -> None:
    tab.wait_for_function(
        "v => getComputedStyle(document.querySelector('h1')).color === v", arg=value
    )


def overlay(tab):
    return tab.locator("sitewright-preview").locator("#faults")


# --- stylesheets


def test_stylesheet_is_swapped_without_loading_the_page(server, visit):
    tab = visit()
    tab.fill("input", "typed")
    for value in ("rgb(0, 0, 255)", "rgb(0, 128, 0)"):
        server.show(site(css=f"h1 {{ color: {value} }}"))
        wait_for_colour(tab, value)
    tab.wait_for_function("document.querySelectorAll('link').length === 1")
    assert is_old(tab)
    assert tab.input_value("input") == "typed"


def test_stylesheet_that_another_imports_is_swapped(server, visit):
    sheets = {
        "css/site.css": "@import 'deep/a.css';",
        "css/deep/a.css": "@import 'b.css';",
    }
    red = files_of(SITE | sheets | {"css/deep/b.css": "h1 { color: rgb(255, 0, 0) }"})
    blue = files_of(SITE | sheets | {"css/deep/b.css": "h1 { color: rgb(0, 0, 255) }"})
    tab = visit(showing=Showing(red))
    wait_for_colour(tab, "rgb(255, 0, 0)")
    server.show(Showing(blue))
    wait_for_colour(tab, "rgb(0, 0, 255)")
    assert is_old(tab)


SHEET = "@import 'base.css'; h1 {{ color: {} }}"
FINGERPRINTED = {
    "site.yaml": CONFIG + "assets: {fingerprint: css/**}\n",
    "static/css/base.css": "h1 { margin: 0 }",
    "content/index.md": "---\nlayout: page.html\n---\n# Home\n",
    "templates/page.html": "<!DOCTYPE html><link rel='stylesheet' "
    "href='{{ '/css/site.css' | asset }}' "
    "integrity='{{ '/css/site.css' | integrity }}'>{{ content }}",
}


def built(colour: str, **options: bool) -> dict[str, str]:
    files = {**FINGERPRINTED, "static/css/site.css": SHEET.format(colour)}
    return {
        path: files[it.copied_from] if it.content is None else it.content.decode()
        for path, it in build(files, **options).files.items()
    }


def test_stylesheet_whose_name_will_have_a_digest_is_swapped(server, visit):
    red = built("rgb(255, 0, 0)", keeps_names=True)
    tab = visit(showing=Showing(files_of(red)))
    wait_for_colour(tab, "rgb(255, 0, 0)")
    for value in ("rgb(0, 0, 255)", "rgb(0, 128, 0)"):
        server.show(Showing(files_of(built(value, keeps_names=True))))
        wait_for_colour(tab, value)
    assert is_old(tab)


def test_stylesheet_is_taken_by_its_integrity_and_no_other_one_is(visit):
    site = built("rgb(255, 0, 0)")
    tab = visit(showing=Showing(files_of(site)))
    wait_for_colour(tab, "rgb(255, 0, 0)")
    assert ".immutable.css" in tab.evaluate("document.querySelector('link').href")
    other = {
        p: t.replace("255", "0") if p.endswith(".css") else t for p, t in site.items()
    }
    tab = visit(showing=Showing(files_of(other)))
    assert colour(tab) == "rgb(0, 0, 0)"


def test_stylesheet_that_was_missing_is_taken(server, visit):
    tab = visit(showing=site(css=None))
    assert colour(tab) == "rgb(0, 0, 0)"
    server.show(site())
    wait_for_colour(tab, "rgb(255, 0, 0)")
    assert is_old(tab)


def test_stylesheet_of_another_page_changes_nothing(server, visit):
    tab = visit()
    server.show(site(**{"css/other.css": "a {}"}))
    server.show(site(**{"css/other.css": "a { color: red }", "home": page(text="New")}))
    wait_for_text(tab, "#end", "New")
    assert is_old(tab)
    assert tab.evaluate("document.querySelector('link').href").endswith("site.css")


def test_picture_that_changed_loads_the_page_again(server, visit):
    with_picture = SITE | {"index.html": page(text='<img src="/a.svg">')}
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{}"/>'
    tab = visit(showing=Showing(files_of(with_picture | {"a.svg": svg.format(1)})))
    server.show(Showing(files_of(with_picture | {"a.svg": svg.format(2)})))
    wait_until_new(tab)


# --- pages


def test_edit_keeps_scrolling_focus_text_and_what_is_open(server, visit):
    tab = visit()
    tab.fill("input", "typed")
    tab.fill("textarea", "written")
    tab.click("summary")
    tab.focus("input")
    tab.evaluate("window.scrollTo(0, 1500)")
    top = "document.querySelector('div').getBoundingClientRect().top"
    before = tab.evaluate(top)
    server.show(
        site(home=page("Welcome", "Second", "<li>a</li><li>new</li><li>b</li>"))
    )
    wait_for_text(tab, "#end", "Second")
    assert is_old(tab)
    assert tab.title() == "Welcome"
    assert tab.locator("li").all_text_contents() == ["a", "new", "b"]
    assert tab.evaluate(top) == before  # though there is more above it now
    assert tab.input_value("input") == "typed"
    assert tab.input_value("textarea") == "written"
    assert tab.evaluate("document.querySelector('details').open")
    assert tab.evaluate("document.activeElement.name") == "name"


def test_edit_keeps_what_scripts_did_elsewhere(server, visit):
    tab = visit()
    tab.evaluate("""() => {
        document.body.classList.add('ready')
        document.querySelector('h1').setAttribute('data-x', '1')
        document.querySelector('ul').append(document.createElement('hr'))
        document.body.prepend(document.createElement('nav'))
    }""")
    server.show(site(home=page(text="Second", items="<li>b</li>")))
    wait_for_text(tab, "#end", "Second")
    assert is_old(tab)
    assert tab.evaluate("document.body.className") == "ready"
    assert tab.locator("h1[data-x], nav, hr").count() == 3
    assert tab.locator("li").all_text_contents() == ["b"]


EDITS = [
    "<li>a</li><li>b</li><li>c</li>",
    "<li>c</li><li>a</li><li>b</li>",
    "<li>b</li>",
    "",
    "text alone",
    "<li id='x'>a</li><!-- note --><li class='y z'>b <b>bold</b></li>",
    "<li id='x' class='z'>a</li><li>b <i>bold</i></li>",
    "<li>1</li><li>2</li><li>3</li><li>4</li><li>5</li>",
    "<li>5</li><li>3</li><li>1</li><li>9</li>",
    "<li><svg viewBox='0 0 1 1' class='s'><path d='M0 0'/></svg></li>",
    "<li><svg viewBox='0 0 2 2' class='t'><path d='M0 1'/></svg></li>",
    "<li>a</li><li>b</li>",
]


def test_every_edit_ends_in_the_page_as_it_is_served(server, visit):
    tab = visit()
    for number, items in enumerate(EDITS):
        fresh = page(f"T{number}", f"E{number}", items)
        server.show(site(home=fresh))
        wait_for_text(tab, "#end", f"E{number}")
        assert tab.evaluate(
            """text => {
                const fresh = new DOMParser().parseFromString(text, 'text/html')
                const live = document.documentElement.cloneNode(true)
                live.querySelector('sitewright-preview').remove()
                return live.isEqualNode(fresh.documentElement)
            }""",
            fresh,
        )
    assert is_old(tab)


def test_new_script_loads_the_page_again(server, visit):
    tab = visit()
    server.show(site(home=page(text="<script>window.ran = 1</script>")))
    wait_until_new(tab)
    assert tab.evaluate("window.ran") == 1


def test_page_whose_place_was_rewritten_by_a_script_is_loaded_again(server, visit):
    tab = visit()
    tab.evaluate("document.querySelector('ul').innerHTML = '<li>all mine</li>'")
    server.show(site(home=page(items="<li>a</li><li>c</li>")))
    wait_until_new(tab)
    assert tab.locator("li").all_text_contents() == ["a", "c"]


def test_page_that_did_not_change_is_not_touched(server, visit):
    home, about = visit("/"), visit("/about/")
    about.evaluate("document.querySelector('#end').textContent = 'by a script'")
    server.show(site(home=page(text="Second")))
    wait_for_text(home, "#end", "Second")
    assert is_old(about)
    assert about.text_content("#end") == "by a script"


def test_deleted_page_says_so_and_comes_back(server, visit):
    tab = visit("/about/")
    server.show(site(about=None))
    note = tab.locator("sitewright-preview").get_by_role("status")
    note.wait_for()
    assert "not there any more" in note.text_content()
    assert tab.text_content("h1") == "About"
    server.show(site(about=page("Back")))
    wait_for_text(tab, "h1", "Back")


def test_missing_page_that_comes_to_be_is_shown(server, visit):
    tab = visit("/team/")
    assert "no page at this address" in tab.text_content("body")
    server.show(site(**{"team/index.html": page("Team")}))
    wait_for_text(tab, "h1", "Team")


def test_ten_tabs_are_all_told(server, visit):
    tabs = [visit() for _ in range(10)]
    server.show(site(home=page(text="Second")))
    for tab in tabs:
        wait_for_text(tab, "#end", "Second")
    server.show(site(home=page(text="<script>1</script>Third")))
    for tab in tabs:
        wait_until_new(tab)
        assert tab.text_content("#end") == "1Third"


# --- errors

TEXT = "error[NAV003]: no page has <b>\n  --> content/a.md:2:3\n  |\n2 | x\n  |   ^"
BROKEN = Fault(TEXT, "content/a.md:2:3", "vscode://file/p/content/a.md:2:3")


def test_overlay_appears_and_goes(server, visit):
    tab = visit()
    server.show(Showing(files_of(SITE), faults=(BROKEN,)))
    box = overlay(tab)
    box.wait_for()
    assert box.locator("pre").text_content() == TEXT
    link = box.get_by_role("link")
    assert link.get_attribute("href") == BROKEN.link
    assert "content/a.md:2:3" in link.text_content()
    assert tab.text_content("h1") == "Home"
    server.show(site(home=page("Mended")))
    box.wait_for(state="detached")
    wait_for_text(tab, "h1", "Mended")
    assert is_old(tab)


def test_overlay_can_be_closed_and_comes_with_the_next_error(server, visit):
    tab = visit()
    for number, close in enumerate(("button", "key")):
        fault = Fault(f"error {number}")
        server.show(Showing(files_of(SITE), faults=(fault,)))
        overlay(tab).wait_for()
        if close == "button":
            overlay(tab).get_by_role("button").click()
        else:
            tab.keyboard.press("Escape")
        overlay(tab).wait_for(state="detached")


def test_page_opened_while_there_are_errors_shows_them(visit):
    tab = visit(showing=Showing(files_of(SITE), faults=(BROKEN, Fault("another"))))
    overlay(tab).wait_for()
    assert overlay(tab).get_by_role("alert").text_content().startswith("2 errors")


def test_site_that_was_never_whole_shows_its_errors_then_itself(server, visit):
    tab = visit(showing=Showing({}, faults=(BROKEN,)))
    overlay(tab).wait_for()
    server.show(site())
    wait_for_text(tab, "h1", "Home")
    assert overlay(tab).count() == 0


# --- what is known of a page


def test_strip_tells_about_the_page_and_goes(visit):
    facts = {
        "source": "content/about.md",
        "link": "vscode://file/p/content/about.md",
        "layouts": ["page.html", "base.html"],
        "navigation": ["Services", "About"],
        "findings": ["warning[MD005]: no such page"],
    }
    showing = Showing(files_of(SITE), about={"about/index.html": facts}.get)
    tab = visit("/about/", showing)
    button = tab.locator("sitewright-preview").get_by_role("button")
    button.click()
    strip = tab.locator("sitewright-preview").get_by_role("complementary")
    strip.wait_for()
    for text in ("page.html › base.html", "Services › About", "MD005"):
        assert text in strip.text_content()
    assert strip.get_by_role("link").get_attribute("href") == facts["link"]
    tab.keyboard.press("Escape")
    strip.wait_for(state="detached")
    tab.keyboard.press("Alt+Shift+S")
    strip.wait_for()


def test_pending_page_says_so(visit):
    tab = visit(showing=Showing(files_of(SITE), pending=frozenset({"index.html"})))
    note = tab.locator("sitewright-preview").get_by_role("status")
    assert "pending" in note.text_content()
    assert (
        visit("/about/").locator("sitewright-preview").get_by_role("status").count()
        == 0
    )


# --- restarts


def test_tab_finds_the_server_again_and_loads_what_is_new(tmp_path, context):
    with serving(tmp_path, SITE) as first:
        port = first.port
        home, about = context.new_page(), context.new_page()
        for tab, path in ((home, "/"), (about, "/about/")):
            tab.goto(f"http://{first.host}{path}")
            tab.evaluate("window.isOld = true")
    texts = SITE | {"index.html": page("Home again")}
    with serving(tmp_path, texts, port=port) as second:
        wait_for_text(home, "h1", "Home again")
        while len(second.preview.tabs) < 2:
            about.wait_for_timeout(10)
        assert is_old(about)
        second.show(Showing(files_of(SITE | {"about/index.html": page(text="Live")})))
        wait_for_text(about, "#end", "Live")


def test_tab_says_that_the_server_has_stopped(tmp_path, context):
    with serving(tmp_path, SITE) as running:
        tab = context.new_page()
        tab.goto(f"http://{running.host}/")
        while not len(running.preview.tabs):
            tab.wait_for_timeout(10)
    note = tab.locator("sitewright-preview").get_by_role("status")
    note.wait_for()
    assert "stopped" in note.text_content()


# --- strict sites


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'none'; style-src 'self'",
        "default-src 'self'; script-src 'none'; connect-src 'none'; style-src 'self'",
        "script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
        "upgrade-insecure-requests; default-src 'self'",
        "require-trusted-types-for 'script'; trusted-types default",
    ],
)
def test_site_with_a_strict_policy_is_live(server, visit, policy):
    def strict(**more: str) -> Showing:
        files = site(**more).files
        headers = (("Content-Security-Policy", policy),)
        return Showing(files, headers_for=lambda _: headers)

    tab = visit(showing=strict())
    server.show(strict(home=page("New")))
    wait_for_text(tab, "h1", "New")
    server.show(strict(home=page("New"), css="h1 { color: rgb(0, 0, 255) }"))
    wait_for_colour(tab, "rgb(0, 0, 255)")


def test_site_with_policies_in_its_pages_is_live(server, visit):
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    html = page().replace("<title>", f"{meta}<title>")
    tab = visit(showing=site(home=html))
    server.show(site(home=html.replace("First", "Second")))
    wait_for_text(tab, "#end", "Second")
    assert is_old(tab)
