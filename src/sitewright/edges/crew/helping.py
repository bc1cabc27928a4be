"""Have copies of this process help with what they can do as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sitewright.edges.crew.machine import may_fork
from sitewright.edges.crew.processors import count_processors
from sitewright.model.crew import Made, Share, in_turn

_FEWEST: Final = 8
"""Shares of which there must be more, to be worth a copy."""

_MOST: Final = 100
"""Shares of which there may be as many: a copy of a large process takes much memory, as
what either of them looks at is copied page by page."""


def with_help(
    work: Callable[[Share], object],
    shares: list[Share],
    meanwhile: Callable[[], object],
    jobs: int | None = None,
) -> None:
    """Have copies begin with work while this process does something else; then join them.

    What a copy cannot do, or has left half done, is done here, where it fails as it would
    without help.

    Args:
        work: Does a share, and may do it again.
        shares: All shares.
        meanwhile: What else is to be done here, if anybody helps.
        jobs: How many processes may work; None for as many as there are processors.
    """
    others = min(jobs or count_processors(), len(shares) - _FEWEST) - 1
    if others < 1 or len(shares) > _MOST or not may_fork():
        in_turn(work, shares)
        return
    # Only who has copies of this process needs what they are made with.
    from sitewright.edges.crew.forks import Forks

    def make(share: Share) -> Made:
        work(share)
        return Made()

    with Forks(make, shares, others) as forks:
        meanwhile()
        for share, made in forks.take_turns():
            if made is None:
                work(share)
