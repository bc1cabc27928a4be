"""Write the table of redirects as the hosts of the world want it."""

from __future__ import annotations

from sitewright.stages.hosts.apache import write_apache
from sitewright.stages.hosts.caddy import write_caddy
from sitewright.stages.hosts.cloudflare import write_cloudflare
from sitewright.stages.hosts.files import HOSTS, HostFile
from sitewright.stages.hosts.netlify import write_netlify
from sitewright.stages.hosts.nginx import write_nginx, write_nginx_server
from sitewright.stages.hosts.plain import write_plain
from sitewright.stages.hosts.s3 import write_s3_objects, write_s3_website

__all__ = [
    "HOSTS",
    "HostFile",
    "write_apache",
    "write_caddy",
    "write_cloudflare",
    "write_netlify",
    "write_nginx",
    "write_nginx_server",
    "write_plain",
    "write_s3_objects",
    "write_s3_website",
]
