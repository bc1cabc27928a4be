"""One build at a time: the second waits for the first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover -- Windows has no flock
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock for the length of a block; wait if somebody else has it.

    The system lets go of it when the process ends, however it ends, so a lock can never
    be left behind.
    """
    with file.open("a") as handle:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
