"""Ids of headings as markdown-it-anchor 10 makes them, and the list of headings."""

from __future__ import annotations

import re

import pytest

from sitewright.model.body import TocEntry
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.body import render_markdown
from sitewright.stages.markdown.headings import make_slug

SLUGS = [
    ("Why? Costs & benefits", "why%3F-costs-%26-benefits"),
    ("  Two   spaces\t", "two-spaces"),
    ("Größe", "gr%C3%B6%C3%9Fe"),
    ("中文 😀", "%E4%B8%AD%E6%96%87-%F0%9F%98%80"),
    ("it's (a) 'test'~!*._-", "it's-(a)-'test'~!*._-"),
    ("a\xa0b", "a-b"),
    ("a\x1fb\x85c", "a%1Fb%C2%85c"),
    ("\ufeffa", "a"),
    ("1. First/Last", "1.-first%2Flast"),
    ("   ", ""),
]

IDS = [
    ("a repeat is numbered", "# a\n# a\n# a", ["a", "a-1", "a-2"]),
    ("a number that is taken is passed over", "# a\n# a 1\n# a", ["a", "a-1", "a-2"]),
    ("a repeat of a numbered one", "# a\n# a\n# a-1", ["a", "a-1", "a-1-1"]),
    ("an explicit id wins", "# a {#b}\n# a", ["b", "a"]),
    ("a generated id steps aside for a later explicit one", "# a\n# b {#a}", ["a-1", "a"]),
    ("an explicit id is never changed", "# a {#b}\n# c {#b}", ["b", "b"]),
    ("an empty explicit id is none", "# a {id=}", ["a"]),
    ("nothing to make an id of", "#\n# ![](x)\n# {.a}", ["section", "section-1", "section-2"]),
    ("all levels", "# a\n## b\n### c\n#### d\n##### e\n###### f", list("abcdef")),
    ("in a quote and in a list", "> # a\n\n- # b", ["a", "b"]),
    ("code counts, markup and pictures do not", "# *a* `b` ![c](d) <i>", ["a-b"]),
    ("a line break is dropped", "a\nb\n===", ["ab"]),
]  # fmt: skip


def render(text, *, heading_ids=True):
    options = MarkdownOptions(heading_ids=heading_ids, toc_levels=(1, 2))
    return render_markdown(text, options)[0]


@pytest.mark.parametrize(("text", "slug"), SLUGS)
def test_slug_is_what_markdown_it_anchor_makes(text, slug):
    assert make_slug(text) == slug


@pytest.mark.parametrize(("text", "ids"), [c[1:] for c in IDS], ids=[c[0] for c in IDS])
def test_ids_of_headings(text, ids):
    assert re.findall(r'<h[1-6][^>]* id="([^"]*)"', render(text).html) == ids


def test_id_comes_after_the_attributes_that_were_written():
    assert render("## A {.b}").html == '<h2 class="b" id="a">A</h2>\n'


def test_headings_get_no_ids_when_none_are_wanted():
    body = render("# a\n# b {#c}", heading_ids=False)
    assert body.html == '<h1>a</h1>\n<h1 id="c">b</h1>\n'
    assert [entry.id for entry in body.toc] == ["c"]


def test_a_heading_comes_into_the_table_of_contents_as_plain_text_and_html():
    (entry,) = render("## *A* & `b<c>` ![p *q*](d) {.x}").toc
    assert entry == TocEntry(
        level=2,
        id="a-%26-b%3Cc%3E",
        text="A & b<c> p q",
        html='<em>A</em> &amp; <code>b&lt;c&gt;</code> <img src="d" alt="p q">',
    )


def test_line_break_in_a_heading_is_a_space_in_its_text():
    assert render("a\nb\n===").toc[0].text == "a b"
