"""What attribute lists bind to, and what they set. Checked against the real plugin."""

from __future__ import annotations

import re
import time

import pytest
from markdown_it import MarkdownIt

from sitewright.stages.markdown.attributes import AttributeOptions, use_attributes
from sitewright.stages.markdown.parser import make_parser

TABLE = "| a | b |\n|---|---|\n"

CASES = [
    # What a list sets
    ("classes join", "p {.a .b}", '<p class="a b">p</p>'),
    ("id", "p {#a}", '<p id="a">p</p>'),
    ("last id wins, in the first one's place", "p {#a .c #b}", '<p id="b" class="c">p</p>'),
    ("value without quotes", "p {lang=fr}", '<p lang="fr">p</p>'),
    ("value in quotes", 'p {title="x y"}', '<p title="x y">p</p>'),
    ("delimiters inside quotes", 'p {title="{x}"}', '<p title="{x}">p</p>'),
    ("escaped quote in a value", '``` {t="a\\"}b"}\nx\n```', '<pre><code t="a\\&quot;}b">x\n</code></pre>'),
    ("word without a value", "p {hidden}", '<p hidden="">p</p>'),
    ("css module", "p {..m}", '<p css-module="m">p</p>'),
    ("value is escaped", 'p {t="<&>"}', '<p t="&lt;&amp;&gt;">p</p>'),
    ("class= joins like .class", "p {class=a .b}", '<p class="a b">p</p>'),
    ("value before any name joins the next", "p {=v .x}", '<p class="vx">p</p>'),
    # What is no list
    ("nothing inside", "p {}", "<p>p {}</p>"),
    ("lone mark", "p {.}", "<p>p {.}</p>"),
    ("text behind it", "p {.a} q", "<p>p {.a} q</p>"),
    ("escaped delimiter", r"p \{.a}", "<p>p {.a}</p>"),
    ("doubled right delimiter", "*p*{.a}}", "<p><em>p</em>{.a}}</p>"),
    ("never closed", "p {.a", "<p>p {.a</p>"),
    ("line break inside", "p {.a\n.b}", "<p>p {.a\n.b}</p>"),
    # Inline
    ("emphasis", "x *p*{.a} y", '<p>x <em class="a">p</em> y</p>'),
    ("two lists", "*p*{.a}{#b} y", '<p><em class="a" id="b">p</em> y</p>'),
    ("space before it: the block", "*p* {.a}", '<p class="a"><em>p</em></p>'),
    ("nested", "**x *p*{.a}**{.b}", '<p><strong class="b">x <em class="a">p</em></strong></p>'),
    ("link", "[x](/u){.a}", '<p><a href="/u" class="a">x</a></p>'),
    ("image", "![x](/u){.a}", '<p><img src="/u" alt="x" class="a"></p>'),
    ("image without text", "![](/u){alt=z}", '<p><img src="/u" alt=""></p>'),
    ("code", "`x`{.a} y", '<p><code class="a">x</code> y</p>'),
    ("cut at the first quoted delimiter", '*p*{t="}"} y', '<p><em t="}">p</em>&quot;} y</p>'),
    # Blocks
    ("heading", "## p {.a}", '<h2 class="a">p</h2>'),
    ("setext heading", "p {.a}\n===", '<h1 class="a">p</h1>'),
    ("line of its own", "p\n{.a}", '<p class="a">p</p>'),
    ("line of its own in a quote", "> p\n> {.a}", '<blockquote class="a">\n<p>p</p>\n</blockquote>'),
    ("in front of an element", "p {.a}*x*", '<p class="a">p<em>x</em></p>'),
    ("behind code", "p {.a} `x`", "<p>p {.a} <code>x</code></p>"),
    ("only the last of two", "p {.a}{.b}", '<p class="b">p {.a}</p>'),
    ("fence", "```js {.a}\nx\n```", '<pre><code class="a language-js">x\n</code></pre>'),
    ("fence without a language", "``` {.a}\nx\n```", '<pre><code class="a">x\n</code></pre>'),
    ("horizontal rule", "--- {.a}", '<hr class="a">'),
    ("horizontal rule, never closed", "--- {.a .b", '<hr class="a">'),
    # Lists
    ("item", "- p {.a}", '<ul>\n<li class="a">p</li>\n</ul>'),
    ("list", "- p\n{.a}", '<ul class="a">\n<li>p</li>\n</ul>'),
    ("list, by a paragraph", "- p\n\n{.a}", '<ul class="a">\n<li>p</li>\n</ul>'),
    ("nested lists", "- p\n  - q {.a}\n{.b}\n\n{.c}", '<ul class="c">\n<li>p\n<ul class="b">\n<li class="a">q</li>\n</ul>\n</li>\n</ul>'),
    ("list opened last, not the own one", "- p\n  - q\n- r\n  {.a}", '<ul>\n<li>p\n<ul class="a">\n<li>q</li>\n</ul>\n</li>\n<li>r</li>\n</ul>'),
    ("loose item: then its paragraph", "- p {.a}{.b}\n\n- q", '<ul>\n<li class="b">\n<p class="a">p</p>\n</li>\n<li>\n<p>q</p>\n</li>\n</ul>'),
    # Tables
    ("table", "| a |\n|---|\n\n{.t}", '<table class="t">\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>'),
    ("cell", "| a {.c} |\n|---|", '<table>\n<thead>\n<tr>\n<th class="c">a</th>\n</tr>\n</thead>\n</table>'),
]  # fmt: skip

