"""Filters that Sitewright adds to Jinja2's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sitewright.stages.templates.filters import (
    format_date,
    limit,
    public_tags,
    sort_by,
    where,
)
from support import CONFIG, build, outputs, report

SUB = CONFIG.replace("example.com", "example.com/sub") + "timezone: Europe/London\n"
HEAD = """\
---
layout: page.html
noon: 2025-07-01T12:00:00Z
winter: 2025-01-02T23:30:00Z
nothing:
number: 5
list: [a]
---
"""


def files(expression: str) -> dict[str, str]:
    return {
        "site.yaml": SUB,
        "templates/page.html": "{{ " + expression + " }}",
        "content/p.md": HEAD,
    }


def shown(expression: str) -> str:
    return outputs(files(expression))["p/index.html"]


def fault(expression: str) -> str:
    given = files(expression)
    return report(build(given), given).split("\n")[0]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("noon | date", "1 July 2025"),
        ("noon | date('%H:%M %Z')", "13:00 BST"),
        ("winter | date('%a %d %b %y')", "Thu 02 Jan 25"),
        ("winter | date('%-d.%-m.%Y')", "2.1.2025"),
        ("winter | date('%-I %p, day %-j')", "11 PM, day 2"),
        ("'2025-03-30T00:30:00' | date('%H:%M')", "00:30"),
        ("'2025-03-30T01:30:00' | date('%H:%M')", "02:30"),
        ("'2025-06-01T00:00:00+05:30' | date('%d %H:%M')", "31 19:30"),
        ("'2025-06-01' | date('%A')", "Sunday"),
        ("noon | date('100%%')", "100%"),
        ("'/' | url", "/sub/"),
        ("'/a b/' | url", "/sub/a b/"),
        ("'a/' | url", "a/"),
        ("'//cdn.example/x' | url", "//cdn.example/x"),
        ("'https://x.example/' | url", "https://x.example/"),
        ("'#top' | url", "#top"),
        ("nothing | url", "."),
        ("false | url", "."),
        ("'/a b/' | absolute_url", "https://www.example.com/sub/a%20b/"),
        ("nothing | absolute_url", "https://www.example.com/sub/"),
        ("nothing | markdown", ""),
        ("'**a** <b>' | markdown_inline", "<strong>a</strong> <b>"),
        ("('a' ~ '&') | markdown_inline", "a&amp;"),
    ],
)
def test_what_a_filter_shows(expression, text):
    assert shown(expression) == text


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("'soon' | date", "error[TPL008]: 'soon' is not a date"),
        ("number | date", "error[TPL008]: the 'date' filter needs a date, not 5"),
        ("nothing | date", "error[TPL008]: '' is not a date"),
        ("number | url", "error[TPL008]: the 'url' filter needs text, not 5"),
        (
            "list | markdown",
            "error[TPL008]: the 'markdown' filter needs text, not ['a']",
        ),
        ("absent | markdown", "error[TPL005]: 'absent' is not defined"),
        ("absent | absolute_url", "error[TPL005]: 'absent' is not defined"),
        ("absent | url", "error[TPL005]: 'absent' is not defined"),
    ],
)
def test_what_a_filter_refuses(expression, says):
    assert fault(expression) == says


@pytest.mark.parametrize(
    ("tags", "public"),
    [
        (None, []),
        ([], []),
        ("", []),
        ("a,#b,c", ["a", "c"]),
        ("one, two", ["one", " two"]),
        (["#servicePromoted", "delivery", "", "delivery"], ["delivery"]),
        ([2024, "2024"], ["2024"]),
    ],
)
def test_public_tags_are_those_to_show(tags, public):
    assert public_tags(tags) == public


PAGES = [
    {"url": "/a/", "data": {"order": 2, "meta": {"kind": "x"}, "title": "b"}},
    {"url": "/b/", "data": {"order": 0, "title": "A"}},
    {"url": "/c/", "data": {"url": "hidden", "title": "b", "order": None}},
    {"url": "/d/", "data": {"order": 10, "meta": {"kind": None}}},
]


def urls(items: list[object]) -> str:
    return "".join(item["url"][1] for item in items)


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (("order",), "ad"),
        (("title",), "abc"),
        (("meta.kind",), "a"),
        (("meta.kind", "x"), "a"),
        (("meta.kind", None), "bcd"),
        (("order", 0), "b"),
        (("url", "/c/"), "c"),
        (("url", "hidden"), ""),
        (("order.deeper", 1), ""),
        (("__class__",), ""),
    ],
)
def test_where_keeps_items_by_a_field(arguments, kept):
    assert urls(where(PAGES, *arguments)) == kept


@pytest.mark.parametrize(
    ("fields", "reverse", "order"),
    [
        (("order",), False, "badc"),
        (("order",), True, "dabc"),
        (("title",), False, "bacd"),
        (("title",), True, "acbd"),
        (("title", "order"), False, "bacd"),
        (("order", "title"), True, "dabc"),
        (("absent",), True, "abcd"),
        ((), False, "abcd"),
    ],
)
def test_sort_by_puts_items_without_the_field_last_either_way(fields, reverse, order):
    assert urls(sort_by(PAGES, *fields, reverse=reverse)) == order


def test_sort_by_takes_values_of_any_kinds():
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    later = (moment + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-9)))
    values = ["b", later, [2], 3, None, "A", moment, 1.5, True, {"x": 1}]
    found = [item["v"] for item in sort_by([{"v": value} for value in values], "v")]
    assert found == [True, 1.5, 3, moment, later, {"x": 1}, [2], "A", "b", None]


@pytest.mark.parametrize(
    ("count", "kept"), [(0, ""), (1, "a"), (3, "abc"), (9, "abcd"), (-1, "")]
)
def test_limit_keeps_the_first(count, kept):
    assert urls(limit(iter(PAGES), count)) == kept


def test_a_year_has_four_digits_on_every_system():
    early = datetime(987, 6, 5, tzinfo=UTC)
    assert format_date(early, "%Y-%m-%d", UTC) == "0987-06-05"


def test_limit_takes_no_more_than_it_keeps():
    items = iter(range(5))
    assert limit(items, 2) == [0, 1]
    assert next(items) == 2
