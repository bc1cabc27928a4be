"""Operators on odd values; what is expected was computed by Node and Nunjucks 3.2.4."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from sitewright.model.data import BLANK
from sitewright.stages.templates.dialect.javascript import (
    numbers,
    objects,
    texts,
    values,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U
from sitewright.stages.templates.dialect.javascript.regexes import Regex

NAN = float("nan")
INF = float("inf")
ERROR = "an error"


def date(milliseconds):
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def plain(value):
    """A result as the tables write it: whole numbers without a point."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) <= 2**53:
        return value if str(value) == "-0.0" else int(value)
    return value


def computed(name, arguments):
    for module in (values, texts, numbers, objects):
        if hasattr(module, name):
            try:
                found = plain(getattr(module, name)(*arguments))
                return str(found) if name == "print_text" else found
            except TemplateRuntimeError:
                return ERROR
    raise AssertionError(name)


OPERATORS = [
    ("modulo", ("0", "abc"), NAN),
    ("at_most", (None, NAN), False),
    ("loose_equal", ("", -1), False),
    ("loose_equal", ([], None), False),
    ("subtract", (Markup("12"), Markup("12")), 0),
    ("subtract", ([1], NAN), NAN),
    ("add", ("1", ""), "1"),
    ("divide", ("1", None), INF),
    ("less", ("1", "abc"), True),
    ("add", ([1], None), "1null"),
    ("multiply", (True, Markup("12")), 12),
    ("multiply", (INF, ""), NAN),
    ("less", (True, INF), True),
    ("at_most", (" 12 ", ""), False),
    ("less", ("1", []), False),
    ("modulo", ("", INF), 0),
    ("greater", (NAN, "1"), False),
    ("add", ([], Markup("")), ""),
    ("at_most", (INF, Markup("12")), False),
    ("at_least", (0, date(1709288430123)), False),
    ("strict_equal", (-1, True), False),
    ("multiply", ([1], NAN), NAN),
    ("loose_equal", (Markup(""), 0), True),
    ("floor_divide", (NAN, ""), NAN),
    ("loose_equal", (Markup("12"), " 12 "), False),
    ("at_least", (0, "0"), True),
    ("at_least", (INF, "1"), True),
    ("at_least", (0, 0), True),
    ("less", (date(1709288430123), NAN), False),
    ("subtract", ({}, Markup("")), NAN),
    ("greater", (NAN, None), False),
    ("greater", (True, "1"), False),
    ("at_most", (date(1709288430123), True), False),
    ("greater", ("abc", -1), False),
    ("strict_equal", (-1, " 12 "), False),
    ("strict_equal", (None, []), False),
    ("at_least", (True, "0"), True),
    ("greater", ([1], "abc"), False),
    ("strict_equal", (NAN, " 12 "), False),
    ("strict_equal", ("abc", INF), False),
    ("floor_divide", ("0", Markup("12")), 0),
    ("loose_equal", ({}, Markup("12")), False),
    ("modulo", ("abc", [1]), NAN),
    ("multiply", ("0", [1]), 0),
    ("add", (Markup(""), "1"), "1"),
    ("multiply", ({}, True), NAN),
    ("add", ("0", Markup("12")), "012"),
    ("loose_equal", (-1, "1"), False),
    ("multiply", ([1, 2], None), NAN),
    ("at_most", (INF, "abc"), False),
    ("subtract", (Markup(""), "abc"), NAN),
    ("add", ([], NAN), "NaN"),
    ("divide", (date(1709288430123), " 12 "), 142440702510.25),
    ("subtract", (0, None), 0),
    ("less", ("0", INF), True),
    ("subtract", (-1, U), NAN),
    ("divide", ("abc", "0"), NAN),
    ("at_most", ({}, -1), False),
    ("strict_equal", ("", ""), True),
    ("strict_equal", (date(1709288430123), Markup("")), False),
    ("strict_equal", (True, NAN), False),
    ("multiply", ("", 0), 0),
    ("strict_equal", (" 12 ", [1, 2]), False),
    ("loose_equal", (-1, "0"), False),
    ("add", ([1, 2], True), "1,2true"),
    ("greater", ({}, [1, 2]), True),
    ("at_least", ([1], INF), False),
    ("loose_equal", (0, [1]), False),
    ("at_least", ([], [1]), False),
    ("greater", ([1], []), True),
    ("modulo", (U, U), NAN),
    ("at_least", ({}, Markup("")), True),
    ("floor_divide", ([], -1), -0.0),
    ("greater", (-1, -1), False),
    ("strict_equal", ([], 0), False),
    ("less", (U, Markup("")), False),
    ("at_most", (-1, NAN), False),
    ("subtract", ("abc", []), NAN),
    ("strict_equal", (" 12 ", Markup("12")), False),
    ("at_least", (0, NAN), False),
    ("greater", ("abc", date(1709288430123)), False),
    ("multiply", ("0", U), NAN),
    ("multiply", ("1", date(1709288430123)), 1709288430123),
    ("at_least", ("0", Markup("")), True),
    ("at_most", (-1, "0"), True),
    ("multiply", (U, U), NAN),
    ("at_least", ("", [1, 2]), False),
    ("divide", ([], U), NAN),
    ("floor_divide", ([], True), 0),
    ("loose_equal", ([1], "1"), True),
    ("loose_equal", (Markup("12"), "0"), False),
    (
        "add",
        (-1, date(1709288430123)),
        "-1Fri Mar 01 2024 10:20:30 GMT+0000 (Coordinated Universal Time)",
    ),
    ("loose_equal", (Markup("12"), [1, 2]), False),
    ("loose_equal", (U, date(1709288430123)), False),
    ("at_least", (" 12 ", U), False),
    ("at_least", ("0", " 12 "), True),
    ("multiply", (Markup(""), ""), 0),
    ("loose_equal", (None, 0), False),
    ("loose_equal", (INF, Markup("")), False),
    ("at_least", ("", INF), False),
    ("add", ([1], []), "1"),
    ("at_least", ("", [1, 2]), False),
    ("subtract", (date(1709288430123), 0), 1709288430123),
    ("loose_equal", ([1, 2], []), False),
    ("loose_equal", (Markup(""), [1, 2]), False),
    ("floor_divide", (INF, []), INF),
    ("strict_equal", ("0", Markup("12")), False),
    ("subtract", ("abc", date(1709288430123)), NAN),
    ("modulo", (NAN, [1]), NAN),
    ("divide", (True, ""), INF),
    ("at_least", ("0", -1), True),
    ("multiply", (date(1709288430123), [1]), 1709288430123),
    ("subtract", ("abc", Markup("")), NAN),
    ("multiply", ([1], " 12 "), 12),
    ("loose_equal", ("abc", 0), False),
    ("modulo", (0, NAN), NAN),
    ("add", (0, INF), INF),
    ("greater", (U, "abc"), False),
    ("modulo", ([1, 2], True), NAN),
    ("at_least", ([1], ""), True),
    ("floor_divide", (None, " 12 "), 0),
    ("floor_divide", ("0", Markup("12")), 0),
    ("at_most", ({}, "abc"), True),
    ("multiply", (INF, [1, 2]), NAN),
    ("subtract", ({}, None), NAN),
    ("at_least", (" 12 ", Markup("12")), False),
    ("subtract", ({}, U), NAN),
    ("add", ("a", 1), "a1"),
    ("add", (1, "2"), "12"),
    ("add", ([1, 2], {}), "1,2[object Object]"),
    ("add", (U, 1), NAN),
    ("add", (None, 1), 1),
    ("add", (True, True), 2),
    (
        "add",
        (date(1709288430123), 1),
        "Fri Mar 01 2024 10:20:30 GMT+0000 (Coordinated Universal Time)1",
    ),
    ("add", (Markup("<b>"), "x"), "<b>x"),
    ("add", (9007199254740992, 2), 9007199254740994.0),
    ("subtract", (date(1709288430123), 0), 1709288430123),
    ("subtract", ("5", "2"), 3),
    ("multiply", (0, -5), -0.0),
    ("multiply", ("3", "x"), NAN),
    ("divide", (1, 0), INF),
    ("divide", (-1, 0), -INF),
    ("divide", (0, 0), NAN),
    ("divide", (7, 2), 3.5),
    ("divide", (6, 2), 3),
    ("divide", (1, -0.0), -INF),
    ("floor_divide", (7, 2), 3),
    ("floor_divide", (-7, 2), -4),
    ("floor_divide", (1, 0), INF),
    ("modulo", (-7, 3), -1),
    ("modulo", (7, -3), 1),
    ("modulo", (5.5, 2), 1.5),
    ("modulo", (1, 0), NAN),
    ("modulo", (-4, 2), -0.0),
    ("modulo", (3, INF), 3),
    ("power", (2, 3), 8),
    ("power", (2, -1), 0.5),
    ("power", (-8, 0.3333333333333333), NAN),
    ("power", (0, -1), INF),
    ("power", (-0.0, -1), -INF),
    ("power", (9, 5000), INF),
    ("power", (-9, 5001), -INF),
    ("power", (1, INF), NAN),
    ("power", (NAN, 0), 1),
    ("negate", (0,), -0.0),
    ("negate", ("5",), -5),
    ("negate", (-0.0,), 0),
    ("negate", (U,), NAN),
    ("plus", (" 7 ",), 7),
    ("plus", ([],), 0),
    ("plus", (["3"],), 3),
    ("plus", ({},), NAN),
    ("plus", (date(1709288430123),), 1709288430123),
    ("loose_equal", (None, U), True),
    ("loose_equal", (None, 0), False),
    ("loose_equal", ("1", 1), True),
    ("loose_equal", ([], ""), True),
    ("loose_equal", ([1], 1), True),
    ("loose_equal", ({}, "[object Object]"), True),
    ("loose_equal", (Markup("a"), "a"), True),
    ("loose_equal", (Markup("a"), Markup("a")), False),
    ("loose_equal", (NAN, NAN), False),
    ("loose_equal", (True, "1"), True),
    ("loose_equal", (True, "true"), False),
    ("loose_equal", (date(0), 0), False),
    ("strict_equal", ("a", "a"), True),
    ("strict_equal", (1, 1), True),
    ("strict_equal", (True, 1), False),
    ("strict_equal", (Markup("a"), "a"), False),
    ("strict_equal", ([], []), False),
    ("strict_equal", (U, None), False),
    ("strict_equal", (0, -0.0), True),
    ("less", ("10", "9"), True),
    ("less", ("10", 9), False),
    ("less", ("a", "B"), False),
    ("less", ("\uffff", "\U0001f600"), False),
    ("less", (U, 1), False),
    ("at_most", (None, 0), True),
    ("at_least", (None, 0), True),
    ("greater", (date(5), date(4)), True),
    ("at_most", ([2], "2"), True),
    ("contains", ("a", ["a"]), True),
    ("contains", (1, ["1"]), False),
    ("contains", (NAN, [NAN]), False),
    ("contains", ("b", "abc"), True),
    ("contains", (1, "a1"), True),
    ("contains", (U, "undefined"), True),
    ("contains", ("x", {"x": U}), True),
    ("contains", ("y", {"x": 1}), False),
    ("contains", (2, {"2": 1}), True),
    ("contains", ("toString", {}), True),
    ("contains", ("a", None), ERROR),
    ("contains", ("a", U), ERROR),
    ("contains", ("a", 5), ERROR),
    ("contains", ("val", Markup("abc")), True),
]


