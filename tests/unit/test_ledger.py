"""What is done again, what is not, and what is forgotten."""

from __future__ import annotations

import pytest

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import warning
from sitewright.model.facts import Reader


def test_a_task_runs_once_for_equal_inputs():
    ledger = Ledger()
    calls: list[object] = []

    def task(*given: object) -> tuple[object, tuple[()]]:
        calls.append(given)
        return given, ()

    for given in ((1, "a"), (1, "a"), (True, "a"), (True, "b"), (1, "a")):
        assert ledger.memo("stage", "key", task, *given)[0] == given
    assert calls == [(1, "a"), (True, "a"), (True, "b"), (1, "a")]


def test_tasks_of_other_stages_and_keys_are_apart():
    ledger = Ledger()
    for stage, key in (("a", "x"), ("a", "y"), ("b", "x")):
        assert ledger.memo(stage, key, lambda name: (name, ()), stage + key) == (
            stage + key,
            (),
        )
    assert ledger.ran == {"a": 2, "b": 1}


def test_an_equal_result_keeps_its_identity():
    ledger = Ledger()
    first, _ = ledger.memo("stage", "", lambda _: ([1, 2], ()), "old")
    second, _ = ledger.memo("stage", "", lambda _: ([1, 2], ()), "new")
    third, _ = ledger.memo("stage", "", lambda _: ([1, True + 1.0], ()), "newer")
    assert second is first
    assert third is not first
    assert ledger.ran["stage"] == 3


def test_findings_are_remembered_with_the_result():
    ledger = Ledger()
    found = (warning("X001", "m"),)
    for _ in range(2):
        assert ledger.memo("stage", "", lambda: (None, found)) == (None, found)
    assert ledger.ran["stage"] == 1


def test_a_task_that_fails_leaves_no_result():
    ledger = Ledger()
    with pytest.raises(ZeroDivisionError):
        ledger.memo("stage", "", lambda number: (1 / number, ()), 0)
    assert ledger.memo("stage", "", lambda _: ("mended", ()), 0)[0] == "mended"


def sum_of(*names: str):
    """A task that adds up facts, and reads no others."""
    return lambda reader: (sum(reader.read(name) or 0 for name in names), ())


def test_a_traced_task_runs_again_only_for_what_it_read():
    ledger = Ledger()
    values = {"a": 1, "b": 2, "c": 3}
    runs = []
    for change in ({}, {"c": 4}, {"a": 5}, {}, {"a": True}):
        values |= change
        before = ledger.ran["t"]
        result, _ = ledger.traced("t", "k", sum_of("a", "b"), ledger.facts(values))
        assert result == values["a"] + values["b"]
        runs.append(ledger.ran["t"] - before)
    assert runs == [1, 0, 1, 0, 1]


def test_a_fact_that_comes_or_goes_is_a_change_for_those_who_looked():
    ledger = Ledger()
    results = [
        ledger.traced("t", "k", sum_of("a", "b"), ledger.facts(values))[0]
        for values in ({"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 1})
    ]
    assert results == [1, 3, 3, 1]
    assert ledger.ran["t"] == 3


def test_to_ask_whether_a_fact_exists_is_to_read_it():
    reader = Reader(Ledger().facts({"a": 1}))
    assert (reader.has("a"), reader.has("b")) == (True, False)
    assert reader.reads.keys() == {"a", "b"}
    assert reader.reads["b"] == "absent"


def test_what_a_build_has_no_use_for_is_forgotten():
    ledger = Ledger()
    facts = ledger.facts({"a": 1})
    for names in (("x", "y"), ("x",), ("x", "y")):
        ledger.begin()
        for name in names:
            ledger.memo("memo", name, lambda: (None, ()))
            ledger.traced("trace", name, sum_of("a"), facts)
        ledger.end()
    assert ledger.ran == {"memo": 1, "trace": 1}  # y, once more


def test_a_run_gathers_findings_in_the_order_of_its_stages():
    def task(name: str) -> tuple[str, tuple[object, ...]]:
        return name.upper(), (warning("X001", name),)

    run = Run(Ledger())
    assert run.one("first", task, "c") == "C"
    assert run.each("second", task, {"k": ("b",), "l": ("a",)}) == {"k": "B", "l": "A"}
    assert run.traced("third", {"m": lambda _: task("d")}, {}) == {"m": "D"}
    assert [found.message for found in run.findings] == ["c", "b", "a", "d"]
