"""Tell whether a file holds what it should."""

from __future__ import annotations

import os
from pathlib import Path

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def holds(place: str, content: bytes) -> bool:
    """Tell whether a file holds these bytes and no more."""
    file = os.open(place, _READ)
    try:
        return os.read(file, len(content) + 1) == content
    finally:
        os.close(file)


def has_same_bytes(source: Path, place: Path) -> bool:
    """Tell whether two files hold the same."""
    if source.stat().st_size != place.stat().st_size:
        return False
    with source.open("rb") as one, place.open("rb") as other:
        while piece := one.read(1 << 20):
            if piece != other.read(1 << 20):
                return False
    return True
