"""Headings in a row become a tree."""

from __future__ import annotations

import pytest

from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.body import render_markdown
from sitewright.stages.markdown.headings import Heading
from sitewright.stages.markdown.toc import build_toc

ALL = (1, 2, 3, 4, 5, 6)

CASES = [
    ("no headings", (), ALL, ""),
    ("one level", (2, 2), ALL, "2 2"),
    ("lower ones below", (2, 3, 3, 2), ALL, "2(3 3) 2"),
    ("a skipped level", (2, 4, 3), ALL, "2(4 3)"),
    ("a skipped level, then deeper", (2, 4, 5, 3), ALL, "2(4(5) 3)"),
    ("starts low", (3, 4, 2, 3), ALL, "3(4) 2(3)"),
    ("back to the top", (1, 2, 3, 4, 1), ALL, "1(2(3(4))) 1"),
    ("only the levels asked for", (1, 2, 3, 4, 2), (2, 3), "2(3) 2"),
    ("levels with a gap", (2, 3, 4), (2, 4), "2(4)"),
]


def heading(level: int) -> Heading:
    return Heading(level, "x", "x", "x")


def show(entries) -> str:
    return " ".join(
        f"{entry.level}({show(entry.children)})" if entry.children else f"{entry.level}"
        for entry in entries
    )


@pytest.mark.parametrize(
    ("given", "levels", "shown"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_headings_nest(given, levels, shown):
    assert show(build_toc([heading(level) for level in given], levels)) == shown


def test_heading_without_an_id_is_left_out():
    text = "## a {#a}\n## b\n### c {#c}\n"
    body, _ = render_markdown(text, MarkdownOptions(heading_ids=False))
    assert show(body.toc) == "2(3)"


def test_entry_says_what_its_heading_says():
    (entry,) = build_toc([Heading(2, "a", "A & b", "A &amp; b")])
    assert (entry.id, entry.text, entry.html) == ("a", "A & b", "A &amp; b")


def test_body_brings_its_table_of_contents():
    body, _ = render_markdown("# a\n## b\n### c\n#### d\n## e", MarkdownOptions())
    assert show(body.toc) == "2(3) 2"


def test_an_entry_holds_no_link_no_id_and_no_comment_of_raw_html():
    text = "## A <a href='/x' id=z>raw</a> <b class=c id='q'>d</b><!-- e -->\n\n##\n"
    body, _ = render_markdown(text, MarkdownOptions())
    assert [entry.html for entry in body.toc] == ["A raw <b class=c>d</b>"]
