"""Whatever a page is: how it is written does not count, and one edit is one difference."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from hypothesis import given, note, settings
from hypothesis import strategies as st

from comparing.random_pages import Maker, edit, write
from comparing.sites import compare_pages, told


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_no_way_of_writing_makes_a_difference(number):
    random = Random(number)
    page = Maker(random).page()
    assert told(compare_pages(write(page, None), write(page, random))) == []


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_one_edit_is_one_difference_however_it_is_written(number):
    random = Random(number)
    page = Maker(random).page()
    edited = deepcopy(page)
    note(edit(edited, random))
    old, new = write(page, random), write(edited, random)
    note(old)
    note(new)
    assert len(told(compare_pages(old, new))) == 1
