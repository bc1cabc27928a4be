"""Copies of this process that make pages beside it.

A copy has all that this process has, so nothing need be sent there. The numbers of the
shares lie in a pipe, from which whoever is free takes the next one.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from struct import Struct
from types import FrameType, TracebackType
from typing import Final, NoReturn, Self

from sitewright.edges.crew.inbox import ROOM, Inbox, send
from sitewright.edges.crew.lost import report_lost
from sitewright.edges.dwelling import Lookout
from sitewright.edges.ticking import forget_ticking
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.frozen import frozen
from sitewright.model.crew import Made, Make, Share, Turn, Turns

_NUMBER: Final = Struct("=I")
_DONE: Final = 0xFFFFFFFF
"""Stands for the number of a share when there are no more."""

_HAS_ENDED: Final = os.WEXITED | os.WNOHANG | os.WNOWAIT
_LOOK_UP: Final = 1_000
"""Milliseconds after which to see whether copies that say nothing are still there."""

_LAST_WORDS: Final = 0.3
"""Seconds that copies have to say what they are at, when the user ends all."""


_leaving: set[int] = set()
"""Copies that have said that they are done: to free their memory takes them a while."""


@frozen
class _Copy:
    """A copy of this process.

    Attributes:
        pid: Its number.
        results: Where it writes what it has made.
        life: A pipe that ends with this process.
        inbox: Takes its results.
    """

    pid: int
    results: int
    life: int
    inbox: Inbox = field(default_factory=Inbox)


class Forks:
    """Copies of this process at work."""

    def __init__(
        self,
        make: Make,
        shares: Sequence[Share],
        count: int,
        *,
        kept: int | None = None,
    ) -> None:
        """Take the work.

        Args:
            make: Makes a share.
            shares: What there is to do.
            count: How many copies to start.
            kept: The number of the first share of which a copy keeps what it has made
                until there is no more to do, as nobody takes it sooner.
        """
        self._kept = len(shares) if kept is None else kept
        self._make = make
        self._shares = shares
        self._count = count
        self._copies: dict[int, _Copy] = {}
        self._poll = select.poll()
        self._pending = dict.fromkeys(range(len(shares)))
        self._died: list[int] = []
        self._todo = -1

    def __enter__(self) -> Self:
        _part()
        self._todo, write = os.pipe()
        os.write(write, b"".join(map(_NUMBER.pack, self._pending)))
        os.close(write)
        _flush()  # else each copy would print it, too
        for _ in range(self._count):
            self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all that is still at work; a copy may say first where that was."""
        if kind is KeyboardInterrupt:
            self._ask_for_last_words()
        for copy in tuple(self._copies.values()):
            os.kill(copy.pid, signal.SIGKILL)
            self._bury(copy)
        os.close(self._todo)

    def _ask_for_last_words(self) -> None:
        for copy in self._copies.values():
            os.kill(copy.pid, signal.SIGINT)
        end = time.monotonic() + _LAST_WORDS
        for copy in self._copies.values():
            while not os.waitid(os.P_PID, copy.pid, _HAS_ENDED):
                if time.monotonic() > end:
                    return
                time.sleep(0.01)

    @property
    def findings(self) -> Findings:
        """A warning, if copies have died."""
        return report_lost(self._died)

    def take_ahead(self) -> Turns:
        """Yield what has been made already, an empty share, and all others in turn."""
        while self._poll.poll(0):
            yield from self._receive(0)
        yield (), None
        yield from self.take_turns()

    def take_turns(self) -> Turns:
        """Yield what has been made, and in between what is to be made here."""
        while (number := _take(self._todo)) is not None:
            del self._pending[number]
            yield self._shares[number], None
            yield from self._receive(0)
        while self._copies:
            yield from self._receive(_LOOK_UP)
        for number in self._pending:  # of copies that have died
            yield self._shares[number], None

    def _start(self) -> None:
        """Start a copy; no signal may come between its birth and our note of it."""
        results, write = os.pipe()
        watch, life = os.pipe()
        with suppress(OSError):  # there may be less room for all pipes together
            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, ROOM)
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        pid = os.fork()
        if not pid:
            others = [(copy.results, copy.life) for copy in self._copies.values()]
            for ours in (results, life, *sum(others, ())):
                os.close(ours)
            self._work(write, watch)
        self._copies[results] = _Copy(pid, results, life)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        os.close(write)
        os.close(watch)
        self._poll.register(results, select.POLLIN)

    def _work(self, results: int, life: int) -> NoReturn:
        """Make shares in a copy until there are none; nothing else may happen there."""
        code = 1
        lookout = Lookout()

        def end(_number: int, frame: FrameType | None) -> NoReturn:
            lookout.tell(frame)
            os._exit(code)

        try:
            signal.signal(signal.SIGINT, end)
            forget_ticking()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            # The signal comes when the process at the other end is gone; it kills.
            signal.signal(signal.SIGIO, signal.SIG_DFL)
            fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
            fcntl.fcntl(life, fcntl.F_SETFL, os.O_ASYNC)
            if select.select([life], [], [], 0)[0]:  # it was gone before that
                os._exit(code)
            with lookout.watching():
                self._work_off(results)
            code = 0
        finally:
            os._exit(code)

    def _work_off(self, results: int) -> None:
        kept: list[tuple[int, bytes]] = []
        while (number := _take(self._todo)) is not None:
            made = self._make(self._shares[number])
            _flush()
            piece = number, pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            if number < self._kept:
                send(results, *piece)
            else:
                kept.append(piece)
        for piece in kept:
            send(results, *piece)
        send(results, _DONE, b"")

    def _receive(self, patience: int) -> Iterator[Turn]:
        """Yield what has come in whole.

        Args:
            patience: How many milliseconds to wait for it.
        """
        ready = self._poll.poll(patience)
        for results, _ in ready:
            copy = self._copies[results]
            if copy.inbox.fill(results):
                yield from self._unpack(copy)
            else:
                self._died.append(self._bury(copy))
        if patience and not ready:
            # A process that the site's own Python has started may hold the pipe open.
            for copy in tuple(self._copies.values()):
                if os.waitid(os.P_PID, copy.pid, _HAS_ENDED):
                    self._died.append(self._bury(copy))

    def _unpack(self, copy: _Copy) -> Iterator[Turn]:
        for number, body in copy.inbox.pieces():
            if number == _DONE:
                self._let_go(copy)
                _leaving.add(copy.pid)
                return
            made: Made = pickle.loads(body)  # noqa: S301 -- a copy of us wrote it
            del self._pending[number]
            yield self._shares[number], made

    def _bury(self, copy: _Copy) -> int:
        """Wait for the end of a copy; return its exit code, negative for a signal."""
        self._let_go(copy)
        return os.waitstatus_to_exitcode(os.waitpid(copy.pid, 0)[1])

    def _let_go(self, copy: _Copy) -> None:
        del self._copies[copy.results]
        self._poll.unregister(copy.results)
        os.close(copy.results)
        os.close(copy.life)


def _part() -> None:
    """Take leave of copies that have ended since they were done."""
    for pid in tuple(_leaving):
        try:
            if os.waitpid(pid, os.WNOHANG)[0]:
                _leaving.remove(pid)
        except ChildProcessError:  # somebody else has, or they are of another process
            _leaving.remove(pid)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()


def _take(todo: int) -> int | None:
    """Take the number of the next share out of a pipe; None if there is none."""
    taken = os.read(todo, _NUMBER.size)
    return _NUMBER.unpack(taken)[0] if taken else None
