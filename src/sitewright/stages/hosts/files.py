"""Name the hosts, and where the files of each go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sitewright.stages.hosts.file import HostFile


def files_of(host: str) -> tuple[HostFile, ...]:
    """Name the files of a host, and import what writes them.

    Args:
        host: One of ``HOSTS``; Netlify and Cloudflare cannot both be asked for.
    """
    return _FILES[host]()


def _netlify() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.headers.netlify import write_netlify_headers
    from sitewright.stages.hosts.netlify import write_netlify

    return (
        HostFile("_redirects", True, write_netlify),
        HostFile("_headers", True, None, write_netlify_headers),
    )


def _cloudflare() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.cloudflare import write_cloudflare
    from sitewright.stages.hosts.headers.cloudflare import write_cloudflare_headers

    return (
        HostFile("_redirects", True, write_cloudflare),
        HostFile("_headers", True, None, write_cloudflare_headers),
    )


def _apache() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.apache import write_apache
    from sitewright.stages.hosts.headers.apache import write_apache_headers

    return (HostFile(".htaccess", True, write_apache, write_apache_headers),)


def _json() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.headers.plain import write_plain_headers
    from sitewright.stages.hosts.plain import write_plain

    return (
        HostFile("redirects.json", True, write_plain),
        HostFile("headers.json", True, None, write_plain_headers),
    )


def _nginx() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.headers.nginx import (
        write_nginx_header_maps,
        write_nginx_headers,
    )
    from sitewright.stages.hosts.nginx import write_nginx, write_nginx_server

    return (
        HostFile("sitewright-maps.conf", False, write_nginx, write_nginx_header_maps),
        HostFile("sitewright-server.conf", False, write_nginx_server),
        HostFile("sitewright-headers.conf", False, None, write_nginx_headers),
    )


def _caddy() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.caddy import write_caddy
    from sitewright.stages.hosts.headers.caddy import write_caddy_headers

    return (HostFile("sitewright.caddy", False, write_caddy, write_caddy_headers),)


def _s3() -> tuple[HostFile, ...]:
    from sitewright.stages.hosts.headers.cloudfront import write_cloudfront
    from sitewright.stages.hosts.s3 import write_s3_objects, write_s3_website

    return (
        HostFile("s3-website.json", False, write_s3_website),
        HostFile("s3-objects.json", False, write_s3_objects),
        HostFile("cloudfront-headers.json", False, None, write_cloudfront),
    )


_FILES: Final[dict[str, Callable[[], tuple[HostFile, ...]]]] = {
    "netlify": _netlify,
    "cloudflare": _cloudflare,
    "apache": _apache,
    "json": _json,
    "nginx": _nginx,
    "caddy": _caddy,
    "s3": _s3,
}

HOSTS: Final = tuple(_FILES)
"""The hosts that have files of their own."""
