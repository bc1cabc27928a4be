"""The last build, as far as it still holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

from sitewright.edges.lastbuild.looking import Look
from sitewright.edges.lastbuild.stamps import name_ourselves
from sitewright.edges.lastbuild.store import DamagedError, Store, mark_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CHANGES, FINDINGS = 0, 1
"""Where these stand among the sections."""

NOT_OURS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What comes of taking values for what they are not."""


class LastBuild:
    """What was kept of the last build into one output folder.

    Attributes:
        root: The project's folder.
        store: Where it was kept.
        kept: What it read and wrote.
        sections: What is known of the site anew since the whole was built; the
            findings; what was said of each.
        changed: The sources that hold something else now.
    """

    def __init__(self, root: str, store: Store, sections: list[bytes]) -> None:
        """Take what was kept.

        Raises:
            DamagedError: It is nothing that was kept.
        """
        self.root = root
        self.store = store
        try:
            first, *self.sections = sections
            self.kept: dict[str, Any] = json.loads(first)
            self.output = str(self.kept["output"])
        except NOT_OURS as bad:
            raise _DAMAGED from bad
        self.changed: list[str] = []

    def holds(self, asked: list[object], now: float) -> bool:
        """Tell whether the same would be made of the same sources, and it all is there.

        Args:
            asked: What the command line asks for.
            now: The time, in seconds since 1970.

        Raises:
            DamagedError: It is nothing that was kept.
        """
        look = Look(self.root)
        try:
            made, until = self.kept["time"]
            is_in_time = made <= now and (until is None or now < until)
            if not is_in_time or self.kept["asked"] != asked:
                return False
            if self.kept["by"] != name_ourselves() or not look.is_plausible(self.kept):
                return False
        except NOT_OURS as bad:
            raise _DAMAGED from bad
        self.changed = look.changed
        if look.is_renewed and not look.changed:
            with suppress(OSError):  # then the next build has to look as closely
                self.save()
        return True

    def read_site(self) -> bytes:
        """Read what was known of the site when the whole was built.

        Raises:
            DamagedError: It cannot be read, or is that of another build.
        """
        sections = self.store.beside.read()
        if not sections or mark_of(sections[0]) != self.kept["site"]:
            raise _DAMAGED
        return sections[0]

    def sources(self) -> Iterator[str]:
        """Name all files that were read in the folders that were looked into."""
        for folder, names in self.kept["folders"].items():
            prefix = f"{folder}/" if folder else ""
            yield from (
                prefix + name for name, was in names.items() if type(was) is list
            )

    def note_source(self, path: str, state: list[object]) -> None:
        """Note the stamp and the digest of a source that was read again."""
        folder, _, name = path.rpartition("/")
        self.kept["folders"][folder][name] = state

    def save(self) -> None:
        """Keep what is known now.

        Raises:
            OSError: It cannot be kept.
        """
        first = json.dumps(self.kept, separators=(",", ":")).encode()
        self.store.write([first, *self.sections])


_DAMAGED = DamagedError("it is not what a build has written")


def read_last_build(root: str, store: Store) -> LastBuild | None:
    """Read what was kept of the last build; None if there is nothing, or from elsewhere.

    Raises:
        DamagedError: It cannot be read, or is nothing that was kept.
    """
    sections = store.read()
    return LastBuild(root, store, sections) if sections else None
