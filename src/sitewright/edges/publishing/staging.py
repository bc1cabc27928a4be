"""Put the bytes that were checked side by side, to be sent as they are."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from sitewright.edges.manifest import read_manifest
from sitewright.edges.publishing.faults import PublishError
from sitewright.kernel.digests import digest_of_bytes, digest_of_stream
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Artifact
from sitewright.model.header import Header
from sitewright.model.manifest import Manifest

FILE_MODE = 0o644
_FOLDER_MODE = 0o755


@frozen
class Staged:
    """A site that is ready to be sent.

    Attributes:
        folder: Where it lies; there is nothing else in the folder.
        manifest: Its files.
        redirects: Objects that send visitors on, each with where to: for a bucket.
        headers: What is to come with its files: for a bucket.
    """

    folder: Path
    manifest: Manifest
    redirects: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[Header, ...] = ()


@contextmanager
def staged(root: Path, folder: Path, artifacts: Iterable[Artifact]) -> Iterator[Staged]:
    """Write a site into a folder for the length of a block.

    Args:
        root: The project's folder.
        folder: Where to write it; what an earlier run left there goes.
        artifacts: All files of the site.

    Raises:
        PublishError: A file has changed since it was checked.
        OSError: Something cannot be read or written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    try:
        make_folder(folder)
        artifacts = tuple(artifacts)
        for artifact in artifacts:
            _stage(root, folder, artifact)
        paths = [artifact.path for artifact in artifacts]
        yield Staged(folder, read_manifest(folder, paths))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_file(artifacts: tuple[Artifact, ...], path: str) -> tuple[Artifact, ...]:
    """Add an empty file to a site, unless it has it."""
    if any(artifact.path == path for artifact in artifacts):
        return artifacts
    return (*artifacts, Artifact(path, b"", digest_of_bytes(b"")))


def _stage(root: Path, folder: Path, artifact: Artifact) -> None:
    place = folder / artifact.path
    make_folder(place.parent)
    if artifact.content is not None:
        place.write_bytes(artifact.content)
    else:
        shutil.copyfile(root / artifact.copied_from, place)
        with place.open("rb") as file:
            is_same = digest_of_stream(file.read) == artifact.digest
        if not is_same:
            message = f"'{artifact.copied_from}' has changed since it was checked"
            raise PublishError("PUB008", message, "publish again")
    place.chmod(FILE_MODE)


def make_folder(folder: Path) -> None:
    """Make a folder that everybody may read, whatever the user's mask says."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)  # somebody may have made it this moment
        folder.chmod(_FOLDER_MODE)


def share(file: Path, place: Path) -> None:
    """Give a file a second name, which not every file system can; else copy it.

    Raises:
        OSError: It can neither be shared nor copied.
    """
    make_folder(place.parent)
    try:
        place.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, place)
        place.chmod(FILE_MODE)
