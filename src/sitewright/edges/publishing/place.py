"""Place: what all targets can do, each in its own way."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sitewright.edges.publishing.staging import Staged
from sitewright.model.publishing import Difference, Release


class Place(Protocol):
    """Where a site is published; every method may raise ``PublishError``."""

    def opened(self, *, is_dry: bool) -> AbstractContextManager[None]:
        """Reach it for the length of a block, and make sure that it is ours.

        Args:
            is_dry: Whether nothing will be changed; else nobody else can meanwhile.
        """

    def releases(self) -> tuple[Release, ...]:
        """List what can be served, newest first."""

    def compare(self, site: Staged) -> Difference:
        """Compare a site with the one that is served."""

    def publish(
        self, site: Staged, release: Release, difference: Difference
    ) -> Release:
        """Publish a site.

        Args:
            site: The site.
            release: What is known of it, and what it may be called.
            difference: What changes by it.

        Returns:
            The release as it is called there.
        """

    def roll_back(self, release: Release) -> Release:
        """Serve another release.

        Returns:
            What is served then, which may have a name of its own.
        """
