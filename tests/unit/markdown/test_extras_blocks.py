"""Alerts, admonitions, task lists, footnotes and line breaks."""

from __future__ import annotations

import re

import pytest

from rendering import render_fragment
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.body import render_markdown
from sitewright.stages.markdown.parser import make_parser

OPTIONS = MarkdownOptions(
    alerts=True, admonitions=True, task_lists=True, footnotes=True, breaks=True
)
UNTRUSTED = MarkdownOptions(alerts=True, admonitions=True, untrusted=True)

NOTE = '<div class="markdown-alert markdown-alert-note">\n<p class="markdown-alert-title">Note</p>\n'
CHECKED = 'checked="checked" '
BOX = '<input class="task-list-item-checkbox" {}disabled="disabled" type="checkbox">'

ALERTS = [
    ("paragraph", "> [!NOTE]\n> Take *care*{.a}.{.b}", f'{NOTE}<p class="b">Take <em class="a">care</em>.</p>\n</div>\n'),
    ("small letters", "> [!note]\n> a", f"{NOTE}<p>a</p>\n</div>\n"),
    ("blank line", "> [!NOTE]\n>\n> a\n\nb", f"{NOTE}<p>a</p>\n</div>\n<p>b</p>\n"),
    ("without the mark", "> [!NOTE]\na", f"{NOTE}<p>a</p>\n</div>\n"),
    ("other blocks", "> [!NOTE]\n> - a\n>\n> # b", f"{NOTE}<ul>\n<li>a</li>\n</ul>\n<h1>b</h1>\n</div>\n"),
    ("attributes", "> [!NOTE]\n> a\n{.c}", f"{NOTE}<p>a</p>\n</div>\n".replace("-note", "-note c")),
    ("quote within", "> [!NOTE]\n> > a", f"{NOTE}<blockquote>\n<p>a</p>\n</blockquote>\n</div>\n"),
    ("within a quote", "> > [!NOTE]\n> > a", f"<blockquote>\n{NOTE}<p>a</p>\n</div>\n</blockquote>\n"),
    ("within a list", "- > [!NOTE]\n  > a", f"<ul>\n<li>\n{NOTE}<p>a</p>\n</div>\n</li>\n</ul>\n"),
    ("nothing said", "> [!NOTE]", "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>\n"),
    ("no such alert", "> [!NOTES]\n> a", "<blockquote>\n<p>[!NOTES]<br>\na</p>\n</blockquote>\n"),
    ("title of its own", "> [!NOTE] a\n> b", "<blockquote>\n<p>[!NOTE] a<br>\nb</p>\n</blockquote>\n"),
    ("not at the start", "> a\n> [!NOTE]\n> b", "<blockquote>\n<p>a<br>\n[!NOTE]<br>\nb</p>\n</blockquote>\n"),
]  # fmt: skip

ADMONITIONS = [
    ("title", '!!! note "A *b*"\n    c{.d}\n\ne', '<div class="admonition note">\n<p class="admonition-title">A <em>b</em></p>\n<p class="d">c</p>\n</div>\n<p>e</p>\n'),
    ("its own name", "!!! note\n    c\n\n    d", '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>c</p>\n<p>d</p>\n</div>\n'),
    ("no title", '!!! note ""\n    c', '<div class="admonition note">\n<p>c</p>\n</div>\n'),
    ("nested", "!!! a\n    !!! b\n        c\nd", '<div class="admonition a">\n<p class="admonition-title">A</p>\n<div class="admonition b">\n<p class="admonition-title">B</p>\n<p>c</p>\n</div>\n</div>\n<p>d</p>\n'),
    ("more classes", '!!! note wide "T"\n    c', '<div class="admonition note wide">\n<p class="admonition-title">T</p>\n<p>c</p>\n</div>\n'),
    ("after a paragraph", "a\n!!! b\n    c", '<p>a</p>\n<div class="admonition b">\n<p class="admonition-title">B</p>\n<p>c</p>\n</div>\n'),
    ("no name", "!!!", "<p>!!!</p>\n"),
]  # fmt: skip

