"""Name the hosts, and where the files of each go."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sitewright.stages.hosts.apache import write_apache
from sitewright.stages.hosts.caddy import write_caddy
from sitewright.stages.hosts.cloudflare import write_cloudflare
from sitewright.stages.hosts.file import HostFile
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
