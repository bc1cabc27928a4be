"""The stopwatch of ``build --profile``: the only one who looks at the clock for it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Final

from sitewright.model.laps import Lap
from sitewright.model.stopwatch import Kind

START: Final = "start-up"


class SystemStopwatch:
    """Writes down when things began and ended.

    Attributes:
        laps: What was timed here, in the order in which it ended.
        others: What was timed in other processes, by their numbers.
        asked: How often a result of each stage was asked for.
    """

    def __init__(self) -> None:
        """Begin, with what the process has done since its start."""
        now = time.perf_counter_ns()
        self.laps = [Lap("step", START, "", now - time.process_time_ns(), now)]
        self.others: dict[int, list[Lap]] = {}
        self.asked: Counter[str] = Counter()

    def lap(self, kind: Kind, name: str, key: str = "") -> _Running:
        """Time a block."""
        return _Running(self.laps, kind, name, key)

    def ask(self, stage: str) -> None:
        """Count a result that was asked for."""
        self.asked[stage] += 1

    def take(self) -> tuple[Lap, ...]:
        """Take what was timed, so that it is timed once."""
        taken = tuple(self.laps)
        self.laps.clear()
        return taken

    def add(self, laps: Mapping[int, Iterable[Lap]]) -> None:
        """Take note of what was timed in other processes."""
        for process, more in laps.items():
            self.others.setdefault(process, []).extend(more)


class _Running:
    __slots__ = ("_begin", "_key", "_kind", "_laps", "_name")

    def __init__(self, laps: list[Lap], kind: Kind, name: str, key: str) -> None:
        self._laps = laps
        self._kind = kind
        self._name = name
        self._key = key

    def __enter__(self) -> None:
        self._begin = time.perf_counter_ns()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        end = time.perf_counter_ns()
        self._laps.append(Lap(self._kind, self._name, self._key, self._begin, end))
