"""Entry: what is known of an object of a bucket."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field
from typing import Final

from sitewright.edges.publishing.staging import Staged
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.mediatypes import media_type_of
from sitewright.kernel.urls import url_of
from sitewright.model.header import headers_for
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

_KINDS: Final = frozenset(
    {"cache-control", "content-disposition", "content-language", "content-type"}
)
"""The headers that a bucket sends with an object; its client has options of that name."""


@frozen
class Entry:
    """One object of the site.

    Attributes:
        key: Its key, below the prefix.
        sha256: Digest of its bytes; empty if it only sends visitors on.
        size: How many bytes it has.
        headers: The headers that come with it, by names in lower case.
        location: Where it sends visitors on to; mostly empty.
        shelf: Where its bytes are kept for as long as a release has them, below the
            store; empty if they are not there yet.
    """

    key: str
    sha256: str = ""
    size: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    location: str = ""
    shelf: str = ""

    @property
    def stored(self) -> str:
        """The key of its bytes in the store."""
        return f"{STORE}{self.shelf}/{self.key}"

    @property
    def is_page(self) -> bool:
        """Whether it needs others to be there before it."""
        return self.headers.get("content-type", "").startswith("text/html")


Entries = Mapping[str, Entry]


def entries_of(site: Staged) -> dict[str, Entry]:
    """Say what objects a site is to have."""
    entries = {
        key: Entry(key, location=location) for key, location in site.redirects.items()
    }
    for file in site.manifest.files:
        headers = {"content-type": media_type_of(file.path), "cache-control": _FRESH}
        own = headers_for(site.headers, url_of(file.path))
        headers |= {k.lower(): text for k, text in own if k.lower() in _KINDS}
        entries[file.path] = Entry(file.path, file.sha256, file.size, headers)
    return entries


def is_same(one: Entry | None, other: Entry) -> bool:
    """Tell whether two entries look the same to visitors."""
    return one is not None and replace(one, shelf="") == replace(other, shelf="")


def shelve(entries: Iterable[Entry], name: str) -> dict[str, list[Entry]]:
    """Divide new objects into shelves, as a call of the client gives all the same headers.

    Args:
        entries: What is to be sent.
        name: Name of the release.

    Returns:
        Each shelf with what is on it: assets before the pages that need them.
    """
    shelves: dict[tuple[bool, tuple[tuple[str, str], ...]], list[Entry]] = {}
    for item in entries:
        key = (item.is_page, tuple(sorted(item.headers.items())))
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
        "kept": dict(release.kept),
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
            kept=dict(known.get("kept", {})),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return release, {item.key: item for item in entries}