SPANS = [
    ("two columns", "| c {colspan=2} | d |", '<td colspan="2">c</td>\n'),
    ("two rows", "| c | d {rowspan=2} |\n| e | f |", '<td>c</td>\n<td rowspan="2">d</td>\n</tr>\n<tr>\n<td>e</td>\n'),
    ("more columns than are left hides the row", "| c | d {colspan=3} |", ""),
    ("more rows than are left ends the work", "| c {rowspan=9 colspan=2} | d |", '<td rowspan="9" colspan="2">c</td>\n<td>d</td>\n'),
    ("no number", "| c {colspan=x} | d |", '<td colspan="x">c</td>\n<td>d</td>\n'),
    ("fraction", "| c {colspan=2.9} | d |", '<td colspan="2.9">c</td>\n'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_list_sets_attributes_of(source, html):
    assert make_parser().render(source) == html + "\n"


@pytest.mark.parametrize(("rows", "cells"), [c[1:] for c in SPANS], ids=[c[0] for c in SPANS])  # fmt: skip
def test_cell_that_spans(rows, cells):
    html = make_parser().render(TABLE + rows)
    body = html.partition("<tbody>\n<tr>\n")[2].partition("</tr>\n</tbody>")[0]
    assert body == cells


def test_rowspan_that_reaches_into_the_next_table():
    table = f"{TABLE}| c {{rowspan=3}} | d |\n"
    html = make_parser().render(f"{table}\n{table}")
    assert html.count("<td") == 3


def test_other_delimiters():
    parser = MarkdownIt("js-default")
    use_attributes(parser, AttributeOptions("[[", "]]"))
    assert parser.render("*p*[[.a]] {.b} [[.c]]") == (
        '<p class="c"><em class="a">p</em> {.b}</p>\n'
    )


@pytest.mark.parametrize("delimiter", ["", '"', "\\{"])
def test_delimiter_that_cannot_work_is_refused(delimiter):
    with pytest.raises(ValueError, match="cannot delimit"):
        AttributeOptions(left_delimiter=delimiter)


def test_only_allowed_names_and_values_are_set():
    options = AttributeOptions(
        allowed_attributes=("class", re.compile("^data-")),
        allowed_attribute_values=("a", re.compile("[0-9]")),
    )
    parser = MarkdownIt("js-default")
    use_attributes(parser, options)
    html = parser.render("p {.a .b #a data-x=1 data-y=z onclick=a}")
    assert html == '<p class="a" data-x="1">p</p>\n'


def test_text_without_a_delimiter_is_left_alone():
    parser = MarkdownIt("js-default")
    use_attributes(parser, AttributeOptions("{:", "}"))
    assert parser.render("p {.a}") == "<p>p {.a}</p>\n"


def test_one_line_without_a_block_keeps_its_own_lists_only():
    assert make_parser().renderInline("*p*{.a} {.b}") == '<em class="a">p</em> {.b}'


@pytest.mark.parametrize(
    "text",
    [
        "{" * 50_000,
        "a " + "{" * 50_000 + ".b}",
        "*a*" + "{.b}" * 20_000,
        "a {" + ".class " * 20_000 + "}",
        "*a*" + '{a="' * 20_000,
        "*a*" + '{.b" "}' * 10_000,
        "a {" + "\\" * 50_000 + '"}',
        TABLE + "| c {rowspan=1000} | d |\n" * 2_000,
        "| a " * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "| b {colspan=2} " * 2_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_no_more_time_than_its_length(text):
    start = time.process_time()
    make_parser().render(text)
    # Work that grew with the square of the length would take minutes.
    assert time.process_time() - start < 5
