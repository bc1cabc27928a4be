"""Skip work whose inputs have not changed.

Two ways to know that a result is still good. A *memo* names its inputs up front and
suits the pure stages. A *trace* learns them by watching what a task reads and suits
templates, which choose their own reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from sitewright.kernel.diagnostics import Checked, Findings
from sitewright.kernel.digests import Digest, same_value
from sitewright.model.facts import Fact, Facts, Reader, still_hold

R = TypeVar("R")


class _Memo:
    __slots__ = ("findings", "given", "value")

    def __init__(
        self, given: tuple[object, ...], value: object, found: Findings
    ) -> None:
        self.given = given
        self.value = value
        self.findings = found


class _Trace:
    __slots__ = ("findings", "reads", "value")

    def __init__(
        self, reads: Mapping[str, Digest], value: object, found: Findings
    ) -> None:
        self.reads = reads
        self.value = value
        self.findings = found


class Ledger:
    """All memory of earlier builds, kept for the life of a process.

    Attributes:
        ran: How many tasks of each stage the build in progress had to run.
    """

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self._memos: dict[tuple[str, str], _Memo] = {}
        self._traces: dict[tuple[str, str], _Trace] = {}
        self._facts: dict[str, Fact[object]] = {}
        self._used: set[tuple[str, str]] = set()

    def begin(self) -> None:
        """Start a build: nothing has run yet, nothing is in use yet."""
        self.ran.clear()
        self._used.clear()

    def end(self) -> None:
        """Finish a build: forget the tasks that it had no use for."""
        self._memos = {k: v for k, v in self._memos.items() if k in self._used}
        self._traces = {k: v for k, v in self._traces.items() if k in self._used}

    def memo(
        self,
        stage: str,
        key: str,
        task: Callable[..., Checked[R]],
        *given: object,
    ) -> Checked[R]:
        """Run a task on its inputs, or return last time's result for equal ones.

        A result equal to the one before is replaced by it, so that the tasks that
        take it find their input unchanged by identity alone.
        """
        name = (stage, key)
        self._used.add(name)
        old = self._memos.get(name)
        if old is None or not same_value(old.given, given):
            value, found = task(*given)
            self.ran[stage] += 1
            if old is not None and same_value(old.value, value):
                value = cast("R", old.value)
            old = self._memos[name] = _Memo(given, value, found)
        return cast("R", old.value), old.findings

    def traced(
        self,
        stage: str,
        key: str,
        task: Callable[[Reader], Checked[R]],
        facts: Facts,
    ) -> Checked[R]:
        """Run a task against facts, or reuse it if all that it read is unchanged.

        A task that found something is run again: its hints may name what it never read.
        """
        name = (stage, key)
        self._used.add(name)
        old = self._traces.get(name)
        if old is None or old.findings or not still_hold(old.reads, facts):
            reader = Reader(facts)
            value, found = task(reader)
            self.ran[stage] += 1
            old = self._traces[name] = _Trace(reader.reads, value, found)
        return cast("R", old.value), old.findings

    def facts(self, values: Mapping[str, object]) -> Facts:
        """Turn named values into facts; one that has not changed keeps its digest."""
        before = self._facts
        self._facts = {
            name: old
            if (old := before.get(name)) is not None and old.value is value
            else Fact(value)
            for name, value in values.items()
        }
        return self._facts
