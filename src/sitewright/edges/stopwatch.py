"""The stopwatch of ``build --profile``: the only one who looks at the clock for it."""

from __future__ import annotations

import time
from collections import Counter
from types import TracebackType
from typing import Final

from sitewright.model.laps import Lap
from sitewright.model.stopwatch import Kind

START: Final = "start-up"


class SystemStopwatch:
    """Writes down when things began and ended.

    Attributes:
        laps: What was timed, in the order in which it ended.
        asked: How often a result of each stage was asked for.
    """

    def __init__(self) -> None:
        """Begin, with what the process has done since its start."""
        now = time.perf_counter_ns()
        self.laps = [Lap("step", START, "", now - time.process_time_ns(), now)]
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
