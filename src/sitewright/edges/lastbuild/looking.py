"""See whether all that the last build read and wrote is still as it was."""

from __future__ import annotations

import os

from sitewright.edges.lastbuild.stamps import (
    FILE,
    NO_STAMP,
    is_settled,
    kind_of_entry,
    kind_of_mode,
    now,
    stamp_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Look:
    """What a look at the disk came to.

    Attributes:
        changed: The sources that hold something else now.
        is_renewed: Whether a file has another stamp now, but holds what it did; the
            stamps have been noted then.
    """

    def __init__(self, root: str) -> None:
        """Take the project's folder."""
        self.changed: list[str] = []
        self.is_renewed = False
        self._root = root
        self._began = now()

    def is_plausible(self, kept: dict[str, Any]) -> bool:
        """Tell whether there are the same files, and all that was written is whole.

        Args:
            kept: What was kept of the last build.
        """
        return (
            all(map(self._is_same_folder, kept["folders"], kept["folders"].values()))
            and all(map(self._is_same_file, kept["apart"], kept["apart"].values()))
            and self._has_outputs(kept["output"], kept["outputs"])
        )

    def _is_same_folder(self, folder: str, known: dict[str, Any]) -> bool:
        """Tell whether a folder holds files of the same names and kinds."""
        count = 0
        try:
            with os.scandir(os.path.join(self._root, folder)) as entries:
                for entry in entries:
                    count += 1
                    was = known.get(entry.name)
                    if was is None:
                        return False
                    if type(was) is int:
                        if kind_of_entry(entry) != was:
                            return False
                        continue
                    status = entry.stat(follow_symlinks=False)
                    if stamp_of(status) != was[0]:
                        path = f"{folder}/{entry.name}" if folder else entry.name
                        if not self._look_closer(path, status, was):
                            return False
        except FileNotFoundError:
            return not known
        except OSError:
            return False
        return count == len(known)

    def _is_same_file(self, path: str, was: list[Any]) -> bool:
        """Tell whether a path leads to the same kind of file, or still to nothing."""
        kind, *read = was
        try:
            status = os.lstat(os.path.join(self._root, path))
        except OSError:
            return kind is None
        if kind_of_mode(status.st_mode) != kind:
            return False
        if not read or stamp_of(status) == read[0]:
            return True
        return self._look_closer(path, status, read)

    def _look_closer(self, path: str, status: os.stat_result, was: list[Any]) -> bool:
        """Note whether a file with another stamp holds something else."""
        digest = self._digest(os.path.join(self._root, path), status)
        if digest is None:
            return False
        if digest != was[1]:
            self.changed.append(path)
        elif is_settled(status, self._began):
            was[0] = stamp_of(status)
            self.is_renewed = True
        else:
            was[0] = NO_STAMP
        return True

    def _has_outputs(self, folder: str, outputs: dict[str, list[Any]]) -> bool:
        """Tell whether every file that was written is there, and as it was."""
        prefix = os.path.join(self._root, folder, "")
        try:
            for path, was in outputs.items():
                status = os.lstat(prefix + path)
                if stamp_of(status) != was[0]:
                    if self._digest(prefix + path, status) != was[1]:
                        return False
                    was[0] = stamp_of(status)
                    self.is_renewed = True
        except OSError:
            return False
        return True

    def _digest(self, place: str, status: os.stat_result) -> str | None:
        """Take the digest of a file; None if it is none, or cannot be read."""
        from sitewright.kernel.hashing import digest_of_bytes

        if kind_of_mode(status.st_mode) != FILE:
            return None
        try:
            with open(place, "rb") as file:
                return digest_of_bytes(file.read())
        except OSError:
            return None
