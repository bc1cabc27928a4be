"""Entry: what is known of an object of a bucket."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

from sitewright.kernel.mediatypes import media_type_of
from sitewright.model.manifest import Manifest
from sitewright.model.publishing import Release

STATE: Final = ".sitewright/"
"""Start of the keys that are no part of the site, below the prefix."""

STORE: Final = f"{STATE}objects/"
RECORDS: Final = f"{STATE}releases/"
SERVED: Final = f"{STATE}served"
CHANGING: Final = f"{STATE}changing"
LOCK: Final = f"{STATE}lock"

_FRESH: Final = "public, max-age=0, must-revalidate"
"""What browsers are told: keep it, and ask each time whether it is still right."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the site.

    Attributes:
        key: Its key, below the prefix.
        sha256: Digest of its bytes; empty if it only sends visitors on.
        size: How many bytes it has.
        media_type: Its ``Content-Type``.
        cache: Its ``Cache-Control``.
        location: Where it sends visitors on to; mostly empty.
        shelf: Where its bytes are kept for as long as a release has them, below the
            store; empty if they are not there yet.
    """

    key: str
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    cache: str = ""
    location: str = ""
    shelf: str = ""

    @property
    def stored(self) -> str:
        """The key of its bytes in the store."""
        return f"{STORE}{self.shelf}/{self.key}"

    @property
    def is_page(self) -> bool:
        """Whether it needs others to be there before it."""
        return self.media_type.startswith("text/html")


Entries = Mapping[str, Entry]


def entries_of(manifest: Manifest, redirects: Mapping[str, str]) -> dict[str, Entry]:
    """Say what objects a site is to have.

    Args:
        manifest: Its files.
        redirects: Keys that send visitors on, each with where to.
    """
    entries = {
        key: Entry(key, location=location) for key, location in redirects.items()
    }
    for file in manifest.files:
        kind = media_type_of(file.path)
        entries[file.path] = Entry(file.path, file.sha256, file.size, kind, _FRESH)
    return entries


def is_same(one: Entry | None, other: Entry) -> bool:
    """Tell whether two entries look the same to visitors."""
    return one is not None and replace(one, shelf="") == replace(other, shelf="")


def shelve(entries: Iterable[Entry], name: str) -> dict[str, list[Entry]]:
    """Divide new objects into shelves, as one call of the client gives all one type.

    Args:
        entries: What is to be sent.
        name: Name of the release.

    Returns:
        Each shelf with what is on it: assets before the pages that need them.
    """
    shelves: dict[tuple[bool, str, str], list[Entry]] = {}
    for item in entries:
        key = (item.is_page, item.media_type, item.cache)
        shelves.setdefault(key, []).append(item)
    divided = {}
    for number, key in enumerate(sorted(shelves)):
        shelf = f"{name}/{number}"
        divided[shelf] = [replace(item, shelf=shelf) for item in shelves[key]]
    return divided


def format_state(release: Release, entries: Entries) -> str:
    """Write down a release with all its objects."""
    document = {
        "version": 1,
        "time": release.time,
        "digest": release.digest,
        "source": release.source,
        "files": release.files,
        "bytes": release.size,
        "objects": [asdict(item) for item in entries.values()],
    }
    return json.dumps(document, indent=1)


def read_state(name: str, text: str) -> tuple[Release, dict[str, Entry]] | None:
    """Read a release with all its objects; None if that is nothing we wrote."""
    try:
        known = json.loads(text)
        entries = [Entry(**item) for item in known["objects"]]
        release = Release(
            *(name, str(known["time"]), str(known["digest"]), str(known["source"])),
            *(int(known["files"]), int(known["bytes"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return release, {item.key: item for item in entries}
