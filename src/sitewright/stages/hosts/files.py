"""Name the hosts, and where the files of each go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from sitewright.kernel.diagnostics import Checked
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.apache import write_apache
from sitewright.stages.hosts.caddy import write_caddy
from sitewright.stages.hosts.cloudflare import write_cloudflare
from sitewright.stages.hosts.netlify import write_netlify
from sitewright.stages.hosts.nginx import write_nginx, write_nginx_server
from sitewright.stages.hosts.plain import write_plain
from sitewright.stages.hosts.s3 import write_s3_objects, write_s3_website


class Write(Protocol):
    """Writes a file of a host."""

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


@dataclass(frozen=True, slots=True)
class HostFile:
    """A file of a host.

    Attributes:
        path: Its place.
        is_published: Whether that is inside the output folder; else it goes beside it.
        write: What writes its text.
    """

    path: str
    is_published: bool
    write: Write


HOSTS: Final[Mapping[str, tuple[HostFile, ...]]] = MappingProxyType(
    {
        "netlify": (HostFile("_redirects", True, write_netlify),),
        "cloudflare": (HostFile("_redirects", True, write_cloudflare),),
        "apache": (HostFile(".htaccess", True, write_apache),),
        "json": (HostFile("redirects.json", True, write_plain),),
        "nginx": (
            HostFile("sitewright-maps.conf", False, write_nginx),
            HostFile("sitewright-server.conf", False, write_nginx_server),
        ),
        "caddy": (HostFile("sitewright.caddy", False, write_caddy),),
        "s3": (
            HostFile("s3-website.json", False, write_s3_website),
            HostFile("s3-objects.json", False, write_s3_objects),
        ),
    }
)
"""The files of every host; Netlify and Cloudflare cannot both be asked for."""
