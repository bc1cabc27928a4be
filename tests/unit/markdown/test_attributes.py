"""What attribute lists bind to, and what they set. Checked against the real plugin."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.attributes.remarks import (
    BareWord,
    LeftText,
    SingleQuote,
)
from sitewright.stages.markdown.parser import make_parser

PAGE = Path(__file__).parents[2] / "conformance/attributes/service-page.md"

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
    ("quote in the space after a value", '*p*{.b" "} y', '<p><em class="b&quot;">p</em> y</p>'),
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
    ("horizontal rule in a tight list, which is hidden", "- --- {.a}\n  ```\n  x", "<ul>\n<li>\n<pre><code>x</code></pre>\n</li>\n</ul>"),
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


def test_container_has_the_list_that_ends_its_first_line():
    parser = make_parser(MarkdownOptions(containers=("note",)))
    html = parser.render("::: note {.a #b}\np {.c}\n:::\n")
    assert html == '<div class="a note" id="b">\n<p class="c">p</p>\n</div>\n'


LEFT = [
    # source, what is left as text, its context
    ("p {.a} q", "{.a}", "p {.a}"),
    ("p {#a} q", "{#a}", "p {#a}"),
    ("p {a=b} q", "{a=b}", "p {a=b}"),
    ("p { .a } q", "{ .a }", "p { .a }"),
    ("p {.é_ü-1} q", "{.é_ü-1}", "p {.é_ü-1}"),
    ('p {t="a } b" .c} q', '{t="a } b" .c}', 'p {t="a } b" .c}'),
    ("p {.a .b", "{.a .b", "p {.a .b"),
    ("p {.a\n.b}", "{.a", "p {.a"),
    ("p {.a *x*} q", "{.a", "p {.a"),
    ("p {." + "a" * 99, "{." + "a" * 58, "p {." + "a" * 58),
    ("p {.a}{.b}", "{.a}", "p {.a}"),
    ("{.a} p", "{.a}", "{.a}"),
    ("*p* q {.a} r {.b}", "{.a}", " q {.a}"),
    ("**p**{.b} q {.a} r", "{.a}", " q {.a}"),
    ("x" * 600 + " {.a} q", "{.a}", "x" * 495 + " {.a}"),
    ("# T {.a} b", "{.a}", "T {.a}"),
    ("# T {.a} b ##", "{.a}", "T {.a}"),
    ("- p {.a} q", "{.a}", "p {.a}"),
    ("> p {.a} q", "{.a}", "p {.a}"),
    (TABLE + "| c {.a} d | e {.f} |", "{.a}", "c {.a}"),
    ("| c {.a} d |\n|---|", "{.a}", "c {.a}"),
    ("`p` {.a} `q`", "{.a}", " {.a}"),
]


@pytest.mark.parametrize(("source", "written", "context"), LEFT)
def test_list_that_stays_as_text_is_remarked(source, written, context):
    [remark] = remarks_on(source)
    assert isinstance(remark, LeftText)
    assert (remark.written, remark.context) == (written, context)
    assert remark.context in source


def test_each_of_several_lists_that_stay_is_remarked():
    found = remarks_on("p {.a and {.b} q {#c} r")
    assert [r.written for r in found] == ["{.a and", "{.b}", "{#c}"]


@pytest.mark.parametrize(
    "text",
    [
        *("{x} p", "{{ var }} p", "{{ .Var }} p", "{a, b} p", "{% set a=1 %} p"),
        *("{# a comment #} p", '{"a": 1} p', "${x=1} p", "{x = 1} p", r"\{.x} p"),
        *(r"\sum_{i=1}^{n} p", "x^{n=1} p", "{x=>1} p", "{x==1} p", "{} p", "{.} p"),
        *("`{.a}` p", "<b title={.a}> p", "<!-- {.a} --> p", "&#123;.a} p", "p .a}"),
        *("# T {.a} ##", "# T ## {.a}", "- p {.a}", "> p {.a}", "p\n{.a}"),
        *("```\n{.a} p\n```", "<div>\n{.a} p\n</div>", "*p*{.a}{.b} q", "--- {.a"),
        TABLE + "| c {.a} | *d*{.b} |\n\n{.c}",
    ],
)
def test_what_is_no_lost_list_is_not_remarked(text):
    assert remarks_on(text) == []


def test_page_of_a_real_site_has_no_remarks():
    assert remarks_on(PAGE.read_text("utf-8")) == []


def test_other_delimiters_have_remarks_of_their_own():
    parser = MarkdownIt("js-default")
    use_attributes(parser, AttributeOptions("[[", "]]"))
    env: dict[str, object] = {}
    parser.parse("p [[.a]] {.b} q [[x]] r [[a=b", env)
    assert env["attribute_remarks"] == [
        LeftText("[[.a]]", "p [[.a]]", (0, 1)),
        LeftText("[[a=b", "p [[.a]] {.b} q [[x]] r [[a=b", (0, 1)),
    ]


BARE = [
    # source, list, word, name before it
    ("p {title=Hello world}", "{title=Hello world}", "world", "title"),
    ("p {title=Hello .b world}", "{title=Hello .b world}", "world", "title"),
    ('p {title="Hello" world}', '{title="Hello" world}', "world", ""),
    ("p {.large centred}", "{.large centred}", "centred", ""),
    ("{centred}", "{centred}", "centred", ""),
    ("p {: .a}", "{: .a}", ":", ""),
    ("# T {.a b} ##", "{.a b}", "b", ""),
    ("*p*{.a b} q", "{.a b}", "b", ""),
    ("`p`{.a b} {.c}", "{.a b}", "b", ""),
    ("![p](/q){alt=a b}{.c}", "{alt=a b}", "b", "alt"),
    ("- p {.a b}", "{.a b}", "b", ""),
    ("- p\n{.a b}", "{.a b}", "b", ""),
    ("- p\n\n{.a b}", "{.a b}", "b", ""),
    ("> p\n> {.a b}", "{.a b}", "b", ""),
    ("--- {.a b}", "{.a b}", "b", ""),
    ("```js {.a b}\nx\n```", "{.a b}", "b", ""),
    ("| p {.a b} |\n|---|", "{.a b}", "b", ""),
    ("| p |\n|---|\n\n{.a b}", "{.a b}", "b", ""),
]


@pytest.mark.parametrize(("source", "written", "name", "after"), BARE)
def test_word_that_became_an_attribute_is_remarked(source, written, name, after):
    [remark] = remarks_on(source)
    assert isinstance(remark, BareWord)
    assert (remark.written, remark.name, remark.after) == (written, name, after)


def test_each_of_several_words_is_remarked():
    found = remarks_on("p {title=Hello big world}")
    assert [(r.name, r.after) for r in found] == [("big", "title"), ("world", "title")]


@pytest.mark.parametrize(
    "text",
    [
        *("p {hidden}", "p {HIDDEN .a}", "p {data-x}", "p {aria-busy}", "p {my-word}"),
        *("p {x=}", "p {x= .a}", 'p {x=""}', "```js {2,4-6}\nx\n```", "p {.a .b}"),
        *(
            'p {title="Hello world"}',
            "p {title=Hello-world}",
            "p {word} q",
            "p {=v .a}",
        ),
    ],
)
def test_word_that_is_meant_is_not_remarked(text):
    assert remarks_on(text) == []


def test_word_that_may_not_be_set_is_not_remarked():
    parser = MarkdownIt("js-default")
    use_attributes(parser, AttributeOptions(allowed_attributes=("class",)))
    env: dict[str, object] = {}
    parser.parse("p {.large centred t='x'}", env)
    assert env == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p {t='x'}", [SingleQuote("{t='x'}", "t", (0, 1))]),
        ("p {t='x y'}", [SingleQuote("{t='x y'}", "t", (0, 1))]),
        ("p {t='x y z' .a}", [SingleQuote("{t='x y z' .a}", "t", (0, 1))]),
        ("p {t='never closed .a b}", [SingleQuote("{t='never closed .a b}", "t", (0, 1))]),
        ("p {t='x' z}", [SingleQuote("{t='x' z}", "t", (0, 1)), BareWord("{t='x' z}", "z", "", (0, 1))]),
        ("p {t=it's}", []),
        ("p {t=\"'x'\"}", []),
    ],
)  # fmt: skip
def test_single_quotes_are_remarked_once(text, expected):
    assert remarks_on(text) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("\np {.a}\n\nq\n{.b c}", (3, 5)),
        ("- p\n- q {.b} r", (1, 2)),
        ("> p\n>\n> q {.b c}", (2, 3)),
        (TABLE + "| c | d {.e f} |", (2, 3)),
        ("p\n\n```js {.b c}\nx\n```", (2, 5)),
        ("p\n\n--- {.b c}", (2, 3)),
        ("- p\n\n{.b c}", (2, 3)),
    ],
)
def test_remark_knows_the_lines_of_its_block(text, lines):
    assert [r.lines for r in remarks_on(text)] == [lines]


def test_remarks_of_one_line_without_a_block():
    env: dict[str, object] = {}
    make_parser().renderInline("p {.a} q", env)
    assert env["attribute_remarks"] == [LeftText("{.a}", "p {.a}", (0, 1))]


def test_remarks_are_added_to_those_already_there():
    env: dict[str, object] = {"attribute_remarks": ["before"]}
    make_parser().parse("p {.a} q", env)
    assert env["attribute_remarks"] == ["before", LeftText("{.a}", "p {.a}", (0, 1))]


def remarks_on(source: str) -> list[object]:
    env: dict[str, list[object]] = {}
    make_parser().parse(source, env)
    return env.get("attribute_remarks", [])


@pytest.mark.parametrize(
    "text",
    [
        "{" * 50_000,
        "a " + "{" * 50_000 + ".b}",
        "*a*" + "{.b}" * 20_000,
        "a {" + ".class " * 20_000 + "}",
        "*a*" + '{a="' * 20_000,
        "*a*" + "{.b}" * 20_000 + '"',
        "*a*{.b} " * 5_000,
        "p " + "{.a} x " * 20_000,
        "p " + "{.a " * 20_000 + "} x",
        "p {" + "word " * 20_000 + "}",
        "p {" + "t='x " * 20_000 + "}",
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
