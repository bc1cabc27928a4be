"""Laps: what a stopwatch writes down."""

from __future__ import annotations

from sitewright.kernel.frozen import frozen
from sitewright.model.stopwatch import Kind


@frozen
class Lap:
    """One thing that was timed.

    Attributes:
        kind: What it is.
        name: The step, the stage, the path of the template, or what the hook is called.
        key: Which task of the stage, or which block of the template; may be empty.
        begin: When it began, in nanoseconds of a clock that all processes share.
        end: When it was over.
    """

    kind: Kind
    name: str
    key: str
    begin: int
    end: int
