"""Write ``robots.txt``: everything is welcome, and here is the sitemap."""

from __future__ import annotations

from sitewright.kernel.urls import absolute_url


def render_robots(site_url: str) -> str:
    """Write the file that crawlers ask for first."""
    sitemap = absolute_url(site_url, "/sitemap.xml")
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"
