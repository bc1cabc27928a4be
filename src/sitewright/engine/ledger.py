"""The ledger: all memory of earlier builds, a memory for each stage."""

from __future__ import annotations

from collections import Counter

from sitewright.engine.found import Found
from sitewright.engine.memory import Memory
from sitewright.kernel.arranging import Arranged
from sitewright.model.facts import Facts
from sitewright.model.stopwatch import Stopwatch


class Ledger:
    """All memory of earlier builds, kept for the life of a process.

    Attributes:
        ran: How many tasks of each stage the build in progress had to run.
        facts: What the last build's templates could read.
        found: What the last build found, stage by stage.
        arranged: The same in order.
        stopwatch: Who times all that is run; None if nobody does.
    """

    def __init__(self, stopwatch: Stopwatch | None = None) -> None:
        self.stopwatch = stopwatch
        self.ran: Counter[str] = Counter()
        self.facts = Facts({})
        self.found = Found()
        self.arranged = Arranged()
        self._stages: dict[str, Memory] = {}

    def stage(self, name: str) -> Memory:
        """Look up what is remembered of a stage."""
        if name not in self._stages:
            self._stages[name] = self._begin_stage(name)
        return self._stages[name]

    def begin(self) -> None:
        """Start a build, in which nothing has run yet."""
        self.ran.clear()

    def _begin_stage(self, name: str) -> Memory:
        if self.stopwatch is None:
            return Memory(name, self.ran)
        # What times is only loaded if somebody asks.
        from sitewright.engine.timed import TimedMemory

        return TimedMemory(name, self.ran, self.stopwatch)
