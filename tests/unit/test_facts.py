"""Facts are made when they are asked for, once, and whoever asks is noted."""

from __future__ import annotations

import pytest

from sitewright.model.facts import Facts, Reader, still_hold


@pytest.fixture
def asked():
    return []


@pytest.fixture
def squares(asked):
    """A kind of facts; nothing but a number has a square."""

    def find(name: str) -> int | None:
        asked.append(name)
        return int(name) ** 2 if name.isdigit() else None

    return {"square": find}


def test_a_fact_is_made_once_when_it_is_asked_for(squares, asked):
    facts = Facts({}, squares)
    assert asked == []
    assert facts.get("square:300") is facts.get("square:300")
    assert facts.get("square:300").value == 90000
    assert asked == ["300"]


def test_a_fact_that_was_forgotten_is_made_again(squares, asked):
    facts = Facts({}, squares)
    old = facts.get("square:3")
    facts.forget(["square:3", "square:4"])
    assert facts.get("square:3").value == old.value
    assert asked == ["3", "3"]


@pytest.mark.parametrize("name", ["square:x", "cube:3", "square", "other"])
def test_what_nobody_answers_to_is_absent(name, squares):
    assert Facts({"one": 1}, squares).get(name) is None


def test_to_ask_whether_a_fact_exists_is_to_read_it():
    reader = Reader(Facts({"a": 1}))
    assert (reader.has("a"), reader.has("b")) == (True, False)
    assert reader.reads.keys() == {"a", "b"}
    assert reader.reads["b"] is None


def test_the_same_value_keeps_its_fact_and_so_its_digest():
    value = ("large",)
    before = Facts({"a": value, "b": value})
    old = [before.get(name) for name in "ab"]
    after = Facts({"a": value, "b": ("other",)}, before=before)
    assert after.get("a") is old[0]
    assert after.get("b") is not old[1]


def test_only_what_may_have_changed_is_looked_up_anew(squares, asked):
    facts = Facts({}, squares)
    for name in ("square:1", "square:2"):
        facts.get(name)
    facts.renew({"square": lambda name: -int(name)}, ["square:2", "square:3"])
    values = [facts.get(f"square:{number}").value for number in (1, 2, 3)]
    assert values == [1, -2, -3]
    assert asked == ["1", "2"]


def test_what_is_equal_takes_the_place_of_what_was_read_and_need_not_be_kept():
    value = ["same"]
    before, after = Facts({"a": tuple(value)}), Facts({"a": tuple(value)})
    reads = {"a": before.get("a")}
    assert still_hold(reads, after)
    assert reads["a"] is after.get("a")


@pytest.mark.parametrize("new", [{}, {"a": True}, {"a": 2}, {"b": 1}])
def test_what_has_come_gone_or_changed_does_not_hold(new):
    facts = Facts({"a": 1})
    reads = {name: facts.get(name) for name in "ab"}
    assert still_hold(reads, Facts({"a": 1}))
    assert not still_hold(reads, Facts(new))
