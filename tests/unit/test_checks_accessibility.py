"""What keeps people out of pages; tests/browser/test_checks_and_axe.py asks axe, too."""

from __future__ import annotations

import pytest

from support import CONFIG, check


def said(files: dict[str, str], config: str = CONFIG) -> list[str]:
    result = check({"site.yaml": config, **files})
    assert result.site, result.findings
    return [f"{it.code} {it.message}" for it in result.findings if "A11Y" in it.code]


def codes(html: str) -> list[str]:
    page = {"content/index.html": f"---\nlayout: false\n---\n{html}"}
    return [text.split(" ")[0] for text in said(page)]


PIECES = [
    # A piece for other pages needs no outline, and what only sends visitors on is not read.
    "<p>Text",
    '<!doctype html><meta http-equiv="refresh" content="0; url=/">',
    # A heading may go up by any number, begin anywhere, and be hidden.
    "<h3>A</h3><h4>B</h4><h2>C</h2>",
    "<h2>A</h2><h4 hidden>B</h4><div aria-hidden=true><h5>C</h5></div>",
    '<h2><img src=a alt="A"></h2>',
    "<h2 aria-label=A></h2>",
    # Links that are none, that are hidden, or have a name of some other kind.
    "<a name=a></a><a id=b></a>",
    "<a href=/ title=A></a><a href=/ aria-label=A>×</a>",
    "<div hidden><a href=/></a></div>",
    "<a href=/><svg><title>A</title></svg></a>",
    "<a href=/><span aria-label=A></span></a>",
    # The same text to one place, and texts that say where they lead.
    "<a href=/a>Read more</a><a href=/a#b>Read more</a>",
    "<a href=/a>Fees</a><a href=/b>Terms</a><a href=/c>1</a><a href=/d>1</a>",
    "<a href=/a>More about fees</a><a href=/b>More about terms</a>",
    "<a href=/a aria-label='More about fees'>More</a><a href=/b>More</a>",
    # Windows that are announced, or that are none.
    "<a href=/ target=_blank>A (new window)</a>",
    "<a href=/ target=_blank>A, opens in another tab</a>",
    "<a href=/ target=_blank title='Neues Fenster'>A</a>",
    "<a href=/ target=_blank aria-describedby=n>A</a><p id=n>Opens a new tab</p>",
    "<a href=/ target=_blank>A <img src=x alt='(in a new tab)'></a>",
    "<a href=/ target=_blank>A<span class=hide> (nouvel onglet)</span></a>",
    "<a href=/ target=_self>A</a><a target=_blank>B</a>",
    "<style>a[target=_blank]::after { content: ' (new tab)' }</style>"
    "<a href=/ target=_blank>A</a>",
    # Pictures that adorn, and what is no picture.
    "<img src=a alt><img src=a alt=''><img src=a role=none><img src=a aria-label=A>",
    "<svg><path/></svg><svg role=presentation></svg><input type=text title=A>",
    # Fields of forms that have no label of their own.
    "<input type=hidden><input type=submit><button>A</button><input type=button value=A>",
    "<label>A <select><option>x</select></label>",
    "<label for=a>A</label><textarea id=a></textarea>",
    "<label for=a><img src=x alt=A></label><input id=a>",
    "<b id=a>A</b><input aria-labelledby=a>",
    # A tabindex that is fine, or none.
    "<p tabindex=0>A</p><p tabindex=-1>B</p><p tabindex=x>C</p>",
    # Languages, regions, scripts.
    "<p lang=en>A<p lang=en-GB>A<p lang=zh-Hant-TW>A<p lang=cy>A<p lang=gsw>A<p lang=''>A",
    # Tables with headers, or that only arrange things.
    "<table><tr><th>A<td>1<tr><th>B<td>2</table>",
    "<table><tr><td>A<td>B</table><table><tr><td>A<tr><td>B</table>",
    "<table><tr><td><div>A</div><td>B<tr><td>A<td>B</table>",
    "<table role=presentation><tr><td>A<td>B<tr><td>A<td>B</table>",
    "<meta name=viewport content='width=device-width, initial-scale=1, maximum-scale=2'>",
    "<iframe title=A src=/></iframe><iframe aria-hidden=true src=/></iframe>",
    "<template><img src=a><a href=/></a></template>",
    "<!-- <img src=a> -->",
]


