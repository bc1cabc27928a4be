"""Hold what is shown now, and bring it to whoever asks, waits or listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sitewright.model.serving import Request, Response, Showing
from sitewright.server.app import SizeOf, answer
from sitewright.server.guard import Access, read_target
from sitewright.server.sender import Pieces
from sitewright.server.tabs import Tabs


class Files(Protocol):
    """Reads the files that are shown as they lie on the disk."""

    @property
    def size_of(self) -> SizeOf:
        """Tells how large a file is."""

    @property
    def pieces(self) -> Pieces:
        """Reads a stretch of a file."""


class Preview:
    """What is shown, who waits for a page, and who listens; for one thread alone.

    Attributes:
        showing: What is shown now.
        tabs: Who listens.
        files: Reads files.
    """

    def __init__(self, access: Access, files: Files) -> None:
        """Take who may ask, and what reads files."""
        self.showing = Showing(is_whole=False)
        self.tabs = Tabs()
        self.files = files
        self._wanted: tuple[str, ...] = ()
        self._access = access
        self._waiting: dict[Callable[[], None], str] = {}

    def respond(self, request: Request) -> Response | None:
        """Answer a request; None if it has to wait."""
        return answer(request, self.showing, self._access, self.files.size_of)

    def wait(self, request: Request, call: Callable[[], None]) -> None:
        """Call somebody when there is something new to show."""
        target = read_target(request.target)
        self._waiting[call] = target[0] if target else ""
        self._tell_wanted()

    def give_up(self, call: Callable[[], None]) -> None:
        """Forget somebody who has waited."""
        if self._waiting.pop(call, None) is not None:
            self._tell_wanted()

    def show(self, showing: Showing) -> None:
        """Show something else from now on, and tell everybody."""
        old, self.showing = self.showing, showing
        waiting, self._waiting = self._waiting, {}
        for call in waiting:
            call()
        self._tell_wanted()
        self.tabs.tell(old, showing)

    def list_wanted(self) -> tuple[str, ...]:
        """List the paths that somebody waits for; any thread may ask."""
        return self._wanted

    def _tell_wanted(self) -> None:
        self._wanted = tuple(dict.fromkeys(self._waiting.values()))
