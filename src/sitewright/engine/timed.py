"""A memory whose tasks are timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from sitewright.engine.memory import Memory
from sitewright.kernel.diagnostics import Checked
from sitewright.model.facts import Facts, Reader
from sitewright.model.stopwatch import Stopwatch

R = TypeVar("R")
S = TypeVar("S")


class TimedMemory(Memory):
    """Remembers one stage, and times each task that it has to run."""

    def __init__(self, stage: str, ran: Counter[str], stopwatch: Stopwatch) -> None:
        """Take what a memory takes, and who times."""
        super().__init__(stage, ran)
        self._stopwatch = stopwatch

    def memo(self, key: str, task: Callable[..., Checked[R]], *given: object) -> R:
        """Do what a memory does."""
        return super().memo(key, self._timed(key, task), *given)

    def traced(
        self, key: str, task: Callable[[Reader, S], Checked[R]], given: S, facts: Facts
    ) -> R:
        """Do what a memory does."""
        return super().traced(key, self._timed(key, task), given, facts)

    def _timed(
        self, key: str, task: Callable[..., Checked[R]]
    ) -> Callable[..., Checked[R]]:
        self._stopwatch.ask(self._stage)

        def run(*given: object) -> Checked[R]:
            with self._stopwatch.lap("stage", self._stage, key):
                return task(*given)

        return run
