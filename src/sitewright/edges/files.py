"""Read the files of a project, and each state of a file only once."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sitewright.edges.decoding import decode
from sitewright.edges.lastbuild.stamps import NO_STAMP, is_settled, stamp_of
from sitewright.kernel.diagnostics import Checked, Diagnostic, Findings, Span, error
from sitewright.kernel.frozen import frozen
from sitewright.kernel.hashing import digest_of_stream, integrity_of_stream
from sitewright.model.build import Asset
from sitewright.model.document import Source

R = TypeVar("R")

INTEGRITY = "integrity"

_READ_NOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Do not wait for somebody to write if it is a pipe."""

_PIECE = 1 << 20

Clock = Callable[[], int]
"""Tells the time in nanoseconds, as times of files are counted."""


@frozen
class _Known(Generic[R]):
    """What came of reading a file.

    Attributes:
        value: What it was read as; None if it could not be.
        findings: What is wrong with it.
        stamp: The state that it was in; ``NO_STAMP`` if it may have left that one without
            a trace, as it was read too soon after it had changed.
    """

    value: R | None
    findings: Findings
    stamp: int


class Readings(Generic[R]):
    """What files came to that were read in one way.

    A file that is what it was keeps the very object that it was read as.
    """

    def __init__(
        self, root: Path, read: Callable[..., Checked[R | None]], clock: Clock
    ) -> None:
        """Take how to read.

        Args:
            root: The project's folder.
            read: Takes the descriptor of an open file, how large it was when it was
                opened, its path, and whatever else a reading is named by.
            clock: Tells the time.
        """
        self._prefix = f"{root}{os.sep}"
        self._read = read
        self._known: dict[tuple[str, ...], _Known[R]] = {}
        self._before: dict[tuple[str, ...], _Known[R]] = {}
        self._clock = clock
        self._began = clock()

    def begin(self) -> None:
        """Start to read anew: the state of each file counts that it has from now on."""
        self._before |= self._known
        self._known = {}
        self._began = self._clock()

    def forget(self) -> None:
        """Forget the files that nobody has asked for since the start."""
        self._before = {}

    def take(self, path: str, *others: str) -> Checked[R | None]:
        """Look at a file, and read it unless its state is known.

        Returns:
            What it was read as; None, with a finding, if it cannot be.
        """
        key = (path, *others)
        known = self._known.get(key)
        if known is None:
            known = self._before.get(key)
            if not known or not known.stamp or known.stamp != self._stamp(path):
                known = self._read_now(key, known)
            self._known[key] = known
        return known.value, known.findings

    def renew(self, path: str, *others: str) -> R | None:
        """Read a file again; None if it cannot be, or if anything is wrong with it."""
        key = (path, *others)
        self._began = self._clock()
        known = self._known[key] = self._read_now(key, self._known.get(key))
        return None if known.findings else known.value

    @property
    def paths(self) -> Iterator[str]:
        """All files that somebody has asked for since the start."""
        return (path for path, *_ in self._known)

    @property
    def stamps(self) -> dict[str, int]:
        """The state of each of these files; ``NO_STAMP`` if it is not sure."""
        return {key[0]: known.stamp for key, known in self._known.items()}

    def _stamp(self, path: str) -> int:
        try:
            return stamp_of(os.stat(self._prefix + path))  # noqa: PTH116 -- quicker
        except OSError:
            return NO_STAMP

    def _read_now(self, key: tuple[str, ...], old: _Known[R] | None) -> _Known[R]:
        try:
            file = os.open(self._prefix + key[0], _READ_NOW)
            try:
                status = os.fstat(file)
                if not stat.S_ISREG(status.st_mode):
                    raise OSError("it is not a file")
                value, found = self._read(file, status.st_size, *key)
            finally:
                os.close(file)
        except OSError as bad:
            return _Known(None, (unreadable(key[0], bad),), NO_STAMP)
        if old and old.value == value:
            value = old.value
        stamp = stamp_of(status) if is_settled(status, self._began) else NO_STAMP
        return _Known(value, found, stamp)


class Files:
    """The files of a project.

    Attributes:
        texts: Those that are read as text.
        loose_texts: Those that are read as text though they need not be any.
        copies: The digests of those that are copied, named by their output paths, too,
            and by ``INTEGRITY`` if that is asked for.
    """

    def __init__(self, root: Path, clock: Clock = time.time_ns) -> None:
        """Take the project's folder, of which nothing has been read yet."""
        self.texts = Readings(root, _read_text, clock)
        self.loose_texts = Readings(root, _read_loosely, clock)
        self.copies = Readings(root, _take_digest, clock)

    def begin(self) -> None:
        """Start to read anew: the state of each file counts that it has from now on."""
        self.texts.begin()
        self.loose_texts.begin()
        self.copies.begin()

    def forget(self) -> None:
        """Forget the files that nobody has asked for since the start."""
        self.texts.forget()
        self.loose_texts.forget()
        self.copies.forget()


def _read_all(file: int, size: int) -> bytes:
    """Read a file to its end, which may be elsewhere by now."""
    content = os.read(file, size + 1)
    if len(content) == size:  # there was no further byte
        return content
    while piece := os.read(file, _PIECE):
        content += piece
    return content


def _read_text(file: int, size: int, path: str) -> Checked[Source | None]:
    text, found = decode(_read_all(file, size), path)
    return (None if text is None else Source(path, text)), found


def _read_loosely(file: int, size: int, path: str) -> Checked[Source | None]:
    text = _read_all(file, size).decode("utf-8-sig", "replace")
    return Source(path, text), ()


def _take_digest(
    file: int, _size: int, path: str, output_path: str, *asked: str
) -> Checked[Asset | None]:
    read = partial(os.read, file)
    digest = digest_of_stream(read)
    size = os.lseek(file, 0, os.SEEK_CUR)
    if not asked:
        return Asset(path, output_path, digest, size), ()
    os.lseek(file, 0, os.SEEK_SET)
    return Asset(path, output_path, digest, size, integrity_of_stream(read)), ()


def unreadable(path: str, bad: OSError) -> Diagnostic:
    """Report what the system does not let us read."""
    reason = (bad.strerror or str(bad)).lower()
    if isinstance(bad, FileNotFoundError):
        reason = "it is not there any more"
    return error("SRC001", f"this cannot be read: {reason}", Span(path))
