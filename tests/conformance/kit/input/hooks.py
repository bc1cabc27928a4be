"""What eleventy.config.js adds to the site, for Sitewright.

``pending`` and ``limit`` are missing here, as they are Sitewright's own already.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urljoin

from sitewright import hooks

NOT_PUBLIC = {"all", "delivery", "insights"}
TOC_LEVELS = ("h2", "h3", "h4")


@hooks.filter("readableDate")
def readable_date(date):
    return f"{date.day} {date:%B %Y}"


@hooks.filter("isoDate")
def iso_date(date):
    return f"{date:%Y-%m-%d}"


@hooks.filter
def rfc3339(date):
    return f"{date:%Y-%m-%dT%H:%M:%SZ}"


@hooks.filter("absoluteUrl")
def absolute_url(url, base):
    return urljoin(base, quote(url, safe="/:?#[]@!$&'()*+,;=%~"))


def is_public(tag):
    return not tag.startswith("#") and tag not in NOT_PUBLIC


@hooks.filter("publicTags")
def public_tags(tags):
    return list(filter(is_public, tags or []))


@hooks.collection
def redirects(pages):
    return [
        {"from": old, "to": page["url"]}
        for page in pages.all()
        for old in as_list(page["data"].get("redirect_from"))
    ]


def as_list(value):
    return [] if value is None else value if isinstance(value, list) else [value]


@hooks.collection
def promoted(pages):
    return pages.by_tag("#servicePromoted")


@hooks.collection("tagList")
def tag_list(pages):
    tags = {tag for page in pages.all() for tag in page["data"].get("tags") or []}
    return sorted(filter(is_public, tags))


@hooks.filter
def toc(content):
    """List the headings as eleventy-plugin-toc 1.1.5 does, white space included."""
    reader = HeadingReader()
    reader.feed(content)
    if not reader.headings:
        return ""
    return f'<nav class="toc" >\n        {write_list(reader.headings)}\n      </nav>'


class HeadingReader(HTMLParser):
    """Finds the headings that have an id, each below the last one a level up."""

    def __init__(self):
        super().__init__()
        self.headings: list[dict[str, Any]] = []
        self.last: dict[str, dict[str, Any]] = {}
        self.text: list[str] | None = None

    def handle_starttag(self, tag, attrs):
        name = dict(attrs).get("id")
        if tag in TOC_LEVELS and name:
            heading = {"id": name, "text": "", "children": []}
            level = TOC_LEVELS.index(tag)
            above = self.last.get(TOC_LEVELS[level - 1]) if level else None
            (above["children"] if above else self.headings).append(heading)
            self.last[tag] = heading
            self.text = []

    def handle_endtag(self, tag):
        if tag in TOC_LEVELS and self.text is not None:
            self.last[tag]["text"] = "".join(self.text).replace(" #", "", 1)
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)


def write_list(headings):
    if not headings:
        return ""
    items = (
        f'<li><a href="#{item["id"]}">{escape(item["text"], quote=False)}</a>'
        f"{write_list(item['children'])}</li>"
        for item in headings
    )
    return f"<ul>{''.join(items)}</ul>"
