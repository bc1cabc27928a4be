"""New pages: how words become paths, and what archetypes print becomes front matter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitewright.model.document import Document, Source
from sitewright.model.newpage import Wish
from sitewright.stages.archetypes.asking import add_asked
from sitewright.stages.archetypes.choosing import choose_archetype, name_archetypes
from sitewright.stages.archetypes.naming import name_page, title_of
from sitewright.stages.archetypes.quoting import Values, fill_in
from sitewright.stages.frontmatter import split_document
from sitewright.stages.templates.eleventy.slugs import slugify

FOLDERS = ("", "insights", "insights/2026", "Old Texts")


@pytest.mark.parametrize(
    ("page", "title", "path", "named"),
    [
        ("about.md", "", "about.md", ""),
        ("insights/when-to-stop.md", "", "insights/when-to-stop.md", ""),
        ("content/insights/x.md", "", "insights/x.md", ""),
        ("./content//insights/../x.md", "", "x.md", ""),
        ("insights\\x.md", "", "insights/x.md", ""),
        ("a/b/2026-03-31-v1.0_x~y.md", "", "a/b/2026-03-31-v1.0_x~y.md", ""),
        ("über/größe.md", "", "über/größe.md", ""),
        ("Old Texts/x.md", "", "Old Texts/x.md", ""),
        ("about.md", "Who we are", "about.md", "Who we are"),
        ("insights", "When to stop", "insights/when-to-stop.md", "When to stop"),
        ("insights/", "Über uns & so", "insights/ueber-uns-and-so.md", "Über uns & so"),
        ("content", "News", "news.md", "News"),
        ("new/deep", "A b", "new/deep/a-b.md", "A b"),
        ("Contact us", "", "contact-us.md", "Contact us"),
        ("contact-us", "", "contact-us.md", ""),
        ("insights", "ideas", "insights/ideas.md", ""),
    ],
)
def test_words_name_a_page(page, title, path, named):
    assert name_page(Wish(page, title), "content", FOLDERS, slugify) == (
        Wish(f"content/{path}", named),
        (),
    )


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        ("About.md", "about.md"),
        ("a b.md", "a-b.md"),
        ("new/A B/c.md", "new/a-b/c.md"),
        ("insights/Ö.md", "insights/ö.md"),
        ("e\u0301.md", "e.md"),
        (".hidden.md", "hidden.md"),
        ("x..md", "x.md"),
        ("-q.md", "q.md"),
        ("what?.md", "what.md"),
        ("a#b.md", "a-b.md"),
        ("com1.x.md", "com1-x.md"),
    ],
)
def test_an_odd_name_is_refused_with_a_better_one(page, meant):
    wish, (found,) = name_page(Wish(page), "content", FOLDERS, slugify)
    assert wish is None
    assert found.hint == f"did you mean '{meant}'?"


@pytest.mark.parametrize("page", [".md", "x/.md", "nul.md", "aux/x.md"])
def test_of_some_names_nobody_knows_a_better_one(page):
    wish, (found,) = name_page(Wish(page), "content", FOLDERS, slugify)
    assert wish is None
    assert found.hint == "write small letters, digits and hyphens"


@pytest.mark.parametrize(
    ("slug", "title"),
    [("when-to-stop", "When to stop"), ("go_live--2", "Go live 2"), ("", "")],
)
def test_a_name_says_a_title(slug, title):
    assert title_of(slug) == title


NAMES = ("default", "insights", "insights/2026", "offer")


@pytest.mark.parametrize(
    ("inside", "asked", "chosen"),
    [
        ("insights/x.md", "", "insights"),
        ("insights/2026/x.md", "", "insights/2026"),
        ("insights/2025/03/x.md", "", "insights"),
        ("about.md", "", "default"),
        ("insights.md", "", "default"),
        ("about.md", "offer", "offer"),
        ("insights/x.md", "default", "default"),
    ],
)
def test_the_nearest_folder_has_the_archetype(inside, asked, chosen):
    sources = [Source(f"t/archetypes/{name}.md", name) for name in NAMES]
    archetypes = name_archetypes(sources, "t")
    found, _ = choose_archetype(archetypes, inside, asked)
    assert found == Source(f"t/archetypes/{chosen}.md", chosen)


def split(text: str) -> Document | None:
    return split_document(Source("content/x.md", text))[0]


def filled(text: str, *values: object) -> str:
    """Fill in a page whose marks are written as ``<0>``."""
    marks = Values()
    for number, value in enumerate(values):
        text = text.replace(f"<{number}>", marks.mark(value))
    return fill_in(text, marks, split)


@pytest.mark.parametrize(
    ("written", "value", "made"),
    [
        ("title: <0>", "When to stop", "title: When to stop"),
        ("title: <0>", "Stop, or go", "title: Stop, or go"),
        ("title: <0>", "Why: a", "title: \"Why: a\""),
        ("title: <0>", 'Why: "a"', "title: 'Why: \"a\"'"),
        ("title: <0>", "It's: \"a\"", 'title: "It\'s: \\"a\\""'),
        ("title: <0>", "a #b", 'title: "a #b"'),
        ("title: <0>", "2024", 'title: "2024"'),
        ("title: <0>", "true", 'title: "true"'),
        ("title: <0>", "", 'title: ""'),
        ("title: <0>", "@a", 'title: "@a"'),
        ("title: <0> # as <0>", "a: b", 'title: "a: b" # as a: b'),
        ("title: About <0>", "a: b", 'title: "About a: b"'),
        ('title: "<0>"', 'a "b"', "title: 'a \"b\"'"),
        ('title: "<0>"', "a", 'title: "a"'),
        ("title: '<0>'", "a", "title: 'a'"),
        ("title: '<0>'", "it's", 'title: "it\'s"'),
        ("tags: [<0>, b]", "a", "tags: [a, b]"),
        ("tags: [<0>, b]", "a, c", 'tags: ["a, c", b]'),
        ("tags:\n  - <0>", "a: b", 'tags:\n  - "a: b"'),
        ("nav: {key: <0>, x: 1}", "a}", 'nav: {key: "a}", x: 1}'),
        ("nav:\n  key: <0>", "- a", 'nav:\n  key: "- a"'),
        ("text: |\n  On <0>", "a: #b", "text: |\n  On a: #b"),
        ("<0>: x", "key", "key: x"),
        ("flag: <0>", True, "flag: true"),
        ("flag: <0>", False, "flag: false"),
        ("order: <0>", 40, "order: 40"),
        ("empty: <0>", None, "empty: "),
        ("date: <0>", datetime(2026, 3, 31, tzinfo=UTC), "date: 2026-03-31"),
        ("date: <0>", datetime(2026, 3, 31, 8, tzinfo=UTC), "date: 2026-03-31T08:00:00Z"),
        ("date: '<0>'", datetime(2026, 3, 31, tzinfo=UTC), "date: '2026-03-31'"),
        ("title: On <0>", datetime(2026, 3, 31, tzinfo=UTC), "title: On 2026-03-31"),
        ("<0>", "a: b\nc: d", "a: b\nc: d"),
    ],
)  # fmt: skip
def test_front_matter_has_quotes_where_they_are_needed(written, value, made):
    text = "---\n{}\n---\n<b>\n"
    assert filled(text.format(written), value) == text.format(made)


def test_text_below_front_matter_has_no_quotes_of_ours():
    text = "---\na: b\n---\n# <0>: x\n\n<0>\n"
    assert filled(text, 'A: "b"') == '---\na: b\n---\n# A: "b": x\n\nA: "b"\n'


def test_json_stays_json():
    text = '---json\n{"title": "<0>", "n": 1}\n---\n'
    made = filled(text, 'a "b" \\')
    assert split(made).head.fields == {"title": 'a "b" \\', "n": 1}


def test_what_a_block_collects_is_filled_in_as_well():
    marks = Values()
    outer = marks.mark(f"[{marks.mark('a: b')}]")
    made = fill_in(f"---\ntitle: {outer}\n---\n{outer}", marks, split)
    assert made == '---\ntitle: "[a: b]"\n---\n[a: b]'


PLACES = (
    "title: <0>",
    "a: [<0>, x]\ntitle: <0>",
    "title: <0> # note\nb: '<0>'",
    'title: "<0>"\nb: {c: <0>}',
)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))),
    st.sampled_from(PLACES),
)
def test_any_title_is_read_back_as_it_is(title, place):
    made = filled(f"---\n{place}\n---\n", title)
    fields = split(made).head.fields
    assert fields["title"] == title
    assert title in (fields.get("b"), fields.get("a", [title])[0], fields["title"])


@given(st.text(st.characters(codec="ascii", exclude_categories=("Cc",))))
def test_another_reader_of_yaml_reads_the_same(title):
    made = filled("---\nb: <0> # no\nc: '<0>'\n---\n", title)
    read = yaml.load(made.split("\n---\n")[0], yaml.BaseLoader)
    assert read == {"b": title, "c": title}


DAY = datetime(2026, 3, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "asked", "made"),
    [
        ("---\na: b\n---\nT", {}, "---\na: b\n---\nT"),
        ("---\na: b\n---\nT", {"title": "X: y"}, '---\na: b\ntitle: "X: y"\n---\nT'),
        ("---\ntitle: On x\n---\n", {"title": "X"}, "---\ntitle: On x\n---\n"),
        ("---\na: b\n---\nT", {"date": DAY}, "---\na: b\ndate: 2026-03-31\n---\nT"),
        ("---\ndate: 20260331\n---\n", {"date": DAY}, None),
        ("---\ndate: '2026-03-31'\n---\n", {"date": DAY}, "---\ndate: '2026-03-31'\n---\n"),
        ("---\ndate: 2026-04-01\n---\n", {"date": DAY}, None),
        ("Text\n---\n", {"is_pending": True}, "---\npending: true\n---\nText\n---\n"),
        ("", {"is_pending": True, "date": DAY}, "---\ndate: 2026-03-31\npending: true\n---\n"),
        ("---\n---\n", {"is_pending": True}, "---\npending: true\n---\n"),
        ("---\ndraft: true\n---\n", {"is_pending": True}, "---\ndraft: true\n---\n"),
        ("---\npending: false\n---\n", {"is_pending": True}, None),
        ("---\n{a: b}\n---\n", {"is_pending": True}, None),
        ("---\na: |\n  b\n---\n", {"is_pending": True}, "---\na: |\n  b\npending: true\n---\n"),
        ("---\na: 'b\n", {"is_pending": True}, "---\na: 'b\n"),
    ],
)  # fmt: skip
def test_a_page_says_what_was_asked_of_it(text, asked, made):
    result, found = add_asked(text, Wish("content/x.md", **asked), split)
    assert (result, bool(found)) == (text if made is None else made, made is None)
