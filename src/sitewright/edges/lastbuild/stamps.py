"""What differs between two states of a file, and between two versions of ourselves."""

from __future__ import annotations

import os
import stat
import sys
import time
from zlib import crc32

import sitewright

COARSEST = 2_000_000_000
"""Nanoseconds between two ticks of the coarsest clock of a file system, that of FAT."""

NO_STAMP = 0
"""Stands for the state of a file that may have left it without a trace."""

LINK = stat.S_IFLNK
FOLDER = stat.S_IFDIR
FILE = stat.S_IFREG
OTHER = 0


def stamp_of(status: os.stat_result) -> int:
    """Make a number of all that differs if a file has been written or replaced.

    It is the same in every process, as numbers are what it is made of.
    """
    # No program sets the last one, so it gives away who sets back the one before.
    return hash(
        (
            status.st_dev,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )
    )


def is_settled(status: os.stat_result, began: int) -> bool:
    """Tell whether a file would have another stamp if it had changed since a moment."""
    return max(status.st_mtime_ns, status.st_ctime_ns) + COARSEST < began


def now() -> int:
    """Tell the time as times of files are counted."""
    return time.time_ns()


def kind_of_entry(entry: os.DirEntry[str]) -> int:
    """Tell the kind of what a folder holds, links as such."""
    if entry.is_symlink():
        return LINK
    if entry.is_dir():
        return FOLDER
    return FILE if entry.is_file() else OTHER


def kind_of_mode(mode: int) -> int:
    """Tell the kind of a file by its mode."""
    kind = stat.S_IFMT(mode)
    return kind if kind in (LINK, FOLDER, FILE) else OTHER


def name_ourselves() -> str:
    """Name what builds: another version may build otherwise.

    That is Sitewright, Python, and all that is installed beside it. Sitewright's own
    files count one by one unless they were installed, too.
    """
    own = os.path.dirname(os.path.realpath(sitewright.__file__))
    beside = os.path.dirname(own)
    installed = sorted(
        name
        for place in sys.path
        if place.endswith("-packages") and os.path.isdir(place)
        for name in os.listdir(place)
        if name.endswith(".dist-info")
    )
    files = [] if beside.endswith("-packages") else [*_own_files(own)]
    return f"{sitewright.__version__} {sys.version} {hash_of(installed, files)}"


def hash_of(names: list[str], files: list[int]) -> str:
    """Make a short name of names and stamps."""
    return f"{crc32(repr((names, files)).encode()):08x}"


def _own_files(folder: str) -> list[int]:
    found = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda it: it.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    found += _own_files(entry.path)
            else:
                status = entry.stat()
                found += [status.st_size, status.st_mtime_ns]
    return found
