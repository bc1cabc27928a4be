"""The ledger: all memory of earlier builds, a memory for each stage."""

from __future__ import annotations

from collections import Counter

from sitewright.engine.found import Found
from sitewright.engine.memory import Memory
from sitewright.kernel.arranging import Arranged
from sitewright.model.facts import Facts


class Ledger:
    """All memory of earlier builds, kept for the life of a process.

    Attributes:
        ran: How many tasks of each stage the build in progress had to run.
        facts: What the last build's templates could read.
        found: What the last build found, stage by stage.
        arranged: The same in order.
    """

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.facts = Facts({})
        self.found = Found()
        self.arranged = Arranged()
        self._stages: dict[str, Memory] = {}

    def stage(self, name: str) -> Memory:
        """Look up what is remembered of a stage."""
        if name not in self._stages:
            self._stages[name] = Memory(name, self.ran)
        return self._stages[name]

    def begin(self) -> None:
        """Start a build, in which nothing has run yet."""
        self.ran.clear()
