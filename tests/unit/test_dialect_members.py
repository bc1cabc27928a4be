"""Members of values: what Nunjucks finds, and never an attribute of Python's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from markupsafe import Markup

from sitewright.model.data import BLANK
from sitewright.model.item import PageItem
from sitewright.stages.templates.dialect.javascript.arrays import Array
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U
from sitewright.stages.templates.dialect.javascript.objects import (
    get_key,
    keys_of,
)
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.values import (
    contains,
    strict_equal,
)
from sitewright.stages.templates.views import (
    CollectionsView,
    CollectionView,
    EntryView,
    NavigationView,
)

NAN = float("nan")
METHOD = "a method"


def date(milliseconds):
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


class Node:
    key = "Home"
    title = "Start"
    url = "/"
    order = 1.0
    is_pinned = False
    excerpt = ""
    page = parent = root = previous = next = ""
    depth = 0
    children = ()


class Reader:
    """Facts of a site with one page."""

    facts = {  # noqa: RUF012 -- only looked at
        "collections": ("news",),
        "collection:news": ("a",),
        "page:a": {"url": "/a/"},
        "entry:a": "Home",
        "above:Home": "",
        "navigation": ("Home",),
        "navigation:Home": Node,
    }

    def read(self, name):
        return self.facts.get(name)

    def has(self, name):
        return name in self.facts


READER = Reader()
NAVIGATION = NavigationView(READER, "a")
COLLECTIONS = CollectionsView(READER)

MEMBERS = [
    (({"a": 1, "2": "two", "length": "l"}, "a"), 1),
    (({"a": 1, "2": "two", "length": "l"}, "2"), "two"),
    (({"a": 1, "2": "two", "length": "l"}, 2), "two"),
    (({"a": 1, "2": "two", "length": "l"}, 2), "two"),
    (({"a": 1, "2": "two", "length": "l"}, "b"), U),
    (({"a": 1, "2": "two", "length": "l"}, "length"), "l"),
    (({"a": 1, "2": "two", "length": "l"}, "hasOwnProperty"), METHOD),
    (({"a": 1, "2": "two", "length": "l"}, "toString"), METHOD),
    (({"a": 1, "2": "two", "length": "l"}, "size"), U),
    (({"a": 1, "2": "two", "length": "l"}, "items"), U),
    (({"a": 1, "2": "two", "length": "l"}, U), U),
    ((["x", "y"], 0), "x"),
    ((["x", "y"], "1"), "y"),
    ((["x", "y"], 1), "y"),
    ((["x", "y"], -1), U),
    ((["x", "y"], 0.5), U),
    ((["x", "y"], "01"), U),
    ((["x", "y"], "length"), 2),
    ((["x", "y"], "size"), U),
    ((["x", "y"], "first"), U),
    ((["x", "y"], "join"), METHOD),
    ((["x", "y"], 2), U),
    ((["x", "y"], NAN), U),
    ((["x", "y"], True), U),
    (("ab", 0), "a"),
    (("ab", "1"), "b"),
    (("ab", 2), U),
    (("ab", -1), U),
    (("ab", "length"), 2),
    (("ab", "toUpperCase"), METHOD),
    (("ab", "size"), U),
    (("a\U0001f600b", "length"), 4),
    (("a\U0001f600b", 1), "\ud83d"),
    (("a\U0001f600b", 2), "\ude00"),
    ((Markup("<b>"), "length"), 3),
    ((Markup("<b>"), 0), U),
    ((Markup("<b>"), "val"), "<b>"),
    ((Markup("<b>"), "toUpperCase"), METHOD),
    ((Markup("<b>"), "link2"), U),
    ((5, "toFixed"), METHOD),
    ((5, "length"), U),
    ((5, 0), U),
    ((True, "toString"), METHOD),
    ((True, "x"), U),
    ((None, "x"), U),
    ((U, "x"), U),
    ((U, "length"), U),
    ((date(1709288430123), "getTime"), METHOD),
    ((date(1709288430123), "year"), U),
    ((Regex("a/b", "gi"), "source"), "a\\/b"),
    ((Regex("a/b", "gi"), "flags"), "gi"),
    ((Regex("a/b", "gi"), "global"), True),
    ((Regex("a/b", "gi"), "ignoreCase"), True),
    ((Regex("a/b", "gi"), "multiline"), False),
    ((Regex("a/b", "gi"), "sticky"), False),
    ((Regex("a/b", "gi"), "lastIndex"), 0),
    ((Regex("a/b", "gi"), "test"), METHOD),
    ((Regex("a/b", "gi"), "x"), U),
]


@pytest.mark.parametrize(("arguments", "found"), MEMBERS)
def test_a_member_is_found_as_nunjucks_finds_it(arguments, found):
    got = member(*arguments)
    assert repr(METHOD if isinstance(got, partial) else got) == repr(found)


VALUES = [
    *("text", Markup("<b>"), 5, 2.5, True, None, U, BLANK, [1], (1,), Array([1])),
    *({"a": 1}, PageItem("key", {"a": 1}), date(0), date(0).date(), Regex("a", "g")),
    *(len, str.upper, object(), lambda: 1, (n for n in ()), int, member("a", "trim")),
    *(NAVIGATION, NAVIGATION.tree[0], COLLECTIONS, COLLECTIONS["news"], range(3)),
]
ATTACKS = [
    *("__class__", "__mro__", "__init__", "__globals__", "__subclasses__", "__dict__"),
    *("__proto__", "__defineGetter__", "__lookupGetter__", "constructor", "prototype"),
    *("format", "format_map", "func_globals", "gi_frame", "gi_code", "cr_frame", "mro"),
    *("_sitewright", "_reader", "_from", "_node", "_key", "_keys", "_compiled", "func"),
    *("args", "keywords", "__self__", "__func__", "__code__", "tb_frame", "caller"),
    *(
        "items_",
        "append",
        "upper",
        "strftime",
        "last_index",
        "find_anywhere",
        "is_global",
    ),
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attribute_of_python_is_reached(attack):
    for value in VALUES:
        assert member(value, attack) is U, value
        assert member(value, Markup(attack)) is U, value
        assert member(value, [attack]) is U, value
        assert get_key(value, attack) is U, value


def test_a_key_may_have_any_name():
    data = {"__class__": 1, "constructor": 2, "items": 3, "toString": 4}
    assert [member(data, key) for key in data] == [1, 2, 3, 4]


@pytest.mark.parametrize("key", [2024, True, 1.5, None])
def test_a_key_that_is_no_text_is_found_by_its_text(key):
    text = {2024: "2024", True: "true", 1.5: "1.5", None: "null"}[key]
    assert member({key: "x"}, text) == "x"
    assert member({key: "x"}, key) == "x"
    assert keys_of({key: "x"}) == [text]
    assert contains(text, {key: U})
    assert member(member({key: "x"}, "hasOwnProperty")(text), "toString")() == "true"


def test_a_collection_is_an_array():
    news = member(COLLECTIONS, "news")
    assert isinstance(news, CollectionView)
    assert member(news, "length") == 1
    assert member(member(news, 0), "url") == "/a/"
    assert member(news, "map")(lambda page, *_: page["url"]) == ["/a/"]
    assert member(COLLECTIONS, "nothing") is U
    assert keys_of(COLLECTIONS) == ["news"]


def test_an_entry_has_its_public_properties():
    entry = member(NAVIGATION, "tree")[0]
    assert isinstance(entry, EntryView)
    assert member(entry, "title") == "Start"
    assert member(entry, "parent") is None
    assert keys_of(entry)[:3] == ["key", "title", "url"]
    assert strict_equal(entry, member(NAVIGATION, "tree")[0])
    assert member(NAVIGATION, "menu")("Home") == []
    assert contains("title", entry)
