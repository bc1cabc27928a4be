"""What is remembered of one stage, and what of it still holds.

Two ways to know that a result is still good. A *memo* names its inputs up front and
suits the pure stages. A *trace* learns them by watching what a task reads and suits
templates, which choose their own reads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import is_
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from sitewright.kernel.diagnostics import Checked, Findings, has_errors
from sitewright.kernel.digests import same_value
from sitewright.kernel.tables import Table, changed_keys
from sitewright.model.facts import Facts, Reader, Reads, still_hold

R = TypeVar("R")
S = TypeVar("S")


_Memo = tuple[tuple[object, ...], Any]
"""What a task was given, and what it made of it."""


_Trace = tuple[Reads, Any]
"""What a task has read, and what it made of that."""


_Basis = tuple[Mapping[str, object], Mapping[str, object], tuple[object, ...]]
"""What a stage was last told to follow: a source, what is beside it, what is shared."""

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Memory:
    """All that is remembered of one stage."""

    def __init__(self, stage: str, ran: Counter[str]) -> None:
        """Take the name of the stage, and where to count the tasks that it runs."""
        self._stage = stage
        self._ran = ran
        self._memos: dict[str, _Memo] = {}
        self._traces: dict[str, _Trace] = {}
        self._has_found = False
        self._found: Table[Findings] = Table({})
        self._noted: dict[str, Findings] = {}
        self._broken: set[str] = set()
        self._readers: defaultdict[str, set[str]] | None = None
        self._names_of: Callable[[object], Iterable[str]] | None = None
        self._results: Mapping[str, object] = Table({})
        self._ranks: dict[str, int] | None = None
        self._basis: _Basis | None = None

    def memo(self, key: str, task: Callable[..., Checked[R]], *given: object) -> R:
        """Run a task on its inputs, or return last time's result for equal ones.

        A result equal to the one before is replaced by it, so that the tasks that
        take it find their input unchanged by identity alone.
        """
        old = self._memos.get(key)
        if old is not None and same_value(old[0], given):
            known: R = old[1]
            return known
        value, found = task(*given)
        self._ran[self._stage] += 1
        if old is not None and same_value(old[1], value):
            value = old[1]
        self._memos[key] = given, value
        self._note(key, found)
        if self._names_of:
            before = self._names_of(old[1]) if old else ()
            self._index(key, before, self._names_of(value))
        return value

    @property
    def has_results(self) -> bool:
        """Whether any task has run so far."""
        return bool(self._memos or self._traces)

    def last(self, key: str) -> object | None:
        """Take the result that a task last had; None if it never ran."""
        memo = self._memos.get(key)
        return memo[1] if memo else None

    def traced(
        self, key: str, task: Callable[[Reader, S], Checked[R]], given: S, facts: Facts
    ) -> R:
        """Run a task against facts, or reuse it if all that it read is unchanged.

        A task that found an error is run again: its hints may name what it never read.
        """
        old = self._traces.get(key)
        if old is None or key in self._broken or not still_hold(old[0], facts):
            reader = Reader(facts)
            value, found = task(reader, given)
            self._ran[self._stage] += 1
            self._index(key, old[0] if old else (), reader.reads)
            old = self._traces[key] = reader.reads, value
            self._note(key, found)
        made: R = old[1]
        return made

    def reads_of(self, key: str) -> Reads:
        """Tell which facts a traced task has read."""
        return self._traces[key][0]

    def readers_of(self, names: Iterable[str]) -> set[str]:
        """Name the traced tasks that have read any of these facts, or found an error.

        Which names each task has read is turned round when this is first asked for.
        """
        if self._readers is None:
            self._readers = defaultdict(set)
            for key, (reads, _) in self._traces.items():
                self._index(key, (), reads)
        return self._broken.union(*(self._readers.get(name, ()) for name in names))

    def naming(
        self, names: Iterable[str], names_of: Callable[[R], Iterable[str]]
    ) -> set[str]:
        """Name the tasks whose last results name any of these.

        They, too, are turned round when this is first asked for.

        Args:
            names: The names.
            names_of: Finds what a result names; the same whenever this stage is asked.
        """
        if self._readers is None:
            self._readers = defaultdict(set)
            self._names_of = cast("Callable[[object], Iterable[str]]", names_of)
            for key, (_, value) in self._memos.items():
                self._index(key, (), self._names_of(value))
        return set().union(*(self._readers.get(name, ()) for name in names))

    @contextmanager
    def following(
        self,
        source: Mapping[str, object],
        *shared: object,
        beside: Mapping[str, object] = _NOTHING,
    ) -> Iterator[tuple[str, ...] | None]:
        """Tell inside the block what is new since a block for the same stage was left.

        A block that is left by an exception leaves nothing behind: then nobody knows.

        Args:
            source: What the stage makes its results of.
            shared: All else that they depend on, compared by identity.
            beside: What the result of each key depends on as well; it may have more.

        Yields:
            The keys that have another value in the source, or None if all results may
            have changed.
        """
        changed = None
        if self._basis:
            old, old_beside, others = self._basis
            if len(others) == len(shared) and all(map(is_, others, shared)):
                changed = changed_keys(old, source)
                more = changed_keys(old_beside, beside)
                if changed is None or more is None:
                    changed = None
                elif more:
                    changed = tuple({*changed, *(key for key in more if key in source)})
        self._basis = None
        yield changed
        self._basis = source, beside, shared

    def conclude(self, results: Mapping[str, R]) -> Mapping[str, R]:
        """Take all results of a build; return those of the build before if they are it.

        Whatever is made of all results is then found unchanged by identity alone.
        """
        changed = changed_keys(self._results, results)
        if changed == ():
            return cast("Mapping[str, R]", self._results)
        if changed is None:
            self._ranks = None
        self._results = results
        return results

    @property
    def results(self) -> Mapping[str, object]:
        """All results of the build before."""
        return self._results

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Sort the keys of some results as all results are."""
        if self._ranks is None:
            self._ranks = {key: rank for rank, key in enumerate(self._results)}
        return sorted(keys, key=self._ranks.__getitem__)

    def forget(self, key: str) -> None:
        """Forget a task that has nothing to do any more."""
        if memo := self._memos.pop(key, None):
            self._note(key, ())
            if self._names_of:
                self._index(key, self._names_of(memo[1]), ())

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all tasks but these."""
        for gone in self._memos.keys() - keys:
            del self._memos[gone]
            self._readers = self._names_of = None
        for gone in self._traces.keys() - keys:
            del self._traces[gone]
            self._readers = None
        for gone in self.found.keys() - keys:
            self._note(gone, ())

    @property
    def found(self) -> Table[Findings]:
        """What each task has found; the same table as long as that is the same."""
        if self._noted:
            old, noted, self._noted = self._found, self._noted, {}
            if any(some and key not in old for key, some in noted.items()):
                every = {**old.whole(), **noted}
                self._found = Table({key: some for key, some in every.items() if some})
            else:
                self._found = old.edited(
                    {key: noted[key] for key in noted if key in old}
                )
        return self._found

    @property
    def is_broken(self) -> bool:
        """Whether any task has found an error."""
        return bool(self._broken)

    def findings(self, keys: Iterable[str]) -> Findings:
        """List what was found, in the order of the keys."""
        table = self.found
        return tuple(found for key in keys for found in table.get(key, ()))

    def _note(self, key: str, found: Findings) -> None:
        if found or self._has_found:
            self._has_found = True
            self._noted[key] = found
            self._broken.discard(key)
            if has_errors(found):
                self._broken.add(key)

    def _index(self, key: str, before: Iterable[str], now: Iterable[str]) -> None:
        if self._readers is None:
            return
        for name in before:
            self._readers[name].discard(key)
        for name in now:
            self._readers[name].add(key)