UNARY = [
    ("truthy", (U,), False),
    ("truthy", (None,), False),
    ("truthy", (NAN,), False),
    ("truthy", ("",), False),
    ("truthy", ("0",), True),
    ("truthy", (0,), False),
    ("truthy", (-0.0,), False),
    ("truthy", ([],), True),
    ("truthy", ({},), True),
    ("truthy", (Markup(""),), True),
    ("truthy", (True,), True),
    ("truthy", (False,), False),
    ("truthy", (date(0),), True),
    ("truthy", (Regex("a"),), True),
    ("truthy", (0.5,), True),
    ("type_of", (U,), "undefined"),
    ("type_of", (None,), "object"),
    ("type_of", (NAN,), "number"),
    ("type_of", ("",), "string"),
    ("type_of", ([],), "object"),
    ("type_of", ({},), "object"),
    ("type_of", (Markup(""),), "object"),
    ("type_of", (True,), "boolean"),
    ("type_of", (date(0),), "object"),
    ("type_of", (Regex("a"),), "object"),
    ("is_array", ([],), True),
    ("is_array", ("abc",), False),
    ("is_array", ({},), False),
    ("is_array", (Markup(""),), False),
    ("is_array", (U,), False),
    ("to_number", ("",), 0),
    ("to_number", ("  ",), 0),
    ("to_number", ("0x1F",), 31),
    ("to_number", ("0b11",), 3),
    ("to_number", ("0o17",), 15),
    ("to_number", ("-0x1",), NAN),
    ("to_number", ("1e3",), 1000),
    ("to_number", (".5",), 0.5),
    ("to_number", ("5.",), 5),
    ("to_number", (".",), NAN),
    ("to_number", ("1_0",), NAN),
    ("to_number", ("Infinity",), INF),
    ("to_number", ("-Infinity",), -INF),
    ("to_number", ("infinity",), NAN),
    ("to_number", ("+7",), 7),
    ("to_number", ("--7",), NAN),
    ("to_number", ("1 2",), NAN),
    ("to_number", ("\ufeff 3\n",), 3),
    ("to_number", ("12px",), NAN),
    ("to_number", (True,), 1),
    ("to_number", (None,), 0),
    ("to_number", (U,), NAN),
    ("to_number", ([],), 0),
    ("to_number", ([5],), 5),
    ("to_number", ([1, 2],), NAN),
    ("to_number", ({},), NAN),
    ("to_number", (Markup("4"),), 4),
    ("to_number", (date(1709288430123),), 1709288430123),
    ("to_number", ("-0",), -0.0),
    ("to_number", ("١",), NAN),
    ("to_text", (U,), "undefined"),
    ("to_text", (None,), "null"),
    ("to_text", (True,), "true"),
    ("to_text", (NAN,), "NaN"),
    ("to_text", (INF,), "Infinity"),
    ("to_text", (-0.0,), "0"),
    ("to_text", (1,), "1"),
    ("to_text", (2.5,), "2.5"),
    ("to_text", (1e21,), "1e+21"),
    ("to_text", (1e20,), "100000000000000000000"),
    ("to_text", (1.2345678901234568e20,), "123456789012345680000"),
    ("to_text", (1e-07,), "1e-7"),
    ("to_text", (1e-06,), "0.000001"),
    ("to_text", (0.1,), "0.1"),
    ("to_text", (-1.5e-09,), "-1.5e-9"),
    ("to_text", (0.3333333333333333,), "0.3333333333333333"),
    ("to_text", (5e-324,), "5e-324"),
    ("to_text", (1.7976931348623157e308,), "1.7976931348623157e+308"),
    ("to_text", (9007199254740992,), "9007199254740992"),
    ("to_text", ([1, [2, None, [U, "x"]], {}],), "1,2,,,x,[object Object]"),
    ("to_text", ({},), "[object Object]"),
    ("to_text", (Markup("<b>"),), "<b>"),
    (
        "to_text",
        (date(1709288430123),),
        "Fri Mar 01 2024 10:20:30 GMT+0000 (Coordinated Universal Time)",
    ),
    (
        "to_text",
        (date(-62135596800000),),
        "Mon Jan 01 0001 00:00:00 GMT+0000 (Coordinated Universal Time)",
    ),
    (
        "to_text",
        (date(253402300799000),),
        "Fri Dec 31 9999 23:59:59 GMT+0000 (Coordinated Universal Time)",
    ),
    ("to_text", (Regex("a/b", "gi"),), "/a\\/b/gi"),
    ("to_text", (Regex(""),), "/(?:)/"),
    ("print_text", ("a&b\"c'd<e>f\\g`h",), "a&amp;b&quot;c&#39;d&lt;e&gt;f&#92;g`h"),
    ("print_text", ("&amp;",), "&amp;amp;"),
    ("print_text", (Markup("<b>&"),), "<b>&"),
    ("print_text", (U,), ""),
    ("print_text", (None,), ""),
    ("print_text", (True,), "true"),
    ("print_text", (1,), "1"),
    ("print_text", (1e21,), "1e+21"),
    ("print_text", (["<", None],), "&lt;,"),
    ("print_text", ({},), "[object Object]"),
    (
        "print_text",
        (date(1709288430123),),
        "Fri Mar 01 2024 10:20:30 GMT+0000 (Coordinated Universal Time)",
    ),
    ("print_text", ("",), ""),
    ("print_text", ("é",), "é"),
    (
        "keys_of",
        ({"b": 1, "2": 1, "1": 1, "a": 1, "01": 1},),
        ["1", "2", "b", "a", "01"],
    ),
    ("keys_of", ({},), []),
    ("keys_of", (["x", "y"],), ["0", "1"]),
    ("keys_of", ("ab",), ["0", "1"]),
    ("keys_of", ("\U0001f600",), ["0", "1"]),
    ("keys_of", (Markup("xy"),), ["val", "length"]),
    ("keys_of", (5,), []),
    ("keys_of", (None,), []),
    ("keys_of", (U,), []),
]


