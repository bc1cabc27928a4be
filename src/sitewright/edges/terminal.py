"""Talk to the terminal, or to whatever stands in for one."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class PrintError(Exception):
    """The report could not be written: a full disk, or a device that is gone."""


def wants_colour(stream: TextIO | None) -> bool:
    """Tell whether to write in colour: on a terminal, unless ``NO_COLOR`` is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def find_width() -> int:
    """Find how many characters a line has; 80 if nobody knows.

    As ``shutil`` does, which is long in coming.
    """
    try:
        width = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        width = 0
    if width <= 0 and sys.__stdout__ is not None:
        try:
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns
        except (OSError, ValueError):  # it is closed, or no terminal
            width = 0
    return width if width > 0 else 80


def width_of(stream: TextIO | None) -> int:
    """Tell how many columns a terminal has; 0 for what is none, or says nothing."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream else 0
    except (OSError, ValueError):
        return 0


def say(text: str, *, to_errors: bool = False) -> None:
    """Print text; what the stream's encoding lacks is written as an escape.

    Args:
        text: What to print, without the newline at its end.
        to_errors: Whether it goes to the error stream.

    Raises:
        PrintError: It could not be printed, and somebody is there to read it.
    """
    stream = sys.stderr if to_errors else sys.stdout
    if stream is None:  # closed before we began
        return
    encoding = stream.encoding or "utf-8"
    safe = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        print(safe, file=stream)
    except OSError as bad:
        _give_up(stream, bad)


def send(html: str) -> None:
    """Write HTML to standard output as it would stand in a file: UTF-8, as it is.

    Raises:
        PrintError: It could not be written, and somebody is there to read it.
    """
    if sys.stdout is None:  # closed before we began
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(html.encode("utf-8", "replace"))
    except OSError as bad:
        _give_up(sys.stdout, bad)


def read_input() -> bytes:
    """Read all of standard input; nothing if it is closed."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def flush() -> None:
    """Send off what is still waiting to be printed.

    Raises:
        PrintError: It could not be printed, and somebody is there to read it.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as bad:
            _give_up(stream, bad)


def open_in_browser(address: str) -> None:
    """Show an address in the user's browser, without waiting for it."""
    # Few ask for it, and it looks for every browser there is.
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _give_up(stream: TextIO, bad: OSError) -> None:
    """Send the rest nowhere, lest Python try once more when it ends.

    A reader who has gone (``| head``) is no error: that is his good right. Nor is an
    error stream without a reader, as there is nobody left to tell.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    if stream is sys.stdout and not isinstance(bad, BrokenPipeError):
        raise PrintError((bad.strerror or str(bad)).lower()) from bad
