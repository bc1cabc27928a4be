"""The YAML core: values as js-yaml 4.3.2 gives them, places, and findings.

The expected values were checked against js-yaml itself, by a differential run.
"""

from __future__ import annotations

import json
import math
import time
from datetime import UTC, datetime
from multiprocessing.reduction import ForkingPickler

import pytest
import yaml

from sitewright.kernel.diagnostics import Severity
from sitewright.model.document import Head
from sitewright.yamlcore import read_yaml
from sitewright.yamlcore.parsing import parse_yaml
from sitewright.yamlcore.scalars import key_text


def fields_of(text: str) -> dict[str, object]:
    head, findings = read_yaml(text, "page.md")
    assert head is not None, findings
    return dict(head.fields)


def only_error(text: str):
    head, findings = read_yaml(text, "page.md")
    assert head is None
    assert len(findings) == 1, findings
    assert findings[0].severity is Severity.ERROR
    return findings[0]


def covered(text: str, span) -> str:
    line = text.split("\n")[span.line - 1]
    return line[span.column - 1 : span.column - 1 + span.width]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


VALUES = [
    ("yes", "yes"),
    ("No", "No"),
    ("on", "on"),
    ("OFF", "OFF"),
    ("true", True),
    ("TRUE", True),
    ("tRUE", "tRUE"),
    ("False", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("012", 12),
    ("08", 8),
    ("0o14", 12),
    ("0O14", "0O14"),
    ("0x1F", 31),
    ("-0x10", -16),
    ("0b101", 5),
    ("0b12", "0b12"),
    ("1_000", "1_000"),
    ("1_0.5", "1_0.5"),
    ("12:30", "12:30"),
    ("12:30:45", "12:30:45"),
    ("1:1", "1:1"),
    ("190:20:30", "190:20:30"),
    ("+1", 1),
    ("-0", 0),
    ("1e3", 1000),
    ("1.5e3", 1500),
    ("1.e3", 1000),
    ("5.", 5),
    ("1.0", 1),
    (".5", 0.5),
    ("-.5", "-.5"),
    ("1.25", 1.25),
    ("1e21", 1e21),
    (".inf", math.inf),
    ("-.INF", -math.inf),
    ("=", "="),
    ("<<", "<<"),
    ("12345678901234567890", 12345678901234567890),
    ("2024-03-01", utc(2024, 3, 1)),
    ("2024-3-1", "2024-3-1"),
    ("2024-03-01T10:20:30Z", utc(2024, 3, 1, 10, 20, 30)),
    ("2024-03-01T10:20:30", utc(2024, 3, 1, 10, 20, 30)),
    ("2024-03-01 10:20:30", utc(2024, 3, 1, 10, 20, 30)),
    ("2024-03-01 10:20:30 -5", utc(2024, 3, 1, 15, 20, 30)),
    ("2024-03-01T10:20:30+02:00", utc(2024, 3, 1, 8, 20, 30)),
    ("2024-03-01 10:20:30.123456", utc(2024, 3, 1, 10, 20, 30, 123000)),
    ("2024-03-01 10:20", "2024-03-01 10:20"),
    ("[a, b]", ["a", "b"]),
    ("{a: 1, b}", {"a": 1, "b": None}),
    ("'true'", "true"),
    ('"012"', "012"),
    ("! 12", "12"),
    ("!!str 12", "12"),
    ("!!str", ""),
    ("!!int '12'", 12),
    ("!!float 1.5", 1.5),
    ("!!bool true", True),
    ("!!null ~", None),
    ("!!timestamp '2024-03-01'", utc(2024, 3, 1)),
    ("!!map {a: 1}", {"a": 1}),
    ("!!seq", []),
    ("a\u2028b", "a\u2028b"),
    ("'a\x85b'", "a\x85b"),
    ("|\n  a\n  b\n", "a\nb\n"),
    (">-\n  a\n  b\n", "a b"),
    ("\n  /deliver/x/\n", "/deliver/x/"),
    ("\n- a\n- b: 1\n", ["a", {"b": 1}]),
]


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_value_means_what_js_yaml_reads(written: str, value: object):
    found = fields_of(f"k: {written}\n")["k"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"a \uD83D\uDE00\uD83D\uDE00b"', "a \U0001f600\U0001f600b"),
        (r'"\\\ud83d\ude00"', "\\\U0001f600"),
        (r'"\\ud83d\\ude00"', r"\ud83d\ude00"),
        (r"'\ud83d\ude00'", r"\ud83d\ude00"),
        (r"x \uD83D\uDE00 y", r"x \uD83D\uDE00 y"),
    ],
)
def test_two_halves_of_a_character_are_one_in_double_quotes(written, value):
    text = f"a: [{written}, z]\nb: {written}\n"
    head, findings = read_yaml(text, "p")
    assert (head.fields, findings) == ({"a": [value, "z"], "b": value}, ())
    assert covered(text, head.places["a", 1].value) == "z"
    assert covered(text, head.places["b",].value) == written


