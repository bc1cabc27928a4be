"""Publish into a folder of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sitewright.edges.comparing import has_same_bytes
from sitewright.edges.lock import locked
from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.releases import (
    CURRENT,
    DEAD,
    INCOMING,
    MARK,
    RECORD,
    RELEASES,
    SITE,
    find_old,
    format_record,
    path_of,
    read_record,
    sort_releases,
)
from sitewright.edges.publishing.staging import FILE_MODE, Staged, make_folder, share
from sitewright.edges.publishing.work import WAITING, Work
from sitewright.kernel.frozen import replace
from sitewright.model.publishing import Difference, Folder, Release, difference_of

_LINK = "current.new"


class FolderPlace:
    """A folder of releases; see ``releases``."""

    def __init__(self, work: Work, way: Folder) -> None:
        self.work = work
        self.folder = folder = work.root / Path(way.path).expanduser()
        self.mark = folder / MARK

    @contextmanager
    def opened(self, *, is_dry: bool) -> Iterator[None]:
        """Hold the folder's lock for the length of a block."""
        self._refuse_foreign()
        if is_dry:
            yield
            return
        make_folder(self.mark)
        make_folder(self.folder / RELEASES)
        with locked(self.mark / "lock", partial(self.work.progress.begin, WAITING)):
            self._sweep()
            yield

    def releases(self) -> tuple[Release, ...]:
        """List what can be served, newest first."""
        served = self._served()
        found = []
        for record in (self.folder / RELEASES).glob(f"*/{RECORD}"):
            name, text = record.parent.name, record.read_text("utf-8", "replace")
            found.append(read_record(name, text, is_served=path_of(name) == served))
        return sort_releases(found)

    def compare(self, site: Staged) -> Difference:
        """Compare a site with the bytes that are served."""
        old = self.folder / (self._served() or MARK)
        there = set(_files_in(old)) if self._served() else set()
        added, changed = set(), set()
        for path in (sizes := site.manifest.sizes):
            new, place = site.folder / path, old / path
            if path not in there:
                added.add(path)
            elif place.is_symlink() or not has_same_bytes(new, place):
                changed.add(path)
        return difference_of(sizes, added, changed, there - sizes.keys())

    def publish(
        self, site: Staged, release: Release, difference: Difference
    ) -> Release:
        """Make a release out of sight, and serve it."""
        incoming = self.mark / f"{INCOMING}{release.name}"
        try:
            self._fill(incoming / SITE, site, difference)
            (incoming / RECORD).write_text(format_record(release), "utf-8")
            incoming.rename(self.folder / RELEASES / release.name)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        served = self.roll_back(release)
        for name in find_old(self.releases(), self.work.target.keep):
            # Out of the list by one rename, lest a part of a release stay in it.
            dead = self.mark / f"{DEAD}{name}"
            (self.folder / RELEASES / name).rename(dead)
            shutil.rmtree(dead, ignore_errors=True)
        return served

    def roll_back(self, release: Release) -> Release:
        """Let the link lead to another release."""
        link = self.mark / _LINK
        link.unlink(missing_ok=True)
        link.symlink_to(path_of(release.name))
        link.replace(self.folder / CURRENT)
        return replace(release, is_served=True)

    def _refuse_foreign(self) -> None:
        current = self.folder / CURRENT
        if os.path.lexists(self.folder) and not self.folder.is_dir():
            raise PublishError("PUB001", f"'{self.folder}' is not a folder")
        if self.mark.is_dir():
            if os.path.lexists(current) and not current.is_symlink():
                message = f"'{current}' is not the link that Sitewright made"
                raise PublishError("PUB001", message, "move it away, and publish again")
        elif self.folder.is_dir() and any(self.folder.iterdir()):
            message = f"'{self.folder}' holds what Sitewright did not publish"
            hint = f"name a new folder; the site will be in its '{CURRENT}'"
            raise PublishError("PUB001", message, hint)

    def _sweep(self) -> None:
        """Remove what a run left that was killed."""
        for kind in (INCOMING, DEAD):
            for leftover in self.mark.glob(f"{kind}*"):
                shutil.rmtree(leftover, ignore_errors=True)

    def _served(self) -> str:
        """Name the place of what is served, below the folder; empty if nothing is."""
        try:
            target = (self.folder / CURRENT).readlink().as_posix()
        except OSError:
            return ""
        name = target.removeprefix(f"{RELEASES}/").removesuffix(f"/{SITE}")
        is_ours = target == path_of(name) and "/" not in name
        return target if is_ours and (self.folder / target).is_dir() else ""

    def _fill(self, new: Path, site: Staged, difference: Difference) -> None:
        """Put a site together: what is new is copied, and the rest is linked."""
        old = self.folder / (self._served() or MARK)
        sent = {*difference.added, *difference.changed}
        self.work.progress.begin("writing", len(site.manifest.files))
        make_folder(new)
        for file in site.manifest.files:
            place = new / file.path
            if file.path not in sent:
                share(old / file.path, place)
            else:
                make_folder(place.parent)
                shutil.copyfile(site.folder / file.path, place)
                place.chmod(FILE_MODE)
            self.work.progress.step()
        for path in difference.kept:
            share(old / path, new / path)


def _files_in(folder: Path) -> Iterator[str]:
    """List what is no folder, by its path below the folder."""
    for place, _, names in os.walk(folder):
        for name in names:
            yield (Path(place) / name).relative_to(folder).as_posix()
