"""The time, read once at the edge and passed in as a value."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

STOPPED = "SOURCE_DATE_EPOCH"

_FIRST, _LAST = -62_135_596_800, 253_402_300_799
"""The first and the last second that Python has a date for."""


class ClockError(Exception):
    """The clock is to be stopped at a time that there is not."""


def read_clock() -> datetime:
    """Read the time in UTC; ``SOURCE_DATE_EPOCH`` stops it for reproducible builds.

    Raises:
        ClockError: The variable does not hold a number of seconds since 1970.
    """
    # Who has nothing to build needs no dates.
    from datetime import UTC, datetime

    return datetime.fromtimestamp(read_seconds(), UTC)


def read_seconds() -> float:
    """Read the same time in seconds since 1970.

    Raises:
        ClockError: The variable does not hold such a number.
    """
    fixed = os.environ.get(STOPPED)
    if not fixed:
        return time.time()
    try:
        seconds = int(fixed)
    except ValueError:
        seconds = _LAST + 1
    if not _FIRST <= seconds <= _LAST:
        raise ClockError(f"{STOPPED} is not a time in seconds: '{fixed}'")
    return seconds
