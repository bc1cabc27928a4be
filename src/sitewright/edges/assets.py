"""Read source files that are shown in the preview as they lie on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sitewright.model.serving import FilePart

_PIECE = 1 << 17


class Assets:
    """The files of one project."""

    def __init__(self, root: Path) -> None:
        """Take the project's folder."""
        self._root = root.resolve()

    def size_of(self, path: str) -> int | None:
        """Tell how large a file is now; None if it is not there any more."""
        try:
            place = self._find(path)
            return place.stat().st_size if place and place.is_file() else None
        except OSError:
            return None

    def pieces(self, part: FilePart) -> Iterator[bytes]:
        """Read a stretch of a file, a piece at a time.

        The file is opened at once, and stays open until the last piece is read.

        Raises:
            OSError: It cannot be read.
        """
        place = self._find(part.path)
        if place is None:
            raise FileNotFoundError(part.path)
        file = place.open("rb")
        file.seek(part.start)
        return _read(file, part.size)

    def read(self, path: str) -> bytes:
        """Read a whole file; nothing if it cannot be read."""
        try:
            place = self._find(path)
            return place.read_bytes() if place else b""
        except OSError:
            return b""

    def _find(self, path: str) -> Path | None:
        """Find a file, unless a link has come to lead out of the project since."""
        place = (self._root / path).resolve()
        return place if place.is_relative_to(self._root) else None


def _read(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
