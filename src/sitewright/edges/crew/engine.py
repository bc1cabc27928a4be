"""Share work out to whatever takes calls and gives futures for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from threading import Event
from typing import Final

from sitewright.model.crew import Made, Share, Turns

Submit = Callable[[Share], "Future[Made]"]

_PATIENCE: Final = 0.02
"""Seconds after which somebody may want something else."""


class LostError(Exception):
    """An engine has given a share up."""


class Engine:
    """An engine at work.

    It gets no more than it needs to be busy: what it has need never be taken back, but
    from one that may wait for ever for workers that are gone.

    Attributes:
        failures: Why shares were not made there.
    """

    def __init__(self, submit: Submit, ahead: int, *, gives_back: bool = False) -> None:
        """Take what sends a share off.

        Args:
            submit: Sends a share off.
            ahead: How many shares it is given at a time.
            gives_back: Whether it lets go of a share that it has begun with.
        """
        self._submit = submit
        self._ahead = ahead
        self._gives_back = gives_back
        self._sent: dict[Future[Made], Share] = {}
        self._news = Event()
        self.failures: list[Exception] = []

    def take_turns(self, shares: Sequence[Share]) -> Turns:
        """Have the last ones made there first, and make the first ones here meanwhile."""
        unsent, sent = deque(shares), self._sent
        try:
            while unsent or sent:
                while unsent and len(sent) < self._ahead:
                    self._send(unsent)
                mine = unsent.popleft() if unsent else self._take_back()
                if mine:
                    yield mine, None
                else:
                    # Not ``wait``: interrupted, it keeps what futures need to be done.
                    self._news.wait(_PATIENCE)
                self._news.clear()
                done = [future for future in sent if future.done()]
                for future in done:
                    yield sent.pop(future), self._result_of(future)
                if not (mine or done):
                    yield (), None
        finally:
            while self._take_back():
                pass

    def _send(self, unsent: deque[Share]) -> None:
        try:
            future = self._submit(unsent[-1])
        except Exception as bad:  # noqa: BLE001 -- engines raise what they like
            self.failures.append(bad)
            self._ahead = 0  # it takes no more
        else:
            self._sent[future] = unsent.pop()
            future.add_done_callback(lambda _: self._news.set())

    def _take_back(self) -> Share | None:
        """Take back a share that is not made yet; None if there is none to be had."""
        if self._gives_back:
            for future in self._sent:
                if future.cancel():
                    return self._sent.pop(future)
        return None

    def _result_of(self, future: Future[Made]) -> Made | None:
        """Take what came of a share; None if it is to be made here."""
        try:
            return future.result()
        except CancelledError:
            self.failures.append(LostError("it was lost on the way"))
        except Exception as bad:  # noqa: BLE001 -- engines raise what they like
            self.failures.append(bad)
        return None
