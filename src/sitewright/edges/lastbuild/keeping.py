"""Keep what a build read, made and said, so that the next one may find it all there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sitewright.edges.cache import make_cache
from sitewright.edges.lastbuild.history import note_build
from sitewright.edges.lastbuild.plain import UNCHANGED, as_json
from sitewright.edges.lastbuild.stamps import (
    FILE,
    FOLDER,
    NO_STAMP,
    name_ourselves,
)
from sitewright.edges.lastbuild.store import Store, mark_of
from sitewright.edges.lock import locked
from sitewright.edges.rereading import WorkspaceReader
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.digests import digest_of_bytes
from sitewright.kernel.frozen import frozen
from sitewright.kernel.texts import encode
from sitewright.model.build import Artifact, Workspace
from sitewright.model.known import Known
from sitewright.model.past import Past


@frozen
class Said:
    """What a build said, to be said again.

    Attributes:
        findings: What it found.
        tally: How many of each severity.
        texts: Each of them as it is shown without colour; empty if they were not.
        owners: Whose text each is about, as far as that can be changed alone, by the
            identity of the finding.
    """

    findings: Findings
    tally: str
    texts: tuple[str, ...] = ()
    owners: Mapping[int, str] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[bytes, bytes]:
        """The findings, each with its owner and the length of its text; the texts."""
        texts = list(map(encode, self.texts))
        rows = [
            [self.owners.get(id(item), ""), item, len(text)]
            for item, text in zip_longest(self.findings, texts, fillvalue=b"")
        ]
        return as_json(rows), b"".join(texts)


@frozen
class Described:
    """What there is to keep of a build before anything of it is written.

    Attributes:
        read: The stamp and the digest of every file that was read, by its path.
        known: What is known of the site so that texts can be changed alone.
        site: The same, as it is kept.
    """

    read: Mapping[str, list[object]]
    known: Known | None
    site: bytes


def describe_build(
    reader: WorkspaceReader, workspace: Workspace, known: Known | None
) -> Described:
    """Describe what a build has read, and what it made of it."""
    read = dict(_describe_sources(reader, workspace))
    return Described(read, known, as_json(known))


@frozen
class Made:
    """What a build came to.

    Attributes:
        root: The project's folder.
        output: The folder that the site is in.
        artifacts: All files of the site.
        page_count: How many of them are pages.
        asked: What the command line asked for.
        now: The time of the build.
        until: When the same sources would make another site; None for never.
        stamps: The stamp of every file of the site, by its path.
        described: What was read, and what is known of the site.
        past: What is known of the builds before; None if nothing is.
    """

    root: str
    output: str
    artifacts: tuple[Artifact, ...]
    page_count: int
    asked: list[object]
    now: datetime
    until: datetime | None
    stamps: Mapping[str, int]
    described: Described
    past: Past | None


def keep_build(
    store: Store, reader: WorkspaceReader, workspace: Workspace, made: Made, said: Said
) -> None:
    """Keep what the next build needs to see that nothing has changed.

    Nothing is kept of a project with hooks, as nobody knows what they look at, or with
    links, as nobody knows what else leads to a file; nor if Pillow was missed, as that
    may be installed meanwhile.

    Args:
        store: Where to keep it.
        reader: What has read the sources.
        workspace: The sources.
        made: What was made of them.
        said: What was said about them.

    Raises:
        OSError: It cannot be kept.
    """
    is_poor = any(item.code == "IMG004" for item in said.findings)
    has_links = any(it.has_links for it in reader.footprints)
    if workspace.hooks or has_links or is_poor:
        store.remove()
        return
    read, site = made.described.read, made.described.site
    folders = dict(_describe_folders(reader, read))
    kept = {
        "by": name_ourselves(),
        "asked": made.asked,
        "time": [made.now.timestamp(), made.until and made.until.timestamp()],
        "output": os.path.relpath(made.output, made.root),
        "pages": made.page_count,
        "tally": said.tally,
        "site": mark_of(site),
        "folders": folders,
        "apart": dict(_describe_others(reader, read, folders, made.root)),
        "outputs": {
            it.path: [made.stamps[it.path], it.digest] for it in made.artifacts
        },
    }
    note_build(kept, made.past, made.now)
    sections = [as_json(kept), UNCHANGED, *said.sections]
    with locked(make_cache(Path(made.root)) / "lock"):
        store.clear()
        store.beside.write([site])
        store.write(sections)


def _describe_sources(
    reader: WorkspaceReader, workspace: Workspace
) -> Iterator[tuple[str, list[object]]]:
    """Tell the stamp and the digest of every file that was read, by its path."""
    stamps = reader.stamps
    for asset in workspace.assets:
        yield asset.path, [stamps.get(asset.path, NO_STAMP), asset.digest]
    for picture in workspace.gallery.pictures.values():
        yield picture.path, [stamps.get(picture.path, NO_STAMP), picture.digest]
    for path, digest in workspace.desk.files:
        yield path, [stamps.get(path, NO_STAMP), digest]
    sources = (
        workspace.config,
        *workspace.content,
        *workspace.templates,
        *workspace.data,
        *workspace.content_data,
        *workspace.redirects,
        *((workspace.ledger,) if workspace.ledger else ()),
    )
    for source in sources:
        # Of a file with other ends of lines it is another digest: such a one counts as
        # changed whenever its stamp is another.
        digest = digest_of_bytes(encode(source.text))
        yield source.path, [stamps.get(source.path, NO_STAMP), digest]


def _describe_folders(
    reader: WorkspaceReader, read: Mapping[str, list[object]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Tell what is in each folder that was looked into: kinds, or what was read."""
    for footprint in reader.footprints:
        for folder, names in footprint.listed.items():
            prefix = f"{folder}/" if folder else ""
            yield folder, {n: read.get(prefix + n, kind) for n, kind in names.items()}


def _describe_others(
    reader: WorkspaceReader,
    read: Mapping[str, list[object]],
    folders: Mapping[str, object],
    root: str,
) -> Iterator[tuple[str, list[object]]]:
    """Tell what is at every other path that somebody has asked about."""
    asked: set[str] = set(read).union(*(it.asked for it in reader.footprints))
    for path in sorted(asked):
        if path.rpartition("/")[0] in folders and (path in read or path in folders):
            continue
        place = os.path.join(root, path)
        if path in read or os.path.isfile(place):
            yield path, [FILE, *read.get(path, [])]
        elif os.path.isdir(place):
            yield path, [FOLDER]
        elif not os.path.lexists(place):
            yield path, [None]
        else:
            yield path, [NO_STAMP, NO_STAMP, ""]  # which no look will find the same
