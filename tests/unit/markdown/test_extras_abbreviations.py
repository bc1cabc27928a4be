"""Abbreviations as markdown-it-abbr 2.0.0 prints them."""

from __future__ import annotations

import pytest

from rendering import render_fragment
from sitewright.model.markdown import MarkdownOptions

OPTIONS = MarkdownOptions(abbreviations=True)

CASES = [
    ("before", "*[HTML]: Hyper\n\nHTML", '<p><abbr title="Hyper">HTML</abbr></p>\n'),
    ("whole words only", "HTML XHTML HTML5 HTML.\n\n*[HTML]: Hyper", '<p><abbr title="Hyper">HTML</abbr> XHTML HTML5 <abbr title="Hyper">HTML</abbr>.</p>\n'),
    ("longest first", "*[HTML]: A\n*[HTML 5]: B\n\nHTML 5, HTML", '<p><abbr title="B">HTML 5</abbr>, <abbr title="A">HTML</abbr></p>\n'),
    ("in a quote", "> *[Q]: in a quote\n\nQ", '<blockquote></blockquote>\n<p><abbr title="in a quote">Q</abbr></p>\n'),
    ("first of two", "*[A]: one\n*[A]: two\n\nA", '<p><abbr title="one">A</abbr></p>\n'),
    ("escaped", "*[A\\]B]: esc\n\nA]B", '<p><abbr title="esc">A]B</abbr></p>\n'),
    ("special characters", '*[A]: "q" <b> & x\n\n*A* A', '<p><em><abbr title="&quot;q&quot; &lt;b&gt; &amp; x">A</abbr></em> <abbr title="&quot;q&quot; &lt;b&gt; &amp; x">A</abbr></p>\n'),
    ("no explanation", "*[A]:\n\nA", "<p>*[A]:</p>\n<p>A</p>\n"),
    ("within a paragraph", "text\n*[A]: b\nA", '<p>text</p>\n<p><abbr title="b">A</abbr></p>\n'),
    ("term that is an edge", "*[-]: dash\n\n--", '<p><abbr title="dash">-</abbr>-</p>\n'),
    ("links, code, pictures", "[A](/u) `A` ![A](/v)\n\n*[A]: b", '<p><a href="/u"><abbr title="b">A</abbr></a> <code>A</code> <img src="/v" alt="A"></p>\n'),
    ("attribute list", "*[A]: b\n\n*A*{.x} A{.y}", '<p class="y"><em class="x"><abbr title="b">A</abbr></em> <abbr title="b">A</abbr></p>\n'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_abbreviation_prints_what_the_plugin_prints(source, html):
    assert render_fragment(source, OPTIONS) == html


def test_term_may_have_a_hundred_characters():
    short, long = "A" * 100, "A" * 101
    assert "<abbr" in render_fragment(f"*[{short}]: x\n\n{short}", OPTIONS)
    assert "<abbr" not in render_fragment(f"*[{long}]: x\n\n{long}", OPTIONS)


def test_explanation_from_a_stranger_stays_a_title():
    options = MarkdownOptions(abbreviations=True, untrusted=True)
    assert render_fragment('*[A]: "><script>\n\nA', options) == (
        '<p><abbr title="&quot;&gt;&lt;script&gt;">A</abbr></p>\n'
    )


def test_definition_is_text_unless_asked_for():
    assert render_fragment("*[A]: b", MarkdownOptions()) == "<p>*[A]: b</p>\n"
