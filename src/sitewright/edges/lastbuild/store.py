"""The file of the last build: sections of text behind a line that guards them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress

CACHE = ".sitewright"
"""The folder in a project where Sitewright keeps what is its own."""

_FORMAT = b"sitewright-last-build 1"
_UNFINISHED = ".tmp"


class DamagedError(Exception):
    """The file is not what was written, or was never ours."""


def find_store(root: str, asked: str | None) -> str:
    """Name the file that tells of the last build into an output folder.

    Args:
        root: The project's folder.
        asked: The folder that the command line names; None for the site's own.
    """
    name = "last-build"
    if asked is not None:
        place = os.path.relpath(asked, root)
        name += f"-{zlib.crc32(os.fsencode(place)):08x}"
    return os.path.join(root, CACHE, name)


def read_store(file: str) -> list[bytes] | None:
    """Read all sections; None if there is no such file, or one of another version.

    Raises:
        DamagedError: It cannot be read.
    """
    try:
        with open(file, "rb") as handle:
            head, rest = handle.readline(), handle.read()
    except FileNotFoundError:
        return None
    except OSError as bad:
        raise DamagedError((bad.strerror or str(bad)).lower()) from bad
    start, _, numbers = head.rstrip(b"\n").partition(b": ")
    if start.startswith(_FORMAT.rpartition(b" ")[0]) and start != _FORMAT:
        return None
    try:
        guard, *lengths = map(int, numbers.split())
    except ValueError:
        raise DamagedError("it is not a file of Sitewright's") from None
    if start != _FORMAT or zlib.crc32(rest) != guard or sum(lengths) != len(rest):
        raise DamagedError("it is not what was written")
    sections = []
    for length in lengths:
        sections.append(rest[:length])
        rest = rest[length:]
    return sections


def write_store(file: str, sections: Sequence[bytes]) -> None:
    """Write all sections, or leave the file as it was.

    Raises:
        OSError: They cannot be written, or somebody else is at it.
    """
    rest = b"".join(sections)
    numbers = " ".join(map(str, (zlib.crc32(rest), *map(len, sections))))
    with open(file + _UNFINISHED, "xb") as handle:
        handle.write(_FORMAT + b": " + numbers.encode() + b"\n" + rest)
    os.replace(file + _UNFINISHED, file)


def clear_store(file: str) -> None:
    """Remove what a build that was killed has left of its writing; needs the lock."""
    with suppress(FileNotFoundError):
        os.unlink(file + _UNFINISHED)
