"""Find what stands where the site wants to go, before anything is written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from sitewright.kernel.urls import clash_key

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
    clear: set[Path] = set()
    for path in paths:
        place = output / path
        if place.is_symlink():
            return place, "a link stands where a file must be"
        if place.is_dir() and not _will_vanish(output, place, stale):
            return place, "a folder stands where a file must be"
        for folder in folders_of(output, place):
            if folder in clear:
                break
            clear.add(folder)
            if folder.is_symlink():
                return folder, "a link stands where a folder must be"
            is_file = folder.exists() and not folder.is_dir()
            if is_file and _name(output, folder) not in stale:
                return folder, "a file stands where a folder must be"
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
