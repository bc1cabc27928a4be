"""Write into a folder in which others may be mounted.

Nothing can be renamed from one of them into another, so what is to come into one is staged
inside of it.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from sitewright.edges.obstacles import folders_of

T = TypeVar("T")

_NOTHING: Final = ".sitewright-nothing"


def across_mounts(output: Path, write: Callable[[frozenset[Path]], T]) -> T:
    """Write, and again for each mounted folder that only a failed rename tells of.

    Args:
        output: The output folder, which may be such a folder itself.
        write: Writes, or changes nothing; takes the folders that are known so far.

    Raises:
        OSError: What it raises for any other reason.
    """
    mounted: frozenset[Path] = frozenset()
    while True:
        try:
            return write(mounted)
        except OSError as bad:
            if bad.errno != errno.EXDEV:
                raise
            folder = find_mounted(output, Path(bad.filename))
            if folder in mounted:
                raise
            mounted |= {folder}


def find_mounted(output: Path, place: Path) -> Path:
    """Find the folder, in the output or itself, out of which a file cannot be renamed."""
    there = (folder for folder in folders_of(output, place) if folder.is_dir())
    return next((it for it in there if not _can_rename(it, it.parent)), output)


def _can_rename(folder: Path, other: Path) -> bool:
    """Tell whether files can be renamed from one folder into another.

    One file system may be mounted in both, which a system that knows that says before it
    looks for the file.
    """
    try:
        (folder / _NOTHING).rename(other / _NOTHING)
    except OSError as bad:
        if bad.errno == errno.EXDEV:
            return False
    return folder.stat().st_dev == other.stat().st_dev
