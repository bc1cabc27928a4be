"""Whatever a page is made of, it can be looked through, and places are in its sources."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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
