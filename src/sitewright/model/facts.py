"""Facts: named values that a task may read, and the window that notes each read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from sitewright.kernel.digests import Digest, digest_of

T_co = TypeVar("T_co", covariant=True)

ABSENT = Digest("absent")
"""What a trace notes for a name that nothing answers to: absence is a read too."""


class Fact(Generic[T_co]):
    """A named value that tasks may read, digested once however many read it."""

    __slots__ = ("_digest", "value")

    def __init__(self, value: T_co) -> None:
        self.value = value
        self._digest: Digest | None = None

    @property
    def digest(self) -> Digest:
        """The value's digest, computed when first asked for."""
        if self._digest is None:
            self._digest = digest_of(self.value)
        return self._digest


Facts = Mapping[str, Fact[object]]


class Reader:
    """A window on named facts that notes every one it is asked for.

    Attributes:
        reads: The digest of each fact at the time that it was read, by name.
    """

    __slots__ = ("_facts", "reads")

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.reads: dict[str, Digest] = {}

    def read(self, name: str) -> object | None:
        """Take the value of a fact, or None if there is no such fact."""
        fact = self._facts.get(name)
        self.reads[name] = fact.digest if fact else ABSENT
        return fact.value if fact else None

    def another(self) -> Reader:
        """Open another window on the same facts, which notes its own reads."""
        return Reader(self._facts)

    def note(self, reads: Mapping[str, Digest]) -> None:
        """Note what was read through another window as read through this one."""
        self.reads.update(reads)

    def has(self, name: str) -> bool:
        """Tell whether a fact exists; that it exists, or not, counts as read."""
        return self.read(name) is not None


def still_hold(reads: Mapping[str, Digest], facts: Facts) -> bool:
    """Tell whether everything that was read then would be read the same now."""
    for name, seen in reads.items():
        fact = facts.get(name)
        if (fact.digest if fact else ABSENT) != seen:
            return False
    return True
