"""Texts: single lines of them, and what they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitewright.kernel.texts import holds, line_of


@given(st.text("ab\n\r", max_size=40), st.integers(-2, 45))
def test_a_line_is_the_one_of_that_number(text, number):
    lines = text.split("\n")
    expected = lines[number - 1] if 1 <= number <= len(lines) else None
    assert line_of(text, number) == expected


@given(st.text("ab]:", max_size=12), st.text("ab]:", min_size=1, max_size=3))
def test_a_text_holds_a_mark_wherever_that_is(text, mark):
    assert holds(text, mark) == (mark in text)
