"""Tell which links lead out of a page, and which lead to a page or file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from html import escape
from urllib.parse import unquote

from sitewright.kernel.css import find_addresses
from sitewright.kernel.diagnostics import Span
from sitewright.kernel.edits import place_of
from sitewright.kernel.reports import count
from sitewright.kernel.urls import absolute_url, encode_path, url_of
from sitewright.model.checks import FinishedSite
from sitewright.model.explanation import UNSAID, Row, Section
from sitewright.model.leads import find_leads, standpoint_of
from sitewright.model.page import Page
from sitewright.model.urlledger import key_of
from sitewright.pipeline.explaining.answering import Answers
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.checks.destinations import Destinations
from sitewright.stages.checks.scan import read_markup
from sitewright.stages.explaining.links import PageLink, Spot, Spots
from sitewright.stages.markdown.finder import Finder
from sitewright.stages.origins import list_leaves

_HTML = ("/", ".html", ".htm")
_EVERYWHERE = (0, 1_000_000)
_IN_HTML = ('="', "='", "=", '"', "'")
"""What stands in front of an address in raw HTML, the likeliest first."""

_NOWHERE = "It leads nowhere."


class Links:
    """The links of a site's finished pages."""

    def __init__(self, whole: Whole, answers: Answers) -> None:
        """Take the site, and what answers for its addresses."""
        self._whole = whole
        self._answers = answers
        outputs = {output.path: output for output in whole.outputs}
        self._destinations = Destinations(
            FinishedSite(whole.plan.site, outputs=outputs, addresses=whole.addresses)
        )

    def tell_out(self, page: Page) -> Section:
        """Tell where a page leads: its text and templates line by line, menus as a number."""
        html = self._whole.html_of(page.key)
        links = self._list_links(page, html) if html else ()
        shown: dict[tuple[str, Spot], PageLink] = {}
        for link in links:
            if link.address[0] not in "#?":
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
            found = self._find_links(other, urls) if other.key != key else {}
            for spot, link in found.items():
                if spot is Spot.MENU:
                    menus.append(other)
                elif spot is Spot.LOADED:
                    loaded.append(Row(other.url, other.title or UNSAID))
                else:
                    rows.append(self._tell_in(other, link))
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
                standpoint = absolute_url(self._whole.config.url, sheet.url)
                if self._key_of(found.address, standpoint) in wanted:
                    line, column = place_of(sheet.text, found.start)
                    is_source = sheet.is_source
                    span = Span(sheet.origin, *((line, column) if is_source else ()))
                    yield Row(sheet.url, "style sheet", span)
                    break

    def _find_links(self, page: Page, urls: tuple[str, ...]) -> Mapping[Spot, PageLink]:
        """Find where a page leads to an address; the first link of each kind."""
        html = self._whole.html_of(page.key)
        names = {name for url in urls for name in _names_of(url)}
        if not any(name in html for name in names):
            return {}  # which is quickly said, and true of most pages
        found: dict[Spot, PageLink] = {}
        for link in self._list_links(page, html, {key_of(url) for url in urls}):
            found.setdefault(link.spot, link)
        return {spot: found[spot] for spot in Spot if spot in found}

    def _list_links(
        self, page: Page, html: str, wanted: Container[str] | None = None
    ) -> Iterator[PageLink]:
        """List the links of a page, those that visitors follow in their order.

        Args:
            page: The page.
            html: What it has become.
            wanted: Where they lead; None for anywhere.
        """
        markup = read_markup(html)
        own = absolute_url(self._whole.config.url, page.url or "/")
        standpoint = standpoint_of(markup, own)
        spots = Spots(markup, lambda: read_markup(self._text_of(page)))
        for lead in find_leads(markup):
            key = self._key_of(lead.address, standpoint)
            if wanted is None or key in wanted:
                yield PageLink(lead.address.strip(), spots.of(lead), key)

    def _key_of(self, address: str, standpoint: str) -> str:
        """Find which address of the site is meant; empty for none."""
        found = self._destinations.find(address, standpoint)
        url = url_of(found.path) if found.path else found.url
        return key_of(url) if url else ""

    def _text_of(self, page: Page) -> str:
        body = self._whole.body_of(page.path)
        return body.html if body else ""

    def _tell_out(self, page: Page, link: PageLink, finder: Finder | None) -> Row:
        place, by = self._place_of(page, link, finder)
        answer = self._answers.of(link.key) if link.key else None
        remark = "nothing is there" if link.key else "elsewhere"
        remark = answer.name if answer else remark
        if answer and answer.page is page:
            remark = "this page"
        return Row(link.address, remark, place, by)

    def _tell_in(self, page: Page, link: PageLink) -> Row:
        place, by = self._place_of(page, link, self._finder(page))
        return Row(page.url, page.title or UNSAID, place, by)

    def _place_of(
        self, page: Page, link: PageLink, finder: Finder | None
    ) -> tuple[Span | None, str]:
        """Find where a link was written: in the text, in a value, or else by templates."""
        if link.spot is Spot.TEXT and finder:
            return self._place_in_text(page, link, finder), ""
        origins = Origins(self._whole, page)
        for leaf in list_leaves(page.data):
            if leaf.value == link.address != page.url:
                row = origins.tell(leaf)
                return row.span, f"by '{row.label}'"
        return None, "by templates"

    def _place_in_text(self, page: Page, link: PageLink, finder: Finder) -> Span:
        address = link.address
        written = finder.find_address((address, unquote(address)), _EVERYWHERE)
        in_html = (finder.find(address, _EVERYWHERE, before) for before in _IN_HTML)
        if found := next((it for it in (written, *in_html) if it.column), None):
            return found
        fragment = address.partition("#")[2]
        body = self._whole.plain_body_of(page.path)
        for source in body.links if body else ():
            others = self._whole.pages_of(source.target)
            is_there = any(key_of(other.url) == link.key for other in others)
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


def _names_of(url: str) -> set[str]:
    """Say which texts a page must have, one of them, that leads to an address."""
    last = url.rstrip("/").rpartition("/")[2].removesuffix(".html")
    return {last, encode_path(last), escape(last)}
