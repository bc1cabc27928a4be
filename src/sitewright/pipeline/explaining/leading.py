"""Tell which links lead out of a page, and which lead to a page or file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from sitewright.kernel.css import find_addresses
from sitewright.kernel.diagnostics import Span
from sitewright.kernel.edits import place_of
from sitewright.kernel.reports import count
from sitewright.kernel.urls import base_path_of, encode_path
from sitewright.model.explanation import UNSAID, Row, Section
from sitewright.model.page import Page
from sitewright.model.urlledger import key_of
from sitewright.pipeline.explaining.answering import Answers
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.explaining.links import PageLink, Spot, list_links
from sitewright.stages.markdown.finder import Finder
from sitewright.stages.moving import from_page
from sitewright.stages.origins import list_leaves

_HTML = ("/", ".html", ".htm")
_EVERYWHERE = (0, 1_000_000)
_IN_HTML = ('="', "='", "=", '"', "'")
"""What stands in front of an address in raw HTML, the likeliest first."""

_NOWHERE = "It leads nowhere."
_RELATIVE = r"(?:\.\./)*\.\.?/?"


class Links:
    """The links of a site's finished pages."""

    def __init__(self, whole: Whole, answers: Answers) -> None:
        """Take the site, and what answers for its addresses."""
        self._whole = whole
        self._answers = answers

    def tell_out(self, page: Page) -> Section:
        """Tell where a page leads: its text and templates line by line, menus as a number."""
        html = self._whole.html_of(page.key)
        links = [*list_links(html, self._text_of(page))] if html else []
        shown: dict[tuple[str, Spot], PageLink] = {}
        for link in links:
            if link.address and link.address[0] not in "#?":
                shown.setdefault((link.address, link.spot), link)
        finder = self._finder(page)
        rows = [
            self._tell_out(page, link, finder)
            for spot in (Spot.TEXT, Spot.PAGE)
            for link in shown.values()
            if link.spot is spot
        ]
        numbers = Counter(link.spot for link in shown.values())
        menus, loads = numbers[Spot.MENU], numbers[Spot.LOADED]
        kinds = ((menus, "link", "in menus"), (loads, "file", "that the browser loads"))
        more = [
            f"{count(number, noun)} {where}" for number, noun, where in kinds if number
        ]
        note = f"and {' and '.join(more)}" if more else ""
        return Section("Links out", tuple(rows), note if rows or more else _NOWHERE)

    def tell_in(self, *urls: str, key: str = "") -> Section:
        """Tell who leads to an address, or loads what is there.

        Args:
            urls: The address; several if a file has another name, too.
            key: The page that has it, whose own links do not count; empty for a file.
        """
        rows, menus, loaded = [], [], []
        for other in self._whole.plan.pages.values():
            spots = self._spots(other, urls) if other.key != key else {}
            for spot, address in spots.items():
                if spot is Spot.MENU:
                    menus.append(other)
                elif spot is Spot.LOADED:
                    loaded.append(Row(other.url, other.title or UNSAID))
                else:
                    rows.append(self._tell_in(other, address, spot))
        if not urls[0].endswith(_HTML):
            rows += (*loaded, *self._tell_sheets(urls))
        note = f"and {count(len(menus), 'page')} in menus" if menus else ""
        if not rows:
            note = f"No text leads here; menus of {count(len(menus), 'page')} do."
            note = note if menus else "No page leads here."
        return Section("Links in", tuple(rows), note)

    def _tell_sheets(self, urls: tuple[str, ...]) -> Iterator[Row]:
        """Tell which style sheets load something, of those whose text is known."""
        wanted = {key_of(url) for url in urls}
        for sheet in self._whole.sheets():
            for found in find_addresses(sheet.text):
                if self._resolve_from(sheet.url, found.address) in wanted:
                    line, column = place_of(sheet.text, found.start)
                    is_source = sheet.is_source
                    span = Span(sheet.origin, *((line, column) if is_source else ()))
                    yield Row(sheet.url, "style sheet", span)
                    break

    def _spots(self, page: Page, urls: tuple[str, ...]) -> Mapping[Spot, str]:
        """Find where a page leads to an address; the first link of each kind."""
        found: dict[Spot, str] = {}
        html = self._whole.html_of(page.key)
        for url in urls:
            for form in self._forms(url):
                for link in list_links(html, self._text_of(page), form):
                    if self.resolve(page, link.address) == key_of(url):
                        found.setdefault(link.spot, link.address)
        return {spot: found[spot] for spot in Spot if spot in found}

    def _forms(self, url: str) -> Iterator[re.Pattern[str]]:
        """Say what an address that leads to a place has in it, or is."""
        last = url.rstrip("/").rpartition("/")[2]
        for form in dict.fromkeys((last, encode_path(last))) if last else ():
            yield re.compile(re.escape(form))
        if not last:
            site = self._whole.config.url
            before = "|".join(map(re.escape, (site, base_path_of(site))))
            home = rf"(?:{before})/(?:index\.html)?|{_RELATIVE}"
            yield re.compile(rf"""(?<=[="'\s])(?:{home})(?=["'?#\s>])""")

    def resolve(self, page: Page, address: str) -> str:
        """Find which address of the site a link leads to; empty for none."""
        return self._resolve_from(page.url or "/", address)

    def _resolve_from(self, url: str, address: str) -> str:
        parts = self._whole.home.split(address)
        if parts is None:
            return ""
        path = parts.path
        return key_of(path if path.startswith("/") else from_page(url, path))

    def _text_of(self, page: Page) -> str:
        body = self._whole.body_of(page.path)
        return body.html if body else ""

    def _tell_out(self, page: Page, link: PageLink, finder: Finder | None) -> Row:
        place, by = self._place_of(page, link, finder)
        path = self.resolve(page, link.address)
        answer = self._answers.of(path) if path else None
        remark = answer.name if answer else "nothing is there" if path else "elsewhere"
        if answer and answer.page is page:
            remark = "this page"
        return Row(link.address, remark, place, by)

    def _tell_in(self, page: Page, address: str, spot: Spot) -> Row:
        link = PageLink(address, spot)
        place, by = self._place_of(page, link, self._finder(page))
        return Row(page.url, page.title or UNSAID, place, by)

    def _place_of(
        self, page: Page, link: PageLink, finder: Finder | None
    ) -> tuple[Span | None, str]:
        """Find where a link was written: in the text, in a value, or else by templates."""
        if link.spot is Spot.TEXT and finder:
            return self._place_in_text(page, link.address, finder), ""
        origins = Origins(self._whole, page)
        for leaf in list_leaves(page.data):
            if leaf.value == link.address != page.url:
                row = origins.tell(leaf)
                return row.span, f"by '{row.label}'"
        return None, "by templates"

    def _place_in_text(self, page: Page, address: str, finder: Finder) -> Span:
        written = finder.find_address((address, unquote(address)), _EVERYWHERE)
        in_html = (finder.find(address, _EVERYWHERE, before) for before in _IN_HTML)
        if found := next((it for it in (written, *in_html) if it.column), None):
            return found
        wanted, fragment = self.resolve(page, address), address.partition("#")[2]
        body = self._whole.plain_body_of(page.path)
        for source in body.links if body else ():
            others = self._whole.pages_of(source.target)
            is_there = any(key_of(other.url) == wanted for other in others)
            if is_there and source.href.partition("#")[2] == fragment:
                return source.span
        return Span(page.path)

    def _finder(self, page: Page) -> Finder | None:
        document = self._whole.document(page.path)
        if document is None:
            return None
        text = self._whole.text_of(page.path)
        rest = text[len(text) - len(document.rest) :]
        return Finder(rest, page.path, document.text_line)
