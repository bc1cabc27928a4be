"""A crew whose work is timed, wherever it is done on this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext

from sitewright.edges.stopwatch import SystemStopwatch
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.frozen import replace
from sitewright.model.crew import Costs, Crew, Made, Make, Recipe, Share, Turns, nothing


class TimedCrew:
    """Brings home what copies of this process have timed.

    Processes that start with nothing, and clusters, have no stopwatch.
    """

    def __init__(self, crew: Crew, stopwatch: SystemStopwatch) -> None:
        """Take who works, and who times it here."""
        self._crew = crew
        self._stopwatch = stopwatch

    @property
    def findings(self) -> Findings:
        """What went wrong the last time."""
        return self._crew.findings

    def ahead(
        self, _make: Make, _costs: Costs, _sooner: Sequence[Share] = ()
    ) -> AbstractContextManager[Turns]:
        """Begin nothing."""
        return nullcontext(nothing())

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        """Have pages made."""
        stopwatch = self._stopwatch

        def make_timed(share: Share) -> Made:
            stopwatch.take()  # a copy begins with what was timed before it was made
            made = make(share)
            return replace(made, laps={os.getpid(): stopwatch.take()})

        with closing(self._crew.share_out(recipe, make_timed, costs)) as turns:
            for share, made in turns:
                if made:
                    stopwatch.add(made.laps)
                yield share, made
