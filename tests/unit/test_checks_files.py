"""Where style sheets, feeds and sitemaps lead."""

from __future__ import annotations

import pytest

from support import CONFIG, check

SITE = {
    "site.yaml": CONFIG + "redirects: {/old/: /about/}\n",
    "content/index.md": "[about](about.md)",
    "content/about.md": "## Team {#team}\n\n[home](/)",
    "content/wait.md": "---\npending: true\n---\n",
    "static/img/a b.png": "x",
    "static/css/base.css": "",
}
HOST = "https://www.example.com"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"


def told(files: dict[str, str]) -> list[str]:
    """The findings about links, each with its place."""
    result = check({**SITE, **files})
    assert result.site
    return [
        f"{it.code} {it.span.path}:{it.span.line}:{it.span.column} {it.message}"
        for it in result.findings
        if it.code.startswith(("LNK", "AST"))
    ]


@pytest.mark.parametrize(
    "css",
    [
        "p { background: url(../img/a%20b.png) }",
        "p { background: url('/img/a b.png?v=2#x') }",
        "p { filter: url(#soft); mask: url() }",
        "p { background: url(data:image/gif;base64,R0lGOD) }",
        "@import 'base.css'; @import url(//fonts.example/a.css);",
        "@namespace svg url(/nope.svg); @font-face { src: local('Nope') }",
        "/* url(nope.png) */ p { content: 'url(nope.png)' }",
        ".url { color: red } p { --x: calc(1px) }",
    ],
)
def test_what_style_sheets_load_and_have(css):
    assert told({"static/css/a.css": css}) == []


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("\np { background: url(no.png) }", "LNK003 {}:2:21 there is no file '/css/no.png'"),
        ("@import 'no.css' print;", "LNK003 {}:1:10 there is no file '/css/no.css'"),
        ("@import url(no.css);", "LNK003 {}:1:13 there is no file '/css/no.css'"),
        (
            "a { b: image-set('/no.png' 1x) }",
            "LNK003 {}:1:19 there is no file '/no.png'",
        ),
        (
            "@media print { a { b: url(../img/A%20B.png) } }",
            "LNK004 {}:1:27 there is no '/img/A B.png', but '/img/a%20b.png' "
            "in other letters",
        ),
        (
            "a { b: url(https://www.example.com/img/a%20b.png) }",
            "LNK007 {}:1:12 'https://www.example.com/img/a%20b.png' names the site's "
            "own host",
        ),
        (r"a { b: url(n\6F.png) }", "LNK003 {}:1:8 there is no file '/css/no.png'"),
    ],
)  # fmt: skip
def test_what_style_sheets_load_and_have_not(css, expected):
    assert told({"static/css/a.css": css}) == [expected.format("static/css/a.css")]


def test_a_style_sheet_of_a_template_is_told_at_its_line():
    sheet = "---\npermalink: /css/all.css\n---\np { margin: 0 }\np { b: url(no.png) }"
    files = {"content/all.css.jinja": sheet}
    assert told(files) == [
        "LNK003 content/all.css.jinja:5:12 there is no file '/css/no.png'"
    ]


def test_styles_in_a_page_count_from_the_page():
    html = "<style>b { c: url(no.png) }</style><b style='c: url(/img/a%20b.png)'>"
    assert told({"content/x/y.html": html}) == [
        "LNK003 content/x/y.html:1:19 there is no file '/x/y/no.png'"
    ]


def test_a_style_sheet_with_two_names_is_told_once_and_by_the_build():
    config = f"{SITE['site.yaml']}assets: {{fingerprint: [css/**]}}\n"
    files = {"site.yaml": config, "static/css/a.css": "a { b: url(/no.png) }"}
    assert told(files) == [
        "AST003 static/css/a.css:1:8 there is no file '/no.png' on the site"
    ]


