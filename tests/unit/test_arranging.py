"""Findings are put in order again just where some have come or gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitewright.engine.found import Found
from sitewright.kernel.arranging import Arranged, arrange, rearrange
from sitewright.kernel.diagnostics import Note, Span, error, warning
from sitewright.kernel.tables import Table

PLACES = st.none() | st.builds(
    Span, st.sampled_from(["a", "b", "c"]), st.integers(0, 2)
)
FINDINGS = st.builds(
    lambda make, code, place, notes: make(code, "m", place, notes=notes),
    st.sampled_from([error, warning]),
    st.sampled_from(["X001", "X002"]),
    PLACES,
    st.lists(st.builds(Note, st.sampled_from("no"), PLACES), max_size=1).map(tuple),
)
SOME = st.lists(FINDINGS, max_size=6).map(tuple)


@given(SOME, SOME, st.data())
def test_to_arrange_again_is_to_arrange_anew(found, come, data):
    gone = tuple(item for item in found if data.draw(st.booleans()))
    left = [item for item in found if not any(item is other for other in gone)]
    gone = tuple(item for item in found if not any(item is other for other in left))
    now, clean = rearrange(arrange(found), gone, come), arrange((*come, *left))
    assert (now.every, now.findings, now.broken) == (
        clean.every,
        clean.findings,
        clean.broken,
    )
    assert set(now.news) == set(clean.findings) - set(arrange(found).findings)


def test_many_files_at_once_are_arranged_anew():
    old = tuple(warning("X001", "m", Span(f"a{n:03}")) for n in range(200))
    new = tuple(error("X001", "m", Span(f"a{n:03}")) for n in range(100))
    now = rearrange(arrange(old), old[:100], new)
    assert now.findings == (*new, *old[100:])
    assert now.news == new
    assert now.has_errors


def test_what_is_there_still_is_no_news():
    found = (warning("X001", "m", Span("a")), warning("X001", "m", Span("b")))
    old = rearrange(Arranged(), (), found)
    assert old.news == found
    assert rearrange(old, found, found).news == ()
    again = (warning("X001", "m", Span("a")),)  # equal, but made anew
    assert rearrange(old, found[:1], again).news == ()


ONE, TWO, THREE = ((warning("X001", name),) for name in "123")


def found_of(**parts):
    found = Found()
    for stage, part in parts.items():
        found.add(stage, part, is_broken=False)
    return found


def test_only_tasks_that_have_found_something_else_differ():
    table = Table({"x": ONE, "y": TWO})
    old, new = found_of(a=table), found_of(a=table.edited({"y": THREE}))
    assert new.compare(old) == (TWO, THREE)
    assert old.compare(old) == ((), ())


def test_a_stage_may_come_and_go():
    old, new = found_of(a={"x": ONE}, b={"x": TWO}), found_of(b={"x": TWO, "y": THREE})
    assert new.compare(old) == (ONE, THREE)
    assert old.compare(new) == (THREE, ONE)
    assert set(old) == {*ONE, *TWO}


def test_errors_are_looked_for_from_a_stage_on():
    found = Found()
    found += (error("X001", "m"),)
    start = len(found)
    found += ONE
    assert found.has_errors()
    assert not found.has_errors(start)
    assert [*found.until(start)] == [error("X001", "m")]
