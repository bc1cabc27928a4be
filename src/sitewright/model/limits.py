"""Limits: how much the templates of one page may do."""

from __future__ import annotations

from sitewright.kernel.frozen import frozen


@frozen
class Limits:
    """How much the templates of one page may do, so that every build comes to an end.

    They count work, not time: the same page fails, or does not, on every computer.

    Attributes:
        steps: Turns of loops, calls of macros and files that are taken in, together;
            each of the last two counts for five.
        characters: Characters of all texts that are made, together.
    """

    steps: int = 2_000_000
    characters: int = 50_000_000
