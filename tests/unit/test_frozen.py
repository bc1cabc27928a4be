"""Values that never change: whatever a frozen dataclass does, they do."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields

import pytest

from sitewright.kernel.frozen import frozen, replace


@frozen
class Ours:
    """A value."""

    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)
    fourth: int = field(default=4, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same, as a dataclass."""

    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)
    fourth: int = field(default=4, compare=False, repr=False)


@frozen
class Single:
    """A value with one field, which may be a tuple."""

    only: object


@frozen
class Other:
    """Another value with one field."""

    only: object


@frozen
class Checked:
    """A value that refuses some fields."""

    only: int

    def __post_init__(self) -> None:
        if self.only < 0:
            raise ValueError(self.only)


ARGUMENTS = [
    pytest.param((1,), {}, id="what may be left out is left out"),
    pytest.param((1, "b", [3]), {}, id="all by place"),
    pytest.param((), {"third": [3], "first": 1}, id="all by name"),
    pytest.param((1,), {"fourth": 5}, id="both"),
]


@pytest.mark.parametrize(("given", "named"), ARGUMENTS)
def test_values_hold_and_show_what_a_dataclass_does(given, named):
    ours, theirs = Ours(*given, **named), Theirs(*given, **named)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    for item in fields(theirs):
        assert getattr(ours, item.name) == getattr(theirs, item.name)
    assert dataclasses.replace(ours, first=7) == replace(ours, first=7)
    assert repr(replace(ours, first=7)) == repr(
        dataclasses.replace(theirs, first=7)
    ).replace("Theirs", "Ours")
    assert pickle.loads(pickle.dumps(ours)) == copy.deepcopy(ours) == ours


WRONG = [
    pytest.param((), {}, id="too few"),
    pytest.param((1, "b", [], 4, 5), {}, id="too many"),
    pytest.param((1,), {"first": 1}, id="one twice"),
    pytest.param((1,), {"fifth": 1}, id="an unknown one"),
]


@pytest.mark.parametrize(("given", "named"), WRONG)
def test_wrong_arguments_are_refused_in_the_words_of_a_dataclass(given, named):
    with pytest.raises(TypeError) as theirs:
        Theirs(*given, **named)
    with pytest.raises(TypeError) as ours:
        Ours(*given, **named)
    assert str(ours.value) == str(theirs.value).replace("Theirs", "Ours")


def test_values_of_dataclasses_are_replaced_as_well():
    assert replace(Theirs(1), first=2) == Theirs(2)


def test_a_value_that_cannot_be_is_not_made():
    with pytest.raises(TypeError, match="unexpected keyword argument 'fifth'"):
        replace(Ours(1), fifth=2)
    with pytest.raises(ValueError, match="-1"):
        replace(Checked(1), only=-1)


def test_nothing_can_be_changed():
    ours = Ours(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'first'"):
        ours.first = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'first'"):
        del ours.first
    with pytest.raises(FrozenInstanceError):
        ours.new = 2
    assert not hasattr(ours, "__dict__")


def test_lists_made_for_a_value_are_its_own():
    assert Ours(1).third is not Ours(1).third


def test_values_are_equal_by_their_fields_and_class():
    assert Ours(1) == Ours(1, fourth=5) != Ours(2)
    assert Single(1) == Single(1) != Other(1)
    assert Single((1, 2)) == Single((1, 2)) != Single([1, 2])
    assert hash(Single((1, 2))) == hash(Single((1, 2)))
    assert len({Single(1), Single(1), Other(1)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Single([]))


def test_a_value_is_checked_when_it_is_made():
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            Checked(-1)
    assert Checked(1).only == 1


def test_values_are_taken_apart_by_place():
    match Ours(1, "b"):
        case Ours(first, second):
            assert (first, second) == (1, "b")
