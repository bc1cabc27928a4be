"""The crew of this machine: as many processes as are worth their start."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sitewright.edges.crew.processors import count_processors
from sitewright.kernel.diagnostics import Findings
from sitewright.model.crew import (
    Costs,
    Make,
    Recipe,
    Share,
    Turns,
    cut_into_shares,
    nothing,
)

_SIZE: Final = 100_000
"""Characters of Markdown a share: a process is done with it in some 5 ms."""

_MOST: Final = 4_000
_WORTH_A_COPY: Final = 0.1
"""Seconds of work from which on copies of this process are worth their start."""

_WORTH_AHEAD: Final = 250_000
"""Characters of Markdown from which on it is worth to begin with it beforehand."""

_WORTH_A_START: Final = 2.0
"""The same for new processes, which have to plan the site first."""


class Machine:
    """Makes pages in copies of this process, if there is enough to do."""

    def __init__(
        self,
        root: Path,
        jobs: int | None = None,
        size: int = _SIZE,
        worth: float | None = None,
    ) -> None:
        """Take how much to do at once.

        Args:
            root: The project's folder.
            jobs: How many processes make pages, this one among them; None for as many as
                there are processors.
            size: The size of a share, in characters of Markdown.
            worth: How many seconds of work are worth to start processes; None for what
                has been measured.
        """
        self._root = root
        self._jobs = jobs
        self._size = size
        self._worth = worth
        self._lost_ahead: Findings = ()
        self.findings: Findings = ()

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        """Make a page and a share here, to see how long that takes; share out the rest.

        The page is for what has to be loaded and compiled before the first one.
        """
        self.findings, self._lost_ahead = self._lost_ahead, ()
        if self._jobs == 1 or len(costs) <= 1:
            yield tuple(costs), None
            return
        size = max(self._size, sum(costs.values()) // _MOST)
        first, *rest = costs
        yield (first,), None
        started = time.perf_counter()
        sample, *shares = cut_into_shares({key: costs[key] for key in rest}, size) or [
            ()
        ]
        yield sample, None
        left = (time.perf_counter() - started) * len(shares)
        others = min(self._jobs or count_processors(), len(shares)) - 1
        can_fork = may_fork()
        worth = _WORTH_A_COPY if can_fork else _WORTH_A_START
        if others < 1 or left < (worth if self._worth is None else self._worth):
            yield tuple(key for share in shares for key in share), None
        elif can_fork:
            # Only who has copies of this process needs what they are made with.
            from sitewright.edges.crew.forks import Forks

            with Forks(make, shares, others) as forks:
                yield from forks.take_turns()
            self.findings += forks.findings
        else:
            from sitewright.edges.crew.pool import Pool

            pool = Pool(recipe, self._root, others)
            yield from pool.take_turns(shares)
            self.findings += pool.findings

    @contextmanager
    def ahead(
        self, make: Make, costs: Costs, sooner: Sequence[Share] = ()
    ) -> Iterator[Turns]:
        """Begin in copies of this process, if there is enough to do."""
        others = (self._jobs or count_processors()) - 1
        enough = _WORTH_AHEAD if self._worth is None else 0
        if others < 1 or not costs or sum(costs.values()) < enough or not may_fork():
            yield nothing()
            return
        from sitewright.edges.crew.forks import Forks

        size = max(self._size, sum(costs.values()) // _MOST)
        shares = [*sooner, *cut_into_shares(costs, size)]
        count = min(others, len(shares))
        with Forks(make, shares, count, kept=len(sooner)) as forks:
            yield forks.take_ahead()
        self._lost_ahead = forks.findings


def may_fork() -> bool:
    """Tell whether a copy of this process is as good as this one.

    It has but one of its threads, and whatever the others have locked stays locked.
    macOS has such threads in its libraries.
    """
    if sys.platform != "linux":
        return False
    try:
        threads = [*Path("/proc/self/task").iterdir()]  # all, not Python's alone
    except OSError:
        return False
    return len(threads) == 1
