"""Audience: who waits for pages while they are being made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect


class Audience(Protocol):
    """Looks on while a site is built.

    The build asks between two pages, in its own thread; whatever is raised ends it.
    """

    def expect(
        self,
        pages: Collection[str],
        files: Mapping[str, Artifact],
        redirects: tuple[Redirect, ...],
    ) -> None:
        """Hear what the site will be made of; not called if that is broken.

        Args:
            pages: The output paths of all pages, none of which is made yet.
            files: All other files by their output paths.
            redirects: The table of redirects.
        """

    def wants(self) -> Sequence[str]:
        """Name the output paths of pages that somebody waits for, the next one first.

        Those that need not be made may be among them.
        """

    def show(self, file: Artifact) -> None:
        """Take a page that has just been made, and has no errors.

        The site as a whole may turn out to be broken nevertheless.
        """


class Nobody:
    """The audience of a build that nobody watches."""

    def expect(
        self,
        pages: Collection[str],
        files: Mapping[str, Artifact],
        redirects: tuple[Redirect, ...],
    ) -> None:
        """Do nothing."""

    def wants(self) -> Sequence[str]:
        """Name no page."""
        return ()

    def show(self, file: Artifact) -> None:
        """Do nothing."""


NOBODY = Nobody()
