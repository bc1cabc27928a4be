"""Read the digests of the files of a site, and write the list of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sitewright.model.manifest import File, Manifest
from sitewright.stages.manifest import format_manifest

NONE: Final[Mapping[str, str]] = MappingProxyType({})


def read_manifest(
    folder: Path, paths: Iterable[str], sources: Mapping[str, str] = NONE
) -> Manifest:
    """Describe the files of a site that lies in a folder.

    Args:
        folder: Where the site is.
        paths: The files that belong to it.
        sources: The source of each that has one.

    Raises:
        OSError: A file cannot be read.
    """
    return Manifest(
        tuple(_describe(folder, path, sources.get(path, "")) for path in sorted(paths))
    )


def _describe(folder: Path, path: str, source: str) -> File:
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return File(path, digest, file.tell(), source)


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write the list of all files of a site.

    Raises:
        OSError: It cannot be written.
    """
    write_whole(file, format_manifest(manifest))


def write_whole(file: Path, text: str) -> None:
    """Write a file that tells of the site, all of it or nothing.

    What is no file, such as ``/dev/stdout``, is written into and stays what it is.

    Raises:
        OSError: It cannot be written.
    """
    file = file.resolve()
    if file.exists() and not file.is_file():
        file.write_text(text, "utf-8", newline="\n")
        return
    temporary = file.with_name(f".{file.name}.tmp")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
