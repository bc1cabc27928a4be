"""Read and write the files that Sitewright keeps beside the settings, such as ``urls.txt``."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from sitewright.edges.decoding import decode
from sitewright.edges.gathering import Gathering
from sitewright.edges.writer import WriteError
from sitewright.kernel.diagnostics import Span, error
from sitewright.model.document import Source


def read_own_file(gathering: Gathering, name: str) -> Source | None:
    """Read such a file of a project; None if it has none, or with a finding."""
    if not gathering.is_inside(name) or not os.path.lexists(gathering.root / name):
        return None
    if not gathering.is_file(name):
        problem = "this cannot be read: it is not a file"
        gathering.findings.append(error("SRC001", problem, Span(name)))
        return None
    return gathering.source(name)


def write_own_file(root: Path, name: str, text: str, before: Source | None) -> None:
    """Put a new text into the place of the old one, all of it or nothing.

    Args:
        root: The project's folder.
        name: The file.
        text: The new text.
        before: The old one, as it was read.

    Raises:
        WriteError: It cannot be written, or somebody has changed it meanwhile.
    """
    place = (root / name).resolve()  # a link stays a link
    if not place.is_relative_to(root.resolve()):
        raise WriteError(f"{name} is a link that leads out of the project")
    temporary = place.with_name(f".{name}.{os.getpid()}.tmp")
    try:
        now = decode(place.read_bytes(), name)[0] if place.exists() else None
        if now != (before.text if before else None):
            raise WriteError(f"{name} has changed meanwhile; run this again")
        temporary.write_bytes(text.encode())
        if before:
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        temporary.replace(place)
    except OSError as bad:
        reason = (bad.strerror or str(bad)).lower()
        raise WriteError(f"{name} cannot be written: {reason}") from bad
    finally:
        with suppress(OSError):  # it is in its place by now, or somebody's folder
            temporary.unlink()
