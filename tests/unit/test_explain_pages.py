"""Pages, files and addresses: what is told of each."""

from __future__ import annotations

import pytest

from explaining import ask, line, note, row, rows, told
from sitewright.pipeline.explaining import Unknown
from support import CONFIG, check

SITE = {
    "site.yaml": CONFIG
    + """redirects:
  /was/: /services/
  /old/*: /services/
  /gone/: {status: 410}
collections:
  newest: {from: 'services/*.md', sort: title}
""",
    "data/team.yaml": "lead: Ann\n",
    "templates/base.html": "<nav>{% for e in navigation.tree %}"
    '<a href="{{ e.url }}">{{ e.title }}</a>{% endfor %}</nav>'
    "<main>{% block main %}{{ content }}{% endblock %}</main>",
    "templates/page.html": """---
layout: base.html
---
{% include "mark.html" %}{{ content }}
""",
    "templates/mark.html": "*",
    "templates/unused.html": "",
    "templates/list.html": '{% for p in collections.newest %}<a href="{{ p.url }}">'
    "{{ p.data.title }}</a>{% endfor %}{{ content }}{{ team.lead }}",
    "content/index.md": """---
title: Home
layout: list.html
eleventyNavigation: {key: Home, order: 1}
link: /services/delivery/
---
[Delivery](/services/delivery/), [by path](services/delivery.md#end)
and [elsewhere](https://other.example/), [mail](mailto:a@example.com).
""",
    "content/services/services.yaml": "layout: page.html\ntags: [service]\n",
    "content/services/index.md": """---
title: Services
eleventyNavigation: {key: Services, order: 2}
---
![A picture](/img/a.png)
""",
    "content/services/audit.md": """---
title: Audit
eleventyNavigation: {key: Audit, parent: Services, order: 1}
---
""",
    "content/services/delivery.md": """---
title: Delivery
eleventyNavigation:
  key: Delivery
  parent: Services
  order: 2
redirect_from: [/deliver/, /lieferung/]
---
## Begin {#end}

[Up](../index.md) and [out](/img/a.png)
""",
    "content/draft.md": "---\ntitle: Draft\npending: true\n---\n",
    "content/late.md": "---\ntitle: Late\ndate: 2999-01-01\n---\n",
    "content/lonely.md": "",
    "content/nowhere.md": "---\ntitle: Nowhere\npermalink: false\n---\n",
    "static/img/a.png": "PNG",
}
DELIVERY = "content/services/delivery.md"


@pytest.mark.parametrize(
    "name",
    [
        "/services/delivery/",
        "/services/delivery",
        "/services/delivery/index.html",
        "/services/delivery/?utm=1#end",
        "https://www.example.com/services/delivery/",
        DELIVERY,
        "Delivery",
    ],
)
def test_a_page_is_found_by_every_name_that_it_has(name):
    answer = told(SITE, name)
    assert (answer.name, answer.kind) == ("/services/delivery/", "page")


def test_the_first_lines_say_where_a_page_comes_from_and_goes():
    assert [line(it) for it in rows(told(SITE, DELIVERY))] == [
        ("title", "Delivery", "", ""),
        ("source", DELIVERY, "", ""),
        ("address", "/services/delivery/", DELIVERY, "the file's path"),
        ("file", "_site/services/delivery/index.html", "", ""),
        ("layout", "templates/page.html", "content/services/services.yaml:1:9", ""),
        ("  in", "templates/base.html", "templates/page.html:2:9", ""),
    ]


def test_the_place_in_the_navigation():
    assert [line(it) for it in rows(told(SITE, DELIVERY), "Navigation")] == [
        ("breadcrumb", "Services > Delivery", "", ""),
        ("key", "Delivery", f"{DELIVERY}:4:8", ""),
        ("parent", "Services", f"{DELIVERY}:5:11", "/services/"),
        ("place", "2 of 2", f"{DELIVERY}:6:10", "order 2"),
        ("before it", "Audit", "", "/services/audit/"),
        ("read before it", "Audit", "", "/services/audit/"),
    ]
    below = [line(it) for it in rows(told(SITE, "/services/"), "Navigation")]
    assert below[-3:] == [
        ("below it", "Audit", "", "/services/audit/"),
        ("below it", "Delivery", "", "/services/delivery/"),
        ("read after it", "Audit", "", "/services/audit/"),
    ]
    nowhere = told(SITE, "content/nowhere.md")
    assert note(nowhere, "Navigation") == "It is in no menu: it has no entry."


