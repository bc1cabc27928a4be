"""Find what stands where the site wants to go, before anything is written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from sitewright.kernel.urls import clash_key

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP)

Obstacle = tuple[Path, str]
"""What is in the way, and how."""


def find_obstacle(
    output: Path, paths: Collection[str], stale: set[str]
) -> Obstacle | None:
    """Find a link on the way to a file, or another kind of thing in its place.

    Args:
        output: The output folder.
        paths: Where files are to go, below it.
        stale: Our own files that will have been removed by then.
    """
    top, clear = os.fspath(output), {""}
    for path in paths:
        found = look_at(f"{top}/{path}")
        if found and stat.S_ISLNK(found.st_mode):
            return output / path, "a link stands where a file must be"
        if found and stat.S_ISDIR(found.st_mode):
            place = output / path
            if not _will_vanish(output, place, stale):
                return place, "a folder stands where a file must be"
        folder = path.rpartition("/")[0]
        while folder not in clear:
            clear.add(folder)
            found = look_at(f"{top}/{folder}")
            if found and stat.S_ISLNK(found.st_mode):
                return output / folder, "a link stands where a folder must be"
            if found and not stat.S_ISDIR(found.st_mode) and folder not in stale:
                return output / folder, "a file stands where a folder must be"
            folder = folder.rpartition("/")[0]
    return None


def find_foreign_file(
    output: Path, paths: Collection[str], own: set[str]
) -> Obstacle | None:
    """Find a file in the way that is none of those that earlier builds wrote."""
    known = {clash_key(path) for path in own}
    for path in paths:
        place = output / path
        if clash_key(path) not in known and place.exists() and not place.is_dir():
            return place, "a file that Sitewright did not write is there"
    return None


def find_closed_folder(output: Path, paths: Collection[str]) -> Obstacle | None:
    """Find a folder in which nothing may be changed.

    Args:
        output: The output folder.
        paths: What is to come there or to go, below it.
    """
    top = os.fspath(output)
    for folder in {path.rpartition("/")[0] for path in paths}:
        place = f"{top}/{folder}"
        if not os.access(place, os.W_OK | os.X_OK) and os.path.isdir(place):  # noqa: PTH112 -- quicker
            return output / folder, "nothing in it may be changed"
    return None


def look_at(place: str) -> os.stat_result | None:
    """Look at a place, not where a link there leads; None if there is nothing."""
    try:
        return os.lstat(place)
    except OSError as bad:
        if bad.errno in _NOT_THERE:
            return None
        raise


def folders_of(output: Path, place: Path) -> Iterator[Path]:
    """List the folders that a file lies in, inwards out, below the output."""
    for folder in place.parents:
        if folder == output:
            break
        yield folder


def is_plain_file(output: Path, path: str) -> bool:
    """Tell whether there is a file, and no link leads to it."""
    place = output / path
    return not is_behind_link(output, place) and place.is_file()


def is_behind_link(output: Path, place: Path) -> bool:
    """Tell whether a place is a link, or reached through one, or cannot be."""
    try:
        return any(part.is_symlink() for part in (place, *folders_of(output, place)))
    except OSError:
        return True


def _will_vanish(output: Path, top: Path, stale: set[str]) -> bool:
    """Tell whether a folder will be gone once the stale files in it are."""
    for folder, folders, names in os.walk(top):
        here = Path(folder)
        if not folders and not names:
            return False
        if any(_name(output, here / name) not in stale for name in names):
            return False
        if any((here / name).is_symlink() for name in folders):
            return False
    return True


def _name(output: Path, place: Path) -> str:
    return place.relative_to(output).as_posix()
