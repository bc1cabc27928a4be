"""Built-in filters of ``.njk`` templates; the tables are what Nunjucks 3.2.4 gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from jinja2 import TemplateRuntimeError
from markupsafe import Markup as S

from sitewright.model.data import BLANK
from sitewright.model.facts import Facts, Reader
from sitewright.model.navigation import NavigationNode
from sitewright.stages.templates.dialect.builtins.filters import FILTERS, make_filters
from sitewright.stages.templates.dialect.builtins.tests import TESTS
from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.views import CollectionView, NavigationView

NAN = float("nan")
DATE = datetime(2024, 3, 1, 10, 20, 30, tzinfo=UTC)
PEOPLE = [
    {"n": 2, "t": "p", "on": True},
    {"n": 1, "t": "q", "on": False},
    {"n": 3, "t": "p", "on": True},
]


def shape(value):
    """A value with what ``==`` does not see: what is safe, true, or not a number."""
    if isinstance(value, list):
        return [shape(item) for item in value]
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, S | bool) or value != value:  # noqa: PLR0124 -- NaN
        return type(value), str(value)
    return value


def run(name, value, *given, **named):
    return FILTERS[name](value, *given, **named)


@pytest.mark.parametrize(
    ("name", "value", "given", "expected"),
    [
        ("abs", -3, (), 3),
        ("abs", "-2.5", (), 2.5),
        ("abs", None, (), 0),
        ("abs", U, (), NAN),
        ("batch", [1, 2, 3], (2,), [[1, 2], [3]]),
        ("batch", [1, 2, 3], (2, "x"), [[1, 2], [3, "x"]]),
        ("batch", "abc", (2,), [["a", "b"], ["c"]]),
        ("batch", 5, (2,), []),
        ("batch", [1, 2], (), [[1, 2]]),
        ("capitalize", "hELLO wORLD", (), "Hello world"),
        ("capitalize", S("<B>"), (), S("<b>")),
        ("capitalize", None, (), ""),
        ("capitalize", "😀A", (), "😀a"),
        ("center", "abc", (8,), "  abc   "),
        ("center", "abc", (7,), "  abc  "),
        ("center", "abcdef", (3,), "abcdef"),
        ("center", S("a"), (4,), S(" a  ")),
        ("center", 5, (4,), "5"),
        ("center", "😀", (5,), " 😀  "),
        ("default", U, ("d",), "d"),
        ("default", None, ("d",), None),
        ("default", "", ("d",), ""),
        ("default", "", ("d", True), "d"),
        ("default", S(""), ("d", True), S("")),
        ("d", U, (1,), 1),
        ("dictsort", {"b": 1, "A": 2, "a": 0}, (), [["A", 2], ["a", 0], ["b", 1]]),
        ("dictsort", {"b": 1, "A": 2, "a": 0}, (True,), [["A", 2], ["a", 0], ["b", 1]]),
        (
            "dictsort",
            {"b": 1, "c": "x", "a": 0},
            (False, "value"),
            [["a", 0], ["c", "x"], ["b", 1]],
        ),
        ("dictsort", {"10": 1, "9": 2}, (), [["10", 1], ["9", 2]]),
        (
            "dump",
            {"b": [1, None, U, NAN], "10": 'ü"\n', "9": U, "d": DATE},
            (),
            '{"10":"ü\\"\\n","b":[1,null,null,null],"d":"2024-03-01T10:20:30.000Z"}',
        ),
        ("dump", [1, {}], (2,), "[\n  1,\n  {}\n]"),
        ("dump", [], (2,), "[]"),
        ("dump", ["a"], ("--",), '[\n--"a"\n]'),
        ("dump", U, (), U),
        ("dump", S("<b>"), (), '{"val":"<b>","length":3}'),
        ("dump", "\ud83d x \U0001f600", (), '"\\ud83d x 😀"'),
        ("dump", 1e21, (), "1e+21"),
        ("dump", [True, -0.0, 0.1], (), "[true,0,0.1]"),
        (
            "escape",
            '<a href="x">\'&\\',
            (),
            S("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#92;"),
        ),
        ("e", S("<"), (), S("<")),
        ("escape", None, (), S("")),
        ("escape", [1, "<"], (), S("1,&lt;")),
        ("forceescape", S("<"), (), S("&lt;")),
        ("first", [1, 2], (), 1),
        ("first", "abc", (), "a"),
        ("first", [], (), U),
        ("first", 5, (), U),
        ("first", {"0": "x"}, (), "x"),
        ("first", "😀", (), "\ud83d"),
        ("first", S("ab"), (), U),
        ("batch", S("ab"), (1,), [[U], [U]]),
        ("float", "1.50", (), 1.5),
        ("float", "x", (), U),
        ("float", "x", (7,), 7),
        ("float", "3.5e2px", (), 350),
        ("float", "-Infinity!", (), float("-inf")),
        ("float", [2, 3], (), 2),
        (
            "groupby",
            PEOPLE,
            ("t",),
            {
                "p": [{"n": 2, "t": "p", "on": True}, {"n": 3, "t": "p", "on": True}],
                "q": [{"n": 1, "t": "q", "on": False}],
            },
        ),
        (
            "groupby",
            [{"k": 2}, {"k": "x"}, {"k": 1}, {}],
            ("k",),
            {"1": [{"k": 1}], "2": [{"k": 2}], "x": [{"k": "x"}], "undefined": [{}]},
        ),
        ("groupby", [{"a": {"b": 1}}], ("a.b",), {"1": [{"a": {"b": 1}}]}),
        ("groupby", ["a", "b"], ("length",), {"1": ["a", "b"]}),
        ("indent", "a\nb\nc", (), "a\n    b\n    c"),
        ("indent", "a\nb", (2, True), "  a\n  b"),
        ("indent", S("a\n<"), (1,), S("a\n <")),
        ("indent", False, (), ""),
        ("indent", "", (2, True), ""),
        ("int", "12px", (), 12),
        ("int", "x", (), U),
        ("int", "x", (3,), 3),
        ("int", "0x1f", (0, 16), 31),
        ("int", "1010", (0, 2), 10),
        ("int", 3.99, (), 3),
        ("int", "-0", (), -0.0),
        ("int", "z", (0, 36), 35),
        ("int", "0x1f", (), 0),
        ("int", "0XfFg", (0, 16), 255),
        ("int", "İ", (5, 36), 5),
        ("int", None, (), U),
        ("join", [1, None, [2, 3], U, "x"], ("-",), "1--2,3--x"),
        ("join", PEOPLE, (",", "n"), "2,1,3"),
        ("join", U, (",", "n"), ""),
        ("join", ["a", "b"], (), "ab"),
        ("join", "ab", ("-", "length"), "1-1"),
        ("last", [1, 2], (), 2),
        ("last", "abc", (), "c"),
        ("last", [], (), U),
        ("last", 5, (), U),
        ("length", [1, 2], (), 2),
        ("length", "a😀", (), 3),
        ("length", {"a": 1}, (), 1),
        ("length", S("<b>"), (), 3),
        ("length", U, (), 0),
        ("length", None, (), 0),
        ("length", 5, (), U),
        ("length", False, (), 0),
        ("length", True, (), U),
        ("list", "a😀", (), ["a", "\ud83d", "\ude00"]),
        (
            "list",
            {"b": 1, "2": 0},
            (),
            [{"key": "2", "value": 0}, {"key": "b", "value": 1}],
        ),
        ("list", [3, 1], (), [3, 1]),
        (
            "list",
            S("<b>"),
            (),
            [{"key": "val", "value": "<b>"}, {"key": "length", "value": 3}],
        ),
        ("lower", "ÄBC", (), "äbc"),
        ("lower", S("B"), (), "b"),
        ("lower", False, (), ""),
        ("upper", "straße", (), "STRASSE"),
        ("upper", S("b"), (), "B"),
        ("nl2br", "a\nb\r\nc", (), "a<br />\nb<br />\nc"),
        ("nl2br", S("a\n"), (), S("a<br />\n")),
        ("nl2br", U, (), ""),
        ("reject", [0, 1, "", None, 2], (), [0, "", None]),
        ("reject", [1, 2, 3], ("odd",), [2]),
        ("select", [0, 1, "", None, 2], (), [1, 2]),
        ("select", [1, 2, 3], ("divisibleby", 2), [2]),
        ("select", [1, "1"], ("string",), ["1"]),
        ("select", "abc", ("eq", "b"), ["b"]),
        ("select", 5, (), []),
        ("rejectattr", PEOPLE, ("on",), [{"n": 1, "t": "q", "on": False}]),
        (
            "selectattr",
            PEOPLE,
            ("on",),
            [{"n": 2, "t": "p", "on": True}, {"n": 3, "t": "p", "on": True}],
        ),
        ("selectattr", PEOPLE, ("n", "equalto", 2), PEOPLE),
        ("replace", "aaa", ("a", "b"), "bbb"),
        ("replace", "aaa", ("a", "b", 2), "bba"),
        ("replace", "ab", ("", "."), ".a.b."),
        ("replace", "ab", ("",), "undefineda,bundefined"),
        ("replace", S("<a>"), ("a", "<"), S("<<>")),
        ("replace", 121, (1, "x"), "x2x"),
        ("replace", [1], ("1", "2"), [1]),
        ("replace", "a", ("b",), "a"),
        ("replace", "aXbx", (Regex("x", "gi"), "-"), "a-b-"),
        ("replace", S("ab"), (Regex("a", ""), "<"), "<b"),
        ("replace", "aa", ("a", "b", 0), "aa"),
        ("replace", "a5", (5, U), "aundefined"),
        ("reverse", "abc", (), "cba"),
        ("reverse", [1, 2, 3], (), [3, 2, 1]),
        ("reverse", U, (), []),
        ("reverse", S("ab"), (), [U, U]),
        ("round", 2.5, (), 3),
        ("round", -2.5, (), -2),
        ("round", 3.456, (1,), 3.5),
        ("round", 3.1, (0, "ceil"), 4),
        ("round", -3.1, (0, "floor"), -4),
        ("round", "x", (), NAN),
        ("round", "4.5", (), 5),
        ("round", 1234, (-2,), 1200),
        ("round", 1.005, (2,), 1),
        ("safe", "<b>", (), S("<b>")),
        ("safe", 5, (), S("5")),
        ("safe", None, (), S("")),
        ("slice", [1, 2, 3, 4, 5], (2,), [[1, 2, 3], [4, 5]]),
        ("slice", [1, 2, 3, 4, 5], (3, "x"), [[1, 2], [3, 4], [5, "x"]]),
        ("slice", "abcde", (2,), ["abc", "de"]),
        ("slice", [1, 2], (), []),
        ("sort", ["b", "A", U, "c"], (), ["A", "b", "c", U]),
        ("sort", ["b", "A", "a"], (False, True), ["A", "a", "b"]),
        ("sort", [10, 9, 1], (True,), [10, 9, 1]),
        ("sort", [10, "9", 1], (), [1, "9", 10]),
        (
            "sort",
            [{"a": {"b": 2}}, {"a": {"b": 1}}, {}],
            (False, False, "a.b"),
            [{"a": {"b": 1}}, {"a": {"b": 2}}, {}],
        ),
        ("sort", "hello", (), ["e", "h", "l", "l", "o"]),
        ("sort", [3, None, -1, True], (), [-1, None, True, 3]),
        ("sort", ["ä", "z", "😀", "\uffee"], (), ["z", "ä", "😀", "\uffee"]),
        ("sort", U, (), []),
        ("string", 5, (), "5"),
        ("string", [1, [2]], (), "1,2"),
        ("string", S("x"), (), S("x")),
        ("string", {"a": 1}, (), "[object Object]"),
        ("striptags", "<p>a <b>b</b>\n\n\n <!-- x\n -->c</p>", (), "a b c"),
        ("striptags", "  a  \n\n\n\n b<br> \r\nc", (True,), "a\n\nb\nc"),
        ("striptags", "1 < 2 > 0", (), "1 < 2 > 0"),
        ("striptags", S("<b>x"), (), S("x")),
        ("sum", [1, 2, 3], (), 6),
        ("sum", PEOPLE, ("n", 10), 16),
        ("sum", ["a", 1], (), "00a1"),
        ("sum", [], (), 0),
        ("title", "it's a TEST-case", (), "It's A Test-case"),
        ("title", S("a b"), (), S("A B")),
        ("trim", " \n\xa0a\ufeff", (), "a"),
        ("trim", S(" a "), (), S("a")),
        ("truncate", "Hello big World", (7,), "Hello..."),
        ("truncate", "Hello big World", (7, True), "Hello b..."),
        ("truncate", "Hello big World", (10, False, "!"), "Hello big!"),
        ("truncate", "Hello", (0,), "Hello"),
        ("truncate", "a😀b", (2, True), "a\ud83d..."),
        ("truncate", S("a & b"), (3,), S("a &...")),
        ("truncate", None, (-1,), "..."),
        ("truncate", "abc def", (5, False, None), "abc..."),
        ("truncate", [1, 2], (), [1, 2]),
        ("urlencode", "a b&c/d é(!)", (), "a%20b%26c%2Fd%20%C3%A9(!)"),
        ("urlencode", {"a": "1 2", "b": U}, (), "a=1%202&b=undefined"),
        ("urlencode", [["x", "y"], ["z", 1]], (), "x=y&z=1"),
        ("urlencode", 5, (), ""),
        (
            "urlize",
            "see http://a.org/x?y, (www.b.de) me@c.io d.com/e.",
            (),
            'see <a href="http://a.org/x?y">http://a.org/x?y</a> <a href="http://www.b.de">www.b.de</a> <a href="mailto:me@c.io">me@c.io</a> <a href="http://d.com/e">d.com/e</a>',
        ),
        (
            "urlize",
            "http://example.com/long",
            (10, True),
            '<a href="http://example.com/long" rel="nofollow">http://exa</a>',
        ),
        ("urlize", S("a.net"), (), '<a href="http://a.net">a.net</a>'),
        ("urlize", "http://a.org", (NAN,), '<a href="http://a.org">http://a.org</a>'),
        ("urlize", "http://a.org", (0,), '<a href="http://a.org"></a>'),
        ("wordcount", "one two_3 né", (), 3),
        ("wordcount", "", (), None),
        ("wordcount", None, (), None),
        ("wordcount", " - ", (), None),
    ],
)
def test_filter_gives_what_nunjucks_gives(name, value, given, expected):
    assert shape(run(name, value, *given)) == shape(expected)


@pytest.mark.parametrize(
    ("name", "value", "given", "message"),
    [
        ("batch", U, (2,), "the 'batch' filter needs an array or text, not undefined"),
        ("capitalize", 5, (), "the 'capitalize' filter needs text, not a number"),
        ("dictsort", [1], (), "the 'dictsort' filter needs an object, not an array"),
        (
            "dictsort",
            {},
            (False, "x"),
            "the 'dictsort' filter sorts by 'key' or 'value', not by 'x'",
        ),
        ("first", None, (), "the 'first' filter needs an array or text, not null"),
        (
            "groupby",
            [None],
            ("a",),
            "the 'groupby' filter needs items that have fields, not null",
        ),
        (
            "groupby",
            U,
            ("a",),
            "the 'groupby' filter needs an array or text, not undefined",
        ),
        ("indent", 5, (), "the 'indent' filter needs text, not a number"),
        ("join", "ab", (), "the 'join' filter needs an array, not text"),
        ("join", U, (), "the 'join' filter needs an array, not undefined"),
        (
            "join",
            [None],
            (",", "a"),
            "the 'join' filter needs items that have fields, not null",
        ),
        ("last", U, (), "the 'last' filter needs an array or text, not undefined"),
        (
            "list",
            5,
            (),
            "the 'list' filter needs an array, an object or text, not a number",
        ),
        (
            "list",
            U,
            (),
            "the 'list' filter needs an array, an object or text, not undefined",
        ),
        ("lower", [1], (), "the 'lower' filter needs text, not an array"),
        ("nl2br", 5, (), "the 'nl2br' filter needs text, not a number"),
        ("reject", U, (), "the 'reject' filter needs an array or text, not undefined"),
        ("select", [1], ("nosuch",), "there is no test named 'nosuch'"),
        (
            "selectattr",
            U,
            ("a",),
            "the 'selectattr' filter needs an array, not undefined",
        ),
        (
            "selectattr",
            [U],
            ("a",),
            "the 'selectattr' filter needs items that have fields, not undefined",
        ),
        ("slice", U, (2,), "the 'slice' filter needs an array or text, not undefined"),
        (
            "slice",
            "abc",
            (2, "x"),
            "the 'slice' filter needs an array to fill up, not text",
        ),
        (
            "sort",
            [{"a": 1}, None],
            (False, False, "a"),
            "the 'sort' filter needs items that have fields, not null",
        ),
        ("string", U, (), "the 'string' filter needs a value, not undefined"),
        ("sum", U, (), "the 'sum' filter needs an array, not undefined"),
        ("sum", "ab", (), "the 'sum' filter needs an array, not text"),
        ("title", 5, (), "the 'title' filter needs text, not a number"),
        ("trim", U, (), "the 'trim' filter needs text, not undefined"),
        ("truncate", 5, (), "the 'truncate' filter needs text, not a number"),
        ("upper", True, (), "the 'upper' filter needs text, not true"),
        (
            "urlencode",
            [None],
            (),
            "the 'urlencode' filter needs items that have fields, not null",
        ),
        (
            "urlencode",
            "\ud83d",
            (),
            "the 'urlencode' filter got text with half a character in it",
        ),
        ("urlize", U, (), "the 'urlize' filter needs text, not undefined"),
        ("wordcount", 5, (), "the 'wordcount' filter needs text, not a number"),
        (
            "replace",
            5,
            (Regex("5", ""), "x"),
            "the 'replace' filter needs text, not a number",
        ),
        ("striptags", 5, (), "the 'striptags' filter needs text, not a number"),
    ],
)
def test_filter_refuses_what_nunjucks_throws_at(name, value, given, message):
    with pytest.raises(TemplateRuntimeError) as fault:
        run(name, value, *given)
    assert str(fault.value) == message


@pytest.mark.parametrize(
    ("name", "value", "given", "named", "expected"),
    [
        ("sort", PEOPLE, (), {"attribute": "n", "reverse": True}, [3, 2, 1]),
        ("sort", PEOPLE, (True,), {"reverse": False, "attribute": "n"}, [3, 2, 1]),
        ("int", "ff", (), {"base": 16}, 255),
        ("int", "x", (7,), {"default": 8}, 7),
        ("truncate", "Hello World", (), {"end": "!", "length": 6}, "Hello!"),
        ("join", [1, 2], (), {"del": "-"}, "1-2"),
    ],
)
def test_arguments_may_be_named(name, value, given, named, expected):
    got = run(name, value, *given, **named)
    assert ([item["n"] for item in got] if name == "sort" else got) == expected


def test_unknown_argument_is_refused():
    with pytest.raises(TemplateRuntimeError, match="'sort' filter has no argument nam"):
        run("sort", [], field="n")


def test_further_arguments_are_not_looked_at():
    assert run("upper", "a", 1, 2) == "A"


def test_blank_field_is_null():
    assert run("default", BLANK, "d") is BLANK
    assert run("length", BLANK) == 0
    assert run("dump", {"a": BLANK}) == '{"a":null}'


@pytest.mark.parametrize("name", ["batch", "reverse", "select", "slice", "sort"])
def test_result_is_an_array_and_the_given_list_is_left_alone(name):
    given = [3, 1, 2]
    assert type(run(name, given, *([2] if name in ("batch", "slice") else []))) is Array
    assert given == [3, 1, 2]


def test_list_filter_does_not_copy():
    given = [1]
    assert run("list", given) is given


def test_whole_numbers_among_groups_come_first():
    groups = run("groupby", [{"k": "x"}, {"k": 10}, {"k": 9}], "k")
    assert list(groups) == ["9", "10", "x"]


def test_groups_may_be_made_by_a_function():
    odd = run("groupby", [1, 2, 3], lambda item, _place: item % 2)
    assert odd == {"0": [2], "1": [1, 3]}


def test_select_finds_tests_of_the_site():
    filters = make_filters({**TESTS, "small": lambda value: value < 3})
    assert filters["select"]([1, 5, 2], "small") == [1, 2]
    assert filters["reject"]([1, 5, 2], "small") == [5]


def test_sort_is_stable_also_in_reverse():
    items = [{"k": "a", "i": 1}, {"k": "A", "i": 2}, {"k": "b", "i": 3}]
    assert [i["i"] for i in run("sort", items, True, False, "k")] == [3, 1, 2]


def test_dates_are_sorted():
    later = DATE.replace(year=2025)
    assert run("sort", [later, DATE]) == [DATE, later]


@pytest.mark.parametrize(
    ("name", "value", "given"),
    [
        ("center", "a", (3_000_000,)),
        ("indent", "a\n" * 1000, (2000,)),
        ("batch", [1], (2_000_000, "x")),
        ("slice", [1], (2_000_000,)),
        ("slice", [1], (float("inf"),)),
        ("replace", "a" * 10_000, ("a", "b" * 10_000)),
        ("reverse", {"length": 1e300}, ()),
    ],
)
def test_filter_does_not_fill_the_memory(name, value, given):
    with pytest.raises(OverflowError):
        run(name, value, *given)


def test_object_within_itself_is_not_dumped():
    loop = {"a": []}
    loop["a"].append(loop)
    with pytest.raises(TemplateRuntimeError, match="part of itself"):
        run("dump", loop)
    twice = [1]
    assert run("dump", [twice, twice]) == "[[1],[1]]"


def collection():
    facts = Facts({f"page:{key}": {"url": key} for key in "abc"})
    reader = Reader(facts)
    return CollectionView(reader, "abc"), reader


@pytest.mark.parametrize(
    ("name", "given", "reads", "expected"),
    [
        ("length", (), "", 3),
        ("first", (), "a", {"url": "a"}),
        ("last", (), "c", {"url": "c"}),
        ("join", (",", "url"), "abc", "a,b,c"),
        ("dump", (), "abc", '[{"url":"a"},{"url":"b"},{"url":"c"}]'),
        ("reverse", (), "abc", [{"url": "c"}, {"url": "b"}, {"url": "a"}]),
        ("batch", (3,), "abc", [[{"url": "a"}, {"url": "b"}, {"url": "c"}]]),
    ],
)
def test_collection_is_read_as_far_as_needed(name, given, reads, expected):
    pages, reader = collection()
    assert run(name, pages, *given) == expected
    assert sorted(reader.reads) == [f"page:{key}" for key in reads]


def node(key, parent, children):
    rest = {"page": "", "order": None, "excerpt": "", "previous": "", "next": ""}
    flags = {"is_pinned": False, "is_pending": False, "root": "a", "depth": 0}
    return NavigationNode(
        key=key,
        title=key.upper(),
        url=f"/{key}/",
        parent=parent,
        children=children,
        **rest,
        **flags,
    )


def test_navigation_is_an_object_with_its_public_names():
    facts = {
        "entry:p": "",
        "navigation": ("a",),
        "navigation:a": node("a", "", ()),
    }
    tree = NavigationView(Reader(Facts(facts)), "p").tree
    assert run("join", tree, ",", "title") == "A"
    assert run("dump", tree).startswith('[{"key":"a","title":"A","url":"/a/"')


def test_entry_with_others_below_it_is_not_dumped():
    facts = {
        "entry:p": "",
        "navigation": ("a",),
        "navigation:a": node("a", "", ("b",)),
        "navigation:b": node("b", "a", ()),
        "above:b": "a",
    }
    with pytest.raises(TemplateRuntimeError, match="part of itself"):
        run("dump", NavigationView(Reader(Facts(facts)), "p").tree)


def test_random_is_left_out():
    assert "random" not in FILTERS
