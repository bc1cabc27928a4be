"""Share work out to whatever takes calls and gives futures for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Final

from sitewright.model.crew import Made, Share, Turns

Submit = Callable[[Share], "Future[Made]"]

_PATIENCE: Final = 0.02
"""Seconds after which somebody may want something else."""


class LostError(Exception):
    """An engine has given a share up."""


class Engine:
    """An engine at work.

    Attributes:
        failures: Why shares were not made there.
    """

    def __init__(self, submit: Submit) -> None:
        """Take what sends a share off."""
        self._submit = submit
        self.failures: list[Exception] = []

    def take_turns(self, shares: Sequence[Share]) -> Turns:
        """Have the last ones made there first, and make the first ones here meanwhile."""
        waiting = {self._submit(share): share for share in reversed(shares)}
        try:
            while waiting:
                mine = next(filter(_is_left, reversed(tuple(waiting))), None)
                if mine:
                    yield waiting.pop(mine), None
                done = wait(waiting, 0 if mine else _PATIENCE, FIRST_COMPLETED).done
                for future in done:
                    share = waiting.pop(future)
                    yield share, self._take(future)
                if not (mine or done):
                    yield (), None
        finally:
            for future in waiting:
                future.cancel()

    def _take(self, future: Future[Made]) -> Made | None:
        """Take what came of a share; None if it is to be made here."""
        try:
            return future.result()
        except CancelledError:
            self.failures.append(LostError("it was lost on the way"))
        except Exception as bad:  # noqa: BLE001 -- engines raise what they like
            self.failures.append(bad)
        return None


def _is_left(future: Future[Made]) -> bool:
    """Tell whether nobody has begun with a share, and see to it that nobody does."""
    return future.cancel()
