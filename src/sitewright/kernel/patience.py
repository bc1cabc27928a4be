"""Regular expressions of authors, which let go of every text in time.

Python's ``re`` may try for ever: ``(a+)+$`` in twice as many ways for each further letter
of a text. It cannot be stopped, either, but in the main thread. The library ``regex``
finds the same, is not fooled by most of these, and gives up when it is told to. It takes
a while to load, so whatever ``re`` cannot take long over is left to that.
"""

from __future__ import annotations

import re
from functools import cached_property
from math import prod
from typing import Any, Final, cast
from warnings import catch_warnings, simplefilter

from sitewright.kernel.regexes import regex

PATIENCE: Final = 2.0
"""Seconds that a text is worth, of the processor's time: a busy machine is no slower."""

HINT: Final = (
    "let each text match in one way only: write '(a+)+' as 'a+', and nothing twice that "
    "takes the same letters, as in 'a*a*'"
)

_IMPATIENCE: Final = 0.05
"""The same once an expression has cost so much: what is wrong with it is known."""

_WAYS: Final = 1e9
"""Ways to match that ``re`` tries in a second or so."""

_REPEATS: Final = 100_000
"""How often an expression may repeat a part of itself, which the library writes out."""

_LOOPS: Final = regex(r"[*+{]|\\[1-9]|\(\?P=")
_FORKS: Final = regex(r"[?|]")
_GROUP_LOOPS: Final = regex(r"\)[*+{]|\(\?[a-z]*x")
"""A group that is repeated; or space that may stand between the one and the other."""

_COUNT: Final = regex(r"\{([1-9][0-9]*)")


class TooLongError(Exception):
    """An expression has no answer about a text in time; what it says has no subject."""


class PatientRegex:
    """A regular expression that an author wrote, in Python's language."""

    def __init__(self, text: str) -> None:
        """Compile an expression; its flags are in it, as each engine has its own numbers.

        Raises:
            re.error: It is wrong; or an ``OverflowError`` or a ``RecursionError``.
        """
        self._text = text
        with catch_warnings():
            simplefilter("ignore", FutureWarning)  # of what may mean something one day
            self._quick = re.compile(text)
        self._shortest = _shortest_doubtful(text)
        self._patience = PATIENCE

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find the first match from a place on.

        Raises:
            TooLongError: That would take too long.
        """
        return self._run("search", text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find a match at a place.

        Raises:
            TooLongError: That would take too long.
        """
        return self._run("match", text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole of a text.

        Raises:
            TooLongError: That would take too long.
        """
        return self._run("fullmatch", text, 0)

    def _run(self, method: str, text: str, start: int) -> re.Match[str] | None:
        if len(text) - start < self._shortest:
            return cast(
                "re.Match[str] | None", getattr(self._quick, method)(text, start)
            )
        run, limits = getattr(self._patient, method), {"timeout": self._patience}
        try:
            # What it finds has the same methods. Meanwhile, other threads may go on.
            found = run(text, start, concurrent=True, **limits)
        except TimeoutError:
            self._patience = _IMPATIENCE
            message = f"tries too many ways to match a text of {len(text):,} characters"
            raise TooLongError(message) from None
        return cast("re.Match[str] | None", found)

    @cached_property
    def _patient(self) -> Any:
        import regex as patient  # 15 ms

        if prod(map(int, _COUNT.findall(self._text))) > _REPEATS:
            raise TooLongError(f"repeats a part of itself more than {_REPEATS:,} times")
        try:
            return patient.compile(self._text, patient.VERSION0)
        except (patient.error, RecursionError):
            raise TooLongError("has too many brackets in brackets") from None


def _shortest_doubtful(expression: str) -> float:
    """Tell how long a text must be so that Python might try too many ways.

    Each loop may end anywhere in a text, and each fork doubles the ways. Of loops in
    loops there is no telling.
    """
    if _GROUP_LOOPS.search(expression):
        return 0
    loops = len(_LOOPS.findall(expression))
    forks = len(_FORKS.findall(expression))
    return float((_WAYS * 2.0**-forks) ** (1 / (loops + 1)))
