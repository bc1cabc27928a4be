"""List where the files beside the pages lead: style sheets, feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from html import escape
from typing import Final

from sitewright.kernel.css import find_addresses
from sitewright.kernel.diagnostics import Span
from sitewright.kernel.edits import place_of
from sitewright.kernel.frozen import frozen
from sitewright.kernel.urls import absolute_url, url_of
from sitewright.model.build import Kind, Output
from sitewright.model.checks import Complaint, FinishedSite
from sitewright.model.leads import Lead, move_on
from sitewright.stages.checks.feeds import ENDINGS, FeedError, read_feed
from sitewright.stages.checks.visitors import HOME

_OF_STYLES: Final = ".css"
_LOOKED_INTO: Final = (Kind.ASSET, Kind.PAGE, Kind.GENERATED)


@frozen
class Reference:
    """An address in a file that is no page.

    Attributes:
        lead: The address.
        standpoint: The full address from which it counts.
        start: Where to look for it in the text of the file, in characters.
        is_quoted: Whether it stands in a text that a page has, too.
    """

    lead: Lead
    standpoint: str
    start: int = 0
    is_quoted: bool = False


@frozen
class LeadingFile:
    """A file that is no page, and leads elsewhere.

    Attributes:
        key: That of the page that it is made of; empty if it is none.
        origin: Else its source; the settings, if there is none.
        text: Its text, if that stands in the source as it is.
        references: The addresses in it.
        complaints: What is wrong with the file itself.
    """

    key: str
    origin: str
    text: str
    references: tuple[Reference, ...] = ()
    complaints: tuple[Complaint, ...] = ()

    def place(self, reference: Reference) -> Span | None:
        """Find an address in the source; None if that has to be searched for."""
        if self.key:
            return None
        address = reference.lead.address
        for written in (address, escape(address)):
            if (start := self.text.find(written, reference.start)) >= 0:
                return Span(self.origin, *place_of(self.text, start), len(written))
        if self.text:
            return Span(self.origin, *place_of(self.text, reference.start), 1)
        return Span(self.origin)


def list_files(site: FinishedSite) -> Iterator[LeadingFile]:
    """List the style sheets, feeds and sitemaps of a site.

    Of those that have another name, too, the plain one stands for both.
    """
    keys = {page.output_path: page.key for page in site.site.pages}
    endings = (_OF_STYLES, *ENDINGS)
    for path, output in site.outputs.items():
        if output.kind in _LOOKED_INTO and path.lower().endswith(endings):
            yield _look_into(site, output, keys.get(path, ""))


def _look_into(site: FinishedSite, output: Output, key: str) -> LeadingFile:
    text = site.bytes_of(output.path).decode("utf-8-sig", "replace")
    source = text if output.kind is Kind.ASSET else ""
    given = key, output.origin or site.site.config.path, source
    home = absolute_url(site.site.config.url, "/")
    own = absolute_url(home, url_of(output.path))
    if output.path.lower().endswith(_OF_STYLES):
        return LeadingFile(*given, tuple(_find_in_styles(text, own)))
    try:
        found = _find_in_feed(text, own)
    except FeedError as bad:
        return LeadingFile(*given, (), (_break(output, given, bad),))
    if output.kind is Kind.GENERATED and HOME not in site.outputs:
        # A feed has to name the home page, even if there is none.
        found = [it for it in found if it.lead.address != home]
    return LeadingFile(*given, tuple(found))


def _find_in_styles(text: str, own: str) -> Iterator[Reference]:
    for found in find_addresses(text):
        yield Reference(Lead(found.address), own, found.start)


def _find_in_feed(text: str, own: str) -> list[Reference]:
    return [
        Reference(it.lead, reduce(move_on, it.bases, own), it.start, it.is_quoted)
        for it in read_feed(text)
    ]


def _break(output: Output, given: tuple[str, str, str], bad: FeedError) -> Complaint:
    """Say that nobody can read a feed."""
    key, origin, text = given
    message = f"the feed or sitemap '{url_of(output.path)}' is {bad}"
    if text or not key:
        return Complaint("LNK011", message, span=Span(origin, bad.line if text else 0))
    return Complaint("LNK011", message, f"look at line {bad.line} of what it becomes")
