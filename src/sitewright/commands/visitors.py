"""Serve pages while a build runs, those first that somebody waits for or looks at."""

from __future__ import annotations

import time
from collections import ChainMap
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from sitewright.kernel.frozen import frozen, replace
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.model.serving import Showing
from sitewright.server.client import mark_of_files
from sitewright.server.finding import output_paths_of

_MOST_EARLY: Final = 8
"""Pages that tabs show and that are made before all others."""

_PAUSE: Final = 0.003
"""Seconds in which whoever tells tabs has the interpreter for himself."""


class EndedError(Exception):
    """The preview has ended, and nobody needs the build any more."""


@frozen
class Asked:
    """Which addresses matter now; each may be asked by any thread.

    Attributes:
        wanted: Names those that somebody waits for.
        shown: Names those that tabs show.
    """

    wanted: Callable[[], tuple[str, ...]]
    shown: Callable[[], tuple[str, ...]]


class Visitors:
    """The audience of the first build, whose pages are all that there is to be seen."""

    def __init__(
        self,
        wanted: Callable[[], tuple[str, ...]],
        show: Callable[[Showing], None],
        has_ended: Callable[[], bool],
        base: str,
    ) -> None:
        """Take who waits, and what shows them pages.

        Args:
            wanted: Names the addresses that somebody waits for.
            show: Shows what there is of the site.
            has_ended: Tells whether the build is to end at once.
            base: The folder below which the site lives.
        """
        self._wanted = wanted
        self._show = show
        self._has_ended = has_ended
        self._base = base
        self._pages: Collection[str] = ()
        self._files: dict[str, Artifact] = {}
        self._showing = Showing(self._files, base=base, is_whole=False)

    def expect(
        self,
        pages: Collection[str],
        files: Mapping[str, Artifact],
        redirects: tuple[Redirect, ...],
    ) -> None:
        """Show what is known before the first page."""
        self._pages = pages
        self._files.update(files)
        self._showing = Showing(self._files, redirects, base=self._base, is_whole=False)
        self._show(self._showing)

    def wants(self) -> Sequence[str]:
        """Name the pages that somebody waits for.

        Raises:
            EndedError: The preview has ended.
        """
        if self._has_ended():
            raise EndedError
        found = _find_pages(self._wanted(), self._base, self._pages)
        return [path for path in found if path not in self._files]

    def show(self, file: Artifact) -> None:
        """Show a page, if somebody waits."""
        self._files[file.path] = file
        if self._wanted():
            self._show(self._showing)


class Onlookers:
    """The audience of a later build: tabs, which show pages of the site as it was.

    What they show is made first and shown at once, whatever else there is to do. If the
    site turns out to be broken, it is shown as it was again.
    """

    def __init__(
        self,
        watched: Callable[[], tuple[str, ...]],
        show: Callable[[Showing], None],
        has_ended: Callable[[], bool],
        before: Showing,
    ) -> None:
        """Take who looks on.

        Args:
            watched: Names the addresses that tabs show.
            show: Shows the site with some pages made anew.
            has_ended: Tells whether the build is to end at once.
            before: What is shown now.
        """
        self._watched = watched
        self._show = show
        self._has_ended = has_ended
        self._before = before
        self._wanted: list[str] = []
        self._early: dict[str, Artifact] = {}

    def expect(
        self,
        pages: Collection[str],
        _files: Mapping[str, Artifact],
        _redirects: tuple[Redirect, ...],
    ) -> None:
        """Find the pages that tabs show."""
        found = _find_pages(self._watched(), self._before.base, pages)
        self._wanted = found[:_MOST_EARLY]

    def wants(self) -> Sequence[str]:
        """Name the pages that tabs show.

        Raises:
            EndedError: The preview has ended.
        """
        if self._has_ended():
            raise EndedError
        return self._wanted

    def show(self, file: Artifact) -> None:
        """Show a page if a tab does."""
        if file.path not in self._wanted:
            return
        self._wanted.remove(file.path)
        self._early[file.path] = file
        before = self._before
        files = ChainMap({**self._early}, before.files)  # type: ignore[arg-type]
        self._show(replace(before, files=files, mark=mark_of_files(before)))
        time.sleep(_PAUSE)


def _find_pages(
    addresses: Sequence[str], base: str, pages: Collection[str]
) -> list[str]:
    """Find the output paths of pages by the addresses at which they are asked for."""
    return [
        path
        for address in addresses
        if address.startswith(f"{base}/")
        for path in output_paths_of(address.removeprefix(base))
        if path in pages
    ]
