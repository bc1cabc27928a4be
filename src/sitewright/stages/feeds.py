"""Write the Atom feed: the dated pages, newest first."""

from __future__ import annotations

from datetime import UTC, datetime

from sitewright.kernel.diagnostics import Checked, Span, error, suggest
from sitewright.kernel.escaping import escape
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import format_time
from sitewright.kernel.urls import absolute_url
from sitewright.model.config import FeedConfig, SiteConfig
from sitewright.model.page import Page

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_feed(
    pages: tuple[Page, ...] | None, config: SiteConfig, names: tuple[str, ...]
) -> Checked[str]:
    """Write the feed.

    Args:
        pages: Members of the feed's collection, oldest first; None if there is none.
        config: The site's settings, with a feed.
        names: Names of all collections, for a suggestion.
    """
    feed = config.feed or FeedConfig()
    if pages is None:
        near = suggest(feed.collection, names)
        return "", (
            error(
                "CFG006",
                f"the feed's collection '{feed.collection}' has no pages",
                config.feed_span or Span(config.path),
                f"did you mean '{near}'?" if near else "tag a page with that name",
            ),
        )
    dated = [
        (page.date, page) for page in pages if page.date and page.url and page.is_listed
    ]
    newest = dated[::-1][: feed.limit]
    home = absolute_url(config.url, "/")
    updated = newest[0][0] if newest else _EPOCH
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_xml(config.language)}">',
        f"<title>{_xml(config.title)}</title>",
        f"<id>{_xml(home)}</id>",
        f'<link href="{_xml(home)}"/>',
        f'<link rel="self" href="{_xml(absolute_url(config.url, feed.path))}"/>',
        f"<updated>{format_time(updated)}</updated>",
        f"<author><name>{_xml(config.title)}</name></author>",
    ]
    if config.description:
        lines.append(f"<subtitle>{_xml(config.description)}</subtitle>")
    for date, page in newest:
        lines += _entry(page, date, config.url)
    lines.append("</feed>")
    return "\n".join(lines) + "\n", ()


def _entry(page: Page, date: datetime, site_url: str) -> list[str]:
    place = _xml(absolute_url(site_url, page.url))
    lines = [
        "<entry>",
        f"<title>{_xml(page.title or page.url)}</title>",
        f"<id>{place}</id>",
        f'<link href="{place}"/>',
        f"<updated>{format_time(date)}</updated>",
    ]
    if page.description:
        lines.append(f"<summary>{_xml(page.description)}</summary>")
    lines += [
        f'<category term="{_xml(tag)}"/>'
        for tag in page.tags
        if not tag.startswith("#")
    ]
    lines.append("</entry>")
    return lines


def _xml(text: str) -> str:
    """Escape text for XML and drop the characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text))
