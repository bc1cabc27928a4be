"""Find out how the time of a build grows with the number of pages."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import linear_regression


@dataclass(frozen=True)
class Growth:
    """Time as a power of the number of pages: ``start * pages ** power``.

    Attributes:
        start: Seconds of one page, if the power held down to there.
        power: 1 if the time grows as the pages do.
    """

    start: float
    power: float

    @property
    def doubling(self) -> float:
        """How many times as long a site of twice the pages takes."""
        return float(2**self.power)


def fit_growth(points: Sequence[tuple[int, float]]) -> Growth:
    """Fit the power to times: a line through their logarithms.

    Args:
        points: Numbers of pages, at least two different ones, and seconds.
    """
    power, start = linear_regression(
        [log(pages) for pages, _ in points], [log(seconds) for _, seconds in points]
    )
    return Growth(exp(start), power)


def find_steepest(points: Sequence[tuple[int, float]]) -> float:
    """Find the worst doubling between two sizes that follow one another."""
    pairs = itertools.pairwise(points)
    return max(fit_growth(pair).doubling for pair in pairs)
