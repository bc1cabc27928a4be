"""New bytes beside the output, and their way into it.

What lies below a name that the output does not have yet is staged as it will be, and one
rename brings all of it; other files are renamed one by one.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sitewright.model.build import Artifact
from sitewright.model.crew import Together, cut_into_shares, in_turn

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_PIECES = "pieces"
_OLD = "old"
_WHOLE = "whole"
_NOTHING = "nothing"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_SHARE = 50
"""Files that one process writes at a time."""


class Staging:
    """Folders on the output's own file systems where files wait for their renames."""

    def __init__(self, folders: Mapping[Path, Path], root: Path, output: Path) -> None:
        """Take where it is to be.

        Args:
            folders: One for the output, and for each folder that is mounted into it.
            root: The project's folder.
            output: Where the site goes.
        """
        self._root = root
        self._output = os.fspath(output)
        self._whole = os.fspath(folders[output] / _WHOLE)
        # Of folders that are mounted in one another, the innermost counts.
        inner = sorted(folders.items(), key=lambda item: -len(item[0].parts))
        self._folders = [(f"{top}/", os.fspath(folder)) for top, folder in inner]
        self._steps: list[tuple[str, str]] = []
        self._made: set[str] = set()
        self._made_outside: list[str] = []
        self._is_masked = False

    def clear(self) -> None:
        """Remove it; after a first build it is empty, and ``shutil`` is not needed."""
        for _, folder in self._folders:
            for inner in (_PIECES, _OLD, _WHOLE, ""):
                with suppress(OSError):
                    os.rmdir(f"{folder}/{inner}")
            if os.path.lexists(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def open(self) -> None:
        """Make the folders."""
        for _, folder in self._folders:
            os.makedirs(f"{folder}/{_PIECES}")
            os.mkdir(f"{folder}/{_OLD}", _FOLDER_MODE)
        os.mkdir(self._whole, _FOLDER_MODE)
        mode = stat.S_IMODE(os.stat(self._whole).st_mode)
        self._is_masked = mode != _FOLDER_MODE
        self._made = {self._whole}

    def fill(
        self,
        artifacts: Sequence[Artifact],
        new: Collection[str],
        together: Together = in_turn,
    ) -> None:
        """Write all files, which is where a full disk shows.

        Args:
            artifacts: What to write.
            new: Paths of those whose first folder the output does not have.
            together: Who writes; what another process has left half done is done again.
        """
        numbered = {it.path: (number, it) for number, it in enumerate(artifacts)}
        shares = cut_into_shares(dict.fromkeys(numbered, 1), _SHARE)
        try:
            together(
                lambda share: self._fill(map(numbered.__getitem__, share), new), shares
            )
        except OSError as bad:
            if bad.errno == errno.ENOSPC:
                size = sum(map(self._size_of, artifacts))
                bad.strerror = f"{bad.strerror}; {size:,} bytes are to be written"
            raise

    def _fill(
        self, artifacts: Iterable[tuple[int, Artifact]], new: Collection[str]
    ) -> None:
        for number, artifact in artifacts:
            path = artifact.path
            place = f"{self._whole}/{path}"
            if path in new:
                self._make_folder(place.rpartition("/")[0])
            else:
                place = self._piece(number, path)
            try:
                self._write(artifact, place)
            except OSError as bad:
                # The system does not say which file did not fit, or names its source.
                if not bad.filename or bad.filename2:
                    bad.filename = f"{self._output}/{path}"
                raise

    def empty(self, artifacts: Sequence[Artifact], new: Collection[str]) -> None:
        """Rename all that ``fill`` was given into place."""
        whole = (item.path.partition("/")[0] for item in artifacts if item.path in new)
        for name in dict.fromkeys(whole):
            self._rename(f"{self._whole}/{name}", name)
        for number, artifact in enumerate(artifacts):
            if artifact.path not in new:
                self._rename(self._piece(number, artifact.path), artifact.path)

    def take_away(self, place: str) -> None:
        """Take a file out of the output; it can be brought back."""
        old = self._spared(place)
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
        for number, (place, old) in enumerate(reversed(self._steps)):
            with suppress(OSError):
                if old == _NOTHING:
                    os.replace(place, f"{self._spared(place)}-{number}")
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
        old = self._spared(place)
        try:
            os.link(place, old, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return _NOTHING
        except OSError:
            return ""
        return old

    def _piece(self, number: int, path: str) -> str:
        """Name where a file waits that takes the place of another."""
        return f"{self._folder_for(f'{self._output}/{path}')}/{_PIECES}/{number}"

    def _spared(self, place: str) -> str:
        """Name where the next file to be replaced or taken away is kept."""
        return f"{self._folder_for(place)}/{_OLD}/{len(self._steps)}"

    def _folder_for(self, place: str) -> str:
        """Choose the folder from which a file can be renamed into its place."""
        return next(folder for top, folder in self._folders if place.startswith(top))

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

    def _size_of(self, artifact: Artifact) -> int:
        if artifact.content is None:
            return (self._root / artifact.copied_from).stat().st_size
        return len(artifact.content)

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
