"""Code in fences is highlighted, and otherwise stays what it was."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendering import render_fragment
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.extras.code import mark_code, suggest_language
from sitewright.stages.markdown.parser import make_parser

OPTIONS = MarkdownOptions(highlight=True)
UNTRUSTED = MarkdownOptions(highlight=True, untrusted=True)
PLAIN = MarkdownOptions()

LINES = [
    ("2", "a\n<b>b\n</b>c\nd\n"),
    ("2,4", "a\n<b>b\n</b>c\n<b>d\n</b>"),
    ("1-2", "<b>a\n</b><b>b\n</b>c\nd\n"),
    ("3-9", "a\nb\n<b>c\n</b><b>d\n</b>"),
    ("2-3,1-2", "<b>a\n</b><b>b\n</b><b>c\n</b>d\n"),
    ("1, 3", "<b>a\n</b>b\n<b>c\n</b>d\n"),
    ("0,9,4-3", "a\nb\nc\nd\n"),
]


def strip_marks(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_code_is_marked_up():
    assert render_fragment('```js\nlet a = "<b>";\n```', OPTIONS) == (
        '<pre class="highlight"><code class="language-js"><span class="kd">let</span> '
        '<span class="nx">a</span> <span class="o">=</span> '
        '<span class="s2">&quot;&lt;b&gt;&quot;</span><span class="p">;</span>\n'
        "</code></pre>\n"
    )


@pytest.mark.parametrize(
    "source",
    ["```\n<x>\n```", "```nope\n<x>\n```", "```nope {.a #b}\n```", '```"><b>\nx\n```'],
)
def test_fence_without_a_known_language_stays_as_it_is(source):
    assert render_fragment(source, OPTIONS) == render_fragment(source, PLAIN)


def test_attribute_list_stays_on_the_code():
    html = render_fragment("```text {.a #b title=c}\nx\n```", OPTIONS)
    plain = render_fragment("```text {.a #b title=c}\nx\n```", PLAIN)
    assert html == plain.replace("<pre>", '<pre class="highlight">')


@pytest.mark.parametrize(("lines", "html"), LINES)
def test_lines_to_stress(lines, html):
    html = html.replace("<b>", '<span class="hll">').replace("</b>", "</span>")
    rendered = render_fragment(f"```text {{{lines}}}\na\nb\nc\nd\n```", OPTIONS)
    assert rendered == (
        f'<pre class="highlight"><code class="language-text">{html}</code></pre>\n'
    )


def test_lines_stand_beside_attributes():
    html = render_fragment("```nope {2 .wide #x}\na\nb\n```", OPTIONS)
    assert html == (
        '<pre class="highlight"><code class="wide language-nope" id="x">a\n'
        '<span class="hll">b\n</span></code></pre>\n'
    )


def test_no_mark_reaches_over_a_stressed_line():
    assert mark_code("js", "/* a\nb */\n", ((2, 2),)) == (
        '<span class="cm">/* a\n</span>'
        '<span class="hll"><span class="cm">b */</span>\n</span>'
    )


@given(
    st.sampled_from(["py", "js", "html", "console", "yaml", "css", "text", "nope"]),
    st.text("\n \t<>&\"'/*#$`{}()[];:=-\\a1é\x85\u2028\ufeff", max_size=60),
    st.sampled_from([(), ((1, 1),), ((2, 5), (7, 9))]),
)
def test_text_of_the_code_is_unchanged(language, text, lines):
    assert strip_marks(mark_code(language, text, lines)) == text


def test_blank_lines_around_code_stay():
    html = render_fragment("```py\n\n\nx\n\n```", OPTIONS)
    assert strip_marks(html) == "\n\nx\n\n\n"


def test_very_long_code_is_not_highlighted():
    code = "x = 1\n" * 1_000
    assert 'class="highlight"' in render_fragment(f"```py\n{code}```", OPTIONS)
    assert 'class="highlight"' not in render_fragment(f"```py\n{code}```", UNTRUSTED)


def test_code_from_a_stranger_stays_code():
    html = render_fragment("```html {onclick=x 1}\n<script>\n```", UNTRUSTED)
    assert strip_marks(html) == "<script>\n\n"
    assert "<script" not in html
    assert "onclick" not in html


@pytest.mark.parametrize(
    ("language", "near"),
    [
        *(("pyhton", "python"), ("javscript", "javascript"), ("Rubby", "ruby")),
        *(("mermaid", ""), ("csv", ""), ("gql", ""), ("njk", ""), ("x" * 99, "")),
    ],
)
def test_suggestion_for_a_language(language, near):
    assert suggest_language(language) == near


def test_misspelt_languages_are_noted_with_their_lines():
    env: dict[str, object] = {}
    text = (
        "a\n\n```pyhton\n```\n\n```mermaid\n```\n\n- b\n\n  ```javscript {.x}\n  ```\n"
    )
    make_parser(OPTIONS).parse(text, env)
    assert env["unknown_languages"] == [
        (2, "pyhton", "python"),
        (10, "javscript", "javascript"),
    ]
