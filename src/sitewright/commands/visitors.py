"""Serve pages of the first build while it runs, those first that somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.model.serving import Showing
from sitewright.server.finding import output_paths_of


class EndedError(Exception):
    """The preview has ended, and nobody needs the build any more."""


class Visitors:
    """The audience of a build whose pages are to be seen."""

    def __init__(
        self,
        wanted: Callable[[], tuple[str, ...]],
        show: Callable[[Showing], None] | None,
        has_ended: Callable[[], bool],
        base: str,
    ) -> None:
        """Take who waits, and what shows them pages.

        Args:
            wanted: Names the addresses that somebody waits for.
            show: Shows what there is of the site; None if there is all of an older one.
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
        self._pass_on()

    def wants(self) -> str | None:
        """Name a page that somebody waits for.

        Raises:
            EndedError: The preview has ended.
        """
        if self._has_ended():
            raise EndedError
        for path in self._wanted():
            if path.startswith(f"{self._base}/"):
                for output_path in output_paths_of(path.removeprefix(self._base)):
                    if output_path in self._pages and output_path not in self._files:
                        return output_path
        return None

    def show(self, file: Artifact) -> None:
        """Show a page, if somebody waits."""
        self._files[file.path] = file
        if self._wanted():
            self._pass_on()

    def _pass_on(self) -> None:
        if self._show:
            self._show(self._showing)
