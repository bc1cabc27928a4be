"""The time, read once at the edge and passed in as a value."""

from __future__ import annotations

import os
from datetime import UTC, datetime

STOPPED = "SOURCE_DATE_EPOCH"


class ClockError(Exception):
    """The clock is to be stopped at a time that there is not."""


def read_clock() -> datetime:
    """Read the time in UTC; ``SOURCE_DATE_EPOCH`` stops it for reproducible builds.

    Raises:
        ClockError: The variable does not hold a number of seconds since 1970.
    """
    fixed = os.environ.get(STOPPED)
    if not fixed:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as bad:
        raise ClockError(f"{STOPPED} is not a time in seconds: '{fixed}'") from bad
