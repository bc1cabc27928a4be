"""Files that were made of pictures and cards, kept by what they were made of.

A name has two digests: of all that the file is made of, and of its own bytes. So a file
that was cut short, or has other bytes for whatever reason, is found out and made again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from sitewright.edges.cache import CACHE, make_cache
from sitewright.edges.pictures.reading import FOLDER
from sitewright.kernel.digests import Digest, digest_of_bytes, digest_of_stream

MOST_BYTES: Final = 500_000_000
"""How much is kept beyond what the site needs now."""

_PART: Final = ".part"
_HOUR: Final = 3600


Kept = tuple[str, Digest]
"""Where a file is kept, relative to the project, and the digest of its bytes."""


class PictureStore:
    """The files that are kept in one project."""

    def __init__(self, root: Path) -> None:
        """Take the project's folder, and see what there is."""
        self._root = root
        self._folder = root / CACHE / FOLDER
        self._names: dict[str, str] = {}
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                key, _, rest = entry.name.partition(".")
                if rest and not entry.name.endswith(_PART):
                    self._names[key] = entry.name

    def find(self, key: str, ending: str) -> Kept | None:
        """Find a file that was made already.

        Args:
            key: Digest of all that it is made of.
            ending: The ending of its name.

        Returns:
            Its path, relative to the project, and the digest of its bytes; None if it is
            not there, or not whole.
        """
        name = self._names.get(key, "")
        parts = name.split(".")
        if not name.endswith(ending) or len(parts) != 3:
            return None
        place = self._folder / name
        try:
            if place.is_symlink():
                return None
            with place.open("rb") as file:
                digest = digest_of_stream(file.read)
        except OSError:
            return None
        if digest != parts[1]:
            return None
        with suppress(OSError):
            os.utime(place)  # what was used last goes last
        return self._path_of(name), digest

    def keep(self, key: str, ending: str, content: bytes) -> Kept:
        """Keep a file; return what ``find`` would.

        Raises:
            OSError: It cannot be written.
        """
        make_cache(self._root)
        self._folder.mkdir(exist_ok=True)
        digest = digest_of_bytes(content)
        name = f"{key}.{digest}{ending}"
        place = self._folder / name
        part = self._folder / f"{name}.{os.getpid()}{_PART}"
        part.write_bytes(content)
        part.replace(place)
        self._names[key] = name
        return self._path_of(name), digest

    def prune(self, keys: Collection[str], most: int = MOST_BYTES) -> None:
        """Remove what was not used for longest, as far as there is too much.

        Args:
            keys: What the site needs now.
            most: How many bytes of all else may stay.
        """
        others = []
        now = time.time()
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                if entry.name.endswith(_PART):
                    if status.st_mtime + _HOUR < now:
                        Path(entry.path).unlink(missing_ok=True)
                elif (
                    entry.name.count(".") == 2 and entry.name.split(".")[0] not in keys
                ):
                    others.append((status.st_mtime_ns, status.st_size, entry.path))
            for _, size, path in sorted(others, reverse=True):
                most -= size
                if most < 0:
                    Path(path).unlink(missing_ok=True)

    def _path_of(self, name: str) -> str:
        return f"{CACHE}/{FOLDER}/{name}"
