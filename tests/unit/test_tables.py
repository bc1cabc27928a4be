"""Tables share what is the same, and tell what is not without a look at it."""

from __future__ import annotations

import pytest

from sitewright.kernel.digests import digest_of, same_value
from sitewright.kernel.same import Same
from sitewright.kernel.tables import Table, changed_keys

A, B, C = object(), object(), object()
GROUND = {"x": A, "y": B}


def test_a_table_is_what_was_put_into_it():
    table = Table(GROUND)
    assert (list(table), len(table), table["x"], "y" in table) == (
        ["x", "y"],
        2,
        A,
        True,
    )
    assert list(table.values()) == [A, B]
    assert list(table.items()) == list(GROUND.items())
    assert (table.get("x"), table.get("z"), table.get("z", C)) == (A, None, C)
    assert table == GROUND


def test_an_edited_table_keeps_its_order_and_leaves_the_old_one_alone():
    table = Table(GROUND)
    edited = table.edited({"x": C})
    assert list(edited.items()) == [("x", C), ("y", B)]
    assert (edited.get("x"), edited["y"], len(edited)) == (C, B, 2)
    assert table == GROUND


def test_a_table_without_a_new_value_is_the_same():
    table = Table(GROUND)
    assert table.edited({}) is table.edited({"x": A}) is table


def test_a_key_that_is_not_there_cannot_be_edited():
    with pytest.raises(KeyError):
        Table(GROUND).edited({"z": A})


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ({}, {"x": C}, {"x"}),
        ({"x": C}, {}, {"x"}),
        ({"x": C}, {"x": C}, set()),
        ({"x": C}, {"y": C}, {"x", "y"}),
        ({"x": B}, {"x": C, "y": B}, {"x"}),
    ],
)
def test_tables_on_the_same_ground_differ_in_their_edits(old, new, changed):
    table = Table(GROUND)
    assert set(changed_keys(table.edited(old), table.edited(new))) == changed


def test_tables_on_other_ground_are_compared_as_a_whole():
    apart = Table({"x": A, "y": C})
    assert apart.changed_since(Table(GROUND)) is None
    assert changed_keys(Table(GROUND), apart) == ("y",)
    assert changed_keys(Table(GROUND), Table({"y": B, "x": A})) is None


def test_after_many_edits_a_table_gets_a_ground_of_its_own():
    first = table = Table(dict.fromkeys(map(str, range(200)), A))
    for number in range(100):
        table = table.edited({str(number): B})
        assert changed_keys(table, table.edited({"199": B})) == ("199",)
    assert table.changed_since(first) is None
    assert list(table.values()) == [B] * 100 + [A] * 100


def test_tables_are_the_same_value_if_all_their_values_are():
    one, other = Table({"x": 1, "y": [2]}), Table({"x": 1, "y": [2]})
    assert same_value(one, other)
    assert digest_of(one) == digest_of({"x": 1, "y": [2]})
    assert not same_value(one, other.edited({"x": True}))
    assert not same_value(one, Table({"y": [2], "x": 1}))


def test_what_is_known_by_identity_equals_nothing_else():
    value = (1, 2)
    assert Same(value) == Same(value)
    assert hash(Same(value)) == hash(Same(value))
    assert Same(value) != Same((*[1], 2))
    assert Same(value) != value