def test_half_a_character_has_no_meaning():
    head, findings = read_yaml(r'a: ["\ud83d\ude00", "\ud83d"]', "p")
    assert head is None
    assert [item.span.column for item in findings] == [22]


@pytest.mark.parametrize("written", [written for written, _ in VALUES])
def test_the_parser_without_c_reads_the_same(written: str):
    text = f"k: {written}\n"

    def parse(text: str):
        return yaml.SafeLoader(text).get_event

    assert parse_yaml(text, "p", parse=parse) == parse_yaml(text, "p")


def test_not_a_number_stays_a_number():
    assert math.isnan(fields_of("k: .nan")["k"])


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("1", "1"),
        ("012", "12"),
        ("1.0", "1"),
        ("1.5", "1.5"),
        ("true", "true"),
        ("True", "true"),
        ("yes", "yes"),
        ("null", "null"),
        ("~", "null"),
        (".nan", "NaN"),
        ("-.inf", "-Infinity"),
        ("1e21", "1e+21"),
        ("1.5e-7", "1.5e-7"),
        ("0.00001", "0.00001"),
        ("2024-03-01", "2024-03-01"),
        ("'<<'", "<<"),
    ],
)
def test_key_becomes_text_as_in_javascript(written: str, key: str):
    assert fields_of(f"{written}: x") == {key: "x"}


def test_number_as_text_keeps_small_fractions():
    assert [key_text(number) for number in (1.5, 1e-6, 1e-7)] == [
        "1.5",
        "0.000001",
        "1e-7",
    ]


MERGES = [
    ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3", {"b": 3, "c": 2}),
    ("a: &x {b: 1}\nd:\n  b: 3\n  <<: *x", {"b": 3}),
    ("a: &x {b: 1}\ne: &y {b: 2, z: 3}\nd:\n  <<: [*x, *y]", {"b": 1, "z": 3}),
    ("d:\n  <<: {a: 1}\n  <<: {a: 9, z: 2}\n  a: 5", {"a": 5, "z": 2}),
]


@pytest.mark.parametrize(("text", "merged"), MERGES)
def test_merge_key_works_as_in_js_yaml(text: str, merged: object):
    assert fields_of(text)["d"] == merged


def test_merged_field_has_the_place_where_it_was_written():
    text = "a: &x {b: {c: 1}, e: 2}\nd:\n  <<: *x\n  e: 3\n"
    head, _ = read_yaml(text, "p")
    assert head is not None
    assert covered(text, head.places["d", "b", "c"].value) == "1"
    assert covered(text, head.places["d", "e"].value) == "3"
    assert all(-1 not in path for path in head.places)


def test_field_that_replaces_a_merged_one_leaves_no_places_behind():
    head, _ = read_yaml("a: &x {b: {c: 1}}\nd:\n  <<: *x\n  b: 3\n", "p")
    assert head is not None
    assert ("d", "b", "c") not in head.places


