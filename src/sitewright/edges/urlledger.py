"""Read ``urls.txt`` and write it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from sitewright.edges.decoding import decode
from sitewright.edges.gathering import Gathering
from sitewright.edges.writer import WriteError
from sitewright.kernel.diagnostics import (
    Span,
    error,
)
from sitewright.model.document import Source
from sitewright.model.urlledger import URLS

_MOST = 64 << 20  # of a sitemap, 50 million bytes are allowed
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")


def read_ledger_source(gathering: Gathering) -> Source | None:
    """Read the ledger of a project; None if it has none, or with a finding."""
    if not gathering.is_inside(URLS) or not os.path.lexists(gathering.root / URLS):
        return None
    if not gathering.is_file(URLS):
        problem = "this cannot be read: it is not a file"
        gathering.findings.append(error("SRC001", problem, Span(URLS)))
        return None
    return gathering.source(URLS)


def write_ledger(root: Path, text: str, before: Source | None) -> None:
    """Put a new ledger into the place of the old one, all of it or nothing.

    Args:
        root: The project's folder.
        text: The new ledger.
        before: The old one, as it was read.

    Raises:
        WriteError: It cannot be written, or somebody has changed it meanwhile.
    """
    place = (root / URLS).resolve()  # a link stays a link
    if not place.is_relative_to(root.resolve()):
        raise WriteError(f"{URLS} is a link that leads out of the project")
    temporary = place.with_name(f".{URLS}.{os.getpid()}.tmp")
    try:
        now = decode(place.read_bytes(), URLS)[0] if place.exists() else None
        if now != (before.text if before else None):
            raise WriteError(f"{URLS} has changed meanwhile; run this again")
        temporary.write_bytes(text.encode())
        if before:
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        temporary.replace(place)
    except OSError as bad:
        reason = (bad.strerror or str(bad)).lower()
        raise WriteError(f"{URLS} cannot be written: {reason}") from bad
    finally:
        with suppress(OSError):  # it is in its place by now, or somebody's folder
            temporary.unlink()