def feed(*entries: str) -> str:
    return f"{ATOM}\n<id>urn:x</id>\n{''.join(entries)}\n</feed>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xml", feed(f'<link href="{HOST}/about/#team"/><link href="/"/>')),
        ("a.atom", feed('<id>/nope/</id><link href="https://b.example/x/"/>')),
        ("a.atom", feed('<content type="html">&lt;a href="/about/"&gt;</content>')),
        ("a.atom", feed('<content type="text">&lt;a href="/nope/"&gt;</content>')),
        ("a.xml", '<svg xmlns="http://www.w3.org/2000/svg"><a href="/nope/"/></svg>'),
        ("a.xml", "no <xml> at all"),
        ("a.rss", "<rss><channel><item><guid>post-1</guid></item></channel></rss>"),
        ("a.json", '{"url": "/nope/"}'),
        ("x/a.xml", feed(f'<e xml:base="{HOST}/"><link href="about/"/></e>')),
        ("x/a.xml", feed('<e xml:base="http://[/"><link href="../about/"/></e>')),
    ],
)
def test_what_feeds_lead_to_and_is_there(name, text):
    assert told({f"static/{name}": text}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            feed(f'<link href="{HOST}/no/"/>'),
            ["LNK001 {}:3:13 there is no page '/no/'"],
        ),
        (feed('<link href="/about/#no"/>'), ["LNK002 {}:3:13 '/about/' has no id 'no'"]),
        (feed(f"<logo>{HOST}/no.png</logo>"), ["LNK003 {}:3:7 there is no file '/no.png'"]),
        (
            feed('<link rel="enclosure" href="/no.mp3?a=1&amp;b=2"/>'),
            ["LNK003 {}:3:29 there is no file '/no.mp3'"],
        ),
        (
            feed(f'<link href="{HOST}/About/"/>'),
            ["LNK004 {}:3:13 there is no '/About/', but '/about/' in other letters"],
        ),
        (
            feed(f'<link href="{HOST}/old/"/>'),
            ["LNK005 {}:3:13 '/old/' only redirects to '/about/'"],
        ),
        (
            feed(f'<link href="{HOST}/wait/"/>'),
            ["LNK006 {}:3:13 '/wait/' is not published: content/wait.md is held back"],
        ),
        (
            feed('<content type="html">&lt;img src="/no.png"&gt;</content>'),
            ["LNK003 {}:3:35 there is no file '/no.png'"],
        ),
        (
            feed(
                f'<content type="xhtml"><div {XHTML}><a href="no/"/>'
                '<img src="no.png"/></div></content>'
            ),
            [
                "LNK001 {}:3:74 there is no page '/no/'",
                "LNK003 {}:3:90 there is no file '/no.png'",
            ],
        ),
        (
            f"<rss {CONTENT}><channel>\n<link>{HOST}/no-1/</link>\n"
            f"<item><link>{HOST}/no-2/</link>\n<guid>{HOST}/no-3/</guid>\n"
            f'<enclosure url="/no.mp3"/>\n<description>&lt;a href="/no-4/"&gt;'
            "</description>\n<content:encoded><![CDATA[\n<a href='/no-5/'>]]>"
            "</content:encoded></item></channel></rss>",
            [
                "LNK001 {}:2:7 there is no page '/no-1/'",
                "LNK001 {}:3:13 there is no page '/no-2/'",
                "LNK001 {}:4:7 there is no page '/no-3/'",
                "LNK003 {}:5:17 there is no file '/no.mp3'",
                "LNK001 {}:6:26 there is no page '/no-4/'",
                "LNK001 {}:8:10 there is no page '/no-5/'",
            ],
        ),
        (
            f'<urlset xmlns="{SITEMAP}" xmlns:i="{IMAGES}" xmlns:x='
            f'"http://www.w3.org/1999/xhtml">\n<url><loc>{HOST}/no/</loc>\n'
            f"<i:image><i:loc>{HOST}/no.png</i:loc></i:image>\n"
            f'<x:link rel="alternate" href="{HOST}/de/"/></url></urlset>',
            [
                "LNK001 {}:2:11 there is no page '/no/'",
                "LNK003 {}:3:17 there is no file '/no.png'",
                "LNK003 {}:4:31 there is no file '/de/'",
            ],
        ),
        (
            f'<sitemapindex xmlns="{SITEMAP}"><sitemap>\n<loc>{HOST}/no.xml</loc>'
            "</sitemap></sitemapindex>",
            ["LNK001 {}:2:6 there is no page '/no.xml'"],
        ),
        (
            '{"version": "https://jsonfeed.org/version/1.1",\n"home_page_url": "/no/",\n'
            '"items": [{"content_html": "<a href=\'/no-2/\'>",\n"image": "/no.png",\n'
            '"attachments": [{"url": "/no.mp3", "mime_type": "audio/mpeg"}]}]}',
            [
                "LNK001 {}:2:19 there is no page '/no/'",
                "LNK001 {}:3:38 there is no page '/no-2/'",
                "LNK003 {}:4:11 there is no file '/no.png'",
                "LNK003 {}:5:26 there is no file '/no.mp3'",
            ],
        ),
    ],
)  # fmt: skip
def test_what_feeds_lead_to_and_is_not_there(text, expected):
    name = "a.json" if text.startswith("{") else "a.xml"
    found = told({f"static/{name}": text})
    assert found == [it.format(f"static/{name}") for it in expected]


