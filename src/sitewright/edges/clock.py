"""The time, read once at the edge and passed in as a value."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def read_clock() -> datetime:
    """Read the time in UTC; ``SOURCE_DATE_EPOCH`` stops it for reproducible builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdigit():
        return datetime.fromtimestamp(int(fixed), UTC)
    return datetime.now(UTC)
