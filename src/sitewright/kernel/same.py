"""Know a long value again without a look at what is in it."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A value that is equal to itself alone, so that what is made of it can be kept."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        """Take a value that does not change."""
        self.value = value

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the very same."""
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        """Take a number that stays the same as long as the value is there."""
        return id(self.value)