@pytest.mark.parametrize(("name", "arguments", "found"), [*OPERATORS, *UNARY])
def test_an_operator_gives_what_it_gives_in_javascript(name, arguments, found):
    assert repr(computed(name, arguments)) == repr(found)


@pytest.mark.parametrize("value", [BLANK, None])
def test_a_field_without_a_value_is_null(value):
    assert texts.to_text(value) == "null"
    assert texts.print_text(value) == ""
    assert not values.truthy(value)
    assert values.strict_equal(value, None)
    assert values.loose_equal(value, U)
    assert not values.strict_equal(value, U)
    assert values.type_of(value) == "object"
    assert values.add(value, 1) == 1


@pytest.mark.parametrize("value", [len, int, str.upper, object(), texts, {1}, b"x"])
def test_an_object_of_python_is_no_text(value):
    with pytest.raises(TemplateRuntimeError, match="this is a Python object") as told:
        texts.print_text(value)
    assert "0x" not in str(told.value)


def test_an_object_of_the_sites_own_may_write_itself():
    class Money:
        def __str__(self):
            return "5 <b>"

    assert texts.print_text(Money()) == "5 &lt;b&gt;"


def test_an_object_is_itself_alone():
    one, other = {}, {}
    assert values.strict_equal(one, one)
    assert not values.loose_equal(one, other)


def test_a_text_that_grows_without_end_is_refused():
    text = "x" * 30_000_000
    with pytest.raises(OverflowError, match="longer than 50,000,000"):
        values.add(text, text)


def test_an_array_within_itself_is_empty_text():
    array = [1]
    array.append(array)
    assert texts.to_text(array) == "1,"
