"""Write the site: all of it or none, only what changed, only our own files removed.

Every file whose bytes differ is first written next to the output, which is where a full
disk shows; then each is renamed into its place, a new folder as a whole. The list of
files that are ours is saved before the first rename and again after the last, so that a
build killed in between leaves nothing that the next one would not know and mend.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path

from sitewright.edges.cache import CACHE, make_cache
from sitewright.edges.comparing import has_same_bytes, holds
from sitewright.edges.lastbuild.stamps import stamp_of
from sitewright.edges.lock import locked
from sitewright.edges.mounts import across_mounts
from sitewright.edges.obstacles import (
    find_closed_folder,
    find_foreign_file,
    find_obstacle,
    folders_of,
    is_behind_link,
    is_plain_file,
    look_at,
)
from sitewright.edges.record import name_of_output, read_record, save_record
from sitewright.edges.shrinking import refuse_shrinking
from sitewright.edges.staging import Staging
from sitewright.kernel.frozen import frozen
from sitewright.kernel.urls import clash_key
from sitewright.model.build import Artifact
from sitewright.model.crew import Together, in_turn

_FOLDER_MODE = 0o755


class WriteError(Exception):
    """The site could not be written; the old one is as it was."""


@frozen
class Written:
    """What writing came to; paths are relative to the output folder, and sorted.

    Attributes:
        written: Files that are new or have new bytes.
        removed: Files of an earlier build that this one does not have.
        unchanged: How many files were there already.
        foreign: Files in the output that no build is known to have written, if this is
            the first build into it; they are left alone.
        replaced: Such files that stood where a file of the site is now.
        stamps: The state of every file of the site, by its path.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    foreign: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    stamps: Mapping[str, int] = field(default_factory=dict)


def write_site(
    root: Path,
    output: Path,
    artifacts: Iterable[Artifact],
    before: Callable[[], object] = int,
    *,
    answered: Collection[str] | None = None,
    together: Together = in_turn,
) -> Written:
    """Bring an output folder up to date.

    Args:
        root: The project's folder.
        output: Where the site goes; made if it is not there.
        artifacts: All files of the site.
        before: What to do right before the folder changes.
        answered: Places that the host answers for without a file, such as old
            addresses, so that they are not lost; None if any number of pages may go.
        together: Who writes new bytes beside the folder.

    Raises:
        ShrunkError: Too many pages would go.
        WriteError: Something could not be written. Nothing has changed then: what
            had been renamed by then was brought back, where files can have two names.
    """
    try:
        cache = make_cache(root)
        with locked(cache / "lock"):
            files = tuple(artifacts)
            if answered is not None:
                record = _Writing(root, output, cache).record
                refuse_shrinking(record, files, answered)
            return across_mounts(
                output,
                lambda mounted: _Writing(root, output, cache, mounted).run(
                    files, before, together
                ),
            )
    except OSError as bad:
        raise WriteError(reason_of(bad, root)) from bad


def rewrite_files(
    root: Path, output: Path, artifacts: Sequence[Artifact]
) -> dict[str, int]:
    """Give files of the site, which are all there, other bytes.

    The caller holds the lock.

    Args:
        root: The project's folder.
        output: The folder that the site is in.
        artifacts: The files.

    Returns:
        The state of each, by its path.

    Raises:
        WriteError: Something could not be written. Nothing has changed then: what
            had been renamed by then was brought back, where files can have two names.
    """
    try:
        cache = make_cache(root)
        return across_mounts(
            output,
            lambda mounted: _Writing(root, output, cache, mounted).rewrite(artifacts),
        )
    except OSError as bad:
        raise WriteError(reason_of(bad, root)) from bad


