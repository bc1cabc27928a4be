"""What all checks of the finished site have in common: reading, places, levels."""

from __future__ import annotations

import pytest

from sitewright.model.markup import COMMENT, TEXT
from sitewright.stages.checks.scan import read_markup
from support import CONFIG, build, check, report

LINK = '<a href="https://example.org/" rel="ugc">x</a>'


def test_a_page_is_read_flat_and_in_order():
    html = "<!doctype html><!--a--><html lang=en><p class='b c' hidden>d <b>e&amp;</b>"
    markup = read_markup(html)
    assert [node.tag for node in markup.nodes] == [
        *("-doctype", COMMENT, "html", "head", "body", "p", TEXT, "b", TEXT)
    ]
    paragraph = markup.of("p")[0]
    assert paragraph.attributes == {"class": "b c", "hidden": None}
    assert paragraph.words("class") == ["b", "c"]
    assert markup.text_of(paragraph) == "d e&"
    assert [node.tag for node in markup.inside(paragraph)] == [TEXT, "b", TEXT]
    bold = markup.first("b")
    assert [node.tag for node in markup.around(bold)] == ["p", "body", "html"]
    assert markup.is_within(bold, "p")
    assert not markup.is_within(bold, "b")


def test_a_tag_in_a_script_or_comment_is_none():
    html = "<script>'<a href=x>'</script><!-- <a href=y> --><textarea><a></textarea>"
    assert read_markup(html).of("a") == ()


def places(files: dict[str, str]) -> list[str]:
    """Where each finding is, and on how many pages it shows if it says so."""
    return [
        f"{it.span.path}:{it.span.line}:{it.span.column}"
        + "".join(f" {note.message}" for note in it.notes)
        for it in check(files).findings
    ]


def many(text: str = "") -> dict[str, str]:
    return {
        f"content/p{number}.md": f"---\nlayout: a.html\ntitle: P{number}\n---\n{text}\n"
        for number in range(4)
    }


SHOWN = " on 4 pages, such as /p0/, /p1/, /p2/"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"content/p.md": f"{LINK}\n\n{LINK}\n"}, ["content/p.md:1:32", "content/p.md:3:32"]),
        ({"content/p.md": f"x\r\r{LINK}\r"}, ["content/p.md:3:32"]),
        ({"templates/a.html": LINK, **many()}, [f"templates/a.html:1:32{SHOWN}"]),
        (
            {
                "templates/a.html": "{% include 'b.html' %}",
                "templates/b.html": f"\n{LINK}",
                "templates/unused.html": LINK,
                **many(),
            },
            [f"templates/b.html:2:32{SHOWN}"],
        ),
        (
            {
                "templates/a.html": "<a href='//b.org' rel='{{ words }}'>x</a>",
                "data/words.yaml": "external ugc",
                **many(),
            },
            [f"data/words.yaml:1:1{SHOWN}"],
        ),
        (
            {
                "templates/a.html": "<a href='{{ collections.all[0].data.to }}' rel='{{ 'ug' ~ 'c' }}'>x</a>",
                **many(),
                "content/p0.md": "---\nto: https://b.org/\n---\n\n",
            },
            ["content/p0.md:2:5 on 3 pages: /p1/, /p2/, /p3/"],
        ),
        (
            {"templates/a.html": "<a href='//{{ 'A' * 3 }}' rel='{{ 'UGC' | lower }}'>x</a>", **many()},
            [f"templates/a.html:0:0{SHOWN}"],
        ),
    ],
    ids=["page", "returns", "layout", "include", "data", "other page", "computed"],
)  # fmt: skip
def test_a_finding_is_where_its_culprit_was_written(files, expected):
    bare = {"site.yaml": "title: T\nurl: https://example.com\n", **files}
    assert places(bare) == expected


def test_levels_are_set_by_code():
    def severities(level: str) -> list[str]:
        config = "title: T\nurl: https://example.com\n"
        config += f"check: {{levels: {{LNK010: {level}}}}}\n"
        result = check({"site.yaml": config, "content/p.md": LINK})
        return [item.severity for item in result.findings]

    assert severities("error") == ["error"]
    assert severities("information") == ["information"]
    assert severities("off") == []


ODD = "# A {.b}\n\ntext{.c\n\n<!-- a comment of more than ten words, which visitors had better never read -->\n"


def levelled(levels: str, **more: str) -> list[tuple[str, str]]:
    config = f"title: T\nurl: https://example.com\ncheck: {{levels: {{{levels}}}}}\n"
    result = check({"site.yaml": config, "content/p.md": ODD, **more})
    wanted = ("MD", "TPL", "LEAK", "NAV")
    return [
        (it.code, it.severity.value)
        for it in result.findings
        if it.code.startswith(wanted)
    ]


def test_what_a_build_warns_of_has_levels_too():
    assert levelled("") == [("MD001", "warning"), ("MD004", "warning")]
    assert levelled("MD001: information, MD004: error") == [
        ("MD001", "information"),
        ("MD004", "error"),
    ]


def test_what_is_off_is_not_told_by_another_code_instead():
    assert levelled("MD001: off, MD004: off") == []


def test_a_build_warns_as_it_did_and_an_error_that_stops_it_stays_one():
    config = CONFIG + "check: {levels: {MD004: off, MD006: off}}\n"
    files = {"site.yaml": config, "content/p.md": ODD}
    assert [it.code for it in build(files).findings] == ["MD001", "MD004"]
    broken = {"content/q.md": "[x](nope.md)"}
    assert [it.code for it in check({**files, **broken}).findings] == [
        *("MD001", "MD004", "MD005")
    ]


def test_a_broken_site_is_not_looked_through():
    result = check({"content/p.md": LINK, "content/q.md": "[x](nope.md)"})
    assert [item.code for item in result.findings] == ["MD005"]


def test_one_page_among_several_of_a_layout_is_named():
    pages = many("text") | {"content/p0.md": f"---\nlayout: a.html\n---\n{LINK}\n"}
    files = {"templates/a.html": "{{ content }}", **pages}
    assert report(check(files), files).splitlines()[1] == "  --> content/p0.md:4:32"
