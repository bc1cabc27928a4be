"""What a finished page, or a style sheet, needs of a policy."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from sitewright.kernel.srcset import split_srcset
from sitewright.stages.policy.addresses import source_of
from sitewright.stages.policy.pages import read_page, read_style_sheet
from sitewright.stages.policy.styles import find_loaded

HOME = "https://www.example.com"
PAGE = f"{HOME}/a/b/"


def hashed(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def needs(html):
    return read_page(html, PAGE, HOME, "content/a.md")[0]


def sources(html):
    return list(needs(html).sources)


@pytest.mark.parametrize(
    ("html", "hashed_text"),
    [
        ("<script>run()</script>", "run()"),
        ("<SCRIPT TYPE=MODULE>run()</SCRIPT>", "run()"),
        ("<script type=''>run()</script>", "run()"),
        ("<script type=' text/JavaScript '>run()</script>", "run()"),
        ("<script language=javascript>run()</script>", "run()"),
        ('<script type=importmap>{"imports":{}}</script>', '{"imports":{}}'),
        ("<script>a &amp; b < c</script>", "a &amp; b < c"),
        ("<script>\na\r\nb\rc</script>", "\na\nb\nc"),
        ("<script>a\0b</script>", "a\ufffdb"),
        ("<script><!--\na\n//--></script>", "<!--\na\n//-->"),
        ("<script>'<!--<script>'</script>'</script>", "'<!--<script>'</script>'"),
        ("<script>é \u2028</script>", "é \u2028"),
        ("<svg><script>a &amp; b</script></svg>", "a & b"),
        ("<svg><script><![CDATA[a & b]]></script></svg>", "a & b"),
        ("<template><script>run()</script></template>", "run()"),
        ("<div><template shadowrootmode=open><script>s</script></template>", "s"),
        (
            "<iframe srcdoc='<script>&amp;lt;&amp;quot;</script>'></iframe>",
            "&lt;&quot;",
        ),
        ("<noscript><script>odd</script></noscript>", "odd"),
    ],
)
def test_hash_of_a_script_is_that_of_what_a_browser_parses(html, hashed_text):
    assert ("script-src", hashed(hashed_text)) in needs(html).sources


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        "<script type=application/json>{}</script>",
        "<script type=text/template><p style='x:y' onclick=z></script>",
        "<script type='text/javascript; charset=utf-8'>never()</script>",
        "<script language=vbscript>never()</script>",
        "<script></script>",
        "<!-- <script>never()</script> -->",
        "<textarea><script>never()</script></textarea>",
        "<title><style>p{}</style></title>",
        "<style type=text/less>p{}</style>",
        "<style></style>",
        "<a href=https://other.example>away</a>",
        '<link rel=canonical href=https://other.example><link rel="alternate" href=/x>',
        "<link rel=dns-prefetch href=//other.example><link rel=stylesheet>",
        "<iframe src=about:blank></iframe><p style onclick>",
        "<img alt=none><template><p>text</p></template>",
    ],
)
def test_what_needs_nothing(html):
    assert sources(html) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<style>p{}</style>", [("style-src", hashed("p{}"))]),
        ("<style type=text/CSS>\r\n</style>", [("style-src", hashed("\n"))]),
        ("<svg><style>a&gt;b{}</style></svg>", [("style-src", hashed("a>b{}"))]),
        (
            '<td style="text-align:left">',
            [],  # a cell outside a table is no element
        ),
        (
            '<table><tr><td style="text-align:left">',
            [("style-src-attr", hashed("text-align:left"))],
        ),
        ("<p STYLE=' a:&quot;b&quot; '>", [("style-src-attr", hashed(' a:"b" '))]),
        ("<svg><g style=a:b></g></svg>", [("style-src-attr", hashed("a:b"))]),
        ("<math><mi style=a:b>", [("style-src-attr", hashed("a:b"))]),
        (
            "<table><template><tr><td style=a:b></td></tr></template></table>",
            [("style-src-attr", hashed("a:b"))],
        ),
        (
            "<body onload=\"go('/?a=1&copy=2&amp;b')\">",
            [("script-src-attr", hashed("go('/?a=1&copy=2&b')"))],
        ),
        (
            "<script src=/a.js onerror=e()></script>",
            [
                ("script-src", "'self'"),
                ("script-src-attr", hashed("e()")),
            ],
        ),
    ],
)
def test_styles_and_handlers_are_known_by_their_hashes(html, found):
    assert sources(html) == found


SELF, OTHER = "'self'", "https://x.example"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script src=../a.js>ignored</script>", [("script-src", SELF)]),
        (f"<script src='{OTHER}/a.js'></script>", [("script-src", OTHER)]),
        ("<svg><script href=//x.example/a /></svg>", [("script-src", OTHER)]),
        ("<img src=/a.png>", [("img-src", SELF)]),
        ("<img src='data:image/png;base64,AA'>", [("img-src", "data:")]),
        (
            "<img srcset='/a.png, https://x.example/b,c.png 2x'>",
            [("img-src", SELF), ("img-src", OTHER)],
        ),
        ("<picture><source srcset=//x.example/a></picture>", [("img-src", OTHER)]),
        (
            "<video poster=//x.example/a src=/v>",
            [("img-src", OTHER), ("media-src", SELF)],
        ),
        ("<audio><source src=//x.example/a></audio>", [("media-src", OTHER)]),
        ("<video><track src=/t.vtt>", [("media-src", SELF)]),
        ("<input type=image src=//x.example/a>", [("img-src", OTHER)]),
        ("<body background=//x.example/a>", [("img-src", OTHER)]),
        ("<svg><image xlink:href=//x.example/a /></svg>", [("img-src", OTHER)]),
        ("<svg><feImage href=//x.example/a /></svg>", [("img-src", OTHER)]),
        ("<link rel='Shortcut ICON' href=//x.example/a>", [("img-src", OTHER)]),
        ("<link rel='alternate stylesheet' href=/a>", [("style-src", SELF)]),
        ("<link rel=manifest href=/a>", [("manifest-src", SELF)]),
        ("<link rel=preload as=font href=//x.example/a>", [("font-src", OTHER)]),
        ("<link rel=preload as=fetch href=//x.example/a>", [("connect-src", OTHER)]),
        ("<link rel=modulepreload href=//x.example/a>", [("script-src", OTHER)]),
        ("<iframe src=//x.example/a></iframe>", [("frame-src", OTHER)]),
        ("<embed src=/a.pdf>", [("frame-src", SELF), ("object-src", SELF)]),
        ("<form></form>", [("form-action", SELF)]),
        ("<form action=//x.example/a></form>", [("form-action", OTHER)]),
        (
            "<form action=/a><button formaction=//x.example/b>",
            [
                ("form-action", SELF),
                ("form-action", OTHER),
            ],
        ),
        ("<form action='mailto:a@b.example'></form>", [("form-action", "mailto:")]),
        (
            "<a href=/ ping='//x.example/a /b'>",
            [("connect-src", SELF), ("connect-src", OTHER)],
        ),
        (
            "<base href=//x.example/dir/><img src=a.png>",
            [("base-uri", OTHER), ("img-src", OTHER)],
        ),
        (
            "<noscript><img src=//x.example/pixel></noscript>",
            [("img-src", OTHER)],
        ),
    ],
)
def test_what_a_page_loads_is_named_by_its_host(html, found):
    assert sources(html) == sorted(found)


def test_styles_in_a_page_load_something_too():
    css = "p{background:url(//x.example/a.png)}"
    assert sources(f"<style>{css}</style>") == [
        ("img-src", OTHER),
        ("style-src", hashed(css)),
    ]
    assert ("img-src", "data:") in needs('<p style="background:url(data:,)">').sources


def test_features_that_frames_ask_for():
    found = needs(
        "<iframe src=/a allow=\"camera 'self'; fullscreen;;geolocation *\"></iframe>"
    )
    assert found.features == ("camera", "fullscreen", "geolocation")
    assert found.origin == "content/a.md"


@pytest.mark.parametrize(
    "html",
    [
        "<a href=' JavaScript:void(0)'>",
        "<form action=javascript:void(0)>",
        "<iframe src=javascript:void(0)></iframe>",
        "<script src='data:text/javascript,run()'></script>",
    ],
)
def test_what_no_policy_can_allow(html):
    assert len(needs(html).blocked) == 1
    assert "'self'" not in str([s for s in sources(html) if s[0] != "form-action"])


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { background: url(a.png) }", [("img-src", "a.png")]),
        ('p { background: URL( "a b.png" ) }', [("img-src", "a b.png")]),
        (r"p { background: url(a\)b.png) }", [("img-src", "a)b.png")]),
        (r"p { background: url('\68ttps://x') }", [("img-src", "https://x")]),
        ("@import url(a.css);", [("style-src", "a.css")]),
        ("@import 'a.css' screen;", [("style-src", "a.css")]),
        ('@IMPORT "a.css"', [("style-src", "a.css")]),
        (
            "@font-face { src: local('X'), url(a.woff2) format('woff2') } p { x: url(b) }",
            [("font-src", "a.woff2"), ("img-src", "b")],
        ),
        (
            "p { x: image-set('a.png' 1x, url(b.png) 2x); y: 'no' }",
            [
                ("img-src", "a.png"),
                ("img-src", "b.png"),
            ],
        ),
        (
            "p { x: url(data:image/svg+xml,%3Csvg/%3E) }",
            [("img-src", "data:image/svg+xml,%3Csvg/%3E")],
        ),
        (
            "p { x: url(\"data:image/svg+xml,<svg style='a:b;}'/>\"); y: url(c) }",
            [
                ("img-src", "data:image/svg+xml,<svg style='a:b;}'/>"),
                ("img-src", "c"),
            ],
        ),
        (
            "/* url(a.png) */ p { fill: url(#local) } @namespace url(http://w3.org/x);",
            [],
        ),
        ("p::before { content: 'url(a.png)' }", []),
        ("p { x: url(", []),
        ("p { x: url() ; y: 'unended", []),
    ],
)
def test_what_a_style_sheet_loads(css, found):
    assert list(find_loaded(css)) == found


def test_addresses_in_a_style_sheet_count_from_it():
    css = "@import '../b.css'; p { background: url(//x.example/a) }"
    found, _ = read_style_sheet(css, f"{HOME}/css/a.css", HOME, "static/css/a.css")
    assert found.sources == (("img-src", OTHER), ("style-src", SELF))


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("", SELF),
        ("?q", SELF),
        ("https://www.example.com/x", SELF),
        ("HTTPS://WWW.EXAMPLE.COM:443/x", SELF),
        ("https://www.example.com:8443/x", "https://www.example.com:8443"),
        ("http://www.example.com/x", "http://www.example.com"),
        ("https://cdn.example.com", "https://cdn.example.com"),
        ("//cdn.example.com/a b", "https://cdn.example.com"),
        ("\\\\cdn.example.com\\x", "https://cdn.example.com"),
        ("\n https://cdn.\texample.com/ ", "https://cdn.example.com"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://user:pw@cdn.example/", "https://cdn.example"),
        ("data:image/png,", "data:"),
        ("BLOB:x", "blob:"),
        ("wss://live.example/x", "wss://live.example"),
        ("about:blank", ""),
        ("javascript:x", ""),
        ("https://[::1]/", ""),
        ("https://[bad", ""),
        ("https://a;b.example/", ""),
        ("https://host:port/", ""),
    ],
)
def test_source_of_an_address(address, source):
    assert source_of(address, PAGE, HOME) == source


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        (" ,a.png,b.png , c.png 3w", ["a.png,b.png", "c.png"]),
        ("a.png, b.png", ["a.png", "b.png"]),
        ("data:image/png;base64,AA== 1x,b 2x", ["data:image/png;base64,AA==", "b"]),
        ("", []),
        (" , ", []),
    ],
)
def test_addresses_of_a_srcset(text, addresses):
    assert list(split_srcset(text)) == addresses