class _Writing:
    """One pass over the output folder."""

    def __init__(
        self,
        root: Path,
        output: Path,
        cache: Path,
        mounted: frozenset[Path] = frozenset(),
    ) -> None:
        self.root = root
        self.output = output
        self._place = os.fspath(output)
        self._mounted = mounted
        name = name_of_output(output, root)
        self.record = cache / f"files-{name}.json"
        self._beside = cache / f"staging-{name}"
        self._inside = f".sitewright-staging-{name}"

    def run(
        self,
        artifacts: tuple[Artifact, ...],
        before: Callable[[], object],
        together: Together,
    ) -> Written:
        recorded = read_record(self.record)
        own = recorded or set()
        _make_output(self.output)
        staging = self._clear_staging()
        paths = {artifact.path for artifact in artifacts}
        foreign = self._foreign(paths) if recorded is None else ()
        stale = {path for path in own - paths if is_plain_file(self.output, path)}
        new = self._find_new(paths)
        # Where letter case does not count, a stale 'About' takes 'about' with it.
        gone = {clash_key(path) for path in stale}
        changed = [
            item
            for item in artifacts
            if item.path in new
            or (gone and clash_key(item.path) in gone)
            or not self._is_current(item)
        ]
        wanted = [item.path for item in changed if item.path not in new]
        is_first = recorded is None
        replaced = [path for path in wanted if is_first and self._is_file(path)]
        obstacle = find_obstacle(self.output, wanted, stale)
        obstacle = obstacle or find_closed_folder(self.output, {*wanted, *stale})
        if recorded is not None:  # else nobody knows whose the files are
            obstacle = obstacle or find_foreign_file(self.output, wanted, own)
        if obstacle:
            place, why = obstacle
            raise WriteError(f"{_relative(place, self.root)}: {why}")
        try:
            if changed or own - paths:
                staging.open()
                staging.fill(changed, new, together)
            with undisturbed():
                if changed or own != paths:
                    before()
                if changed or own - paths:
                    with self._recording(recorded, own | paths), staging.or_undone():
                        for path in sorted(own - paths):
                            self.remove(path, staging)
                        staging.empty(changed, new)
                    own = own | paths
                if own != paths or not self.record.exists():
                    save_record(self.record, paths)
        finally:
            with undisturbed():
                staging.clear()
        return Written(
            tuple(sorted(item.path for item in changed)),
            tuple(sorted(stale)),
            len(artifacts) - len(changed),
            foreign,
            tuple(sorted(replaced)),
            self._stamps(paths),
        )

    def rewrite(self, artifacts: Sequence[Artifact]) -> dict[str, int]:
        """Replace files that are there, and ours."""
        staging = self._clear_staging()
        try:
            staging.open()
            staging.fill(artifacts, ())
            with undisturbed(), staging.or_undone():
                staging.empty(artifacts, ())
        finally:
            with undisturbed():
                staging.clear()
        return self._stamps(item.path for item in artifacts)

    def _clear_staging(self) -> Staging:
        """Choose where new bytes can be renamed into the output."""
        devices = {place.stat().st_dev for place in (self.output, self.record.parent)}
        is_apart = self.output in self._mounted or len(devices) > 1
        own = self.output / self._inside if is_apart else self._beside
        folders = {folder: folder / self._inside for folder in self._mounted}
        self._sweep()
        return Staging({**folders, self.output: own}, self.root, self.output)

    def _sweep(self) -> None:
        """Remove what a build left that was killed."""
        if self._beside.exists() or (self.output / self._inside).exists():
            for left in (self._beside, *self.output.rglob(self._inside)):
                shutil.rmtree(left, ignore_errors=True)

    def _stamps(self, paths: Iterable[str]) -> dict[str, int]:
        prefix = os.path.join(self.output, "")  # noqa: PTH118 -- quicker
        return {path: stamp_of(os.lstat(prefix + path)) for path in paths}

    def _find_new(self, paths: set[str]) -> set[str]:
        """Find the files whose first folder is not there.

        Below what is not there nothing can be, which spares a first build its looks.
        """
        there = {clash_key(place.name) for place in self.output.iterdir()}
        tops = {path.partition("/")[0] for path in paths}
        new = {top for top in tops if clash_key(top) not in there}
        return {path for path in paths if path.partition("/")[0] in new}

    def _is_file(self, path: str) -> bool:
        return is_plain_file(self.output, path)

    @contextmanager
    def _recording(self, recorded: set[str] | None, both: set[str]) -> Iterator[None]:
        """Record old and new files as ours inside the block; as before if it fails."""
        save_record(self.record, both)
        try:
            yield
        except OSError:
            with suppress(OSError):
                if recorded is None:
                    self.record.unlink(missing_ok=True)
                else:
                    save_record(self.record, recorded)
            raise

    def _is_current(self, artifact: Artifact) -> bool:
        """Tell whether the file in place has the artifact's bytes already."""
        place = f"{self._place}/{artifact.path}"
        try:
            found = look_at(place)
            if not found or not stat.S_ISREG(found.st_mode):
                return False
            if artifact.content is None:
                return has_same_bytes(self.root / artifact.copied_from, Path(place))
            size = len(artifact.content)
            return found.st_size == size and holds(place, artifact.content)
        except FileNotFoundError:
            return False

    def _name(self, place: Path) -> str:
        return place.relative_to(self.output).as_posix()

    def remove(self, path: str, staging: Staging | None = None) -> None:
        """Remove one of our files, and the folders that it leaves empty.

        If the file has gone already, a build was killed in here, or somebody removed
        it; the folders go all the same.
        """
        place = self.output / path
        if is_plain_file(self.output, path):
            if staging:
                staging.take_away(f"{self._place}/{path}")
            else:
                place.unlink()
        elif is_behind_link(self.output, place) or place.exists():
            return
        for folder in folders_of(self.output, place):
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except (OSError, ValueError):  # not empty: somebody's files are in it
                break

    def remove_all(self) -> int:
        """Remove all our files, the record of them, and the output if that empties it.

        Returns:
            How many files there were.
        """
        own = read_record(self.record) or set()
        removed = sum(is_plain_file(self.output, path) for path in own)
        for path in sorted(own):
            self.remove(path)
        self.record.unlink(missing_ok=True)
        self._sweep()
        if self.output.is_dir() and not any(self.output.iterdir()):
            self.output.rmdir()
        return removed

    def _foreign(self, paths: set[str]) -> tuple[str, ...]:
        """List the files that are in the output before the first build into it."""
        found = (
            self._name(Path(folder, name))
            for folder, _, names in os.walk(self.output)
            for name in names
        )
        return tuple(sorted(path for path in found if path not in paths))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block: half a site is no site."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover -- Windows
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def clean_site(root: Path, output: Path) -> int:
    """Remove what earlier builds wrote into an output folder, and the cache.

    The cache stays as long as it knows of files in another output folder.

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
            removed = _Writing(root, output, cache).remove_all()
            if not any(cache.glob("files-*.json")):
                shutil.rmtree(cache)
    except OSError as bad:
        raise WriteError(reason_of(bad, root)) from bad
    return removed


def reason_of(bad: OSError, root: Path) -> str:
    """Say what the system refused, and where, as seen from the project."""
    place = f"{_relative(Path(bad.filename), root)}: " if bad.filename else ""
    return f"{place}{(bad.strerror or str(bad)).lower()}"


def _make_output(folder: Path) -> None:
    if not folder.is_dir():
        _make_output(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER_MODE)


def _relative(place: Path, root: Path) -> str:
    """Write a path as seen from the project, if it lies there."""
    return str(place.relative_to(root) if place.is_relative_to(root) else place)
