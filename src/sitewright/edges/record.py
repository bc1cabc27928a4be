"""The list of files that are ours in one output folder, kept between builds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from sitewright.edges.lastbuild.opening import open_plain
from sitewright.kernel.digests import digest_of_bytes

_VERSION = 1


def name_of_output(output: Path, root: Path) -> str:
    """Name what is kept of an output folder; a project that moves takes it along."""
    place, home = output.absolute(), root.absolute()
    known = place.relative_to(home) if place.is_relative_to(home) else place
    return digest_of_bytes(os.fsencode(known))[:12]


def read_record(record: Path) -> set[str] | None:
    """Read which files of an output folder are ours.

    Returns:
        Their paths below the folder, or None if that is not known: there is no record,
        or it cannot be understood.
    """
    try:
        with open(record, "rb", opener=open_plain) as file:
            document = json.loads(file.read())
        if document["version"] != _VERSION:
            return None
        return {path for path in document["files"] if _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def save_record(record: Path, paths: Iterable[str]) -> None:
    """Save the list of files that are ours, atomically."""
    document = {"version": _VERSION, "files": sorted(paths)}
    temporary = record.with_suffix(".tmp")
    temporary.unlink(missing_ok=True)
    with temporary.open("x", encoding="utf-8") as file:  # not through a link
        file.write(json.dumps(document))
    temporary.replace(record)


def _is_inside(path: object) -> bool:
    """Distrust the record: no path in it may lead out of the output folder."""
    return isinstance(path, str) and not (
        path.startswith("/") or ".." in path.split("/")
    )
