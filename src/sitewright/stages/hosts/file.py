"""A file that tells a host of redirects and headers, whichever host that is."""

from __future__ import annotations

from typing import Protocol

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import frozen
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.model.redirect import Redirect


class Write(Protocol):
    """Writes what a file of a host says of redirects."""

    def __call__(
        self,
        redirects: tuple[Redirect, ...],
        config: SiteConfig,
        live: frozenset[str] = frozenset(),
        /,
    ) -> Checked[str]:
        """Write its text, and report what the host cannot do.

        Args:
            redirects: The table of redirects.
            config: The site's settings.
            live: The URL of every page and file.
        """


class WriteHeaders(Protocol):
    """Writes what a file of a host says of headers."""

    def __call__(
        self, table: tuple[Header, ...], config: SiteConfig, /
    ) -> Checked[str]:
        """Write its text, and report what the host cannot do.

        Args:
            table: The table of headers.
            config: The site's settings.
        """


@frozen
class HostFile:
    """A file of a host.

    Attributes:
        path: Its place.
        is_published: Whether that is inside the output folder; else it goes beside it.
        write: What writes its redirects, or None.
        write_headers: What writes its headers, or None. They come first, and without
            any a file of theirs alone is not written.
    """

    path: str
    is_published: bool
    write: Write | None = None
    write_headers: WriteHeaders | None = None

    def fill(
        self,
        redirects: tuple[Redirect, ...],
        headers: tuple[Header, ...],
        config: SiteConfig,
        live: frozenset[str] = frozenset(),
    ) -> Checked[str]:
        """Write the whole file; its arguments are those of what writes its parts."""
        written = []
        if self.write_headers and headers:
            written.append(self.write_headers(headers, config))
        if self.write:
            written.append(self.write(redirects, config, live))
        findings = tuple(item for _, found in written for item in found)
        return "".join(text for text, _ in written), findings
