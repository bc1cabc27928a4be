"""Write ``sitemap.xml``: every page that search engines may list."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.times import format_time
from sitewright.kernel.urls import absolute_url

Listed = tuple[str, datetime | None]
"""The URL of a page, and its date if it has one of its own."""


def render_sitemap(pages: tuple[Listed, ...], site_url: str) -> Checked[str]:
    """Write the sitemap, sorted by URL.

    A page has a ``lastmod`` only if it has a date of its own: a made-up one is worse
    for search engines than none.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url, date in sorted(pages, key=itemgetter(0)):
        place = escape_xml(absolute_url(site_url, url))
        changed = f"<lastmod>{format_time(date)}</lastmod>" if date else ""
        lines.append(f"<url><loc>{place}</loc>{changed}</url>")
    lines.append("</urlset>")
    return "\n".join(lines) + "\n", ()


def escape_xml(text: str) -> str:
    """Escape what cannot stand in XML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