@pytest.mark.parametrize("html", PIECES)
def test_nothing_is_wrong(html):
    assert codes(html) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!doctype html><html lang=en>A", ["A11Y003"]),
        ("<html><h1>A</h1>", ["A11Y006"]),
        ("<html lang=' '><h1>A</h1>", ["A11Y006"]),
        ("<p lang=en_GB>A<p lang=e>A<p lang=english>A<p lang=zz>A", ["A11Y006"] * 4),
        ("<h2>A</h2><div role=heading aria-level=5>B</div>", ["A11Y002"]),
        ("<h1>A</h1><h1>B</h1>", ["A11Y003"]),
        ("<h2>\n&nbsp;</h2>", ["A11Y004"]),
        ("<a href=/> </a>", ["A11Y004"]),
        ("<a href=/><i class=icon></i></a>", ["A11Y004"]),
        ("<a href=/><img src=a alt=''></a>", ["A11Y004"]),
        ("<a href=/><img src=a></a>", ["A11Y001"]),
        ("<a href=/a>More »</a><a href=/b>MORE…</a>", ["A11Y005"]),
        ("<a href=/a>hier</a><a href=/b>Hier</a><a href=/c>hier</a>", ["A11Y005"]),
        ("<a href=/a>Fees</a><a href=/b>fees</a>", ["A11Y017"]),
        ("<a href=/ target=_BLANK>A new hope</a>", ["A11Y009"]),
        ("<style>a[target=_blank]::after { content: '↗' }</style><a href=/ target=_blank>A</a>", ["A11Y009"]),
        ("<img src=a><input type=image src=b><svg role=img></svg>", ["A11Y001"] * 3),
        ("<input><select></select><textarea></textarea>", ["A11Y007"] * 3),
        ("<label for=a> </label><input id=a>", ["A11Y007"]),
        ("<input placeholder=A>", ["A11Y007"]),
        ("<input type=range><input type=CHECKBOX>", ["A11Y007"] * 2),
        ("<label for=b>A</label><input id=a title=A>", ["A11Y015"]),
        ("<p id=a><b id=a></b><i id=a></i>", ["A11Y008"]),
        ("<p tabindex=5>", ["A11Y010"]),
        ("<iframe src=/></iframe>", ["A11Y011"]),
        ("<table><tr><td>A<td>B<tr><td>A<td>B</table>", ["A11Y012"]),
        ("<table><tr><th><th><tr><td>A<td>B</table>", ["A11Y012"]),
        ("<meta name=Viewport content='user-scalable=0'>", ["A11Y014"]),
        ("<meta name=viewport content='maximum-scale=1'>", ["A11Y014"]),
    ],
)  # fmt: skip
def test_something_is_wrong(html, expected):
    assert codes(html) == expected


def test_an_id_of_which_the_build_has_told_is_not_told_again():
    text = "## Fees {#costs}\n\n## Expenses {#costs}\n"
    result = check({"content/index.md": text})
    assert [it.code for it in result.findings if "SEO" not in it.code] == ["MD003"]


def test_a_layout_is_told_once_of_what_it_does_to_all_pages():
    layout = "<h2>{{ title }}</h2><h4>By {{ title }}</h4><img src='/{{ title }}.jpg'>"
    pages = {
        f"content/{name}.md": f"---\ntitle: {name}\nlayout: p.html\n---\n"
        for name in "abc"
    }
    files = {f"static/{name}.jpg": "x" for name in "abc"}
    result = check({"templates/p.html": layout, **pages, **files})
    found = [it for it in result.findings if "A11Y" in it.code]
    assert [(it.code, it.span.path, it.span.column) for it in found] == [
        ("A11Y002", "templates/p.html", 22),
        ("A11Y001", "templates/p.html", 45),
    ]
    assert found[1].notes[0].message == "on 3 pages: /a/, /b/, /c/"


def test_a_level_can_be_set_for_each_code():
    config = f"{CONFIG}check: {{levels: {{A11Y009: error, A11Y001: off}}}}\n"
    html = "<a href=/ target=_blank>A</a><img src=a>"
    page = {"content/index.html": f"---\nlayout: false\n---\n{html}"}
    result = check({"site.yaml": config, **page})
    found = [(it.code, it.severity) for it in result.findings if "A11Y" in it.code]
    assert found == [("A11Y009", "error")]
