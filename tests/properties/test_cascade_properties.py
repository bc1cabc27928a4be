"""Whatever the levels of data say, they merge as levels do, and every value has a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitewright.kernel.diagnostics import Span
from sitewright.model.document import Head, Place
from sitewright.stages.cascade import merge_data, split_shared

NAMES = st.sampled_from(["a", "b", "tags", "meta"])
SCALARS = st.sampled_from([None, True, 0, 1, "x", "y,z", ""])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
    ),
    max_leaves=6,
)
LEVELS = st.dictionaries(NAMES, VALUES, max_size=4)


def head(name: str, fields: dict[str, object]) -> Head:
    places = {}

    def note(value: object, at: tuple[str | int, ...]) -> None:
        if at:
            places[at] = Place(Span(name, 1), Span(name, len(places) + 2))
        items = value.items() if isinstance(value, dict) else []
        items = enumerate(value) if isinstance(value, list) else items
        for key, item in items:
            note(item, (*at, key))

    note(fields, ())
    return Head(name, fields, places)


def merge(*levels: dict[str, object]):
    heads = tuple(head(f"level{number}", item) for number, item in enumerate(levels))
    return merge_data("page.md", Head(""), {}, (), heads)[0]


STEADY = st.deferred(
    lambda: st.fixed_dictionaries(
        {},
        optional={
            "a": st.sampled_from([None, 0, True, "x"]),
            "b": st.lists(VALUES, max_size=3),
            "tags": st.lists(st.sampled_from(["x", "y"]), max_size=3)
            | st.sampled_from(["", "x,y"]),
            "meta": st.just({}) | STEADY,
        },
    )
)
"""Levels that agree on what is a list, what a mapping, and what neither."""


@given(STEADY, STEADY, STEADY)
def test_merging_is_associative(low, middle, high):
    """A level may be made of two: what comes out is the same.

    Only where no level turns a list or mapping into something else: what lies below
    that is lost to those above it.
    """
    all_at_once = merge(low, middle, high).values
    assert merge(merge(low, middle).values, high).values == all_at_once
    assert merge(low, merge(middle, high).values).values == all_at_once


@given(LEVELS)
def test_a_level_alone_stays_as_it_is_but_for_tags_in_one_text(level):
    tags = level.get("tags")
    split = [tag for tag in tags.split(",") if tag] if isinstance(tags, str) else tags
    wanted = level | ({"tags": split} if "tags" in level else {})
    assert merge(level).values == wanted
    assert merge({}, level, {}).values == wanted


@given(LEVELS, LEVELS)
def test_every_value_has_a_place_in_the_level_that_it_came_from(low, high):
    data = merge(low, high)

    def check(value: object, at: tuple[str | int, ...]) -> None:
        items = value.items() if isinstance(value, dict) else []
        items = enumerate(value) if isinstance(value, list) else items
        for key, item in items:
            assert data.value_span(*at, key).path.startswith("level")
            check(item, (*at, key))

    check(data.values, ())
    for key in high:
        is_dropped = key == "tags" and high[key] is None and data.values[key]
        if not isinstance(high[key], dict | list) and not is_dropped:
            assert data.value_span(key).path == "level1"


@given(LEVELS, LEVELS)
def test_data_of_the_site_is_taken_over_where_a_page_adds_to_it_and_only_there(
    shared, own
):
    """It makes no difference to the page whether it holds the rest."""
    low = head("data", shared)
    levels, _ = split_shared(merge_data("data", Head(""), {}, (), (low,))[0])
    page = merge_data("page.md", Head(""), levels, (), (head("own", own),))[0]
    whole = merge_data("page.md", Head(""), {}, (), (low, head("own", own)))[0]
    kept = {key: value for key, value in whole.values.items() if key in page.values}
    assert page.values == kept
    assert set(own) <= set(page.values)
    assert {**levels_values(levels), **page.values} == whole.values


def levels_values(levels):
    return {key: head.fields[key] for key, head in levels.items()}


OVERRIDING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["a", "b", "override:a", "override:b"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
OVERRIDING_LEVELS = st.dictionaries(
    st.sampled_from(["a", "b", "meta", "override:a", "override:meta"]),
    OVERRIDING,
    max_size=4,
)


def merged_as_eleventy_does(low: object, high: object) -> object:
    """Merge as Eleventy's own ``getMergedItem``, but for what replaces a mapping."""
    if isinstance(low, list) and isinstance(high, list):
        return low + high
    if not isinstance(high, dict):
        return high
    made = dict(low) if isinstance(low, dict) else {}
    for key, item in high.items():
        below = made.get(key)  # which no key with the prefix finds
        made[key.removeprefix("override:")] = merged_as_eleventy_does(below, item)
    return made


@given(OVERRIDING_LEVELS, OVERRIDING_LEVELS, OVERRIDING_LEVELS)
def test_override_acts_at_every_depth_of_mappings(folder, page, front_matter):
    """Among the data beside a page first, then between them and its front matter."""
    beside = merged_as_eleventy_does(merged_as_eleventy_does({}, folder), page)
    wanted = merged_as_eleventy_does(beside, front_matter)
    assert merge(folder, page, front_matter).values == wanted


@given(OVERRIDING_LEVELS, OVERRIDING_LEVELS)
def test_a_value_that_overrides_keeps_its_place(low, high):
    data = merge(low, high)
    for key, value in high.items():
        name = key.removeprefix("override:")
        if not isinstance(value, dict | list) and f"override:{name}" not in high:
            assert data.value_span(name).path == "level1"