def test_collections_and_why_a_page_is_in_each():
    assert [line(it) for it in rows(told(SITE, DELIVERY), "Collections")] == [
        ("all", "5 of 6", "", "every page"),
        ("service", "2 of 3", "content/services/services.yaml:2:8", "tag"),
        ("newest", "2 of 3", "site.yaml:8:3", "declared"),
    ]


def test_links_out_with_their_lines_and_what_is_there():
    answer = told(SITE, "/")
    found = [line(it) for it in rows(answer, "Links out")]
    assert found == [
        ("/services/delivery/", "Delivery", "content/index.md:7:12", ""),
        ("/services/delivery/#end", "Delivery", "content/index.md:7:44", ""),
        ("https://other.example/", "elsewhere", "content/index.md:8:17", ""),
        ("mailto:a@example.com", "elsewhere", "content/index.md:8:49", ""),
        ("/services/audit/", "Audit", "", "by templates"),
        ("/services/delivery/", "Delivery", "content/index.md:5:7", "by 'link'"),
        ("/services/", "Services", "", "by templates"),
    ]


def test_links_in_from_texts_apart_from_menus():
    answer = told(SITE, DELIVERY)
    assert [line(it) for it in rows(answer, "Links in")] == [
        ("/", "Home", "content/index.md:7:12", ""),
        ("/", "Home", "content/index.md:5:7", "by 'link'"),
    ]
    services = told(SITE, "/services/")
    assert note(services, "Links in") == "and 2 pages in menus"
    assert note(told(SITE, "/lonely/"), "Links in") == "No page leads here."


def test_redirects_in_with_who_asks():
    assert [line(it) for it in rows(told(SITE, DELIVERY), "Redirects in")] == [
        ("/deliver/", 301, f"{DELIVERY}:7:17", f"asked for by {DELIVERY}"),
        ("/lieferung/", 301, f"{DELIVERY}:7:28", f"asked for by {DELIVERY}"),
    ]
    of_rules = rows(told(SITE, "/services/"), "Redirects in")
    assert [(it.label, it.remark) for it in of_rules] == [
        ("/old/*", "asked for by a rule"),
        ("/was/", "asked for by a rule"),
    ]


def test_what_a_page_is_made_of():
    made = {line(it)[:2] for it in rows(told(SITE, "/"), "Made of")}
    assert made == {
        ("layout", "templates/list.html"),
        ("settings", "site"),
        ("data", "team"),
        ("collection", "newest"),
        ("page", "/services/audit/"),
        ("page", "/services/delivery/"),
        ("page", "/services/"),
    }
    of_delivery = {line(it)[:2] for it in rows(told(SITE, DELIVERY), "Made of")}
    assert ("template", "templates/mark.html") in of_delivery
    assert ("data", "layout, tags") in of_delivery
    assert ("navigation", "2 other entries") in of_delivery


UNPUBLISHED = [
    ("content/draft.md", "pending: true", "content/draft.md:3:10"),
    ("/draft/", "pending: true", "content/draft.md:3:10"),
    ("/late/", "dated in the future", "content/late.md:3:7"),
]


@pytest.mark.parametrize(("name", "why", "place"), UNPUBLISHED)
def test_a_page_that_is_not_published_is_told_as_such(name, why, place):
    answer = told(SITE, name)
    assert answer.kind == "page that is not published"
    assert line(row(answer, "not published"))[1:3] == (why, place)
    assert row(answer, "title", "Values").value
    assert "it is not published" in note(answer, "Made of")


def test_a_page_without_an_address_is_told_as_such():
    address = row(told(SITE, "content/nowhere.md"), "address")
    assert line(address)[1:] == ("none", "content/nowhere.md:3:12", "it writes no file")


FILES = [
    (
        "templates/base.html",
        "template",
        "Layout of",
        ["/services/", "/services/audit/", "/services/delivery/"],
    ),
    (
        "templates/mark.html",
        "template",
        "Used by",
        ["/services/", "/services/audit/", "/services/delivery/"],
    ),
    ("templates/unused.html", "template", "Used by", []),
    ("data/team.yaml", "data of the whole site", "Read by", ["/"]),
    (
        "content/services/services.yaml",
        "data of pages",
        "For",
        ["/services/", "/services/audit/", "/services/delivery/"],
    ),
    (
        "static/img/a.png",
        "file to copy",
        "Links in",
        ["/services/", "/services/delivery/"],
    ),
    ("/img/a.png", "file to copy", "Links in", ["/services/", "/services/delivery/"]),
]


@pytest.mark.parametrize(("name", "kind", "title", "pages"), FILES)
def test_a_file_names_the_pages_that_it_is_for(name, kind, title, pages):
    answer = told(SITE, name)
    assert answer.kind == kind
    assert sorted(it.label for it in rows(answer, title)) == pages


