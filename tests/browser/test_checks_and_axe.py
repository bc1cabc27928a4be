"""What ``sitewright check`` says of accessibility, axe says in a real browser, too.

Each page has one fault, or what is none though it looks like one. Where the two are of
different minds on purpose, the last table says why.
"""

from __future__ import annotations

import pytest

from support import check
from website import ROOT

AXE = ROOT / "tests/conformance/website/node_modules/axe-core/axe.min.js"

RULES = {
    "image-alt": "A11Y001",
    "input-image-alt": "A11Y001",
    "area-alt": "A11Y001",
    "svg-img-alt": "A11Y001",
    "heading-order": "A11Y002",
    "page-has-heading-one": "A11Y003",
    "empty-heading": "A11Y004",
    "link-name": "A11Y004",
    "button-name": "A11Y004",
    "input-button-name": "A11Y004",
    "html-has-lang": "A11Y006",
    "html-lang-valid": "A11Y006",
    "valid-lang": "A11Y006",
    "label": "A11Y007",
    "select-name": "A11Y007",
    "tabindex": "A11Y010",
    "frame-title": "A11Y011",
    "td-has-header": "A11Y012",
    "meta-viewport": "A11Y014",
}
RUN = """names => axe.run({
  runOnly: {type: "rule", values: names}, resultTypes: ["violations"], iframes: false
}).then(({violations: all}) => all.map(one => one.id))"""

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
ROW = "<tr><td>a</td><td>b</td><td>c</td><td>d</td></tr>"


def page(body: str, lang: str = ' lang="en"', head: str = "") -> str:
    return (
        f"<!doctype html><html{lang}><head><meta charset=utf-8><title>T</title>{head}"
        f"</head><body>{body}</body></html>"
    )


def main(body: str, **parts: str) -> str:
    return page(f"<main><h1>T</h1>{body}</main>", **parts)


FAULTS = {
    "picture": main(f"<img src='{PIXEL}'>"),
    "picture with a blank": main(f"<img src='{PIXEL}' alt=' '>"),
    "button of a picture": main(f"<input type=image src='{PIXEL}'>"),
    "area": main(
        f"<img src='{PIXEL}' alt=x usemap=#m><map name=m>"
        "<area shape=rect coords=0,0,1,1 href=/></map>"
    ),
    "drawing": main("<svg role=img><path d='M0 0h9v9z'/></svg>"),
    "level left out": main("<h2>A</h2><h4>B</h4>"),
    "level left out by aria": main("<h2>A</h2><div role=heading aria-level=4>B</div>"),
    "no first heading": page("<main><h2>A</h2></main>"),
    "empty heading": main("<h2></h2>"),
    "heading of a hidden text": main("<h2><span aria-hidden=true>x</span></h2>"),
    "empty link": main("<a href=/a></a>"),
    "link of a drawing": main("<a href=/a><svg viewBox='0 0 9 9'><path d='M0 0'/></svg></a>"),
    "link of a picture that adorns": main(f"<a href=/a><img src='{PIXEL}' alt=''></a>"),
    "empty button": main("<button></button>"),
    "button without a value": main("<input type=button>"),
    "no language": page("<main><h1>T</h1></main>", lang=""),
    "no such language": page("<main><h1>T</h1></main>", lang=" lang=english"),
    "no such part": main("<p lang=xx>Hello</p>"),
    "underscore": page("<main><h1>T</h1></main>", lang=" lang=xx_XX"),
    "field": main("<form><input name=a></form>"),
    "choice": main("<form><select name=a><option>x</select></form>"),
    "text": main("<form><textarea name=a></textarea></form>"),
    "field with an empty label": main("<label for=a></label><input id=a>"),
    "label for another": main("<label for=b>A</label><span id=b></span><input id=a>"),
    "tabindex": main("<a href=/ tabindex=3>x</a>"),
    "frame": main("<iframe srcdoc='<p>x'></iframe>"),
    "table": main(f"<table>{ROW * 4}</table>"),
    "zoom": main("", head='<meta name=viewport content="user-scalable=no">'),
    "little zoom": main("", head='<meta name=viewport content="maximum-scale=1.5">'),
}  # fmt: skip