def test_place_of_every_key_value_and_item():
    text = (
        "title:   A day  # note\n"
        "menu:\n"
        "  key: 'It''s'\n"
        '  tags: [one, "two"]\n'
        "list:\n"
        "  - first\n"
        "  - a: 1\n"
        "long: |\n"
        "  text\n"
        "again: &x 5\n"
        "alias: *x\n"
        "empty:\n"
    )
    head, findings = read_yaml(text, "page.md", first_line=2)
    assert head is not None
    assert findings == ()
    whole = f"---\n{text}"
    shown = {
        path: (covered(whole, place.key), covered(whole, place.value))
        for path, place in head.places.items()
    }
    assert shown == {
        ("title",): ("title", "A day"),
        ("menu", "key"): ("key", "'It''s'"),
        ("menu", "tags"): ("tags", '[one, "two"]'),
        ("menu", "tags", 0): ("one", "one"),
        ("menu", "tags", 1): ('"two"', '"two"'),
        ("menu",): ("menu", "key: 'It''s'"),
        ("list", 0): ("first", "first"),
        ("list", 1, "a"): ("a", "1"),
        ("list", 1): ("a: 1", "a: 1"),
        ("list",): ("list", "- first"),
        ("long",): ("long", "|"),
        ("again",): ("again", "&x 5"),
        ("alias",): ("alias", "*x"),
        ("empty",): ("empty", "empty"),
    }


def test_columns_count_characters_not_bytes():
    head, _ = read_yaml("日本: é😀x\n", "p")
    assert head is not None
    place = head.places["日本",]
    assert (place.key.column, place.key.width) == (1, 2)
    assert (place.value.column, place.value.width) == (5, 3)


def test_line_separator_of_yaml_1_1_shifts_no_line():
    text = "a: x\u2028y\nb: 1"
    head, _ = read_yaml(text, "p")
    assert head is not None
    assert head.places["b",].key.line == 2


@pytest.mark.parametrize("text", ["", "# only\n", "~", "\n\n", "--- \n"])
def test_nothing_gives_no_fields(text: str):
    assert read_yaml(text, "p") == (Head("p"), ())


def test_head_survives_pickling_and_compares_equal():
    text = "a: {b: [1, 2024-03-01]}"
    head, _ = read_yaml(text, "p")
    sent = ForkingPickler.loads(ForkingPickler.dumps(head))
    assert sent == head == read_yaml(text, "p")[0]


def test_line_ends_of_windows_and_old_mac():
    assert fields_of("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\rd: 3") == {
        "a": 1,
        "b": "x\ny\n",
        "c": 2,
        "d": 3,
    }


