"""Count the processors that this process may use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")


def count_processors(quota: Path = _QUOTA) -> int:
    """Count them: those of the machine, of this process, or of its container.

    Args:
        quota: Where Linux says how much of them a container may use: how many
            microseconds in how many, or ``max``.
    """
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        count = os.cpu_count() or 1
    try:
        used, period = map(int, quota.read_text("ascii").split())
    except (OSError, ValueError):
        return count
    return max(1, min(count, -(-used // period)))
