"""Releases beside one another: how they lie in a folder, here or on a server.

::

    example/
      current -> releases/20261129-115300.512-1a2b3c4d/site   what visitors see
      releases/20261129-115300.512-1a2b3c4d/site/             a site, whole
      releases/20261129-115300.512-1a2b3c4d/release.json      what is known of it
      .sitewright-releases/                                   what is in the making

A release is made out of sight, gets its place by one rename, and is served by another.
Files of a release never change: the next one has them as hard links.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from sitewright.kernel.times import format_time
from sitewright.model.manifest import Manifest
from sitewright.model.publishing import Release

MARK: Final = ".sitewright-releases"
"""The folder that says whose the folder around it is."""

CURRENT: Final = "current"
RELEASES: Final = "releases"
SITE: Final = "site"
RECORD: Final = "release.json"
INCOMING: Final = "incoming-"
DEAD: Final = "dead-"


def name_release(manifest: Manifest, source: str) -> Release:
    """Give a site that is about to be published its name: the time, and its digest."""
    now = datetime.now(UTC)
    digest = manifest.digest
    short = digest.partition(":")[2][:8]
    return Release(
        f"{now:%Y%m%d-%H%M%S}.{now.microsecond // 1000:03}-{short}",
        format_time(now),
        digest,
        source,
        len(manifest.files),
        manifest.size,
    )


def path_of(name: str) -> str:
    """Name the place of a release's site below the folder."""
    return f"{RELEASES}/{name}/{SITE}"


def format_record(release: Release) -> str:
    """Write what is known of a release, on one line."""
    known = {
        "time": release.time,
        "digest": release.digest,
        "source": release.source,
        "files": release.files,
        "bytes": release.size,
        "kept": dict(release.kept),
    }
    return json.dumps(known) + "\n"


def read_record(name: str, text: str, *, is_served: bool) -> Release | None:
    """Read what is known of a release; None if that is nothing."""
    try:
        known = json.loads(text)
        return Release(
            name,
            str(known["time"]),
            str(known["digest"]),
            str(known["source"]),
            int(known["files"]),
            int(known["bytes"]),
            is_served,
            dict(known.get("kept", {})),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def sort_releases(releases: Iterable[Release | None]) -> tuple[Release, ...]:
    """Sort releases, the newest first."""
    known = (release for release in releases if release)
    return tuple(sorted(known, key=lambda item: item.name, reverse=True))


def find_old(releases: tuple[Release, ...], keep: int) -> list[str]:
    """Choose the releases to be removed; the one that is served stays."""
    return [item.name for item in releases[keep:] if not item.is_served]
