"""Do something again and again while other work goes on."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Task = Callable[[FrameType | None], None]
"""What to do, given the innermost call of the other work. It must be quick, nothing may
come out of it, and it may be asked for more often than it wishes."""


@contextmanager
def ticking(task: Task, begins: float, pause: float) -> Iterator[None]:
    """Do something again and again inside the block.

    The system's alarm clock interrupts the main thread for it: a process with two
    threads cannot be copied safely. Where there is no such clock, and in other threads,
    there are no copies, and one more thread does it. Inside another such block, what that
    one does is done as well.

    Args:
        task: What to do.
        begins: When to do it first, by ``time.perf_counter``.
        pause: Seconds from one time to the next.
    """
    before: object = None

    def run(number: int, frame: FrameType | None) -> None:
        task(frame)
        if callable(before):
            before(number, frame)

    try:
        before = signal.getsignal(signal.SIGALRM)
        signal.signal(signal.SIGALRM, run)
    except (AttributeError, ValueError):  # on Windows; in another thread
        with _ticking_beside(task, begins, pause):
            yield
        return
    pause = min(pause, signal.getitimer(signal.ITIMER_REAL)[1] or pause)
    begins = max(begins - time.perf_counter(), pause)
    outer = signal.setitimer(signal.ITIMER_REAL, begins, pause)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *outer)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _ticking_beside(task: Task, begins: float, pause: float) -> Iterator[None]:
    """Do it in a thread of its own."""
    from threading import Event, Thread, get_ident

    ended, worker = Event(), get_ident()

    def run() -> None:
        wait = max(begins - time.perf_counter(), pause)
        while not ended.wait(wait):
            task(sys._current_frames().get(worker))  # noqa: SLF001 -- documented
            wait = pause

    Thread(target=run, daemon=True).start()
    try:
        yield
    finally:
        ended.set()
