"""Facts: named values that a task may read, and the window that notes each read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sitewright.kernel.digests import Digest, digest_of, same_value

T_co = TypeVar("T_co", covariant=True)


class Fact(Generic[T_co]):
    """A named value that tasks may read, digested once at most however many read it."""

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


Reads = dict[str, Fact[object] | None]
"""What a task has read, by name; None for a name that nothing answers to."""

Kind = Callable[[str], object | None]
"""Finds the value of a fact of one kind by its name; None if there is no such fact."""


class _Known(Reads):
    """The facts that have been asked for; a look makes one that has not."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], Fact[object] | None]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Fact[object] | None:
        fact = self[name] = self._make(name)
        return fact


class Facts:
    """All that tasks may read; each fact is made when it is first asked for.

    A fact is called ``kind:name``, or by one word if it is the only one of its kind.
    """

    def __init__(
        self,
        single: Mapping[str, object],
        kinds: Mapping[str, Kind] = MappingProxyType({}),
        before: Facts | None = None,
    ) -> None:
        """Take where to look for facts.

        Args:
            single: Facts that are there already, by their names.
            kinds: Finds the facts of each kind.
            before: The facts of the build before; one that has not changed keeps its
                digest.
        """
        self._single, self._kinds = single, kinds
        self._known = _Known(self._make)
        self._before: Reads = before._known if before else {}  # noqa: SLF001 -- its own kind

    def get(self, name: str) -> Fact[object] | None:
        """Look a fact up; None if there is no such fact."""
        return self._known[name]

    def _make(self, name: str) -> Fact[object] | None:
        value = self._find(name)
        old = self._before.get(name)
        if old is not None and same_value(old.value, value):
            return old
        return None if value is None else Fact(value)

    def renew(self, kinds: Mapping[str, Kind], changed: Iterable[str]) -> None:
        """Look some facts up anew, and keep all others.

        Args:
            kinds: Finds the facts of each kind from now on.
            changed: Names of the facts that may have another value now.
        """
        self._kinds = kinds
        self._before = {name: self._known.pop(name, None) for name in changed}

    def forget(self, names: Iterable[str]) -> None:
        """Forget some facts; one that is asked for is looked up again."""
        for name in names:
            self._known.pop(name, None)

    def _find(self, name: str) -> object | None:
        if name in self._single:
            return self._single[name]
        kind, _, rest = name.partition(":")
        find = self._kinds.get(kind)
        return find(rest) if find else None


class Reader:
    """A window on named facts that notes every one it is asked for.

    Attributes:
        reads: What was asked for so far.
    """

    __slots__ = ("_facts", "_known", "reads")

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known = facts._known  # noqa: SLF001 -- its own kind, and a look is quicker
        self.reads: Reads = {}

    def read(self, name: str) -> Any:
        """Take the value of a fact, or None if there is no such fact.

        Whoever reads it knows its type by the kind of the fact.
        """
        fact = self.reads[name] = self._known[name]
        return None if fact is None else fact.value

    def read_all(self, names: Iterable[str]) -> None:
        """Read many facts whose values nobody wants to see."""
        self.reads.update(zip(names, map(self._known.__getitem__, names), strict=True))

    def another(self) -> Reader:
        """Open another window on the same facts, which notes its own reads."""
        return Reader(self._facts)

    def note(self, reads: Reads) -> None:
        """Note what was read through another window as read through this one."""
        self.reads.update(reads)

    def has(self, name: str) -> bool:
        """Tell whether a fact exists; that it exists, or not, counts as read."""
        return self.read(name) is not None


def still_hold(reads: Reads, facts: Facts) -> bool:
    """Tell whether everything that was read then would be read the same now.

    Most facts are the very same; only of the others are digests compared. One that is
    equal takes the place of what was read, which need not be kept any longer.
    """
    for name, seen in reads.items():
        fact = facts.get(name)
        if fact is not seen:
            if fact is None or seen is None or fact.digest != seen.digest:
                return False
            reads[name] = fact
    return True
