"""The file of the last build: sections of text behind a line that guards them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress

from sitewright.edges.lastbuild.opening import open_plain
from sitewright.edges.lastbuild.stamps import stamp_of

CACHE = ".sitewright"
"""The folder in a project where Sitewright keeps what is its own."""

_FORMAT = b"sitewright-last-build 2"
_UNFINISHED = ".tmp"


class DamagedError(Exception):
    """The file is not what was written, or was never ours."""


class Store:
    """A place for what is told of the last build into one output folder.

    Another one, on whatever machine, needs the same methods.
    """

    def __init__(self, file: str) -> None:
        """Take the name of a file."""
        self.file = file
        self._stamp: int | None = None

    def read(self) -> list[bytes] | None:
        """Read all sections; None if there are none, or those of another version.

        Raises:
            DamagedError: They cannot be read.
        """
        try:
            with open(self.file, "rb", opener=open_plain) as handle:
                self._stamp = stamp_of(os.fstat(handle.fileno()))
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
        return _cut(rest, lengths)

    def is_as_read(self) -> bool:
        """Tell whether nobody has built since it was read: that begins with removing it."""
        try:
            return stamp_of(os.stat(self.file)) == self._stamp
        except OSError:
            return False

    def write(self, sections: Sequence[bytes]) -> None:
        """Write all sections, or leave things as they were.

        Raises:
            OSError: They cannot be written, or somebody else is at it.
        """
        rest = b"".join(sections)
        numbers = " ".join(map(str, (zlib.crc32(rest), *map(len, sections))))
        with open(self.file + _UNFINISHED, "xb") as handle:
            handle.write(_FORMAT + b": " + numbers.encode() + b"\n" + rest)
        os.replace(self.file + _UNFINISHED, self.file)

    def clear(self) -> None:
        """Remove what a build that was killed has left half written; needs the lock."""
        for file in (self.file, self.beside.file):
            with suppress(FileNotFoundError):
                os.unlink(file + _UNFINISHED)

    def remove(self) -> None:
        """Forget the last build."""
        for file in (self.file, self.beside.file):
            with suppress(FileNotFoundError):
                os.unlink(file)

    @property
    def beside(self) -> Store:
        """A place for what need not be read, or written again, each time."""
        return Store(self.file + "-site")


def find_store(root: str, asked: str | None) -> Store:
    """Find what tells of the last build into an output folder.

    Args:
        root: The project's folder.
        asked: The folder that the command line names; None for the site's own.
    """
    name = "last-build"
    if asked is not None:
        place = os.path.relpath(asked, root)
        name += f"-{zlib.crc32(os.fsencode(place)):08x}"
    return Store(os.path.join(root, CACHE, name))


def mark_of(section: bytes) -> int:
    """Make a number by which a section is known again."""
    return zlib.crc32(section)


def _cut(rest: bytes, lengths: Sequence[int]) -> list[bytes]:
    sections = []
    start = 0
    for length in lengths:
        sections.append(rest[start : start + length])
        start += length
    return sections
