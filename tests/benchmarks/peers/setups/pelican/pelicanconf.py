"""Pelican's settings: pages only, and nothing that the others do not make."""

from __future__ import annotations

from typing import Any, TypeAlias

from markdown import Markdown

Pages: TypeAlias = list[Any]
Menu: TypeAlias = dict[str, Any]

SITENAME = "Example"
SITEURL = "https://www.example.com"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PAGE_PATHS = ["."]
PAGE_URL = "{url}"
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PLUGINS: list[str] = []
DIRECT_TEMPLATES = ["sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
MARKDOWN = {
    "extensions": ["markdown.extensions.attr_list", "markdown.extensions.meta"],
    "output_format": "html5",
}
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"

_MARKDOWN = Markdown(extensions=["attr_list"])
_MENU: Menu = {}


def make_html(lead: list[str]) -> str:
    """Make HTML of the field that holds the lead."""
    _MARKDOWN.reset()
    return _MARKDOWN.convert("\n\n".join(lead))


def make_menu(pages: Pages) -> Menu:
    """Make the tree of all pages, once a build."""
    if not _MENU:
        children: dict[str, Pages] = {}
        for page in sorted(pages, key=lambda page: int(page.navorder)):
            children.setdefault(page.navparent, []).append(page)
        _MENU.update(entries={page.navkey: page for page in pages}, children=children)
    return _MENU


def find_trail(page: Any, menu: Menu) -> Pages:
    """Find the entries from the home page's children down to a page."""
    trail: Pages = []
    while page:
        trail.insert(0, page)
        page = menu["entries"].get(page.navparent)
    return trail


JINJA_FILTERS = {"md": make_html, "menu": make_menu, "trail": find_trail}
