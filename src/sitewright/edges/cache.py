"""The folder in a project where Sitewright keeps what is its own."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from sitewright.edges.lastbuild.store import CACHE

__all__ = ["CACHE", "make_cache"]


def make_cache(root: Path) -> Path:
    """Make the folder, if need be, and keep git out of it.

    Raises:
        OSError: It cannot be made.
    """
    cache = root / CACHE
    if cache.is_symlink():
        raise OSError(errno.ENOTDIR, "a link stands where a folder must be", str(cache))
    cache.mkdir(exist_ok=True)
    with suppress(FileExistsError), (cache / ".gitignore").open("x") as file:
        file.write("*\n")
    return cache