FINE = {
    "picture that adorns": main(f"<img src='{PIXEL}' alt=''>"),
    "picture without a word for alt": main(f"<img src='{PIXEL}' alt>"),
    "picture of no role": main(f"<img src='{PIXEL}' role=presentation>"),
    "hidden picture": main(f"<div aria-hidden=true><img src='{PIXEL}'></div>"),
    "picture with a label": main(f"<img src='{PIXEL}' aria-label=x>"),
    "picture with a title": main(f"<img src='{PIXEL}' title=x>"),
    "drawing with a title": main("<svg role=img><title>x</title></svg>"),
    "drawing that adorns": main("<svg><path d='M0 0h9v9z'/></svg>"),
    "levels back up": main("<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3>"),
    "link of a picture": main(f"<a href=/a><img src='{PIXEL}' alt=x></a>"),
    "link with a label": main("<a href=/a aria-label=x></a>"),
    "link with a title": main("<a href=/a title=x></a>"),
    "link named elsewhere": main("<span id=n>x</span><a href=/a aria-labelledby=n></a>"),
    "link of a drawing with a title": main("<a href=/a><svg><title>x</title></svg></a>"),
    "no link": main("<a id=x></a>"),
    "hidden link": main("<a href=/a hidden></a>"),
    "button with a value": main("<input type=button value=x>"),
    "usual button": main("<form><input type=submit></form>"),
    "language": page("<main><h1>T</h1></main>", lang=" lang=pt-BR"),
    "field in a label": main("<label>A <input></label>"),
    "field with a label": main("<label for=a>A</label><input id=a>"),
    "field with a title": main("<input title=a>"),
    "field with a name from elsewhere": main("<b id=n>x</b><input aria-labelledby=n>"),
    "hidden field": main("<input type=hidden name=a>"),
    "tabindex of 0": main("<div tabindex=0>x</div>"),
    "frame with a title": main("<iframe title=x srcdoc='<p>x'></iframe>"),
    "table with headers": main(f"<table><tr><th>a<th>b<th>c<th>d</tr>{ROW * 4}</table>"),
    "table that arranges": main(f"<table role=presentation>{ROW * 4}</table>"),
    "zoom": main("", head='<meta name=viewport content="width=device-width">'),
    "enough zoom": main("", head='<meta name=viewport content="maximum-scale=5">'),
}  # fmt: skip

OURS_ALONE = {
    # axe takes it for a name, WCAG's techniques and HTML's own text do not.
    "placeholder": (main("<input placeholder=a>"), {"A11Y007"}),
    # axe leaves ids to validators.
    "id twice": (main("<p id=a>x</p><p id=a>y</p>"), {"A11Y008"}),
    # axe has no rule about it.
    "two titles": (main("<h1>T</h1>"), {"A11Y003"}),
    # axe waits for a table of more than three rows and columns.
    "small table": (main("<table><tr><td>a<td>b<tr><td>c<td>d</table>"), {"A11Y012"}),
    # axe leaves it open whether a script makes what is named.
    "named by nothing": (main("<a href=/ aria-labelledby=nowhere>x</a>"), {"A11Y015"}),
    "label for nothing": (main("<label for=nowhere>x</label>"), {"A11Y015"}),
}

ONCE = main(f"<a href='/'><img src='{PIXEL}'></a>")
"""axe speaks of the picture, and of the link that has no other text."""

pytestmark = pytest.mark.skipif(not AXE.exists(), reason="npm ci was not run")


@pytest.fixture(scope="module")
def axe(browser):
    tab = browser.new_page()

    def ask(html: str) -> set[str]:
        tab.set_content(html)
        tab.evaluate(AXE.read_text("utf-8"))
        return {RULES[name] for name in tab.evaluate(RUN, list(RULES))}

    yield ask
    tab.close()


def ours(html: str) -> set[str]:
    files = {"content/index.html": f"---\nlayout: false\n---\n{html}"}
    return {it.code for it in check(files).findings if it.code.startswith("A11Y")}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_axe_finds(axe, name):
    found = axe(FAULTS[name])
    assert found
    assert ours(FAULTS[name]) == found


@pytest.mark.parametrize("name", FINE)
def test_what_axe_finds_fine(axe, name):
    assert (ours(FINE[name]), axe(FINE[name])) == (set(), set())


@pytest.mark.parametrize("name", OURS_ALONE)
def test_where_we_say_more(axe, name):
    html, expected = OURS_ALONE[name]
    assert (ours(html), axe(html)) == (expected, set())


def test_where_axe_says_one_thing_twice(axe):
    assert axe(ONCE) == {"A11Y001", "A11Y004"}
    assert ours(ONCE) == {"A11Y001"}
