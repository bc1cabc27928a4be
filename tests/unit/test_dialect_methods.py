"""Methods of texts, arrays and numbers; Node has computed what is expected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from jinja2 import TemplateError, TemplateRuntimeError
from markupsafe import Markup

from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.values import (
    add,
    modulo,
    subtract,
)

NAN = float("nan")
INF = float("inf")
ERROR = "an error"


def up(value, *_rest):
    return to_text(value).upper()


def cat(*given):
    return "|".join(map(to_text, given[:3]))


def odd(value, *_rest):
    return modulo(value, 2)


def pair(value, *_rest):
    return Array([value, value])


def safe(*_given):
    return Markup("")


def neg(left, right):
    return subtract(right, left)


def cmp(left, right):
    return subtract(left, right)


def total(left, right, *_rest):
    return add(left, right)


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


def call(name, value, arguments):
    value = Array(value) if isinstance(value, list) else value
    try:
        return plain(member(value, name)(*arguments))
    except (TemplateError, OverflowError):
        return ERROR


TEXTS = [
    ("at", "abc", (-1,), "c"),
    ("at", "abc", (3,), U),
    ("charAt", "a\U0001f600b", (1,), "\ud83d"),
    ("charAt", "abc", (NAN,), "a"),
    ("charAt", "abc", (9,), ""),
    ("charCodeAt", "a\U0001f600b", (2,), 56832),
    ("charCodeAt", "a", (5,), NAN),
    ("codePointAt", "a\U0001f600b", (1,), 128512),
    ("codePointAt", "a\U0001f600b", (2,), 56832),
    ("codePointAt", "a", (5,), U),
    ("concat", "a", (1, None, [2, 3]), "a1null2,3"),
    ("endsWith", "abc", ("bc",), True),
    ("endsWith", "abc", ("b", 2), True),
    ("endsWith", "abc", (Regex("c"),), ERROR),
    ("includes", "abc", ("bc", 1), True),
    ("includes", "abundefined", (), True),
    ("indexOf", "a\U0001f600b", ("b",), 3),
    ("indexOf", "abc", ("", 2), 2),
    ("indexOf", "abc", ("", 9), 3),
    ("indexOf", "abcabc", ("c", -5), 2),
    ("lastIndexOf", "abcabc", ("c",), 5),
    ("lastIndexOf", "abcabc", ("c", 4), 2),
    ("lastIndexOf", "abc", ("a", -1), 0),
    ("lastIndexOf", "a\U0001f600b", ("",), 4),
    ("localeCompare", "a", ("B",), -1),
    ("localeCompare", "a", ("A",), -1),
    ("localeCompare", "é", ("f",), -1),
    ("localeCompare", "résumé", ("resume",), 1),
    ("localeCompare", "a", ("a",), 0),
    ("localeCompare", "10", ("9",), -1),
    ("localeCompare", "a-b", ("ab",), -1),
    ("localeCompare", "œ", ("oz",), -1),
    ("normalize", "é", ("NFD",), "é"),
    ("normalize", "é", (), "é"),
    ("normalize", "a", ("x",), ERROR),
    ("padEnd", "a", (3, "xy"), "axy"),
    ("padStart", "7", (3, "0"), "007"),
    ("padStart", "abc", (2,), "abc"),
    ("padStart", "1", (4, "ab"), "aba1"),
    ("padEnd", "a", (3, ""), "a"),
    ("padStart", "a\U0001f600b", (5, "-"), "-a\U0001f600b"),
    ("repeat", "ab", (2.9,), "abab"),
    ("repeat", "ab", (-1,), ERROR),
    ("repeat", "", (INF,), ERROR),
    ("repeat", "a", (0,), ""),
    ("slice", "abcdef", (1, -1), "bcde"),
    ("slice", "abc", (-2,), "bc"),
    ("slice", "abc", (2, 1), ""),
    ("slice", "a\U0001f600b", (0, 2), "a\ud83d"),
    ("slice", "a\U0001f600b", (1, 3), "\U0001f600"),
    ("startsWith", "abc", ("b", 1), True),
    ("startsWith", "abc", (U,), False),
    ("substr", "abcdef", (-3, 2), "de"),
    ("substr", "abc", (1,), "bc"),
    ("substring", "abcdef", (4, 1), "bcd"),
    ("substring", "abc", (NAN, 2), "ab"),
    ("toLowerCase", "ÄÖİΣ", (), "äöi̇ς"),
    ("toUpperCase", "straße é", (), "STRASSE É"),
    ("toLocaleUpperCase", "ß", (), "SS"),
    ("toString", Markup("<b>"), (), "<b>"),
    ("trim", "\ufeff\xa0 a \n", (), "a"),
    ("trimStart", "  a ", (), "a "),
    ("trimEnd", " a  ", (), " a"),
    ("trim", "\x85a\x1c", (), "\x85a\x1c"),
    ("isWellFormed", "x\ud83d", (), False),
    ("toWellFormed", "x\ud83d", (), "x\ufffd"),
    ("hasOwnProperty", "ab", ("length",), True),
    ("hasOwnProperty", "ab", (1,), True),
    ("toUpperCase", Markup("<b>"), (), "<B>"),
    ("split", "a,b,c", (",",), ["a", "b", "c"]),
    ("split", "a,b,c", (",", 2), ["a", "b"]),
    ("split", "abc", ("",), ["a", "b", "c"]),
    ("split", "a\U0001f600b", ("",), ["a", "\ud83d", "\ude00", "b"]),
    ("split", "abc", (), ["abc"]),
    ("split", "", ("",), []),
    ("split", "", (",",), [""]),
    ("split", "a1b2c", (Regex("\\d"),), ["a", "b", "c"]),
    ("split", "a1b2c", (Regex("(\\d)"),), ["a", "1", "b", "2", "c"]),
    ("split", "aXbxc", (Regex("x", "i"), -1), ["a", "b", "c"]),
    (
        "split",
        "A<B>bold</B>",
        (Regex("<(\\/)?([^<>]+)>"),),
        ["A", U, "B", "bold", "/", "B", ""],
    ),
    ("split", "test", (Regex("(?:)"),), ["t", "e", "s", "t"]),
    ("split", "", (Regex("a"),), [""]),
    ("split", "", (Regex(""),), []),
    ("replace", "aaa", ("a", "b"), "baa"),
    ("replace", "abc", ("b", "[$&$`$'$$$1]"), "a[bac$$1]c"),
    ("replace", "Hello World", (Regex("o", "g"), "0"), "Hell0 W0rld"),
    ("replace", "John Smith", (Regex("(\\w+)\\s(\\w+)"), "$2, $1"), "Smith, John"),
    (
        "replace",
        "2024-03",
        (Regex("(?<y>\\d+)-(?<m>\\d+)"), "$<m>/$<y>$<q>"),
        "03/2024",
    ),
    ("replace", "abc", (Regex("(b)"), "$01$10$2$0"), "abb0$2$0c"),
    ("replace", "abc", (Regex("b"), "$<x>"), "a$<x>c"),
    ("replace", "abc", (Regex("(x)?b"), "[$1]"), "a[]c"),
    ("replace", "aXbX", (Regex("x", "gi"), up), "aXbX"),
    ("replace", "abc", ("b", cat), "ab|1|abcc"),
    ("replace", "abc", (Regex("b"), U), "aundefinedc"),
    ("replace", "a\U0001f600b", (Regex(".", "g"), "-"), "----"),
    ("replace", "abc", (Regex("", "g"), "-"), "-a-b-c-"),
    ("replaceAll", "a.b.c", (".", "-"), "a-b-c"),
    ("replaceAll", "abc", ("", "_"), "_a_b_c_"),
    ("replaceAll", "abc", (Regex("b"), ""), ERROR),
    ("replaceAll", "aBab", (Regex("b", "gi"), "$&$&"), "aBBabb"),
    ("match", "a1b22", (Regex("\\d+"),), ["1"]),
    ("match", "a1b22", (Regex("\\d+", "g"),), ["1", "22"]),
    ("match", "abc", (Regex("x", "g"),), None),
    ("match", "abc", (Regex("(?<l>b)(x)?"),), ["b", "b", U]),
    ("match", "abc", ("b",), ["b"]),
    ("match", "abc", (), [""]),
    (
        "matchAll",
        "a1b2",
        (Regex("([a-z])(\\d)", "g"),),
        [["a1", "a", "1"], ["b2", "b", "2"]],
    ),
    ("matchAll", "abc", (Regex("a"),), ERROR),
    ("search", "abc", (Regex("c"),), 2),
    ("search", "abc", ("x",), -1),
    ("search", "a\U0001f600b", (Regex("b"),), 3),
]


ARRAYS = [
    ("at", [1, 2], (-1,), 2),
    ("concat", [1], ([2, [3]], 4), [1, 2, [3], 4]),
    ("entries", ["a"], (), [[0, "a"]]),
    ("keys", ["a", "b"], (), [0, 1]),
    ("every", [1, 3], (odd,), True),
    ("some", [2], (odd,), False),
    ("filter", [1, 2, 3], (odd,), [1, 3]),
    ("filter", [1], (safe,), [1]),
    ("find", [2, 3, 5], (odd,), 3),
    ("find", [2], (odd,), U),
    ("findIndex", [2, 3], (odd,), 1),
    ("findLast", [1, 3, 4], (odd,), 3),
    ("findLastIndex", [2], (odd,), -1),
    ("map", ["a", "b"], (cat,), ["a|0|a,b", "b|1|a,b"]),
    ("map", [1], (5,), ERROR),
    ("flatMap", [1, 2], (pair,), [1, 1, 2, 2]),
    ("forEach", [1], (odd,), U),
    ("reduce", [1, 2, 3], (total,), 6),
    ("reduce", ["a", "b"], (cat, "z"), "z|a|0|b|1"),
    ("reduce", [], (total,), ERROR),
    ("reduceRight", ["a", "b", "c"], (total,), "cba"),
    ("fill", [1, 2, 3], (0, 1), [1, 0, 0]),
    ("fill", [1, 2, 3], (9, -2, -1), [1, 9, 3]),
    ("flat", [1, [2, [3]]], (), [1, 2, [3]]),
    ("flat", [1, [2, [3]]], (INF,), [1, 2, 3]),
    ("includes", [NAN], (NAN,), True),
    ("indexOf", [NAN], (NAN,), -1),
    ("includes", ["1"], (1,), False),
    ("indexOf", [1, 2, 1], (1, 1), 2),
    ("lastIndexOf", [1, 2, 1], (1,), 2),
    ("lastIndexOf", [1, 2, 1], (1, -2), 0),
    ("lastIndexOf", [1, 2, 1], (1, U), 0),
    ("join", [1, None, U, [2, 3]], (), "1,,,2,3"),
    ("join", [1, 2], ("",), "12"),
    ("join", [1, 2], (None,), "1null2"),
    ("pop", [1, 2], (), 2),
    ("pop", [], (), U),
    ("shift", [1, 2], (), 1),
    ("push", [1], (2, 3), 3),
    ("unshift", [1], (2, 3), 3),
    ("reverse", [1, 2, 3], (), [3, 2, 1]),
    ("slice", [1, 2, 3], (-2,), [2, 3]),
    ("slice", [1, 2, 3], (1, -1), [2]),
    ("sort", [10, 9, 1], (), [1, 10, 9]),
    ("sort", ["b", U, "a", None], (), ["a", "b", None, U]),
    ("sort", [3, 1, 2], (neg,), [3, 2, 1]),
    ("sort", ["\uffff", "\U0001f600"], (), ["\U0001f600", "\uffff"]),
    ("splice", [1, 2, 3, 4], (1, 2, "x"), [2, 3]),
    ("splice", [1, 2, 3], (), []),
    ("splice", [1, 2, 3], (1,), [2, 3]),
    ("splice", [1, 2, 3], (-1, U), []),
    ("toReversed", [1, 2], (), [2, 1]),
    ("toSorted", [2, 10, 1], (), [1, 10, 2]),
    ("toSorted", [2, 10, 1], (cmp,), [1, 2, 10]),
    ("toSpliced", [1, 2, 3], (0, 1), [2, 3]),
    ("with", [1, 2], (-1, 9), [1, 9]),
    ("with", [1], (5, 9), ERROR),
    ("toString", [1, [2]], (), "1,2"),
    ("toLocaleString", [1234.5, None, "a"], (), "1,234.5,,a"),
    ("copyWithin", [1, 2, 3, 4], (0, 2), [3, 4, 3, 4]),
    ("values", [1], (), [1]),
    ("hasOwnProperty", [1], (0,), True),
    ("hasOwnProperty", [1], ("length",), True),
    ("hasOwnProperty", [1], ("join",), False),
]


NUMBERS = [
    ("toFixed", 1.005, (2,), "1.00"),
    ("toFixed", 2.5, (0,), "3"),
    ("toFixed", -2.5, (), "-3"),
    ("toFixed", 1e21, (2,), "1e+21"),
    ("toFixed", 1e-06, (7,), "0.0000010"),
    ("toFixed", -0.0001, (2,), "-0.00"),
    ("toFixed", NAN, (2,), "NaN"),
    ("toFixed", 1, (101,), ERROR),
    ("toFixed", 10.235, (2,), "10.23"),
    ("toFixed", -0.0, (1,), "0.0"),
    ("toPrecision", 123.456, (4,), "123.5"),
    ("toPrecision", 0.000123, (2,), "0.00012"),
    ("toPrecision", 1e-07, (3,), "1.00e-7"),
    ("toPrecision", 123456, (2,), "1.2e+5"),
    ("toPrecision", 99.99, (2,), "1.0e+2"),
    ("toPrecision", 0, (3,), "0.00"),
    ("toPrecision", 1, (0,), ERROR),
    ("toPrecision", 5, (), "5"),
    ("toExponential", 12345, (), "1.2345e+4"),
    ("toExponential", 12345, (2,), "1.23e+4"),
    ("toExponential", 0, (), "0e+0"),
    ("toExponential", 0.00015, (0,), "1e-4"),
    ("toExponential", 0, (2,), "0.00e+0"),
    ("toExponential", INF, (2,), "Infinity"),
    ("toString", 255, (16,), "ff"),
    ("toString", 0.5, (2,), "0.1"),
    ("toString", -255, (36,), "-73"),
    ("toString", 0.1, (3,), "0.0022002200220022002200220022002201"),
    ("toString", 1, (1,), ERROR),
    ("toString", 1e21, (), "1e+21"),
    ("toString", NAN, (2,), "NaN"),
    ("toLocaleString", 1234567.891, (), "1,234,567.891"),
    ("toLocaleString", 1234.5, ("en-US", {"minimumFractionDigits": 2}), "1,234.50"),
    ("toLocaleString", 0.0005, ("en-GB",), "0.001"),
    ("toLocaleString", 1.0005, (), "1.001"),
    ("toLocaleString", 1234, ("en-US", {"useGrouping": False}), "1234"),
    ("toLocaleString", -0.0, (), "-0"),
    ("toLocaleString", INF, (), "\u221e"),
    ("toLocaleString", NAN, (), "NaN"),
    ("valueOf", 5, (), 5),
    ("toString", True, (), "true"),
    ("valueOf", False, (), False),
]


@pytest.mark.parametrize(
    ("name", "value", "arguments", "found"), [*TEXTS, *ARRAYS, *NUMBERS]
)
def test_a_method_gives_what_it_gives_in_javascript(name, value, arguments, found):
    assert repr(call(name, value, arguments)) == repr(found)


@pytest.mark.parametrize(
    ("name", "arguments", "left"),
    [
        ("push", (4,), [3, 1, 2, 4]),
        ("pop", (), [3, 1]),
        ("shift", (), [1, 2]),
        ("unshift", (0,), [0, 3, 1, 2]),
        ("reverse", (), [2, 1, 3]),
        ("sort", (), [1, 2, 3]),
        ("splice", (1, 1, "x"), [3, "x", 2]),
        ("fill", (0,), [0, 0, 0]),
        ("copyWithin", (0, 1), [1, 2, 2]),
    ],
)
def test_only_an_array_of_the_template_is_changed(name, arguments, left):
    array, data = Array([3, 1, 2]), [3, 1, 2]
    member(array, name)(*arguments)
    assert array == left
    with pytest.raises(TemplateRuntimeError, match=rf"\.slice\(\)\.{name}"):
        member(data, name)(*arguments)
    assert data == [3, 1, 2]


@pytest.mark.parametrize("name", ["slice", "concat", "toSorted", "values"])
def test_a_copy_of_the_sites_data_may_be_changed(name):
    copy = member((3, 1), name)()
    assert member(copy, "push")(9) == 3


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("repeat", (10**9,)), ("padEnd", (10**9,)), ("padStart", (10**9, "ab"))],
)
def test_a_text_out_of_all_proportion_is_refused(name, arguments):
    with pytest.raises(OverflowError, match="longer than 1,000,000"):
        member("ab", name)(*arguments)


def test_an_array_out_of_all_proportion_is_refused():
    array = Array([0] * 600_000)
    with pytest.raises(OverflowError, match="longer than 1,000,000"):
        member(array, "push")(*array)


def test_named_arguments_are_one_object_at_the_end():
    assert member(1234.5, "toLocaleString")("en", minimumFractionDigits=2) == "1,234.50"


def test_numbers_for_other_readers_point_to_hooks():
    with pytest.raises(TemplateRuntimeError, match=r"'de-DE'.*hooks"):
        member(1234.5, "toLocaleString")("de-DE")
