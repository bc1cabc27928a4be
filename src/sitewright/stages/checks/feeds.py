"""Read where feeds and sitemaps lead: Atom, RSS, JSON Feed, and sitemaps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any, Final
from xml.parsers import expat

from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.jsonfaults import describe_fault
from sitewright.kernel.regexes import regex
from sitewright.kernel.texts import encode
from sitewright.model.leads import Lead, find_leads
from sitewright.model.markup import Markup, Node
from sitewright.stages.checks.scan import read_markup

ENDINGS: Final = (".xml", ".rss", ".atom", ".rdf", ".json")
"""How the files are called that may be feeds or sitemaps."""

_IN_XML: Final = regex(r"<(?:feed|rss|rdf:RDF|urlset|sitemapindex)[\s>]")
_IN_JSON: Final = "https://jsonfeed.org/version/"
_HEAD: Final = 4_000

_XHTML: Final = "http://www.w3.org/1999/xhtml"
_BASE: Final = "http://www.w3.org/XML/1998/namespace base"

_LINKS: Final = ("link", "loc", "guid", "comments", "uri")
_LOADS: Final = ("logo", "icon", "url", "thumbnail_loc", "content_loc")
"""The elements whose text is an address, in whichever of the languages."""

_ATTRIBUTES: Final = {
    "link": ("href",),
    "image": ("href",),
    "content": ("src", "url"),
    "enclosure": ("url",),
    "thumbnail": ("url",),
}
_HTML: Final = ("description", "encoded")
"""The elements whose text is HTML; others say so."""

_JSON_LINKS: Final = ("home_page_url", "feed_url", "next_url", "url", "external_url")
_JSON_LOADS: Final = ("icon", "favicon", "image", "banner_image", "avatar")


@frozen
class FeedLead:
    """An address in a feed.

    Attributes:
        lead: The address; a feed is read elsewhere, so it may well name the host.
        start: Where to look for it in the text of the feed, in characters.
        bases: From where it counts, the outermost first.
        is_quoted: Whether it stands in a text that a page has, too.
    """

    lead: Lead
    start: int = 0
    bases: tuple[str, ...] = ()
    is_quoted: bool = False


class FeedError(ValueError):
    """A feed cannot be read.

    Attributes:
        line: Where, counted from 1.
    """

    def __init__(self, problem: str, line: int) -> None:
        """Take what is wrong."""
        super().__init__(problem)
        self.line = line


def read_feed(text: str) -> tuple[FeedLead, ...]:
    """Read where a feed or a sitemap leads; nowhere if it is something else.

    Raises:
        FeedError: It is one, and broken.
    """
    if _IN_XML.search(text[:_HEAD]):
        found = _read_xml(text)
    elif _IN_JSON in text[:_HEAD]:
        found = [*_read_json(text)]
    else:
        return ()
    return tuple(it for it in found if it.lead.address.strip())


def _read_xml(text: str) -> list[FeedLead]:
    listener = _Listener(text)
    try:
        listener.parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as bad:
        raise FeedError(f"not XML: {expat.ErrorString(bad.code)}", bad.lineno) from bad
    return listener.found


@frozen
class _Element:
    name: str
    attributes: Mapping[str, str]
    start: int
    bases: tuple[str, ...]
    texts: list[str]


class _Listener:
    """Listens to the parser.

    Attributes:
        parser: What reads.
        found: The addresses so far.
    """

    def __init__(self, text: str) -> None:
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take
        self.parser.EntityDeclHandler = self._refuse
        self.found: list[FeedLead] = []
        self._open: list[_Element] = []
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def _refuse(self, *_: object) -> None:
        # One can stand for gigabytes.
        problem = "not safe to read: it declares entities of its own"
        raise FeedError(problem, self.parser.CurrentLineNumber)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        bases = self._open[-1].bases if self._open else ()
        if base := attributes.get(_BASE):
            bases = (*bases, base)
        line = min(self.parser.CurrentLineNumber, len(self._starts))
        start = self._starts[line - 1]
        self._open.append(_Element(name, attributes, start, bases, []))

    def _take(self, text: str) -> None:
        self._open[-1].texts.append(text)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        for lead, is_quoted in _find_leads(element):
            lead = replace(lead, is_seen=False)
            self.found.append(FeedLead(lead, element.start, element.bases, is_quoted))


def _find_leads(element: _Element) -> Iterator[tuple[Lead, bool]]:
    """Find the addresses of an element, and whether they stand in a quoted text."""
    space, _, name = element.name.rpartition(" ")
    text = "".join(element.texts).strip()
    attributes = element.attributes
    if space == _XHTML:
        node = Node(name, attributes, "", 0, -1, 1)
        yield from ((it, True) for it in find_leads(Markup((node,), {name: (node,)})))
        return
    for key in _ATTRIBUTES.get(name, ()):
        is_link = name == "link" and attributes.get("rel") != "enclosure"
        yield Lead(attributes.get(key, ""), is_link=is_link), False
    is_name = name == "guid" and "://" not in text
    if name in (*_LINKS, *_LOADS) and not is_name:
        is_link = name in _LINKS and "image" not in space
        yield Lead(text, is_link=is_link), False
    if name in _HTML or attributes.get("type") == "html":
        yield from ((it, True) for it in find_leads(read_markup(text)))


def _read_json(text: str) -> Iterator[FeedLead]:
    try:
        left: list[Any] = [json.loads(text)]
    except json.JSONDecodeError as bad:
        said, line, _ = describe_fault(bad)
        raise FeedError(f"not JSON: {said}", line) from bad
    except (RecursionError, ValueError) as bad:
        raise FeedError("nested too deeply, or has a number without end", 1) from bad
    while left:
        value = left.pop()
        if isinstance(value, dict):
            yield from map(FeedLead, _find_in_object(value))
            html = value.get("content_html")
            for lead in find_leads(read_markup(html)) if isinstance(html, str) else ():
                yield FeedLead(replace(lead, is_seen=False), is_quoted=True)
            left += reversed(value.values())
        elif isinstance(value, list):
            left += reversed(value)


def _find_in_object(value: Mapping[str, Any]) -> Iterator[Lead]:
    for key in (*_JSON_LINKS, *_JSON_LOADS):
        if isinstance(value.get(key), str):
            is_link = key in _JSON_LINKS and "mime_type" not in value
            whole = encode(value[key]).decode()  # there are no halves of a character
            yield Lead(whole, is_link=is_link, is_seen=False)