STYLED = {
    "site.yaml": CONFIG + "assets: {fingerprint: [css/**]}\n",
    "static/css/site.css": "body {\n  background: url(../img/a.png);\n}\n",
    "static/img/a.png": "PNG",
    "content/page.css.jinja": "---\npermalink: /page.css\n---\np { x: url(/img/a.png) }",
    "content/a.md": "---\nlayout: page.html\n---\n",
    "templates/page.html": '<link rel="stylesheet" href="{{ "/css/site.css" | asset }}">',
}


def test_style_sheets_count_as_what_leads_to_a_file():
    assert [line(it) for it in rows(told(STYLED, "/img/a.png"), "Links in")] == [
        ("/page.css", "style sheet", "content/page.css.jinja", ""),
        ("/css/site.css", "style sheet", "static/css/site.css:2:15", ""),
    ]
    sheet = told(STYLED, "static/css/site.css")
    assert [it.label for it in rows(sheet, "Links in")] == ["/a/"]
    kinds = [it.remark for it in sheet.about if it.label == "address"]
    assert sorted(kinds) == ["fingerprinted file", "static file"]


def test_a_collection_names_its_pages_and_who_shows_them():
    newest = told(SITE, "collections.newest")
    pages = [it.label for it in rows(newest, "Pages")]
    assert pages == ["/services/audit/", "/services/delivery/", "/services/"]
    assert [it.label for it in rows(newest, "Read by")] == ["/"]


def test_what_was_found_in_a_page_is_told_with_it():
    site = {"content/a.md": "Text {.a b}\n\n<!-- " + "word " * 20 + "-->\n"}
    found = rows(told(site, "/a/"), "Found in it")
    assert ("MD004", "content/a.md:3:1") in [(line(it)[0], line(it)[2]) for it in found]


ADDRESSES = [
    ("/deliver/", "redirect", "/services/delivery/"),
    ("/old/thing/", "pattern of redirects", "/services/"),
    ("/was/", "redirect", "/services/"),
]


@pytest.mark.parametrize(("name", "kind", "target"), ADDRESSES)
def test_an_old_address_tells_where_it_leads(name, kind, target):
    answer = told(SITE, name)
    assert (answer.kind, row(answer, "leads to").value) == (kind, target)


def test_what_is_gone_and_what_sitewright_writes_itself():
    assert [it.value for it in told(SITE, "/gone/").about] == [410]
    made = row(told(SITE, "/sitemap.xml"), "made by")
    assert str(made.value).startswith("Sitewright itself")


UNKNOWN = [
    ("/servces/", "nothing is at '/servces/'", "/services/"),
    ("/delivery/", "nothing is at '/delivery/'", "/services/delivery/"),
    ("content/indx.md", "nothing is called 'content/indx.md'", "content/index.md"),
    ("delivery.md", "nothing is called 'delivery.md'", DELIVERY),
    (
        "templats/base.html",
        "nothing is called 'templats/base.html'",
        "templates/base.html",
    ),
    ("site.titel", "nothing is called 'site.titel'", "site.title"),
    ("NAV03", "nothing is called 'NAV03'", "NAV003"),
    (
        "content",
        "'content' is another value on each page: name a page in front of it, as in 'explain / content'",
        "",
    ),
    (
        "link",
        "'link' is another value on each page: name a page in front of it, as in 'explain / link'",
        "",
    ),
    ("", "nothing is called ''", ""),
    ("[", "nothing is called '['", ""),
    ("..", "nothing is called '..'", ""),
    ("Delivry", "nothing is called 'Delivry'", "Delivery"),
    (
        "https://other.example/",
        "'https://other.example/' is not an address of this site",
        "",
    ),
]


@pytest.mark.parametrize(("name", "message", "near"), UNKNOWN)
def test_what_nobody_knows_is_said_with_what_is_nearest(name, message, near):
    answer = ask(SITE, name)
    assert isinstance(answer, Unknown)
    assert answer.message == message
    assert (near in answer.near) if near else answer.near == ()


def test_an_address_that_the_ledger_knows_is_told_as_lost():
    ledger = "# sitewright urls 1\nlive /team/\n"
    answer = ask(SITE | {"urls.txt": ledger}, "/team/")
    assert isinstance(answer, Unknown)
    assert answer.message.endswith("which the site has had, by urls.txt")


BROKEN = SITE | {
    "content/services/audit.md": "---\ntitle: [\n---\n",
    "content/broken.md": "---\nlayout: page.html\n---\n[x](none.md)\n",
}


