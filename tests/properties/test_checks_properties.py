"""Whatever a page is made of, it can be looked through, and places are in its sources."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitewright.stages.checks.nesting.faults import find_faults
from sitewright.stages.checks.nesting.glance import is_plainly_sound
from sitewright.stages.checks.scan import read_markup
from support import check

PIECES = st.sampled_from(
    (
        *("<a href='", "/a/", "#x", "'>", "</a>", "<img src=/b.png srcset='", " 1x, "),
        *("<!-- ", "-->", "## Old", "word " * 11, "\n", "TODO", "{{ x }}", "{.a}"),
        *("<nav class=breadcrumb><li>", "</nav>", "<base href='", "http://localhost/"),
        *('<script type="application/ld+json">', '{"@type": "BreadcrumbList"', "}"),
        *(', "itemListElement": [{"position": 1, "name": "A"}]', "</script>", "<p>"),
        *(
            "<svg><title>",
            "<template>",
            "<html lang=en>",
            "<title>",
            "\x00",
            "ü",
            "%ff",
        ),
        *(
            "https://www.example.com/",
            "https://[",
            "//",
            "?",
            "https://a:b@c/",
            "é" * 9,
        ),
        *(
            "<link rel=canonical href='",
            "<meta name=description content='",
            '"',
            "'",
            ">",
        ),
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


@given(TEXTS, TEXTS)
@example("", "\rhttp://localhost/")
@settings(max_examples=150, deadline=None)
def test_anything_can_be_looked_through(html, more):
    files = {
        "content/index.html": "{% raw %}\n"
        + html.replace("endraw", "")
        + "{% endraw %}",
        "content/a.md": f"---\ntitle: A\n---\n{more}",
    }
    result = check(files)
    for item in result.findings:
        assert item.span
        text = files.get(item.span.path, "").replace("\r\n", "\n").replace("\r", "\n")
        if item.code[:3] in ("LNK", "SEO", "LEA") and item.span.line:
            row = text.split("\n")[item.span.line - 1]
            assert 1 <= item.span.column <= len(row)
            assert item.span.width >= 1
    assert check(files).findings == result.findings


IN_FILES = st.sampled_from(
    (
        *("<feed>", "</feed>", '<link href="', '"/>', "<loc>", "</loc>", "<rss>"),
        *('<content type="html">', "</content>", "&lt;a href='", "&gt;", "&amp;"),
        *("<description>", "</description>", "<![CDATA[", "]]>", "<!DOCTYPE a>"),
        *('<e xml:base="', '">', "https://[", "https://www.example.com/", "/no/"),
        *('{"version": "https://jsonfeed.org/version/1"', ', "url": "', '"', "}"),
        *(', "items": [', "]", "{", "\\ud800", "\x00", "\n", "\r\n", "%ff", "ü"),
        *("url(", ")", "@import '", "'", ";", "image-set(", "\\6e", "/*", "*/"),
    )
)
FILES = st.lists(IN_FILES | st.text(max_size=3), max_size=30).map("".join)


@given(st.sampled_from(["<feed>", "<rss>", "", '{"version": "']), FILES)
@settings(max_examples=300, deadline=None)
def test_any_feed_and_style_sheet_can_be_looked_through(begins, text):
    text = (begins + text).encode("utf-8", "replace").decode()
    names = ("f.xml", "f.json", "f.css")
    files = {"content/index.md": "", **{f"static/{name}": text for name in names}}
    for item in check(files).findings:
        assert item.span
        if item.span.path.startswith("static/") and item.span.column:
            row = text.split("\n")[item.span.line - 1]
            assert 1 <= item.span.column <= len(row)
            assert item.span.width >= 1


TAGS = st.sampled_from(
    (
        *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i class=a>", "</i>", "x"),
        *("<a href='/'>", "</a>", '<a title="', '">', "<br>", "<ul>", "</ul>"),
        *(
            "<li>",
            "<li>x</li>",
            "<h2>",
            "</h2>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<",
        ),
        *(
            '<svg><path d="M0 0"/></svg>',
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
        ),
        *("<style>", "</style>", "<form>", "</form>", "<div/>", "<P>", "<?", "&lt;"),
    )
)


@given(st.lists(TAGS, max_size=12).map("".join))
@settings(max_examples=1000, deadline=None)
def test_what_is_sound_at_a_glance_is_sound(html):
    page = f"<!doctype html>{html}"
    if is_plainly_sound(read_markup(page)):
        assert find_faults(page) == []
