"""What is on finished pages that is not meant for visitors."""

from __future__ import annotations

import pytest

from support import check

CONFIG = "title: T\nurl: https://www.example.com\n"
WORDS = "some prose of more than ten words that nobody is meant to read"


def said(html: str, before: str = "") -> list[str]:
    files = {"site.yaml": CONFIG, "content/index.html": before + html}
    result = check(files)
    assert result.site
    return [it.code for it in result.findings if it.code.startswith("LEAK")]


@pytest.mark.parametrize(
    "html",
    [
        "<!-- short notes may stay where they are -->",
        f"<!--! Licence: {WORDS} -->",
        f"<!-- Copyright 2026: {WORDS} -->",
        f"<!--[if IE]> {WORDS} <![endif]-->",
        "<a href='https://localhost.example.com/'>",
        "<a href='https://10.example.com/'>",
        "<code>http://localhost:8080/</code> <pre>localhost</pre> <kbd>127.0.0.1</kbd>",
        "<samp>listening on <b>0.0.0.0:80</b></samp><script>'localhost'</script>",
        "<p>localhost.example.com, mylocalhost, anna@localhost, local-host, a.localhost</p>",
        "<p>Release 10.4.2.1, at 192.168.0.7, of shop.local and unit.test</p>",
        "<p>See https://local.example.com/ or https://www.example.com/localhost</p>",
        "<code>AKIAQWERTYUIOPASDFGHJ</code>",
        "<a href='https://example.com:8080/@anna'>",
        "<pre>git clone https://anna:$TOKEN@example.com/</pre>",
        "<a href='mailto:anna@example.com'>",
        "<code>TODO</code> <pre>// FIXME</pre> <kbd>TBC</kbd>",
        "a todo list; TODO-list; xxx; XXXL",
        "<script>// TODO</script><style>/* FIXME */</style>",
        "<code>{{ title }} {% if %} {.lead} {#id}</code>",
        "<script>const a = `{{ b }}`; if (c) {.5}</script>",
        "a set {1, 2}, a rule { color: red }, f(x) = {x} and {  .a }",
        "<p class='{a}'>",
    ],
)
def test_what_is_no_leak(html):
    before = "{% raw %}" if "{" in html else ""
    assert said(html + ("{% endraw %}" if before else ""), before) == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (f"<!-- {WORDS} -->", "LEAK001"),
        ("<a href='http://localhost/'>", "LEAK002"),
        ("<img src='//127.0.0.1:3000/a.png'>", "LEAK002"),
        ("<link rel=canonical href='https://192.168.0.7/'>", "LEAK002"),
        ("<link rel=stylesheet href='http://shop.local/a.css'>", "LEAK002"),
        ("<a href='file:///home/anna/plan.doc'>", "LEAK002"),
        ("<p>It runs on localhost</p>", "LEAK006"),
        ("<p>See Localhost:8080.</p>", "LEAK006"),
        ("<p>See http://localhost:8080/report/</p>", "LEAK006"),
        ("<p>See (127.0.0.1), please</p>", "LEAK006"),
        ("<p>Ask 0.0.0.0</p>", "LEAK006"),
        ("<p>Ask [::1]</p>", "LEAK006"),
        ("<p>Ask http://shop.local/a, please</p>", "LEAK006"),
        ("<p>Ask http://192.168.0.7:3000/</p>", "LEAK006"),
        ("<title>localhost</title>", "LEAK006"),
        ("<a href='/'>http://localhost/</a>", "LEAK006"),
        ("<a href='http://localhost/'><b>http://localhost/</b></a>", "LEAK002"),
        ("<!-- -----BEGIN RSA PRIVATE KEY----- -->", "LEAK003"),
        (f"<script>a = 'ghp_{'a1' * 18}'</script>", "LEAK003"),
        (f"<p data-key='sk_live_{'a1' * 12}'>", "LEAK003"),
        ("<a href='https://anna:hunter2@example.com/'>", "LEAK003"),
        ("<h2>Fees (TBC)</h2>", "LEAK004"),
        ("<p>FIXME: ask Anna</p>", "LEAK004"),
        ("<p>Lorem ipsum dolor</p>", "LEAK004"),
        ("<img alt='TODO'>", "LEAK004"),
        ("<p>{{ title }}</p>", "LEAK005"),
        ("<p>{% if title %}</p>", "LEAK005"),
        ("<p>Text {.lead}</p>", "LEAK005"),
        ("<p>Text {#id .lead}</p>", "LEAK005"),
        ("<p>Text {: .lead}</p>", "LEAK005"),
        ("<a href='{{ url }}'>x</a>", "LEAK005"),
        ("<p>[object Object]</p>", "LEAK005"),
    ],
)
def test_what_is_a_leak(html, code):
    assert said(html + "{% endraw %}", "{% raw %}") == [code]


def test_todo_is_a_word_in_spanish():
    assert said("<html lang=es><p>TODO</p>") == []
    assert said("<html lang=en><p>TODO</p>") == ["LEAK004"]


def test_a_comment_of_markdown_is_told_by_the_build_alone():
    files = {
        "content/a.md": f"<!--\n{WORDS} -->\n\n<!-- ## One\n\n{WORDS}\n\n## Two -->\n"
    }
    found = check(files).findings
    assert [(it.code, it.span.line) for it in found] == [*(("MD004", 1), ("MD004", 4))]
