"""A site is the same whoever makes its pages, and however many make them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crew.crews import Early, Forked, Noting, Scattered
from properties.test_incremental import BODIES, PAGE_PATHS, SITES
from sitewright.engine.ledger import Ledger
from sitewright.model.crew import Made
from sitewright.model.markdown import MarkdownOptions
from sitewright.pipeline.ahead import Ahead
from sitewright.stages.markdown.body import render_markdown
from support import CONFIG, build

NAMES = "abcdef"
RINGS = st.lists(st.sampled_from(NAMES), min_size=6, max_size=6).map(
    lambda shown: {
        "site.yaml": CONFIG + "markdown: {template: jinja}\n",
        **{
            f"content/{name}.md": f"---\ntags: {name}\n---\n"
            f"{{{{ collections.{other}[0].content }}}}\n"
            for name, other in zip(NAMES, shown, strict=True)
        },
    }
)
"""Pages that show one another: there is a circle, and whoever is first comes upon it."""

LOTS = st.lists(st.integers(0, 4), min_size=1, max_size=6)


@settings(max_examples=150)
@given(
    SITES | RINGS,
    st.integers(1, 4),
    LOTS,
    st.permutations(range(8)),
    st.sampled_from([1, 8_000]),
    st.booleans(),
)
def test_it_makes_no_difference_who_makes_a_page(
    files, places, lots, order, size, looks_closely
):
    crew = Scattered(places, lots, order, size)
    result = build(files, crew=crew, looks_closely=looks_closely)
    assert result == build(files, looks_closely=looks_closely)


@settings(max_examples=100)
@given(SITES | RINGS, st.lists(st.booleans(), min_size=1, max_size=5))
def test_it_makes_no_difference_what_was_begun_ahead(files, lots):
    assert build(files, crew=Early(lots)) == build(files)


def test_front_matter_that_is_as_it_should_be_is_read_ahead():
    files = {
        "content/fine.md": "---\ntitle: A\ndate: 2020-01-02\ntags: [a, b]\n---\nText\n",
        "content/json.md": '---json\n{"title": "B"}\n---\nText\n',
        "content/other.md": "---\r\ntitle: C\r\n---\r\nText\r\n",
        "content/none.md": "Text\n",
        "content/open.md": "---\ntitle: D\n",
        "content/broken.md": "---\ntitle: [\n---\n",
        "content/twice.md": "---\ntitle: E\ntitle: F\n---\n",
        "content/odd.md": "---\ntitel: G\n---\n",
        "templates/page.html": "{{ title }}{{ content }}",
        "site.yaml": CONFIG,
    }
    crew = Early([True])
    assert build(files, crew=crew) == build(files)
    assert crew.fields == {
        f"content/{name}.md" for name in ("fine", "json", "odd", "other")
    }


def test_bodies_that_are_done_sooner_than_asked_for_are_kept():
    early, late = (render_markdown(text, MarkdownOptions()) for text in "ab")
    turns = [
        (("a.md",), Made(fields={"a.md": {"title": "A"}})),
        (("a.md",), Made({"a.md": early})),
        ((), None),
        (("b.md",), Made({"b.md": late})),
        (("c.md",), None),
    ]
    ahead = Ahead(iter(turns))
    assert ahead.take_fields() == {"a.md": {"title": "A"}}
    assert ahead.take_bodies() == {"a.md": early, "b.md": late}


@settings(max_examples=60)
@given(SITES | RINGS, st.sampled_from([1, 2, 3, 5]))
def test_it_makes_no_difference_how_many_processes_there_are(files, jobs):
    assert build(files, crew=Forked(jobs)) == build(files)


@settings(max_examples=100)
@given(SITES, LOTS, st.lists(st.tuples(BODIES, st.integers(0, 9)), max_size=4), SITES)
def test_builds_after_it_are_as_if_all_had_been_made_here(files, lots, edits, other):
    ledger = Ledger()
    build(files, ledger, crew=Scattered(3, lots))
    pages = [path for path in files if path in PAGE_PATHS]
    for body, number in edits if pages else ():
        path = pages[number % len(pages)]
        head, mark, _ = files[path].rpartition("---\n")
        files = files | {path: head + mark + body}
        assert build(files, ledger) == build(files)
    assert build(other, ledger, crew=Scattered(3, lots)) == build(other)


def test_a_page_that_was_made_elsewhere_is_not_made_again():
    files = {f"content/p{number}.md": f"*text* {number}\n" for number in range(40)}
    files |= {
        "templates/page.html": "{{ content }}",
        "site.yaml": "title: A\nurl: https://a.example\ndefaults: {layout: page.html}\n",
    }
    ledger, crew = Ledger(), Noting(Scattered(2, [0, 1, 9]))
    build(files, ledger, crew=crew)
    assert len(crew.elsewhere) == 27
    build(files, ledger)
    assert not ledger.ran["body"]
    assert not ledger.ran["render"]
    edited = files | {"content/p7.md": "*more*\n"}
    assert build(edited, ledger) == build(edited)
