"""Write to the terminal, or to whatever stands in for one."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def wants_colour(stream: TextIO) -> bool:
    """Tell whether to write in colour: on a terminal, unless ``NO_COLOR`` is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def say(text: str, stream: TextIO | None = None) -> None:
    """Print text; what the stream's encoding lacks is written as an escape."""
    stream = stream or sys.stdout
    encoding = stream.encoding or "utf-8"
    safe = text.encode(encoding, "backslashreplace").decode(encoding)
    print(safe, file=stream)
