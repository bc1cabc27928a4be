"""Do something again and again while other work goes on, in the same thread.

Another thread could do it, too; but a process with two of them cannot be copied safely.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def ticking(task: Callable[[], None], begins: float, pause: float) -> Iterator[None]:
    """Do something again and again inside the block, if the system has an alarm clock.

    The clock belongs to the main thread; in another one, nothing is done.

    Args:
        task: What to do; it must be quick, and nothing may come out of it.
        begins: When to do it first, by ``time.perf_counter``.
        pause: Seconds from one time to the next.
    """

    def run(_number: int, _frame: object) -> None:
        task()

    try:
        before = signal.signal(signal.SIGALRM, run)
    except (AttributeError, ValueError):  # on Windows; in another thread
        yield
        return
    signal.setitimer(
        signal.ITIMER_REAL, max(begins - time.perf_counter(), pause), pause
    )
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
