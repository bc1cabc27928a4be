"""The steps of a build, as those hear of them who wait for it or time it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from sitewright.edges.progress import PAUSE, Progress
from sitewright.edges.stopwatch import SystemStopwatch
from sitewright.edges.ticking import ticking
from sitewright.model.audience import NOBODY, Audience
from sitewright.model.build import Artifact
from sitewright.model.crew import Crew
from sitewright.model.redirect import Redirect
from sitewright.model.stopwatch import timing

_PATIENCE: Final = 1.0
"""Seconds of work that nobody needs to be told about."""


class Steps:
    """Tells of the steps of a build.

    Attributes:
        audience: Who looks on while pages are made.
        stopwatch: Times what is done; None if nobody does.
    """

    def __init__(
        self, progress: Progress, stopwatch: SystemStopwatch | None, audience: Audience
    ) -> None:
        """Take who is told.

        Args:
            progress: Shows on a terminal how far it is.
            stopwatch: Times what is done; None if nobody does.
            audience: Who else looks on while pages are made.
        """
        self._progress = progress
        self.stopwatch = stopwatch
        self.audience = _Onlooker(progress, audience) if progress.is_on else audience

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tell of a step, which is what the block does.

        Args:
            name: What is done there, such as ``reading``.
        """
        self._progress.begin(name)
        with timing(self.stopwatch, "step", name):
            yield

    def tell(self, done: int, whole: int) -> None:
        """Say how many pieces of the step under way are done."""
        self._progress.count(done, whole)

    def timed(self, crew: Crew) -> Crew:
        """Have those who make pages timed, if anybody times anything."""
        if self.stopwatch is None:
            return crew
        # What times is only loaded if somebody asks.
        from sitewright.edges.crew.timed import TimedCrew

        return TimedCrew(crew, self.stopwatch)

    def end(self) -> None:
        """Leave the terminal to others."""
        self._progress.end()


@contextmanager
def watched(
    started: float,
    stopwatch: SystemStopwatch | None = None,
    audience: Audience = NOBODY,
    *,
    is_quiet: bool = False,
) -> Iterator[Steps]:
    """Watch over a build, which is what the block does.

    Args:
        started: When the work began, by ``time.perf_counter``.
        stopwatch: Times what is done; None if nobody does.
        audience: Who else looks on while pages are made.
        is_quiet: Whether to say nothing on a terminal, however long it takes.
    """
    with Progress(started + _PATIENCE, is_wanted=not is_quiet) as progress:
        steps = Steps(progress, stopwatch, audience)
        if not progress.is_on:
            yield steps
            return
        with ticking(lambda _: progress.draw(), started + _PATIENCE, PAUSE):
            yield steps


class _Onlooker:
    """Counts the pages that are made, beside another audience.

    The build asks twice for each page that it makes here what is waited for: when its
    Markdown is made, and when it is rendered. Alone, it does the one for all pages first.
    """

    def __init__(self, progress: Progress, other: Audience) -> None:
        self._progress = progress
        self._other = other
        self._asked = self._shown = 0

    def expect(
        self,
        pages: Collection[str],
        files: Mapping[str, Artifact],
        redirects: tuple[Redirect, ...],
    ) -> None:
        """Begin to count."""
        self._progress.begin("rendering", len(pages))
        self._other.expect(pages, files, redirects)

    def wants(self) -> Sequence[str]:
        """Name the pages that the other audience waits for."""
        self._asked += 1
        self._count()
        return self._other.wants()

    def show(self, file: Artifact) -> None:
        """Count a page, and pass it on."""
        self._shown += 1
        self._count()
        self._other.show(file)

    def _count(self) -> None:
        self._progress.reach(max(self._shown, self._asked // 2))
