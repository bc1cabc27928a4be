"""Write the site: all of it or none, only what changed, only our own files removed.

Every file whose bytes differ is first written next to the output, which is where a full
disk shows; then each is renamed into its place. The list of files that are ours is
saved before the first rename and again after the last, so that a build killed in
between leaves nothing that the next one would not know and mend.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitewright.edges.lock import locked
from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Artifact

CACHE = ".sitewright"

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_VERSION = 1


class WriteError(Exception):
    """The site could not be written; the old one is as it was."""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing came to; paths are relative to the output folder, and sorted.

    Attributes:
        written: Files that are new or have new bytes.
        removed: Files of an earlier build that this one does not have.
        unchanged: How many files were there already.
        foreign: Files in the output that no build is known to have written, if this is
            the first build into it.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    foreign: tuple[str, ...] = ()


def write_site(root: Path, output: Path, artifacts: Iterable[Artifact]) -> Written:
    """Bring an output folder up to date.

    Args:
        root: The project's folder.
        output: Where the site goes; made if it is not there.
        artifacts: All files of the site.

    Raises:
        WriteError: Something could not be written. Nothing has changed then, but for
            a failure of the file system in the middle of the renames.
    """
    try:
        cache = root / CACHE
        cache.mkdir(exist_ok=True)
        (cache / ".gitignore").write_text("*\n", "utf-8")
        with locked(cache / "lock"):
            return _Writing(root, output, cache).run(tuple(artifacts))
    except OSError as bad:
        raise WriteError(_reason(bad)) from bad


class _Writing:
    """One pass over the output folder."""

    def __init__(self, root: Path, output: Path, cache: Path) -> None:
        self.root = root
        self.output = output
        name = digest_of_bytes(os.fsencode(output.absolute()))[:12]
        self.record = cache / f"files-{name}.json"
        self.staging = cache / f"staging-{name}"

    def run(self, artifacts: tuple[Artifact, ...]) -> Written:
        own = read_record(self.record)
        is_first = not self.record.exists()
        self.output.mkdir(parents=True, exist_ok=True)
        if self.output.stat().st_dev != self.record.parent.stat().st_dev:
            self.staging = self.output / CACHE
        shutil.rmtree(self.staging, ignore_errors=True)

        paths = {artifact.path for artifact in artifacts}
        foreign = self._foreign(paths) if is_first else ()
        changed = [item for item in artifacts if not self._is_current(item)]
        stale = own - paths
        self._find_obstacles((item.path for item in changed), stale)
        try:
            self._stage(changed)
            if changed or stale:
                self._save(own | paths)
            for path in sorted(stale):
                self.remove(path)
            for number, item in enumerate(changed):
                self._place(item.path, self.staging / str(number))
        finally:
            shutil.rmtree(self.staging, ignore_errors=True)
        if changed or stale or is_first:
            self._save(paths)
        return Written(
            tuple(sorted(item.path for item in changed)),
            tuple(sorted(stale)),
            len(artifacts) - len(changed),
            foreign,
        )

    def _is_current(self, artifact: Artifact) -> bool:
        """Tell whether the file in place has the artifact's bytes already."""
        place = self.output / artifact.path
        try:
            if place.is_symlink():
                return False
            if artifact.content is None:
                return _same_bytes(self.root / artifact.copied_from, place)
            if place.stat().st_size != len(artifact.content):
                return False
            return place.read_bytes() == artifact.content
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return False

    def _find_obstacles(self, paths: Iterable[str], stale: set[str]) -> None:
        """Refuse to write through or over what is not ours, before anything is.

        Raises:
            WriteError: A link or a file stands where a folder must be, or a folder
                with other people's files where a file must be.
        """
        clear = {self.output}
        for path in paths:
            place = self.output / path
            if place.is_dir() and any(
                self._name(Path(folder, name)) not in stale
                for folder, _, names in os.walk(place)
                for name in names
            ):
                raise WriteError(f"{place}: a folder stands where a file must be")
            for parent in place.parents:
                if parent in clear:
                    break
                clear.add(parent)
                if parent.is_symlink():
                    raise WriteError(f"{parent}: a link stands where a folder must be")
                if parent.is_file() and self._name(parent) not in stale:
                    raise WriteError(f"{parent}: a file stands where a folder must be")

    def _name(self, place: Path) -> str:
        return place.relative_to(self.output).as_posix()

    def _stage(self, changed: Iterable[Artifact]) -> None:
        """Write all new bytes beside the output."""
        self.staging.mkdir(parents=True)
        for number, artifact in enumerate(changed):
            staged = self.staging / str(number)
            if artifact.content is None:
                shutil.copyfile(self.root / artifact.copied_from, staged)
            else:
                staged.write_bytes(artifact.content)
            staged.chmod(_FILE_MODE)

    def _place(self, path: str, staged: Path) -> None:
        place = self.output / path
        try:
            staged.replace(place)
        except FileNotFoundError:
            self._make_folder(place.parent)
            staged.replace(place)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER_MODE)

    def remove(self, path: str) -> None:
        """Remove one of our files, and the folders that it leaves empty."""
        place = self.output / path
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == self.output:
                break
            try:
                folder.rmdir()
            except OSError:  # not empty: somebody's files are in it
                break

    def _save(self, paths: Iterable[str]) -> None:
        """Save the list of files that are ours, atomically."""
        document = {"version": _VERSION, "files": sorted(paths)}
        temporary = self.record.with_suffix(".tmp")
        temporary.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        temporary.replace(self.record)

    def _foreign(self, paths: set[str]) -> tuple[str, ...]:
        """List the files that are in the output before the first build into it."""
        found = (
            self._name(Path(folder, name))
            for folder, _, names in os.walk(self.output)
            for name in names
        )
        return tuple(sorted(path for path in found if path not in paths))


def read_record(record: Path) -> set[str]:
    """Read which files of an output folder are ours; empty if that is not known."""
    try:
        document = json.loads(record.read_text("utf-8"))
        files = document["files"] if document["version"] == _VERSION else ()
        return {path for path in files if _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _is_inside(path: object) -> bool:
    """Distrust the record: no path in it may lead out of the output folder."""
    return isinstance(path, str) and not (
        path.startswith("/") or ".." in path.split("/")
    )


def _same_bytes(source: Path, place: Path) -> bool:
    if source.stat().st_size != place.stat().st_size:
        return False
    with source.open("rb") as one, place.open("rb") as other:
        while piece := one.read(1 << 20):
            if piece != other.read(1 << 20):
                return False
    return True


def clean_site(root: Path, output: Path) -> int:
    """Remove what earlier builds wrote into an output folder, and the cache.

    Returns:
        How many files of the site were removed.

    Raises:
        WriteError: Something could not be removed.
    """
    cache = root / CACHE
    if not cache.is_dir():
        return 0
    try:
        with locked(cache / "lock"):
            writing = _Writing(root, output, cache)
            own = read_record(writing.record)
            for path in own:
                writing.remove(path)
            if output.is_dir() and not any(output.iterdir()):
                output.rmdir()
            shutil.rmtree(cache)
    except OSError as bad:
        raise WriteError(_reason(bad)) from bad
    return len(own)


def _reason(bad: OSError) -> str:
    place = f"{bad.filename}: " if bad.filename else ""
    return f"{place}{(bad.strerror or str(bad)).lower()}"
