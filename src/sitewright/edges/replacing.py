"""Carry a move out: all of it, or nothing.

All new texts are written aside first, which is where a full disk shows. Then they are
renamed into place, the new before the old is taken away, and whatever was done is undone
if something fails on the way.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from sitewright.edges.cache import make_cache
from sitewright.edges.decoding import decode
from sitewright.edges.lock import locked
from sitewright.edges.naming import is_same
from sitewright.edges.writer import WriteError, undisturbed
from sitewright.kernel.edits import apply_to_bytes
from sitewright.model.move import FileChange

_STAGING = "move"


def carry_out(root: Path, files: Sequence[FileChange], stays: Sequence[str]) -> None:
    """Move files, and change their texts.

    Args:
        root: The project's folder.
        files: What becomes of each file.
        stays: Folders that are not removed even if they are left empty.

    Raises:
        WriteError: It could not be done; everything is as it was.
    """
    try:
        cache = make_cache(root)
        with locked(cache / "lock"):
            _Carrying(root, cache / _STAGING).run(files, stays)
    except OSError as bad:
        raise WriteError(_reason(bad, root)) from bad


def read_both(root: Path, change: FileChange) -> tuple[str, str]:
    """Give the text of a file as it is and as it will be, with its own line ends.

    Raises:
        WriteError: It cannot be read any more.
    """
    try:
        raw = (root / change.before).read_bytes() if change.steps else b""
    except OSError as bad:
        raise WriteError(_reason(bad, root)) from bad
    return raw.decode(), _changed(raw, change).decode()


def _changed(raw: bytes, change: FileChange) -> bytes:
    for edits in change.steps:
        raw = apply_to_bytes(raw, edits)
    return raw


class _Carrying:
    """One move on the disk."""

    def __init__(self, root: Path, staging: Path) -> None:
        self.root = root
        self.staging = staging
        self.undo = ExitStack()

    def run(self, files: Sequence[FileChange], stays: Sequence[str]) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir()
        try:
            staged = {
                change.before: self._stage(number, change)
                for number, change in enumerate(files)
                if change.steps
            }
            with undisturbed(), self.undo:
                self._place_all(files, staged)
                self.undo.pop_all()
        finally:
            shutil.rmtree(self.staging, ignore_errors=True)
        self._remove_empty(files, stays)

    def _stage(self, number: int, change: FileChange) -> Path:
        """Write a new text aside, with the permissions of the old."""
        place = (self.root / change.before).resolve()
        if not place.is_relative_to(self.root):
            raise WriteError(f"{change.before} is a link that leads out of the project")
        raw = place.read_bytes()
        if decode(raw, change.before)[0] != change.old:
            raise WriteError(f"{change.before} has changed meanwhile; run this again")
        staged = self.staging / f"new-{number}"
        staged.write_bytes(_changed(raw, change))
        staged.chmod(stat.S_IMODE(place.stat().st_mode))
        return staged

    def _place_all(self, files: Sequence[FileChange], staged: dict[str, Path]) -> None:
        """Put what is new into place, then take the old away."""
        for number, change in enumerate(files):
            old, new = self.root / change.before, self.root / change.after
            if change.before == change.after:
                self._replace(old.resolve(), staged[change.before], number)
            elif change.before in staged and not is_same(old, new):
                self._make_folder(new.parent)
                self._put(staged[change.before], new)
        for number, change in enumerate(files):
            old, new = self.root / change.before, self.root / change.after
            if change.before == change.after:
                continue
            if change.before not in staged:
                self._make_folder(new.parent)
                self._put(old, new)
            else:
                self._put(old, self.staging / f"old-{number}")
                if staged[change.before].exists():  # letter case alone is other
                    self._put(staged[change.before], new)

    def _replace(self, place: Path, staged: Path, number: int) -> None:
        """Put a new text into the place of the old, which is kept aside."""
        kept = self.staging / f"old-{number}"
        shutil.copy2(place, kept)
        staged.replace(place)
        self.undo.callback(kept.replace, place)

    def _put(self, place: Path, goal: Path) -> None:
        """Rename a file to where nothing is."""
        if os.path.lexists(goal) and not is_same(place, goal):
            raise FileExistsError(17, "there is a file already", os.fspath(goal))
        place.rename(goal)
        self.undo.callback(goal.rename, place)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir()
        self.undo.callback(folder.rmdir)

    def _remove_empty(self, files: Sequence[FileChange], stays: Sequence[str]) -> None:
        """Remove the folders that are left empty."""
        kept = {self.root, *(self.root / path for path in stays)}
        for change in files:
            folder = (self.root / change.before).parent
            while change.before != change.after and folder not in kept:
                with suppress(OSError):  # it is not empty, or gone already
                    folder.rmdir()
                folder = folder.parent


def _reason(bad: OSError, root: Path) -> str:
    reason = (bad.strerror or str(bad)).lower()
    if not bad.filename:
        return reason
    place = Path(bad.filename)
    name = place.relative_to(root) if place.is_relative_to(root) else place
    return f"{name}: {reason}"
