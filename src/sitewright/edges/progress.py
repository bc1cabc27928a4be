"""Say on a terminal how far long work is."""

from __future__ import annotations

import os
import sys
import time
from contextlib import redirect_stderr, suppress
from types import TracebackType
from typing import Any, Final, Self, TextIO, cast

from sitewright.edges.terminal import wants_colour, width_of

PAUSE: Final = 0.1
"""Seconds between two drawings."""

_WIPE: Final = "\r\x1b[K"
_WIDTH: Final = 80


class Progress:
    """One line of a terminal that is drawn again and again; nothing elsewhere.

    It is drawn inside a block when a part of the work begins, and with its steps; what
    is printed meanwhile stands above it. In the end it leaves no trace.
    """

    def __init__(self, begins: float = 0.0, *, is_wanted: bool = True) -> None:
        """Find out whether there is anybody to tell.

        Args:
            begins: Before which time nothing is said, by ``time.perf_counter``.
            is_wanted: Whether to say anything at all.
        """
        self._stream = _find_terminal() if is_wanted else None
        self._next = begins
        self._what, self._done, self._whole = "", 0, 0
        self._began = 0.0
        self._is_shown = self._is_interrupted = False
        self._guard: redirect_stderr[Any] | None = None

    def __enter__(self) -> Self:
        if self._stream is not None:
            self._guard = redirect_stderr(cast("TextIO", _Above(self, self._stream)))
            self._guard.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        if self._guard is not None:
            self._guard.__exit__(kind, error, trace)

    @property
    def is_on(self) -> bool:
        """Whether there is anybody to tell."""
        return self._stream is not None

    def begin(self, what: str, whole: int = 0) -> None:
        """Begin a part of the work.

        Args:
            what: What is done, such as ``sending``.
            whole: How many steps there will be; 0 if that is not known.
        """
        if self._stream is None:
            return
        self._what, self._done, self._whole = what, 0, whole
        self._began = now = time.perf_counter()
        if self._is_shown or now >= self._next:
            self._draw(now)

    def step(self, _line: str = "") -> None:
        """Count one more step as done."""
        self.reach(self._done + 1)

    def count(self, done: int, whole: int) -> None:
        """Say how many steps are done, and how many there are."""
        self._whole = whole
        self.reach(done)

    def reach(self, done: int) -> None:
        """Say how many steps are done."""
        self._done = done
        self.draw()

    def draw(self) -> None:
        """Draw the line, if it was not drawn just now."""
        if self._stream is not None and time.perf_counter() >= self._next:
            self._draw(time.perf_counter())

    def end(self) -> None:
        """Wipe the line; there will be no other one."""
        self._wipe()
        self._stream = None

    def interrupt(self, *, is_over: bool) -> None:
        """Make room for something else; it is over once its last line is."""
        self._is_interrupted = True
        self._wipe()
        self._is_interrupted = not is_over

    def _draw(self, now: float) -> None:
        if self._is_interrupted or not self._what or self._stream is None:
            return
        # Most work is done before anybody needs to be told.
        from sitewright.kernel.bars import ASCII, LINES, Progressed, draw_bar
        from sitewright.kernel.reports import coloured, plain

        self._next = now + PAUSE
        seconds = now - self._began
        progressed = Progressed(self._what, self._done, self._whole, seconds)
        paint = coloured if wants_colour(self._stream) else plain
        signs = LINES if _can_write(self._stream, "".join(LINES)) else ASCII
        width = (
            width_of(self._stream) or _WIDTH
        ) - 1  # behind the last column lies the next line
        self._is_shown = True
        self._write(_WIPE + draw_bar(progressed, width, paint, signs))

    def _wipe(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._write(_WIPE)

    def _write(self, text: str) -> None:
        """Write past Python's buffer, in which an alarm may find another text."""
        if self._stream is not None:
            encoding = self._stream.encoding or "utf-8"
            with suppress(OSError):  # the terminal is gone, and so is who looked at it
                os.write(self._stream.fileno(), text.encode(encoding, "replace"))


def announce(text: str) -> None:
    """Say something on the error stream at once, wherever the work is.

    A line that is drawn there is wiped, and will be drawn again below.
    """
    stream = sys.stderr
    if stream is None:
        return
    wipe = _WIPE if stream.isatty() and os.environ.get("TERM") != "dumb" else ""
    encoding = stream.encoding or "utf-8"
    with suppress(OSError, ValueError):  # it is closed, or no file
        os.write(
            stream.fileno(), f"{wipe}{text}\n".encode(encoding, "backslashreplace")
        )


class _Above:
    """A stream whose text stands above the line."""

    def __init__(self, progress: Progress, stream: TextIO) -> None:
        self._progress = progress
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write text; until its line is over, there is no other one."""
        self._progress.interrupt(is_over=False)
        written = self._stream.write(text)
        if text.endswith("\n"):
            self._progress.interrupt(is_over=True)
        return written


def _find_terminal() -> TextIO | None:
    """Find a terminal that somebody looks at."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return None
    return None if os.environ.get("CI") or os.environ.get("TERM") == "dumb" else stream


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
