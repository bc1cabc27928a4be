"""Work: one publication from this project, and what it needs on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sitewright.edges.cache import make_cache
from sitewright.edges.lock import locked
from sitewright.edges.progress import Progress
from sitewright.edges.publishing.clients import Client
from sitewright.kernel.frozen import frozen
from sitewright.model.publishing import Target

WAITING = "waiting for another publication"


@frozen
class Work:
    """One publication.

    Attributes:
        root: The project's folder.
        target: Where it goes.
        takes_over: Whether it may replace what others have published there.
        cache: Where Sitewright keeps things in this project.
        lock: Descriptor of the lock that it holds.
        progress: Where to say how far it is.
    """

    root: Path
    target: Target
    takes_over: bool
    cache: Path
    lock: int
    progress: Progress

    def private(self, ending: str) -> Path:
        """Name a file or folder of its own, which stays between runs."""
        return self.cache / f"publish-{self.target.name}{ending}"

    def client(self, name: str, environment: Mapping[str, str] | None = None) -> Client:
        """Prepare to run a program of the user's, in the project's folder."""
        return Client(name, self.root, self.lock, environment or {})


@contextmanager
def begun(root: Path, target: Target, *, takes_over: bool) -> Iterator[Work]:
    """Begin to work, as the only one from this project to this target, for a block.

    Args:
        root: The project's folder.
        target: Where it goes.
        takes_over: Whether it may replace what others have published there.

    Raises:
        OSError: The project's folder cannot be written to.
    """
    cache = make_cache(root)
    lock = cache / f"publish-{target.name}.lock"
    with (
        Progress() as progress,
        locked(lock, partial(progress.begin, WAITING)) as descriptor,
    ):
        yield Work(root, target, takes_over, cache, descriptor, progress)
