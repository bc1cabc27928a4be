"""Say on a terminal how far long work is."""

from __future__ import annotations

import sys
import time
from typing import Final

_PAUSE: Final = 0.1


class Progress:
    """One line of a terminal that is written over and over; nothing elsewhere."""

    def __init__(self) -> None:
        stream = sys.stderr
        self._stream = stream if stream is not None and stream.isatty() else None
        self._width = 0
        self._last = 0.0
        self._what = ""
        self._done = self._whole = 0

    def begin(self, what: str, whole: int = 0) -> None:
        """Begin a part of the work.

        Args:
            what: What is done, such as ``sending``.
            whole: How many steps there will be; 0 if that is not known.
        """
        self._what, self._whole, self._done = what, whole, 0
        self._show()

    def step(self, _line: str = "") -> None:
        """Count one more step as done."""
        self._done += 1
        if time.monotonic() - self._last > _PAUSE or self._done == self._whole:
            self._show()

    def end(self) -> None:
        """Wipe the line."""
        self._write("")

    def _show(self) -> None:
        counted = f" {self._done:,} of {self._whole:,}" if self._whole else ""
        self._write(f"{self._what}{counted} …")

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        self._last = time.monotonic()
        self._stream.write(f"\r{text:<{self._width}}\r{text}")
        self._stream.flush()
        self._width = len(text)
