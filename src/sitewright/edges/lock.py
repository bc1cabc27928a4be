"""One build at a time: the second waits for the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sitewright.edges.lastbuild.opening import open_plain

try:
    import fcntl
except ImportError:  # pragma: no cover -- Windows has no flock
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(file: Path, on_wait: Callable[[], object] = int) -> Iterator[int]:
    """Hold a lock for the length of a block; wait if somebody else has it.

    The system lets go of it when the process ends, however it ends, so a lock can never
    be left behind. A child that is given the descriptor holds it, too.

    Args:
        file: The lock; made if it is not there.
        on_wait: What to do before waiting.

    Yields:
        Its descriptor.

    Raises:
        OSError: It cannot be made, or something else stands in its place.
    """
    with open(file, "a", opener=open_plain) as handle:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_wait()
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle.fileno()
