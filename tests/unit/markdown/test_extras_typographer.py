"""Quotes, dashes and dots as markdown-it 15.0.3 prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rendering import render_fragment
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.extras.quotes import make_quotes_rule

OPTIONS = MarkdownOptions(typographer=True)
ENGLISH = OPTIONS.quotes

CASES = [
    ("double", '"x" and \'y\'', "<p>“x” and ‘y’</p>\n"),
    ("nested", '"a \'b\' c"', "<p>“a ‘b’ c”</p>\n"),
    ("apostrophe and decade", "it's the '90s", "<p>it’s the '90s</p>\n"),
    ("feet and inches", '5\'10" tall', "<p>5’10&quot; tall</p>\n"),
    ("an inch and a quote", '1""', "<p>1&quot;&quot;</p>\n"),
    ("around an element", '"*a*"', "<p>“<em>a</em>”</p>\n"),
    ("not across elements", '*"a* b"', "<p><em>&quot;a</em> b&quot;</p>\n"),
    ("across lines", '"a\nb"', "<p>“a\nb”</p>\n"),
    ("within a word", 'a"b"c', "<p>a&quot;b&quot;c</p>\n"),
    ("among punctuation", 'foo-"-bar-"-baz', "<p>foo-“-bar-”-baz</p>\n"),
    ("around a letter of another plane", '"😀"', "<p>“😀”</p>\n"),
    ("after code", '`"`"x"', "<p><code>&quot;</code>“x”</p>\n"),
    ("within html", '<b>"x"</b>', "<p><b>“x”</b></p>\n"),
    ("in a link", '["x"](/u "t")', '<p><a href="/u" title="t">“x”</a></p>\n'),
    ("escaped", '\\"x"', "<p>&quot;x&quot;</p>\n"),
    ("not in a description", "![it's](/u)", '<p><img src="/u" alt="it\'s"></p>\n'),
    ("signs", "(c) (TM) +- .. ?.... !!!! ,, -- ---", "<p>© ™ ± … ?.. !!! , – —</p>\n"),
    ("dashes", "a -- b---c", "<p>a – b—c</p>\n"),
    ("with an attribute list", '"*a*{.x}" b', '<p>“<em class="x">a</em>” b</p>\n'),
]  # fmt: skip

PIECES = [
    *('"', "'", '"', "'", "a", "1", " ", "\n", "  \n", ".", "-", "(", "«", "\xa0"),
    *("*", "**", "_", "~~", "`c`", "[x](/u)", "![", "](/u)", "<b>", "</b>", "&amp;"),
    *('\\"', "&quot;", "> ", "- ", "\n\n", "<https://e.co>", "é", "…"),
]


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_typographer_prints_what_markdown_it_prints(source, html):
    assert render_fragment(source, OPTIONS) == html


@pytest.mark.parametrize(
    ("quotes", "html"),
    [
        (("„", "“", "‚", "‘"), "<p>„x“ ‚y‘ it’s</p>\n"),
        (("« ", " »", "‹ ", " ›"), "<p>« x » ‹ y › it’s</p>\n"),
        (("", "", "", ""), "<p>x y it’s</p>\n"),
    ],
)
def test_quotes_of_other_languages(quotes, html):
    options = MarkdownOptions(typographer=True, quotes=quotes)
    assert render_fragment("\"x\" 'y' it's", options) == html


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_rule_agrees_with_that_of_the_library(text):
    library = MarkdownIt("js-default", {"typographer": True})
    ours = MarkdownIt("js-default", {"typographer": True})
    ours.core.ruler.at("smartquotes", make_quotes_rule(ENGLISH))
    assert ours.render(text) == library.render(text)


def test_many_quotes_are_no_burden():
    html = render_fragment("\"a 'b' c\" " * 10_000, OPTIONS)
    assert html.count("“a ‘b’ c”") == 10_000
