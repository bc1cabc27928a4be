"""Publish into a bucket of S3, through the user's ``aws`` client.

What is new is sent to a store in the bucket first, where nobody looks, and copied to its
place from there, inside the bucket: assets, then pages, then what sends visitors on; what
is no longer wanted goes last. Each object is replaced as a whole. The store keeps what
older releases need, so that any of them can be copied back.

What is about to change is written down before the first change. If a run is killed, the
next one knows which objects to doubt.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, TypeVar

from sitewright.edges.publishing.bucketlock import bucket_locked
from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.objects import (
    CHANGING,
    RECORDS,
    SERVED,
    STATE,
    STORE,
    Entries,
    Entry,
    entries_of,
    format_state,
    is_same,
    read_state,
    shelve,
)
from sitewright.edges.publishing.releases import find_old, sort_releases
from sitewright.edges.publishing.staging import Staged, share
from sitewright.edges.publishing.storage import Storage
from sitewright.edges.publishing.work import Work
from sitewright.kernel.frozen import replace
from sitewright.model.publishing import Bucket, Difference, Release, difference_of

T = TypeVar("T")

_AT_ONCE: Final = 4


class BucketPlace:
    """A bucket that holds the site, and a store of what its releases need."""

    def __init__(self, work: Work, way: Bucket) -> None:
        self.work = work
        self.way = way
        self.storage = Storage(work, way)
        self.sizes: dict[str, int] = {}
        self.known: dict[str, tuple[Release, dict[str, Entry]]] = {}
        self.served = ""
        self.doubted: frozenset[str] = frozenset()
        self.wanted: dict[str, Entry] = {}
        self.spent: set[str] = set()

    @contextmanager
    def opened(self, *, is_dry: bool) -> Iterator[None]:
        """Hold the lock of the bucket for the length of a block."""
        self.work.progress.begin(f"asking {self.way.shown}")
        self.storage.aws.find()
        if is_dry:
            self._look()
            yield
            return
        with bucket_locked(self.work, self.storage) as self.spent:
            self._look()
            yield

    def releases(self) -> tuple[Release, ...]:
        """List what can be served, newest first."""
        return sort_releases(
            replace(release, is_served=self._is_whole(release))
            for release, _ in self.known.values()
        )

    def compare(self, site: Staged) -> Difference:
        """Compare a site with what is known to be in the bucket."""
        self.wanted = entries_of(site)
        old = self._old()
        self._refuse_foreign(old)
        missing = {key for key, item in self.wanted.items() if not self._is_there(item)}
        sizes = {key: item.size for key, item in self.wanted.items()}
        unwanted = self._unwanted(self.wanted)
        return difference_of(
            sizes, missing - old.keys(), missing & old.keys(), unwanted
        )

    def publish(
        self, site: Staged, release: Release, difference: Difference
    ) -> Release:
        """Send what is new to the store, and copy it to its place."""
        sent = {*difference.added, *difference.changed}
        files = [self.wanted[key] for key in sent if not self.wanted[key].location]
        shelves = shelve(sorted(files, key=lambda item: item.key), release.name)
        self.work.progress.begin("sending", len(files))
        self._send(site, shelves)
        fresh = {item.key: item for items in shelves.values() for item in items}
        old = self._old()
        entries = {
            key: fresh.get(key) or replace(item, shelf=old[key].shelf)
            for key, item in self.wanted.items()
            if not item.location
        }
        entries |= {key: item for key, item in self.wanted.items() if item.location}
        entries |= {key: old[key] for key in difference.kept}
        self.known[release.name] = release, entries
        record = format_state(release, entries)
        self._serve(release.name, {f"{RECORDS}{release.name}.json": record})
        self._sweep()
        return replace(release, is_served=True)

    def roll_back(self, release: Release) -> Release:
        """Copy what an older release needs back to its place."""
        self._serve(release.name, {})
        return replace(release, is_served=True)

    def _look(self) -> None:
        """Read what is in the bucket."""
        self.sizes = self.storage.sizes()
        if not any(key.startswith(STATE) for key in self.sizes):
            return
        texts = self.storage.read_all(STATE)
        for key, text in texts.items():
            if key.startswith(RECORDS):
                name = key.removeprefix(RECORDS).removesuffix(".json")
                if found := read_state(name, text):
                    self.known[name] = found
        self.served = texts.get(SERVED, "")
        self.doubted = frozenset(filter(None, texts.get(CHANGING, "").split("\n")))

    def _is_whole(self, release: Release) -> bool:
        """Tell whether a release is served, and nobody was killed while changing it."""
        return release.name == self.served and not self.doubted

    def _old(self) -> dict[str, Entry]:
        """Name the objects that we have put there."""
        served = self.known.get(self.served)
        return served[1] if served else {}

    def _refuse_foreign(self, old: Entries) -> None:
        """Refuse to write over what somebody else has put there."""
        ours = self.doubted | old.keys()
        foreign = [key for key in self.wanted if key in self.sizes and key not in ours]
        if not foreign or self.work.takes_over:
            return
        message = (
            f"'{self.way.shown}' holds '{foreign[0]}', which Sitewright did not publish"
        )
        hint = "name another place in the bucket, or replace it with --take-over"
        raise PublishError("PUB001", message, hint)

    def _is_there(self, item: Entry) -> bool:
        """Tell whether an object is in its place, and its bytes in the store."""
        old = self._old().get(item.key)
        if old is None or item.key in self.doubted or not is_same(old, item):
            return False
        is_stored = bool(item.location) or old.stored in self.sizes
        return is_stored and self.sizes.get(item.key) == item.size

    def _unwanted(self, wanted: Entries) -> set[str]:
        """Name what we have put there, and nobody wants any more."""
        ours = self._old().keys() | self.doubted
        return {key for key in ours - wanted.keys() if key in self.sizes}

    def _send(self, site: Staged, shelves: Mapping[str, list[Entry]]) -> None:
        """Send new bytes to the store."""
        folder = self.work.private("-shelves")
        shutil.rmtree(folder, ignore_errors=True)
        try:
            for shelf, items in shelves.items():
                for item in items:
                    share(site.folder / item.key, folder / shelf / item.key)
            if shelves:
                self.storage.send(folder, STORE)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        every = (item for items in shelves.values() for item in items)
        self.sizes |= {item.stored: item.size for item in every}

    def _serve(self, name: str, record: Mapping[str, str]) -> None:
        """Bring the site in the bucket to a release, whose bytes are in the store.

        Args:
            name: The release.
            record: What is to be written down of it.
        """
        entries = self.known[name][1]
        stale = [item for item in entries.values() if not self._is_there(item)]
        unwanted = self._unwanted(entries)
        keys = sorted({item.key for item in stale} | unwanted | self.doubted)
        self.storage.write({**record, CHANGING: "\n".join(keys)})
        self.work.progress.begin("putting into place", len(stale))
        files = [item for item in stale if not item.location]
        self._copy([item for item in files if not item.is_page])
        self._copy([item for item in files if item.is_page])
        redirects = [item for item in stale if item.location]
        _at_once(lambda item: self.storage.redirect(item.key, item.location), redirects)
        self.storage.delete(unwanted)
        self.storage.write({SERVED: name})
        self.spent.add(CHANGING)
        self.served = name

    def _copy(self, items: Iterable[Entry]) -> None:
        """Copy bytes out of the store to their place."""
        shelves: dict[str, list[Entry]] = {}
        for item in items:
            shelves.setdefault(item.shelf, []).append(item)

        def copy(shelf: str) -> None:
            some, start = shelves[shelf], f"{STORE}{shelf}/"
            whole = sum(key.startswith(start) for key in self.sizes)
            names = None if whole == len(some) else [item.key for item in some]
            self.storage.copy(start, names, some[0].headers)

        _at_once(copy, shelves)

    def _sweep(self) -> None:
        """Remove old releases, and all in the store that none of the others needs."""
        old = find_old(self.releases(), self.work.target.keep)
        self.spent.update(f"{RECORDS}{name}.json" for name in old)
        for name in old:
            del self.known[name]
        needed = {
            item.stored
            for _, entries in self.known.values()
            for item in entries.values()
        }
        stored = {key for key in self.sizes if key.startswith(STORE)}
        self.spent.update(stored - needed)


def _at_once(act: Callable[[T], object], items: Iterable[T]) -> None:
    """Do several things at a time: each of the client's runs takes a while to start."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(act, items))
