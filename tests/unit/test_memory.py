"""What a stage does again, what it does not, and what it forgets."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest

from sitewright.engine.ledger import Ledger
from sitewright.engine.memory import Memory
from sitewright.kernel.diagnostics import error, warning
from sitewright.kernel.tables import changed_keys
from sitewright.model.facts import Facts

FOUND = (warning("X001", "m"),)


@pytest.fixture
def ran():
    return Counter()


@pytest.fixture
def memory(ran):
    return Memory("stage", ran)


def test_a_task_runs_once_for_equal_inputs(memory):
    calls: list[object] = []

    def task(*given: object) -> tuple[object, tuple[()]]:
        calls.append(given)
        return given, ()

    for given in ((1, "a"), (1, "a"), (True, "a"), (True, "b"), (1, "a")):
        assert memory.memo("key", task, *given) == given
    assert calls == [(1, "a"), (True, "a"), (True, "b"), (1, "a")]


def test_tasks_of_other_stages_and_keys_are_apart():
    ledger = Ledger()
    for stage, key in (("a", "x"), ("a", "y"), ("b", "x")):
        name = stage + key
        assert ledger.stage(stage).memo(key, lambda name: (name, ()), name) == name
    assert ledger.ran == {"a": 2, "b": 1}


def test_an_equal_result_keeps_its_identity(memory, ran):
    first = memory.memo("", lambda _: ([1, 2], ()), "old")
    second = memory.memo("", lambda _: ([1, 2], ()), "new")
    third = memory.memo("", lambda _: ([1, True + 1.0], ()), "newer")
    assert second is first
    assert third is not first
    assert ran["stage"] == 3


def test_findings_are_remembered_with_the_result(memory, ran):
    for _ in range(2):
        assert memory.memo("k", lambda: (None, FOUND)) is None
        assert memory.findings(("j", "k")) == FOUND
    assert ran["stage"] == 1


def test_findings_go_with_their_cause(memory):
    memory.memo("k", lambda _: (None, FOUND), "bad")
    memory.memo("k", lambda _: (None, ()), "good")
    assert memory.findings("k") == ()


def test_findings_come_in_the_order_of_the_keys(memory):
    for key in "ab":
        memory.memo(key, lambda key: (None, (warning("X001", key),)), key)
    assert [found.message for found in memory.findings("ba")] == ["b", "a"]


def test_a_task_that_fails_leaves_no_result(memory):
    with pytest.raises(ZeroDivisionError):
        memory.memo("", lambda number: (1 / number, ()), 0)
    assert memory.last("") is None
    assert memory.memo("", lambda _: ("mended", ()), 0) == "mended"
    assert memory.last("") == "mended"


def sum_up(reader, names):
    """A task that adds up facts, and reads no others."""
    return sum(reader.read(name) or 0 for name in names), ()


def test_a_traced_task_runs_again_only_for_what_it_read(memory, ran):
    facts, values = None, {"a": 1, "b": 2, "c": 3}
    runs = []
    for change in ({}, {"c": 4}, {"a": 5}, {}, {"a": True}):
        values = values | change
        before, facts = ran["stage"], Facts(values, before=facts)
        result = memory.traced("k", sum_up, "ab", facts)
        assert result == values["a"] + values["b"]
        runs.append(ran["stage"] - before)
    assert runs == [1, 0, 1, 0, 1]


def test_a_fact_that_comes_or_goes_is_a_change_for_those_who_looked(memory, ran):
    results = [
        memory.traced("k", sum_up, "ab", Facts(values))
        for values in ({"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 1})
    ]
    assert results == [1, 3, 3, 1]
    assert ran["stage"] == 3


def test_readers_are_known_by_what_they_read_last(memory):
    memory.traced("x", sum_up, "ab", Facts({"a": 1}))
    memory.traced("y", sum_up, "b", Facts({}))
    assert memory.readers_of("a") == {"x"}
    assert memory.readers_of("bc") == {"x", "y"}
    memory.traced("x", sum_up, "c", Facts({"a": 2}))
    assert memory.readers_of("a") == set()
    assert memory.readers_of("bc") == {"x", "y"}
    memory.keep("x")
    assert memory.readers_of("bc") == {"x"}


def test_whoever_found_an_error_is_a_reader_of_all(memory, ran):
    def grumble(_reader, given):
        return given, (error("X001", "m"),)

    for _ in range(2):
        memory.traced("k", grumble, 1, Facts({}))
        assert memory.readers_of("a") == {"k"}
    assert ran["stage"] == 2


def test_what_is_not_kept_is_forgotten(memory, ran):
    for names in ("xy", "x", "xy"):
        memory.keep(names)
        for name in names:
            memory.memo(name, lambda: (None, FOUND))
    assert ran["stage"] == 3  # y, once more
    memory.keep("x")
    assert memory.findings("xy") == FOUND


A, B = object(), object()


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ({}, {}, ()),
        ({"x": A}, {"x": A}, ()),
        ({"x": A, "y": A}, {"x": A, "y": B}, ("y",)),
        ({"x": 1}, {"x": True}, ("x",)),
        ({"x": A}, {"x": A, "y": A}, None),
        ({"x": A, "y": A}, {"x": A}, None),
        ({"x": A, "y": A}, {"x": A, "z": A}, None),
        ({"x": A, "y": A}, {"y": A, "x": A}, None),
    ],
)
def test_which_keys_have_changed(old, new, changed):
    assert changed_keys(old, new) == changed


def test_results_that_are_those_of_before_keep_their_identity(memory):
    first = memory.conclude({"x": A})
    assert memory.conclude({"x": A}) is first
    other = {"x": B}
    assert memory.conclude(other) is other
    assert memory.results == {"x": B}


def follow(memory, source, *shared):
    with memory.following(source, *shared) as changed:
        return changed


def test_a_follower_is_told_what_is_new():
    shared = SimpleNamespace()
    steps = [
        ({"x": A}, shared, None),
        ({"x": A}, shared, ()),
        ({"x": B}, shared, ("x",)),
        ({"x": B}, SimpleNamespace(), None),
        ({"x": B, "y": A}, shared, None),
    ]
    memory = Memory("", Counter())
    assert [follow(memory, source, other) for source, other, _ in steps] == [
        changed for _, _, changed in steps
    ]


def fail_to_follow(memory, source):
    with memory.following(source):
        raise ZeroDivisionError


def test_a_follower_that_failed_knows_nothing(memory):
    follow(memory, {"x": A})
    with pytest.raises(ZeroDivisionError):
        fail_to_follow(memory, {"x": B})
    assert follow(memory, {"x": A}) is None


def test_a_follower_is_told_what_is_new_beside_its_source(memory):
    def follow_both(source, beside):
        with memory.following(source, beside=beside) as changed:
            return changed

    source = {"x": A, "y": A}
    assert follow_both(source, {"x": A, "y": A, "z": A}) is None
    assert follow_both(source, {"x": A, "y": B, "z": B}) == ("y",)
    assert follow_both({"x": B, "y": A}, {"x": B, "y": B, "z": B}) == ("x",)
    assert follow_both({"x": B, "y": A}, {"x": B}) is None


def name_letters(word):
    return set(word)


def test_tasks_are_found_by_what_their_last_results_name(memory):
    memory.memo("x", lambda text: (text, ()), "ab")
    memory.memo("y", lambda text: (text, ()), "b")
    assert memory.naming("a", name_letters) == {"x"}
    memory.memo("x", lambda text: (text, ()), "bc")
    memory.memo("z", lambda text: (text, ()), "c")
    assert memory.naming("a", name_letters) == set()
    assert memory.naming("bc", name_letters) == {"x", "y", "z"}
    memory.forget("z")
    assert memory.naming("c", name_letters) == {"x"}
    memory.keep("y")
    assert memory.naming("bc", name_letters) == {"y"}


def test_findings_of_a_forgotten_task_are_forgotten(memory, ran):
    memory.memo("x", lambda: (None, FOUND))
    memory.forget("x")
    memory.forget("y")
    assert memory.findings("xy") == ()
    memory.memo("x", lambda: (None, FOUND))
    assert ran["stage"] == 2


def test_what_was_found_is_the_same_table_until_it_is_something_else(memory):
    other = (warning("X002", "m"),)
    for name, found in (("x", FOUND), ("y", FOUND), ("z", ())):
        memory.memo(name, lambda found: (None, found), found)
    table = memory.found
    memory.memo("z", lambda _: (None, ()), 1)
    assert memory.found is table
    memory.memo("x", lambda _: (None, other), 1)
    assert changed_keys(table, memory.found) == ("x",)
    memory.memo("y", lambda _: (None, ()), 1)
    memory.memo("z", lambda _: (None, FOUND), 2)
    assert dict(memory.found) == {"x": other, "z": FOUND}


def test_a_stage_is_broken_as_long_as_one_of_its_tasks_has_an_error(memory):
    for number, found in enumerate((FOUND, (error("X001", "m"),), ())):
        memory.memo("x", lambda _, found=found: (None, found), number)
        memory.memo("y", lambda: (None, FOUND))
        assert memory.is_broken == (number == 1)
