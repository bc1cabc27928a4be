"""Tests of how items are sorted by functions that contradict themselves."""

from __future__ import annotations

import pytest

from sitewright.stages.templates.dialect.javascript.sorting import sort_by

FUNCTIONS = {
    "(a, b) => (a * 7 + b * 3) % 3 - 1": lambda a, b: (a * 7 + b * 3) % 3 - 1,
    "(a, b) => a > b": lambda a, b: int(a > b),
    "(a, b) => a % 3 && b % 3 ? a - b : NaN": lambda a, b: (
        a - b if a % 3 and b % 3 else 0
    ),
}
ODD, BOOLEAN, NAN = FUNCTIONS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (ODD, [0, 1]),
        (ODD, [6, 3, 0, 5, 1, 4, 2]),
        (ODD, [9, 6, 3, 0, 5, 10, 8, 1, 11, 4, 2, 7]),
        (BOOLEAN, [0, 5, 3, 1, 6, 4, 2]),
        (BOOLEAN, [0, 5, 10, 3, 8, 1, 6, 11, 4, 9, 2, 7]),
        (NAN, [0, 5, 3, 1, 6, 2, 4]),
        (NAN, [0, 1, 2, 5, 10, 3, 8, 6, 4, 11, 9, 7]),
        (
            NAN,
            [
                0,
                1,
                5,
                10,
                15,
                20,
                25,
                30,
                2,
                7,
                12,
                4,
                8,
                11,
                13,
                14,
                17,
                19,
                22,
                27,
                28,
                32,
                9,
                24,
                23,
                29,
                6,
                16,
                21,
                26,
                31,
                3,
                18,
            ],
        ),
    ],
)
def test_items_come_in_the_order_that_v8_gives_them(written, expected):
    """As Node 20 sorts every fifth number, again and again, by what is written."""
    count = len(expected)
    items = [number * 5 % count for number in range(count)]
    assert sort_by(FUNCTIONS[written], items) == expected


@pytest.mark.parametrize("count", [0, 1, 2, 63, 64, 200])
def test_items_are_sorted_and_what_is_equal_keeps_its_order(count):
    items = [(number * 7 % 10, number) for number in range(count)]
    assert sort_by(lambda one, other: one[0] - other[0], items) == sorted(items)
