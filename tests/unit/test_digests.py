"""Equal values share a digest, and only those."""

from __future__ import annotations

import io
import pickle
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from itertools import combinations

import pytest

from sitewright.kernel.digests import (
    digest_of,
    digest_of_bytes,
    digest_of_stream,
    same_value,
)
from sitewright.kernel.texts import Part
from sitewright.model.data import Data


@dataclass(frozen=True)
class Point:
    x: object
    y: object


@dataclass(frozen=True)
class Place:
    x: object
    y: object


@dataclass
class Movable:
    x: object


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


NAN = float("nan")
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)

DIFFERENT = [
    None,
    "",
    "None",
    "1",
    "1:1",
    b"1",
    b"'",
    1,
    1.0,
    -0.0,
    0.0,
    True,
    False,
    [],
    (),
    {},
    [[]],
    [[], []],
    [()],
    ["ab"],
    ["a", "b"],
    ("a", "b"),
    ["a,b"],
    ["asb"],
    {"a": "b"},
    {"b": "a"},
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
    {"a": {"b": 1}},
    {"a": {}, "b": 1},
    Point(1, 2),
    Point(2, 1),
    Place(1, 2),
    Point((1, 2), ()),
    Point(1, (2,)),
    Colour.RED,
    Colour.BLUE,
    "red",
    NOON,
    NOON.astimezone(timezone(timedelta(hours=1))),
    NOON.replace(microsecond=1),
    "\ud800",
    "é",
    "e\u0301",
    Part("red"),
    Part("reds"),
]


def test_values_that_differ_have_different_digests():
    twins = [
        (one, other)
        for one, other in combinations(DIFFERENT, 2)
        if digest_of(one) == digest_of(other)
    ]
    assert twins == []


@pytest.mark.parametrize("value", DIFFERENT)
def test_a_digest_is_32_hexadecimal_digits_and_stays(value):
    digest = digest_of(value)
    assert len(bytes.fromhex(digest)) == 16
    assert digest_of(value) == digest


def test_equal_values_made_apart_share_a_digest():
    one = Point([1, {"a": ("x", None)}], NOON)
    other = Point([1, {"a": ("x", None)}], datetime(2025, 1, 1, 12, tzinfo=UTC))
    assert digest_of(one) == digest_of(other)


def test_parts_of_two_texts_are_the_same_if_they_read_the_same():
    one, other = Part("--- a\nred", 6), Part("---\nreds", 4, 7)
    assert (str(one), len(one)) == ("red", 3)
    assert same_value((one,), (other,))
    assert digest_of(one) == digest_of(other)
    assert not same_value(one, Part("--- a\nreds", 6))
    assert pickle.loads(pickle.dumps(one)).whole == "red"
    assert not same_value(one, "red")


@pytest.mark.parametrize("value", [{1, 2}, object(), [1, {"a": iter(())}], str])
def test_a_value_without_a_stable_encoding_is_refused(value):
    with pytest.raises(TypeError, match="no stable encoding"):
        digest_of(value)


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_a_stream_has_the_digest_of_its_bytes(size):
    content = b"x" * size
    assert digest_of_stream(io.BytesIO(content).read) == digest_of_bytes(content)


def test_the_digest_is_sha256_so_that_records_last_from_version_to_version():
    # printf a | sha256sum | cut -c -32
    assert digest_of_bytes(b"a") == "ca978112ca1bbdcafac231b39a23dc4d"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (0.0, -0.0, False),
        ("a", "a", True),
        ("a", "b", False),
        (None, None, True),
        ([1], [1], True),
        ([1], [True], False),
        ([1], (1,), False),
        ((1, 2), (1, 2), True),
        ((1, 2), (1, 2, 3), False),
        (("a", [1]), ("a", [True]), False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"a": True}, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        (Data("a", {"x": 1}, {}), Data("a", {"x": 1}, {}), True),
        (Data("a", {"x": 1}, {}), Data("a", {"x": True}, {}), False),
        ([Data("a", {}, {})], [Data("a", {}, {})], True),
        (Point(1, 2), Place(1, 2), False),
        (Movable(1), Movable(1), False),
        (NAN, NAN, True),
        ({1}, {1}, False),
        (len, len, True),
    ],
)
def test_which_values_are_the_same(one, other, same):
    assert same_value(one, other) is same


def test_values_are_the_same_if_their_digests_are():
    pairs = [(one, deepcopy(one)) for one in DIFFERENT]
    assert [one for one, other in pairs if not same_value(one, other)] == []
    alike = [pair for pair in combinations(DIFFERENT, 2) if same_value(*pair)]
    assert alike == []
