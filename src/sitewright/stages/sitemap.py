"""Write ``sitemap.xml``: every page that search engines may list."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.times import format_time
from sitewright.kernel.urls import absolute_url
from sitewright.model.page import Page


def render_sitemap(pages: tuple[Page, ...], site_url: str) -> Checked[str]:
    """Write the sitemap, sorted by URL.

    A page has a ``lastmod`` only if it has a date of its own: a made-up one is worse
    for search engines than none.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in sorted(pages, key=lambda page: page.url):
        place = escape_xml(absolute_url(site_url, page.url))
        date = f"<lastmod>{format_time(page.date)}</lastmod>" if page.date else ""
        lines.append(f"<url><loc>{place}</loc>{date}</url>")
    lines.append("</urlset>")
    return "\n".join(lines) + "\n", ()


def escape_xml(text: str) -> str:
    """Escape what cannot stand in XML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
