"""New bytes beside the output, and their way into it.

What lies below a name that the output does not have yet is staged as it will be, and one
rename brings all of it; other files are renamed one by one.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sitewright.model.build import Artifact

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_NOTHING = "nothing"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Staging:
    """A folder on the output's file system where files wait for their renames."""

    def __init__(self, folder: Path, root: Path, output: Path) -> None:
        """Take where it is to be, the project's folder, and where the site goes."""
        self._folder = folder
        self._root = root
        self._output = os.fspath(output)
        self._pieces = os.fspath(folder / "pieces")
        self._whole = os.fspath(folder / "whole")
        self._old = os.fspath(folder / "old")
        self._steps: list[tuple[str, str]] = []
        self._made: set[str] = set()
        self._made_outside: list[str] = []
        self._is_masked = False

    def clear(self) -> None:
        """Remove it, with what a killed build left in it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self) -> None:
        """Make the folder."""
        self._folder.mkdir(parents=True)
        for folder in (self._pieces, self._whole, self._old):
            os.mkdir(folder, _FOLDER_MODE)
        mode = stat.S_IMODE(os.stat(self._whole).st_mode)
        self._is_masked = mode != _FOLDER_MODE
        self._made = {self._whole}

    def fill(self, artifacts: Sequence[Artifact], new: Collection[str]) -> None:
        """Write all files, which is where a full disk shows.

        Args:
            artifacts: What to write.
            new: Paths of those whose first folder the output does not have.
        """
        for number, artifact in enumerate(artifacts):
            path = artifact.path
            place = f"{self._whole}/{path}"
            if path in new:
                self._make_folder(place.rpartition("/")[0])
            else:
                place = f"{self._pieces}/{number}"
            try:
                self._write(artifact, place)
            except OSError as bad:
                if not bad.filename:  # the system does not say which file did not fit
                    bad.filename = f"{self._output}/{path}"
                raise

    def empty(self, artifacts: Sequence[Artifact], new: Collection[str]) -> None:
        """Rename all that ``fill`` was given into place."""
        whole = (item.path.partition("/")[0] for item in artifacts if item.path in new)
        for name in dict.fromkeys(whole):
            self._rename(f"{self._whole}/{name}", name)
        for number, artifact in enumerate(artifacts):
            if artifact.path not in new:
                self._rename(f"{self._pieces}/{number}", artifact.path)

    def take_away(self, place: str) -> None:
        """Take a file out of the output; it can be brought back."""
        old = f"{self._old}/{len(self._steps)}"
        os.rename(place, old)
        self._steps.append((place, old))

    @contextmanager
    def or_undone(self) -> Iterator[None]:
        """Bring back what was replaced or taken away if the block fails."""
        try:
            yield
        except OSError:
            self._undo()
            raise

    def _undo(self) -> None:
        for place, old in reversed(self._steps):
            with suppress(OSError):
                if old == _NOTHING:
                    os.replace(place, f"{self._old}/again-{len(os.listdir(self._old))}")
                elif old:
                    os.makedirs(place.rpartition("/")[0], exist_ok=True)
                    os.replace(old, place)
        for folder in reversed(self._made_outside):
            with suppress(OSError):  # there may be somebody's files in it by now
                os.rmdir(folder)
        self._steps.clear()

    def _rename(self, staged: str, path: str) -> None:
        place = f"{self._output}/{path}"
        old = self._spare(place)
        try:
            try:
                os.replace(staged, place)
            except FileNotFoundError:
                self._make_folder(place.rpartition("/")[0])
                os.replace(staged, place)
        except OSError as bad:
            bad.filename = place  # which says more than where it came from
            raise
        self._steps.append((place, old))

    def _spare(self, place: str) -> str:
        """Give what a rename will replace a second name.

        Returns:
            The name; empty where files cannot have two.
        """
        old = f"{self._old}/{len(self._steps)}"
        try:
            os.link(place, old, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return _NOTHING
        except OSError:
            return ""
        return old

    def _write(self, artifact: Artifact, place: str) -> None:
        if artifact.content is None:
            shutil.copyfile(self._root / artifact.copied_from, place)
            os.chmod(place, _FILE_MODE)
            return
        file = os.open(place, _NEW, _FILE_MODE)
        try:
            rest = memoryview(artifact.content)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
        if self._is_masked:
            os.chmod(place, _FILE_MODE)

    def _make_folder(self, folder: str) -> None:
        """Make a folder that may be there, and those that it lies in."""
        if folder in self._made or folder == self._output:
            return
        self._make_folder(folder.rpartition("/")[0])
        try:
            os.mkdir(folder, _FOLDER_MODE)
        except FileExistsError:
            pass
        else:
            if self._is_masked:
                os.chmod(folder, _FOLDER_MODE)
            if not folder.startswith(self._whole):
                self._made_outside.append(folder)
        self._made.add(folder)
