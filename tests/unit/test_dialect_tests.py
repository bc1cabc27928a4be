"""Built-in tests and functions of ``.njk``; the tables are what Nunjucks 3.2.4 gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from jinja2 import TemplateRuntimeError
from markupsafe import Markup as S

from sitewright.stages.templates.dialect.builtins.globals import GLOBALS
from sitewright.stages.templates.dialect.builtins.tests import TESTS
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U

NAN = float("nan")
DATE = datetime(2024, 3, 1, 10, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "given", "expected"),
    [
        ("callable", 5, (), False),
        ("defined", None, (), True),
        ("defined", U, (), False),
        ("divisibleby", 6, (3,), True),
        ("divisibleby", 7, (3,), False),
        ("divisibleby", 6, (0,), False),
        ("eq", 1, ("1",), False),
        ("equalto", "a", ("a",), True),
        ("sameas", 1, (1.0,), True),
        ("eq", NAN, (NAN,), False),
        ("eq", S("a"), ("a",), False),
        ("escaped", S(""), (), True),
        ("escaped", "a", (), False),
        ("even", 2, (), True),
        ("even", 3, (), False),
        ("even", "4", (), True),
        ("even", U, (), False),
        ("falsy", "", (), True),
        ("falsy", [], (), False),
        ("falsy", 0, (), True),
        ("falsy", S(""), (), False),
        ("ge", 2, (2,), True),
        ("ge", "b", ("a",), True),
        ("ge", "10", (9,), True),
        ("ge", U, (1,), False),
        ("gt", 2, (1,), True),
        ("greaterthan", "B", ("a",), False),
        ("le", None, (0,), True),
        ("lt", "10", ("9",), True),
        ("lessthan", 1, ("2",), True),
        ("lt", U, (U,), False),
        ("iterable", "a", (), True),
        ("iterable", [1], (), True),
        ("iterable", {"a": 1}, (), False),
        ("iterable", 5, (), False),
        ("iterable", S(""), (), True),
        ("lower", "aé1", (), True),
        ("lower", "aB", (), False),
        ("lower", S("a"), (), False),
        ("upper", "A1", (), True),
        ("upper", "Ab", (), False),
        ("mapping", {"a": 1}, (), True),
        ("mapping", [1], (), False),
        ("mapping", None, (), False),
        ("mapping", DATE, (), True),
        ("mapping", "a", (), False),
        ("mapping", S("a"), (), True),
        ("ne", 1, ("1",), True),
        ("ne", None, (U,), True),
        ("ne", "a", ("a",), False),
        ("null", None, (), True),
        ("null", U, (), False),
        ("null", 0, (), False),
        ("number", 1.5, (), True),
        ("number", NAN, (), True),
        ("number", "1", (), False),
        ("odd", 3, (), True),
        ("odd", -3, (), False),
        ("odd", 2, (), False),
        ("string", "a", (), True),
        ("string", S("a"), (), False),
        ("string", None, (), False),
        ("truthy", [], (), True),
        ("truthy", " ", (), True),
        ("truthy", NAN, (), False),
        ("undefined", U, (), True),
        ("undefined", None, (), False),
    ],
)
def test_test_tells_what_nunjucks_tells(name, value, given, expected):
    assert TESTS[name](value, *given) is expected


@pytest.mark.parametrize(
    ("name", "value", "given", "message"),
    [
        ("iterable", U, (), "the test 'iterable' needs a value, not undefined"),
        ("lower", 5, (), "the test 'lower' needs text, not a number"),
        ("upper", None, (), "the test 'upper' needs text, not null"),
    ],
)
def test_test_refuses_what_nunjucks_throws_at(name, value, given, message):
    with pytest.raises(TemplateRuntimeError) as fault:
        TESTS[name](value, *given)
    assert str(fault.value) == message


def test_function_is_callable():
    assert TESTS["callable"](GLOBALS["joiner"]()) is True


def test_same_array_is_the_same_as_itself_alone():
    one = [1]
    assert TESTS["sameas"](one, one) is True
    assert TESTS["sameas"](one, [1]) is False


def test_further_arguments_are_not_looked_at():
    assert TESTS["odd"](3, 4, 5) is True
    assert TESTS["eq"](3, 3, 5) is True


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((3,), [0, 1, 2]),
        ((1, 4), [1, 2, 3]),
        ((0, 10, 3), [0, 3, 6, 9]),
        ((5, 0, -2), [5, 3, 1]),
        ((3, 3), []),
        ((0, 1, 0.25), [0, 0.25, 0.5, 0.75]),
        ((2.5,), [0, 1, 2]),
        ((0, 2, 0), [0, 1]),
        ((U,), []),
        (("3",), [0, 1, 2]),
    ],
)
def test_range_counts_as_in_nunjucks(given, expected):
    assert GLOBALS["range"](*given) == expected


@pytest.mark.parametrize("given", [(100_001,), (0, 1, 1e-9), (1e300, 0, -1)])
def test_range_is_bounded(given):
    assert len(GLOBALS["range"](100_000)) == 100_000
    with pytest.raises(OverflowError, match="longer than 100,000"):
        GLOBALS["range"](*given)


def test_cycler_goes_round():
    cycler = GLOBALS["cycler"]("odd", "even")
    assert member(cycler, "current") is None
    step = member(cycler, "next")
    assert [step(), step(), step()] == ["odd", "even", "odd"]
    assert member(cycler, "current") == "odd"
    member(cycler, "reset")()
    assert member(cycler, "current") is None
    assert step() == "odd"


def test_empty_cycler_gives_nothing():
    assert member(GLOBALS["cycler"](), "next")() is U


def test_joiner_gives_nothing_at_first():
    join = GLOBALS["joiner"]()
    assert [join(), join(), join()] == ["", ",", ","]
    bar = GLOBALS["joiner"](" | ")
    assert [bar(), bar()] == ["", " | "]
