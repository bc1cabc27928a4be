"""Target, Release and Difference: where a site is published, and what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen, replace
from sitewright.model.assetnames import is_fingerprinted_path

TASKS: Final = ("list", "rollback")
"""What ``sitewright publish`` does besides publishing; no target is called so."""

KEPT: Final = 10
"""How many releases a target keeps."""


@frozen
class Folder:
    """A folder of this machine.

    Attributes:
        path: The folder, absolute or from the project; may start with ``~/``.
    """

    path: str

    @property
    def shown(self) -> str:
        """How people know it."""
        return self.path


@frozen
class Server:
    """A folder of another machine, reached by ssh.

    Attributes:
        host: Its name, an alias of the user's ssh settings, or ``user@name``.
        folder: The folder, absolute or from the user's home.
        port: Port of its ssh server; 0 leaves that to ssh.
        identity: File of the key to use; empty leaves that to ssh.
    """

    host: str
    folder: str
    port: int = 0
    identity: str = ""

    @property
    def shown(self) -> str:
        """How people know it."""
        return f"{self.host}:{self.folder}"


@frozen
class Branch:
    """A branch of a git repository.

    Attributes:
        repository: Name of a remote of the project, an address, or a folder.
        name: Name of the branch.
        has_nojekyll: Whether ``.nojekyll`` is added, which GitHub Pages looks for.
    """

    repository: str
    name: str
    has_nojekyll: bool = False

    @property
    def shown(self) -> str:
        """How people know it."""
        return f"{self.name} of {self.repository}"


@frozen
class Bucket:
    """A bucket of S3, or of what speaks as S3 does.

    Attributes:
        name: Its name.
        prefix: What all keys start with, without a slash at either end; may be empty.
        endpoint: Address of the service; empty for Amazon's own.
        region: Its region; empty leaves that to the client.
        profile: A profile of the client's settings; empty leaves that to the client.
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    profile: str = ""

    @property
    def shown(self) -> str:
        """How people know it."""
        return f"s3://{self.name}/{self.prefix}".rstrip("/")


Way = Folder | Server | Branch | Bucket


@frozen
class Target:
    """One place where the site is published.

    Attributes:
        name: What the settings call it.
        way: Where that is, and how it is reached.
        span: Where it was declared.
        url: Address of the site there, if it is not the site's own.
        keep: How many releases stay there; the served one always does.
    """

    name: str
    way: Way
    span: Span
    url: str = ""
    keep: int = KEPT


@frozen
class Release:
    """The site as it was published once.

    Attributes:
        name: What it is called there.
        time: When it was published, as ``2026-11-29T11:53:00Z``.
        digest: Digest of the whole site, as ``Manifest.digest``.
        source: The commit it was made from; empty if that is not known, and with a
            ``+`` behind it if there were changes besides.
        files: How many files it has.
        size: How many bytes they have.
        is_served: Whether visitors see it.
        kept: Files that it has besides, for pages of older releases; each with the name
            of the release that it belonged to.
    """

    name: str
    time: str
    digest: str
    source: str = ""
    files: int = 0
    size: int = 0
    is_served: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)


@frozen
class Difference:
    """What would change at a target; paths are sorted.

    Attributes:
        added: Files that are not there yet.
        changed: Files that have other bytes there.
        removed: Files that are there, and no longer belong to the site.
        unchanged: How many files stay as they are.
        size: How many bytes travel.
        kept: Files that stay though they no longer belong to the site, as in ``Release``.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    size: int = 0
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether all is there already."""
        return not (self.added or self.changed or self.removed)


def difference_of(
    sizes: Mapping[str, int],
    added: Iterable[str],
    changed: Iterable[str],
    removed: Iterable[str],
) -> Difference:
    """Sum up what would change.

    Args:
        sizes: The size of every file of the site.
        added: Files that are not there yet.
        changed: Files that have other bytes there.
        removed: Files that are there, and no longer belong to the site.
    """
    new, other = sorted(added), sorted(changed)
    sent = [*new, *other]
    return Difference(
        tuple(new),
        tuple(other),
        tuple(sorted(removed)),
        len(sizes) - len(sent),
        sum(sizes[path] for path in sent),
    )


def keep_assets(difference: Difference, releases: tuple[Release, ...]) -> Difference:
    """Keep files that pages may ask for which a browser or a cache still has.

    A page of an older release names files with a digest in their names. Each stays for
    as long as the release that it belonged to can be served again.

    Args:
        difference: What would change.
        releases: All that are left.
    """
    served = next((item for item in releases if item.is_served), None)
    if served is None:
        return difference
    names = {item.name for item in releases}
    kept, removed = {}, []
    for path in difference.removed:
        owner = served.kept.get(path) or (is_fingerprinted_path(path) and served.name)
        if owner:
            kept[path] = owner
        else:
            removed.append(path)
    smaller = replace(difference, removed=tuple(removed), kept=kept)
    if smaller.is_empty:
        return smaller
    gone = [path for path, owner in kept.items() if owner not in names]
    return replace(
        smaller,
        removed=tuple(sorted([*removed, *gone])),
        kept={path: owner for path, owner in kept.items() if owner in names},
    )


def find_release(releases: tuple[Release, ...], wanted: str) -> Release | None:
    """Choose the release to go back to.

    Args:
        releases: All that are left, newest first.
        wanted: The start of its name; empty for the one before the served one.

    Returns:
        None if there is none, or the start is that of several.
    """
    if wanted:
        found = [item for item in releases if item.name.startswith(wanted)]
        return found[0] if len(found) == 1 else None
    served = [number for number, item in enumerate(releases) if item.is_served]
    older = releases[served[0] + 1 :] if served else releases
    return older[0] if older else None