ERRORS = [
    ("a: b: c", "FM002", "this value contains ': ' and must be in quotes", "b: c"),
    ("a:\n\tb: 1", "FM002", "a tab cannot indent YAML; use spaces", "\t"),
    ("a: 1\n\tb: 2", "FM002", "a tab cannot indent YAML; use spaces", "\t"),
    ("a: 'x\nb: 1", "FM002", "this quote is never closed", "'x"),
    ("a: 'x\nb: 'y'\n", "FM002", "this quote is not closed on its line", "'x"),
    ("a: 'it's'", "FM002", "the value goes on after its closing quote", "s'"),
    ("a: @x", "FM002", "'@' cannot start a value without quotes", "@x"),
    ("a: `x`", "FM002", "'`' cannot start a value without quotes", "`x`"),
    ("a: %x", "FM002", "'%' cannot start a value without quotes", "%x"),
    ("%x: 1", "FM002", "'%' cannot start a value without quotes", "%x: 1"),
    ("a: **b**", "FM002", "'*' cannot start a value without quotes", "**b**"),
    ("a: [@x]", "FM002", "'@' cannot start a value without quotes", "@"),
    ("a: ? x", "FM002", "'?' cannot start a value without quotes", "? x"),
    ("a: ]", "FM002", "']' cannot start a value without quotes", "]"),
    ("a: *b", "FM002", "'*b' repeats a value that was never named '&b'", "*b"),
    (
        "a: 1\n  b: 2",
        "FM002",
        "this line is indented as part of the value above it",
        "b",
    ),
    ("a: 1\nb", "FM002", "this line has no ': ' after its key", "b"),
    ("k: 1\nword\nb: 1", "FM002", "this line has no ': ' after its key", "word"),
    (
        "a:\n  - b\n c: d",
        "FM002",
        "this line does not line up with those above it",
        "c: d",
    ),
    ("a: 1\n- b", "FM002", "a list item stands where a key is expected", "- b"),
    ("a: - x", "FM002", "a list cannot start on the line of its key", "- x"),
    ("a: [1, 2\nb: 3", "FM002", "'[' is opened here but never closed", "["),
    ("a: {x: 1", "FM002", "'{' is opened here but never closed", "{"),
    ("a: [1,\n", "FM002", "'[' is opened here but never closed", "["),
    ("a: [a b: c: d]", "FM002", "',' or ']' is missing here", ":"),
    ('a: "\\q"', "FM002", "'\\q' has no meaning inside double quotes", "\\q"),
    (
        'a: "C:\\users"',
        "FM002",
        "'\\u' has no meaning inside double quotes",
        "\\u",
    ),
    (" \u2028\n- a", "FM003", "keys with values are expected here, not text", "\u2028"),
    ("a: |x", "FM002", "text cannot follow '|' or '>' on the same line", "x"),
    (": x", "FM002", "this line has no key before ':'", ":"),
    (
        "a: 1\n---\nb: 2",
        "FM002",
        "a second YAML document starts here; only one is read",
        "---",
    ),
    (
        "a: 1\n...\nb: 2",
        "FM002",
        "this stands after the end of the YAML document",
        "b: 2",
    ),
    ("a: \x01", "FM002", "the character \\x01 (U+0001) cannot stand in YAML", "\x01"),
    ("a\x00: 1", "FM002", "the character \\x00 (U+0000) cannot stand in YAML", "\x00"),
    (
        "a: \ud800",
        "FM002",
        "the character \\ud800 (U+D800) cannot stand in YAML",
        "\ud800",
    ),
    ("- a", "FM003", "keys with values are expected here, not a list", "- a"),
    ("word", "FM003", "keys with values are expected here, not text", "word"),
    ("a: 1\na: 2", "FM004", "the key 'a' is set twice", "a"),
    ("1: x\n01: y", "FM004", "the key '1' is set twice", "01"),
    ("a: 2024-02-30", "FM007", "the date '2024-02-30' does not exist", "2024-02-30"),
    ("a: 0000-01-01", "FM007", "the date '0000-01-01' does not exist", "0000-01-01"),
    (
        "a: 2024-01-01 24:61:00",
        "FM007",
        "the date '2024-01-01 24:61:00' does not exist",
        "2024-01-01 24:61:00",
    ),
    (
        "a: 2024-01-01 00:00:00 +24",
        "FM007",
        "the date '2024-01-01 00:00:00 +24' does not exist",
        "2024-01-01 00:00:00 +24",
    ),
    ("a: 1e999", "FM007", "the number '1e999' is too large", "1e999"),
    ("[a]: b", "FM007", "a list or a mapping cannot be a key", "["),
    ("<<: 1", "FM007", "'<<' takes a mapping or a list of mappings", "<<"),
    ("a: !!int x", "FM007", "'x' does not fit its tag '!!int'", "!!int x"),
    ("a: !foo x", "FM008", "the tag '!foo' is not allowed here", "!foo"),
    ("a: &b !foo x", "FM008", "the tag '!foo' is not allowed here", "!foo"),
    ("a: !e!x y", "FM008", "the tag '!e!x' is not allowed here", "!e!x"),
    ("a: !!set {x}", "FM008", "the tag '!!set' is not allowed here", "!!set"),
    ("a: !!str [x]", "FM008", "the tag '!!str' is not allowed here", "!!str"),
    (
        "a: !!python/object/apply:os.system [ls]",
        "FM008",
        "the tag '!!python/object/apply:os.system' is not allowed here",
        "!!python/object/apply:os.system",
    ),
    ("a: &a [*a]", "FM009", "'*a' stands inside the value that it repeats", "*a"),
    ("a: &a {b: *a}", "FM009", "'*a' stands inside the value that it repeats", "*a"),
]


