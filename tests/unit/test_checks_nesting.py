"""Tags of finished pages: which lack their other half, and where they were written."""

from __future__ import annotations

import pytest

from nesting import FAULTY, PAGE, SOUND
from sitewright.stages.checks.nesting.faults import find_faults
from sitewright.stages.checks.nesting.glance import is_plainly_sound
from sitewright.stages.checks.scan import read_markup
from support import check

CONFIG = "title: T\nurl: https://www.example.com\n"


@pytest.mark.parametrize("html", SOUND)
def test_tags_that_have_their_other_half_or_need_none(html):
    assert find_faults(PAGE.format(html)) == []


@pytest.mark.parametrize(("html", "said"), FAULTY)
def test_tags_that_have_not(html, said):
    page = PAGE.format(html)
    assert [f"{it.code} {it.name}" for it in find_faults(page)] == [said]
    assert not is_plainly_sound(read_markup(page))


def test_a_script_that_goes_on_to_the_end_of_a_later_one():
    page = PAGE.format("<script>a()") + "<script>b()</script>"
    assert [f"{it.code} {it.name}" for it in find_faults(page)] == ["HTM001 script"]


def test_most_pages_are_seen_to_be_sound_at_a_glance():
    glanced = [
        html for html in SOUND if is_plainly_sound(read_markup(PAGE.format(html)))
    ]
    assert SOUND[0] in glanced
    assert any("<svg" in html for html in glanced)
    assert any("<script>" in html for html in glanced)
    assert any("<!-- a <div>" in html for html in glanced)


def test_a_page_of_nothing_but_faults_is_told_of_a_hundred_times():
    assert len(find_faults("<i>" * 5_000)) == 100
    assert len(find_faults("<div>" * 5_000 + "</b>" * 5_000)) == 100
    assert len(find_faults("<p>" + "<b>" * 5_000 + "<p>" * 5_000)) == 100


LAYOUT = "<div>\n<main>\n{{ content | safe }}\n</main>\n</div>\n"


def places(files: dict[str, str]) -> list[str]:
    result = check({"site.yaml": CONFIG, **files})
    assert result.site
    return [
        f"{it.code} {it.span.path}:{it.span.line}:{it.span.column}"
        for it in result.findings
        if it.code.startswith("HTM")
    ]


def page(text: str) -> str:
    return f"---\nlayout: a.njk\n---\n{text}"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # A tag of the page may close an element of its layout: it is to blame.
        ({"content/a.md": page("<div>\n\nx\n")}, ["HTM002 content/a.md:4:1"]),
        ({"content/a.md": page("x\n\n</div>\n")}, ["HTM003 content/a.md:6:1"]),
        ({"content/a.md": page("x\n\n</main>\n")}, ["HTM003 content/a.md:6:1"]),
        # The same tag is sound elsewhere, in code, or in the other branch.
        (
            {"content/a.md": page("`<div>`\n\n~~~\n<div>\n~~~\n<div>a</div>\n<div>\n")},
            ["HTM002 content/a.md:10:1"],
        ),
        (
            {
                "content/a.njk": page(
                    "{% if title %}<div id=a>{% else %}<div>{% endif %}</div><div>"
                )
            },
            ["HTM002 content/a.njk:4:57"],
        ),
        # Two of a kind are told apart.
        (
            {"content/a.md": page("<b>x</b>\n\n<b>y\n\nz\n\n<b>v</b> <b>w\n")},
            ["HTM002 content/a.md:6:1", "HTM002 content/a.md:10:10"],
        ),
        # One is the page's, one its layout's.
        (
            {
                "content/a.md": page("<i>y\n"),
                "templates/a.njk": f"<p><i>x</p>{LAYOUT}",
            },
            ["HTM002 content/a.md:4:1", "HTM002 templates/a.njk:1:4"],
        ),
        # It is made of a value.
        (
            {
                "content/a.md": "---\nlayout: a.njk\ntitle: A <b>new one\n---\n",
                "templates/a.njk": "<p>{{ title | safe }}</p>{{ content | safe }}",
            },
            ["HTM002 content/a.md:3:10"],
        ),
        # No source has the tag as it is.
        (
            {
                "content/a.md": page(""),
                "templates/a.njk": "{{ '<' | safe }}b>{{ content | safe }}",
            },
            ["HTM002 content/a.md:0:0"],
        ),
        # A paragraph of Markdown that is ended early.
        (
            {"content/a.md": page("`<ul>` and a list: <ul><li>a</ul>\n")},
            ["HTM005 content/a.md:4:20"],
        ),
        # Two pages, one layout.
        (
            {
                "content/a.md": page(""),
                "content/b.md": page(""),
                "templates/a.njk": "<main>\n{{ content | safe }}",
            },
            ["HTM002 templates/a.njk:1:1"],
        ),
    ],
)
def test_where_it_was_written(files, expected):
    assert places({"templates/a.njk": LAYOUT, **files}) == expected
