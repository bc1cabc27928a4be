"""Data files of every format: their values, and where each was written."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from sitewright.model.data import Data
from sitewright.model.document import Source
from sitewright.stages.datafiles import read_data_file


def read(path: str, text: str, *, is_empty: bool = False):
    file, findings = read_data_file(Source(path, text))
    assert file is not None, findings
    assert [item.code for item in findings] == ["DAT008"] * is_empty
    assert file.path == path
    assert () not in file.places
    return file


def fault(path: str, text: str):
    file, findings = read_data_file(Source(path, text))
    assert file is None
    return findings[0]


def covered(text: str, span) -> str:
    line = text.split("\n")[span.line - 1]
    return line[span.column - 1 : span.column - 1 + span.width]


def shown(file, text: str) -> dict[str, tuple[str, str]]:
    """Key and value of every place, as the text has them."""
    return {
        ".".join(map(str, path)): (covered(text, p.key), covered(text, p.value))
        for path, p in file.places.items()
    }


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("a.yaml", "", {}),
        ("a.yaml", "# nothing yet\n", {}),
        ("a.json", "", {}),
        ("a.json", " \n", {}),
        ("a.csv", "", []),
        ("a.toml", "", {}),
    ],
)
def test_file_of_nothing_has_no_value_and_is_doubted(path, text, value):
    assert read(path, text, is_empty=True).value == value


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("a.yaml", "- a\n- {b: 012}\n", ["a", {"b": 12}]),
        ("a.yml", "yes\n", "yes"),
        ("a.yml", "12\n", 12),
        ("a.yml", "~\n", None),
        ("a.yml", "2024-03-01\n", utc(2024, 3, 1)),
        ("a.yaml", "\ufeffa: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("a.yaml", "&x {a: 1}\n", {"a": 1}),
        ("a.json", '{\n\t"a": [1, 2.0, true, null]\n}', {"a": [1, 2, True, None]}),
        ("a.json", '["2024-03-01"]', ["2024-03-01"]),
        ("a.json", '"text"', "text"),
        ("a.json", "-1.5e3", -1500),
        ("a.json", r'"\ud83d\ude00 \/ \u00e9"', "😀 / é"),
        ("a.json", '"NaN"', "NaN"),
        ("a.json", '"\x7f\x85\x9f\uffff\u2028"', "\x7f\x85\x9f\uffff\u2028"),
        ("a.csv", "name,role\n", []),
        (
            "a.csv",
            'name, role\r\nAda,"Director, Board"\r\n\r\nBen,"a ""b"""\r\n',
            [
                {"name": "Ada", "role": "Director, Board"},
                {"name": "Ben", "role": 'a "b"'},
            ],
        ),
        ("a.csv", 'a\n"two\nlines"\n', [{"a": "two\nlines"}]),
        ("a.csv", "a,b\n1, x \n", [{"a": "1", "b": " x "}]),
        (
            "a.toml",
            "a = 1.0\nb = 1.5\nc = 1e3\nd = inf\ne = 0x10\nf = true\n",
            {"a": 1, "b": 1.5, "c": 1000, "d": math.inf, "e": 16, "f": True},
        ),
        (
            "a.toml",
            "a = 2024-03-01\nb = 2024-03-01T10:20:30\nc = 2024-03-01T10:20:30.1239+02:00\n"
            "d = 10:20:00\n",
            {
                "a": utc(2024, 3, 1),
                "b": utc(2024, 3, 1, 10, 20, 30),
                "c": utc(2024, 3, 1, 8, 20, 30, 123000),
                "d": "10:20:00",
            },
        ),
        ("a.toml", "[[x]]\na = [{b = 1}]\n[[x]]\n", {"x": [{"a": [{"b": 1}]}, {}]}),
    ],
)
def test_value_of_a_file(path: str, text: str, value: object):
    found = read(path, text).value
    assert found == value
    assert repr(found) == repr(value)


@pytest.mark.parametrize("path", ["a.yaml", "a.json"])
def test_places_of_a_list_of_mappings(path: str):
    text = '[\n{"name": "Ada"},\n{"name": "Ben"}\n]\n'
    assert shown(read(path, text), text) == {
        "0": ('{"name": "Ada"}', '{"name": "Ada"}'),
        "0.name": ('"name"', '"Ada"'),
        "1": ('{"name": "Ben"}', '{"name": "Ben"}'),
        "1.name": ('"name"', '"Ben"'),
    }


def test_the_place_of_a_row_is_its_line():
    text = 'name,role\n"Ada\nL.",a\n\nBen,b\n'
    file = read("team.csv", text)
    assert {path: place.value.line for path, place in file.places.items()} == {
        (0,): 2,
        (1,): 5,
    }
    assert Data("x", {}, file.places).value_span(1, "role").line == 5


def test_places_of_toml():
    text = '''\
title = "A # b" # comment
a.b."c.d" = 1
[office.main]
  city = """
[not a table]
no = 1"""
list = [
  1, # ]
  ["inner"],
]
[[team]]
name = 'Ada'
  [team.home]
  town = "X"
[[team]]
name = {first = "Ben"}
'''
    file = read("a.toml", text)
    assert file.value["team"][1] == {"name": {"first": "Ben"}}
    dotted = ('a.b."c.d"', "1")
    assert shown(file, text) == {
        "title": ("title", '"A # b"'),
        "a": dotted,
        "a.b": dotted,
        "a.b.c.d": dotted,
        "office": ("office.main", "office.main"),
        "office.main": ("office.main", "office.main"),
        "office.main.city": ("city", '"""'),
        "office.main.list": ("list", "["),
        "team": ("team", "team"),
        "team.0": ("team", "team"),
        "team.0.name": ("name", "'Ada'"),
        "team.0.home": ("team.home", "team.home"),
        "team.0.home.town": ("town", '"X"'),
        "team.1": ("team", "team"),
        "team.1.name": ("name", '{first = "Ben"}'),
    }
    assert file.places["team", 1, "name"].key.line == 16


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("a.yaml", "a: 1\na: 2\n", "FM004"),
        ("a.yaml", "*a\n", "FM002"),
        ("a.yaml", "- a\n---\n- b\n", "FM002"),
        ("a.json", "{'a': 1}", "FM002"),
        ("a.json", "[1] x", "FM002"),
        ("a.json", '{"a": 1, "a": 2}', "FM004"),
        ("a.json", '["Infinity", -Infinity]', "FM002"),
        ("a.json", "[" * 100_000, "FM009"),
        ("a.json", "[" * 101 + "]" * 101, "FM009"),
        ("a.toml", "a = " + "[" * 101 + "]" * 101, "FM009"),
        ("a.toml", "a = " + "[" * 100_000, "FM009"),
        ("a.toml", ".".join("a" * 200) + " = 1", "FM009"),
        ("a.toml", f"a = {'9' * 5000}", "FM007"),
        ("a.toml", f"a = 0x{'f' * 5000}", "FM007"),
        ("a.toml", "a = 1e999", "FM007"),
        ("a.toml", "a = 9999-12-31T23:59:59-01:00", "FM007"),
        ("a.csv", 'a\n"' + "x" * 200_000 + '"\n', "DAT001"),
        ("a.csv", "a\tb\n1\t2\n", "DAT002"),
    ],
)
def test_what_cannot_be_read_is_reported(path: str, text: str, code: str):
    found = fault(path, text)
    assert found.code == code
    assert found.span is not None
    assert found.span.line >= 1