TASKS = [
    ("both", "- [ ] a\n- [X] b\n- c", f'<ul class="contains-task-list">\n<li class="task-list-item">{BOX.format("")} a</li>\n<li class="task-list-item">{BOX.format(CHECKED)} b</li>\n<li>c</li>\n</ul>\n'),
    ("numbered, nested", "1. a\n   - [ ] b", f'<ol>\n<li>a\n<ul class="contains-task-list">\n<li class="task-list-item">{BOX.format("")} b</li>\n</ul>\n</li>\n</ol>\n'),
    ("no space", "- [ ]a", "<ul>\n<li>[ ]a</li>\n</ul>\n"),
    ("a link", "- [x] a\n\n[x]: /u", '<ul>\n<li><a href="/u">x</a> a</li>\n</ul>\n'),
    ("not in a list", "[x] a", "<p>[x] a</p>\n"),
]  # fmt: skip

BREAKS = [
    ("every line", "a\nb  \nc\\\nd", "<p>a<br>\nb<br>\nc<br>\nd</p>\n"),
    ("in a list", "- a\n  b", "<ul>\n<li>a<br>\nb</li>\n</ul>\n"),
]

CASES = [*ALERTS, *ADMONITIONS, *TASKS, *BREAKS]

ANY = '> [!NOTE]\n> a\n\n!!! note\nb\n\n*[A]: b\n\n"A" -- (c) https://e.co\nm@e.co [^1] ^[c]\n\n[^1]: d\n\ne\n: f\n\n- [ ] g\n\n::: h\n:::\n\n```js {1}\ni\n```\n'


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_block_becomes(source, html):
    assert render_fragment(source, OPTIONS) == html


def test_nothing_changes_unless_asked_for():
    assert render_fragment(ANY, MarkdownOptions()) == (
        "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n<p>!!! note\nb</p>\n"
        '<p>*[A]: b</p>\n<p>&quot;A&quot; -- (c) https://e.co\nm@e.co <a href="d">^1</a> ^[c]</p>\n'
        "<p>e\n: f</p>\n<ul>\n<li>[ ] g</li>\n</ul>\n<p>::: h\n:::</p>\n"
        '<pre><code 1="" class="language-js">i\n</code></pre>\n'
    )


def test_titles_from_a_stranger_are_text():
    html = render_fragment('!!! "><b> "<script>"\n    a', UNTRUSTED)
    assert "<script" not in html
    assert "<b>" not in html
    assert "<b>" not in render_fragment("> [!NOTE]\n> <b>", UNTRUSTED)


def test_undefined_footnote_stays_text():
    assert render_fragment("a[^x] [^1]\n\n[^1]: b", OPTIONS).startswith("<p>a[^x] <sup")


def test_footnote_within_the_line():
    html = render_fragment("a^[b *c*]", OPTIONS)
    assert 'class="footnote-item"><p>b <em>c</em> <a' in html


def test_label_of_a_footnote_may_have_two_hundred_characters():
    short, long = "a" * 200, "a" * 201
    assert "<sup" in render_fragment(f"[^{short}]\n\n[^{short}]: b", OPTIONS)
    assert "<sup" not in render_fragment(f"[^{long}]\n\n[^{long}]: b", OPTIONS)


def test_lines_of_an_alert_are_known():
    tokens = make_parser(OPTIONS).parse("> [!NOTE]\n> a\n> b")
    assert [token.map for token in tokens if token.content == "a\nb"] == [[1, 3]]


@pytest.mark.parametrize(
    "piece",
    [
        *("- [ ] a\n", "> [!NOTE]\n> a\n\n", ">[!TIP]\n>> [!NOTE]\n", "[^y", "^["),
        *("!!! a\n    b\n\n", "!!! a\n"),
    ],
)
def test_repetition_is_no_burden(piece):
    assert render_fragment("[^1]: x\n\n" + piece * 2_000, OPTIONS)


def test_footnotes_of_two_fields_and_the_body_have_ids_of_their_own():
    texts = ("a^[b]", "c^[d]")
    body, _ = render_markdown(texts[0], OPTIONS)
    pages = [body.html, *(render_fragment(text, OPTIONS) for text in texts)]
    ids = [found for page in pages for found in re.findall(r' id="([^"]+)"', page)]
    assert len(ids) == len(set(ids)) == 6
    assert ids[:2] == ["fnref1", "fn1"]