FEED = """---
permalink: /own.xml
---
<feed xmlns="http://www.w3.org/2005/Atom">
<link href="/no/"/>
{% for page in collections.post %}<entry><link href="{{ page.url }}"/>
<content type="html">{{ page.content | e }}</content></entry>{% endfor %}
</feed>
"""
POST = "---\npermalink: /blog/post/\ntags: post\n---\n\n[x]({})"


def test_a_feed_of_a_template_is_told_at_its_line_and_quoted_texts_where_they_stand():
    files = {"content/own.xml.jinja": FEED, "content/post.md": POST.format("/gone/")}
    assert told(files) == [
        "LNK001 content/own.xml.jinja:5:13 there is no page '/no/'",
        "LNK001 content/post.md:6:5 there is no page '/gone/'",
    ]


def test_a_link_that_counts_from_its_page_is_told_where_a_feed_quotes_it():
    files = {
        "content/own.xml.jinja": FEED.replace('<link href="/no/"/>', ""),
        "content/post.md": POST.format("../other/"),
        "content/blog/other.md": "",
    }
    assert told(files) == [
        "LNK001 content/own.xml.jinja:0:0 there is no page '/other/'"
    ]
    (found,) = (it for it in check({**SITE, **files}).findings if it.code == "LNK001")
    assert found.hint == "write '../other/' so that it does not count from the feed"
    assert found.notes[-1].message == "on /own.xml it is '../other/'"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (feed("<title>A & B</title>"), ":3 not XML: not well-formed (invalid token)"),
        (f"\n<?xml version='1.0'?>{feed()}", ":2 not XML: XML or text declaration"),
        (f"{ATOM}<entry>", ":1 not XML: no element found"),
        (
            f'<!DOCTYPE feed [<!ENTITY a "b">]>\n{feed("&a;")}',
            ":1 not safe to read: it declares entities of its own",
        ),
    ],
)
def test_a_feed_that_nobody_can_read(text, problem):
    (found,) = told({"static/a.xml": text})
    assert found.startswith("LNK011 static/a.xml")
    line, _, reason = problem[1:].partition(" ")
    assert f"static/a.xml:{line}:0 the feed or sitemap '/a.xml' is {reason}" in found


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('"items":\n]}', 2, "not JSON: expecting value"),
        ('"items": [1,\n]}', 1, "not JSON: illegal trailing comma before end of array"),
        (f'"items": {"[" * 100_000}', 1, "nested too deeply"),
        (f'"items": {"9" * 5_000}}}', 1, "nested too deeply, or has a number"),
    ],
)
def test_a_json_feed_that_nobody_can_read(text, line, problem):
    version = '{"version": "https://jsonfeed.org/version/1", '
    (found,) = told({"static/a.json": version + text})
    assert found.startswith(f"LNK011 static/a.json:{line}:0 ")
    assert f"'/a.json' is {problem}" in found


def test_half_a_character_in_a_feed_is_none():
    item = '"items": [{"url": "https://www.example.com/\\ud800/"}]}'
    version = '{"version": "https://jsonfeed.org/version/1", '
    assert told({"static/a.json": version + item}) == [
        "LNK001 static/a.json:1:1 there is no page '/\ufffd/'"
    ]


def test_what_is_generated_leads_to_what_is_there():
    config = f"{SITE['site.yaml']}feed: {{collection: news}}\n"
    news = "---\ntitle: A & B\ndate: 2025-01-01\ntags: news\n---\n[home](/)"
    assert told({"site.yaml": config, "content/news.md": news}) == []


def test_a_site_without_a_home_page_has_a_feed_all_the_same():
    found = check({"content/a.md": "---\ndate: 2025-01-01\n---\n"}).findings
    assert [it for it in found if it.code.startswith("LNK")] == []
    own = {"static/own.xml": feed('<link href="https://www.example.com/"/>')}
    assert [it.code for it in check({"content/a.md": "", **own}).findings] == ["LNK001"]