def test_of_a_broken_site_all_that_is_known_is_told():
    answer = told(BROKEN, DELIVERY)
    assert row(answer, "title", "Values").value == "Delivery"
    assert rows(answer, "Made of")
    unread = told(BROKEN, "content/services/audit.md")
    assert unread.kind == "source without a page"
    assert [it.label for it in unread.about] == ["not published", "FM002"]


HOME = [
    "[x](/)",
    "[x](/index.html)",
    "[x](/#top)",
    "[x](/?a=1)",
    "[x](https://www.example.com/)",
    "[x](../..)",
    "[x](../../)",
    "[x](../index.md)",
    "<a href=/>x</a>",
    "<a href='/'>x</a>",
    "<a href='../../index.html'>x</a>",
    '<a class="y" href = "/">x</a>',
]


@pytest.mark.parametrize("link", HOME)
def test_the_home_page_is_led_to_in_many_ways(link):
    site = {"content/index.md": "", "content/a/b.md": f"Text\n\n{link}\n"}
    found = rows(told(site, "/"), "Links in")
    assert [it.label for it in found] == ["/a/b/"], link
    assert found[0].span is not None
    assert found[0].span.line == 3


@pytest.mark.parametrize("name", ["/docs/a/", "/img/a%20%26%20b.png", "/p.html"])
def test_addresses_count_from_where_the_page_says(name):
    files = {
        "content/docs/a.md": "",
        "static/img/a & b.png": "x",
        "content/b.html": "<base href='/docs/'><a href='a/'>x</a>"
        "<img src='../img/a &amp; b.png'><a href='../p'>p</a>",
        "content/p.md": "---\npermalink: /p.html\n---\n",
    }
    assert [it.label for it in rows(told(files, name), "Links in")] == ["/b/"]


LEADING = [
    ("/plain", "content/plain.md", ""),
    ("/plain.html", "content/plain.md", ""),
    ("/a", "content/a.md", "LNK005"),
    ("/was/", "leads on to /a/", "LNK005"),
    ("/wait/", "content/wait.md", "LNK006"),
    ("/A/", "nothing is there", "LNK004"),
    ("/no/", "nothing is there", "LNK001"),
    ("//www.example.com/a/", "content/a.md", "LNK007"),
    ("/shop/x", "elsewhere", ""),
    ("/.netlify/functions/x", "elsewhere", ""),
]


@pytest.mark.parametrize(("address", "told_as", "code"), LEADING)
def test_a_link_leads_where_a_check_says(address, told_as, code):
    files = {
        "site.yaml": CONFIG
        + "redirects: {/was/: /a/}\ncheck: {elsewhere: [/shop/**]}\n",
        "content/index.html": f"<a href='{address}'>x</a>",
        "content/a.md": "",
        "content/plain.md": "---\npermalink: /plain.html\n---\n",
        "content/wait.md": "---\npending: true\n---\n",
    }
    assert [line(it)[1] for it in rows(told(files, "/"), "Links out")] == [told_as]
    found = [it.code for it in check(files).findings if it.code < "LNK008"]
    assert [it for it in found if it.startswith("LNK")] == [code] * bool(code)


def test_the_same_words_lead_from_two_pages_to_two_others():
    pages = {f"content/{it}.html": "<a href='sub/'>x</a>" for it in ("x", "y")}
    files = {**pages, "content/x/sub.md": "", "content/y/sub.md": ""}
    assert [it.label for it in rows(told(files, "/x/sub/"), "Links in")] == ["/x/"]
    assert [it.label for it in rows(told(files, "/y/sub/"), "Links in")] == ["/y/"]


@pytest.mark.parametrize("name", ["/a/", "/docs/a/", "https://example.com/docs/a/"])
def test_a_site_below_a_folder_is_asked_with_the_folder_or_without(name):
    site = {
        "site.yaml": "title: T\nurl: https://example.com/docs\n",
        "content/a.md": "",
        "content/index.md": "[x](a.md)\n",
        "content/b.md": "[x](/docs/a/)\n",
        "content/c.md": "[home](/docs/)\n",
    }
    answer = told(site, name)
    assert answer.name == "/a/"
    assert [it.label for it in rows(answer, "Links in")] == ["/b/", "/"]
    assert [it.label for it in rows(told(site, "/"), "Links in")] == ["/c/"]


def test_a_page_that_is_not_published_tells_its_layouts_and_collections_all_the_same():
    draft = {"content/services/draft.md": "---\npending: true\n---\n"}
    answer = told(SITE | draft, "/services/draft/")
    assert [line(it)[:2] for it in rows(answer)][-2:] == [
        ("layout", "templates/page.html"),
        ("  in", "templates/base.html"),
    ]
    assert note(answer, "Collections") == "It is in none, as it is not published."
