"""What eleventy.config.js adds to the site, for Sitewright."""

from __future__ import annotations

from sitewright import hooks


@hooks.filter
def iso(date):
    return date.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
