"""What of a project a walk through it has looked at: all else may change unnoticed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitewright.edges.lastbuild.stamps import (
    FILE,
    FOLDER,
    LINK,
    kind_of_entry,
    kind_of_mode,
)
from sitewright.kernel.urls import clash_key

__all__ = ["FILE", "FOLDER", "LINK", "Footprint"]


class Footprint:
    """Looks at names and kinds of files, and remembers of which.

    Attributes:
        has_links: Whether a link was met. What is looked at has more than one name then,
            and nobody can tell what a change to another one means.
    """

    def __init__(self, root: Path) -> None:
        """Take the project's folder, all links in its own path followed."""
        self.has_links = False
        self._root = root
        self._listed: dict[str, dict[str, int]] = {}
        self._asked: set[str] = set()
        self._keys: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def listed(self) -> Mapping[str, Mapping[str, int]]:
        """The kinds of all that is in each folder that was looked into, by their names."""
        return self._listed

    @property
    def asked(self) -> Iterable[str]:
        """All paths that somebody has asked about."""
        return self._asked

    def list_folder(self, folder: str) -> dict[str, int]:
        """List what is in a folder, links as such, sorted by name.

        Args:
            folder: A folder, relative to the project; empty for the project itself.

        Returns:
            The kind of each by its name.

        Raises:
            OSError: It cannot be listed.
        """
        self._listed[folder] = {}
        with os.scandir(os.path.join(self._root, folder)) as entries:  # noqa: PTH118
            found = dict(
                sorted((entry.name, kind_of_entry(entry)) for entry in entries)
            )
        self._listed[folder] = found
        if LINK in found.values():
            self.has_links = True
        return found

    def resolve(self, path: str) -> Path:
        """Find the place that a path leads to, whether or not there is anything."""
        self._asked.add(path)
        place = self._root / path
        real = Path(os.path.realpath(place))  # Path.resolve does not bear circles
        if real != place or place.is_symlink():
            self.has_links = True
        return real

    def kind(self, path: str) -> int | None:
        """Tell the kind of what a path leads to; None if that is nothing."""
        try:
            return kind_of_mode(self.resolve(path).stat().st_mode)
        except OSError:
            return None

    def note(self, path: str) -> None:
        """Note that somebody reads a file."""
        self._asked.add(path)

    def is_plain_file(self, path: str) -> bool:
        """Tell whether there is a file at a path now that has no other name."""
        status = self._look(path)
        return bool(
            status and stat.S_ISREG(status.st_mode) and not _has_other_names(status)
        )

    def is_beside(self, path: str) -> bool:
        """Tell whether a change of what is at a path makes no difference.

        Args:
            path: What has come, gone or changed since the walk.
        """
        status = self._look(path)
        if self.has_links or _has_other_names(status):
            return False
        kind = kind_of_mode(status.st_mode) if status else None
        folder, _, name = path.rpartition("/")
        before = self._listed.get(folder, {}).get(name)
        if before is not None:
            return before == kind == FILE and path not in self._asked
        return self._is_apart(clash_key(path), is_there=kind is not None)

    def _is_apart(self, key: str, *, is_there: bool) -> bool:
        """Tell whether a path neither was looked at nor would be now."""
        known, folders = self._find_keys()
        if key in known:
            return False
        while is_there and key and key not in known:
            key = key.rpartition("/")[0]
            if key in folders:
                return False
        return True

    def _look(self, path: str) -> os.stat_result | None:
        try:
            return (self._root / path).lstat()
        except OSError:
            return None

    def _find_keys(self) -> tuple[frozenset[str], frozenset[str]]:
        """Name all that was looked at, with the folders around it, and what looked into.

        File systems differ in what is one name; here the most tolerant one counts.
        """
        if self._keys is None:
            listed = (
                f"{folder}/{name}" if folder else name
                for folder, names in self._listed.items()
                for name in names
            )
            known = {*self._asked, *self._listed, *listed}
            self._keys = (
                frozenset(map(clash_key, _with_parents(known))),
                frozenset(map(clash_key, {*self._listed, *self._asked})),
            )
        return self._keys


def _with_parents(paths: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for path in paths:
        while path not in seen:
            seen.add(path)
            yield path
            path = path.rpartition("/")[0]


def _has_other_names(status: os.stat_result | None) -> bool:
    return bool(status and stat.S_ISREG(status.st_mode) and status.st_nlink > 1)