@pytest.mark.parametrize(("text", "code", "message", "at"), ERRORS)
def test_error_is_said_plainly_at_its_place(
    text: str, code: str, message: str, at: str
):
    finding = only_error(text)
    assert (finding.code, finding.message) == (code, message)
    assert covered(text, finding.span) == at


def test_duplicate_key_names_both_lines():
    finding = only_error("a: 1\nb:\n  c: 1\n  c: 2\n")
    assert finding.span.line == 4
    assert [note.span.line for note in finding.notes if note.span] == [3]


def test_errors_of_single_values_are_reported_together():
    _, findings = read_yaml("a: 2024-02-30\nb: !x y\nc: 1\nc: 2\nd: [", "p")
    assert [item.code for item in findings] == ["FM007", "FM008", "FM004", "FM002"]


def test_list_item_lost_in_a_comment_is_a_warning():
    text = "tags:\n  - #servicePromoted\n  - b\n"
    head, findings = read_yaml(text, "p")
    assert head is not None
    assert head.fields == {"tags": [None, "b"]}
    [finding] = findings
    assert (finding.code, finding.severity) == ("FM006", Severity.WARNING)
    said = "this list item is empty: '#servicePromoted' after '-' is a comment"
    assert finding.message == said
    assert finding.hint == "put it in quotes: '#servicePromoted'"
    assert covered(text, finding.span) == "#servicePromoted"


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("colour: #fff", True),
        ("tags: # of this page\n  - a", False),
        ("tags: # none yet", False),
        ("tags:\n  - # one\n    a", False),
        ("tags:\n  - ~ # none", False),
    ],
)
def test_value_lost_in_a_comment_is_told_from_a_remark(text: str, warned: bool):
    _, findings = read_yaml(text, "p")
    assert [item.code for item in findings] == ["FM006"] * warned


def nested_blocks(levels: int) -> str:
    return "\n".join(" " * level + "a:" for level in range(levels))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "FM009"),
        ("a: " + "[" * 100_000, "FM009"),
        ("a: " + "{a: " * 100_000, "FM009"),
        ("a:\n" + "- " * 100_000, "FM009"),
        (nested_blocks(2_000), "FM009"),
        ("a: " + "9" * 100_000, "FM007"),
        ("a: 0x" + "f" * 100_000, "FM007"),
    ],
)
def test_hostile_text_is_refused_quickly(text: str, code: str):
    start = time.perf_counter()
    assert only_error(text).code == code
    assert time.perf_counter() - start < 1


def test_aliases_cannot_stack_nesting_beyond_the_limit():
    text = "a0: &a0 " + "[" * 90 + "]" * 90 + "\n"
    text += "a1: " + "[" * 20 + "*a0" + "]" * 20
    assert only_error(text).code == "FM009"


def test_hundred_levels_are_fine():
    assert fields_of("a: " + "[" * 99 + "]" * 99)


def test_anchor_may_be_given_again():
    assert fields_of("a: &x 1\nb: &x 2\nc: *x") == {"a": 1, "b": 2, "c": 2}


def test_fields_are_plain_values():
    found = fields_of("a: {b: [1, x, true, null, 1.5]}")
    assert json.loads(json.dumps(found)) == found
