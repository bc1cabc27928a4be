"""Name the hosts, and where the files of each go."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import frozen
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.apache import write_apache
from sitewright.stages.hosts.caddy import write_caddy
from sitewright.stages.hosts.cloudflare import write_cloudflare
from sitewright.stages.hosts.headers.apache import write_apache_headers
from sitewright.stages.hosts.headers.caddy import write_caddy_headers
from sitewright.stages.hosts.headers.cloudflare import write_cloudflare_headers
from sitewright.stages.hosts.headers.cloudfront import write_cloudfront
from sitewright.stages.hosts.headers.netlify import write_netlify_headers
from sitewright.stages.hosts.headers.nginx import (
    write_nginx_header_maps,
    write_nginx_headers,
)
from sitewright.stages.hosts.headers.plain import write_plain_headers
from sitewright.stages.hosts.netlify import write_netlify
from sitewright.stages.hosts.nginx import write_nginx, write_nginx_server
from sitewright.stages.hosts.plain import write_plain
from sitewright.stages.hosts.s3 import write_s3_objects, write_s3_website


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


HOSTS: Final[Mapping[str, tuple[HostFile, ...]]] = MappingProxyType(
    {
        "netlify": (
            HostFile("_redirects", True, write_netlify),
            HostFile("_headers", True, None, write_netlify_headers),
        ),
        "cloudflare": (
            HostFile("_redirects", True, write_cloudflare),
            HostFile("_headers", True, None, write_cloudflare_headers),
        ),
        "apache": (HostFile(".htaccess", True, write_apache, write_apache_headers),),
        "json": (
            HostFile("redirects.json", True, write_plain),
            HostFile("headers.json", True, None, write_plain_headers),
        ),
        "nginx": (
            HostFile(
                "sitewright-maps.conf", False, write_nginx, write_nginx_header_maps
            ),
            HostFile("sitewright-server.conf", False, write_nginx_server),
            HostFile("sitewright-headers.conf", False, None, write_nginx_headers),
        ),
        "caddy": (
            HostFile("sitewright.caddy", False, write_caddy, write_caddy_headers),
        ),
        "s3": (
            HostFile("s3-website.json", False, write_s3_website),
            HostFile("s3-objects.json", False, write_s3_objects),
            HostFile("cloudfront-headers.json", False, None, write_cloudfront),
        ),
    }
)
"""The files of every host; Netlify and Cloudflare cannot both be asked for."""
