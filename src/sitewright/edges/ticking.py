"""Do something again and again while other work goes on."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

Task = Callable[[FrameType | None], None]
"""What to do, given the innermost call of the other work. It must be quick, nothing may
come out of it, and it may be asked for more often than it wishes."""

_tasks: list[Task] = []
"""What is done when the clock rings: for each block, one inside the other."""


@contextmanager
def ticking(
    task: Task, begins: float, pause: float, *, is_needed: bool = False
) -> Iterator[None]:
    """Do something again and again inside the block.

    The system's alarm clock interrupts the main thread for it: a process with two
    threads cannot be copied safely. Inside another such block, what that one does goes
    on. Where there is no such clock, and in other threads, there are no copies.

    Args:
        task: What to do.
        begins: When to do it first, by ``time.perf_counter``.
        pause: Seconds from one time to the next.
        is_needed: Whether a thread does it where the clock cannot; else, nothing is done.
    """
    try:
        before = signal.signal(signal.SIGALRM, _ring)
    except (AttributeError, ValueError):  # on Windows; in another thread
        with _ticking_beside(task, begins, pause) if is_needed else nullcontext():
            yield
        return
    first = max(begins - time.perf_counter(), pause)
    outer = (0.0, 0.0)
    if _tasks:
        outer = signal.getitimer(signal.ITIMER_REAL)
        first, pause = min(first, outer[0] or first), min(pause, outer[1])
    _tasks.append(task)
    signal.setitimer(signal.ITIMER_REAL, first, pause)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *outer)
        signal.signal(signal.SIGALRM, before)
        _tasks.pop()


def forget_ticking() -> None:
    """Forget in a copy of this process what ticks in this one."""
    _tasks.clear()


def _ring(_number: int, frame: FrameType | None) -> None:
    for task in _tasks:
        task(frame)


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
