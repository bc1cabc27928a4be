"""List the links of a finished page, those of its text apart from those of menus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from html import unescape
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex

_NAMES: Final = "href|src|srcset|imagesrcset|poster|data|action|xlink:href"
_LEADING: Final = regex(
    rf"""\s(?P<name>{_NAMES})\s*=\s*
        (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME: Final = regex(rf"\s(?:{_NAMES})\s*\Z", re.IGNORECASE)
_LONGEST: Final = 2_000
_LONGEST_NAME: Final = 40
_ELEMENT: Final = regex(r"<([a-z][\w:-]*)", re.IGNORECASE)
_VISITED: Final = ("a", "area")
_SILENT: Final = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))


class Spot(StrEnum):
    """Where on a page a link is."""

    TEXT = "text"
    PAGE = "page"
    MENU = "menu"
    LOADED = "loaded"


@frozen
class PageLink:
    """A link of a finished page.

    Attributes:
        address: Where it leads, as written there.
        spot: In the page's own text; on the page, but put there by templates; in a menu,
            which is all in ``nav``, and in ``header`` and ``footer`` outside of ``main``;
            or what the browser loads or is told of, but nobody follows.
    """

    address: str
    spot: Spot


def list_links(
    html: str, text: str, wanted: re.Pattern[str] | None = None
) -> Iterator[PageLink]:
    """List the links of a page, in its order.

    Args:
        html: The finished page.
        text: What the page's own Markdown has become.
        wanted: What an address must have in it, in front of anything else that has it;
            None for all links.
    """
    if wanted and not wanted.search(html):
        return
    is_own = _find_own(html, text.strip(), wanted)
    lower = html.lower() if len(html.lower()) == len(html) else html
    for found in _find_links(html, wanted):
        spot = Spot.PAGE if found.element in _VISITED else Spot.LOADED
        if spot is Spot.PAGE and is_own(found):
            spot = Spot.TEXT
        elif spot is Spot.PAGE and _is_in_menu(lower, found.start):
            spot = Spot.MENU
        if not _is_silent(lower, found.start):
            yield from (PageLink(address, spot) for address in found.addresses())


@frozen
class _Written:
    """A link as it stands in HTML: where its tag begins, in which element, and what."""

    start: int
    element: str
    value: str
    is_set: bool

    def addresses(self) -> Iterator[str]:
        """List its addresses, of which ``srcset`` may have several."""
        if not self.is_set:
            yield self.value.strip()
            return
        for candidate in self.value.split(","):
            if words := candidate.split():
                yield words[0]


def _find_own(
    html: str, text: str, wanted: re.Pattern[str] | None
) -> Callable[[_Written], bool]:
    """Make what tells whether a link is one of the page's text.

    Most layouts print the text as it is. Where one changes it, links outside of menus
    are told by their addresses.
    """
    start = html.find(text) if text else -1
    if start >= 0:
        return lambda found: start <= found.start < start + len(text)
    known = {found.value for found in _find_links(text, wanted)}
    lower = html.lower()
    return lambda it: it.value in known and not _is_in_menu(lower, it.start)


def _find_links(html: str, wanted: re.Pattern[str] | None) -> Iterator[_Written]:
    for found in _find_attributes(html, wanted):
        start, element = _find_element(html, found.start())
        value = unescape(found["double"] or found["single"] or found["bare"] or "")
        if element:
            is_set = found["name"].lower().endswith("srcset")
            yield _Written(start, element, value, is_set)


def _find_attributes(
    html: str, wanted: re.Pattern[str] | None
) -> Iterator[re.Match[str]]:
    if wanted is None:
        yield from _LEADING.finditer(html)
        return
    end = 0
    for hit in wanted.finditer(html):
        found = _find_attribute(html, hit, end)
        if found:
            end = found.end()
            yield found


def _find_attribute(html: str, hit: re.Match[str], start: int) -> re.Match[str] | None:
    """Find the attribute that a match lies in; a page is long, and most is in none."""
    start = max(start, hit.start() - _LONGEST)
    equals = hit.end()
    while (equals := html.rfind("=", start, equals)) >= 0:
        name = _NAME.search(html, max(start, equals - _LONGEST_NAME), equals)
        found = _LEADING.match(html, name.start()) if name else None
        if found:
            return found if found.end() >= hit.end() else None
    return None


def _find_element(html: str, position: int) -> tuple[int, str]:
    start = position
    while (start := html.rfind("<", 0, start)) >= 0:
        if found := _ELEMENT.match(html, start):
            return start, found[1].lower()
    return 0, ""


def _is_in_menu(html: str, position: int) -> bool:
    if _is_within(html, position, "<nav", "</nav"):
        return True
    around = ("header", "footer")
    is_around = any(_is_within(html, position, f"<{it}", f"</{it}") for it in around)
    return is_around and not _is_within(html, position, "<main", "</main")


def _is_silent(html: str, position: int) -> bool:
    """Tell whether a tag stands in a comment, or in the text of a script or style."""
    return any(_is_within(html, position, *both) for both in _SILENT)


def _is_within(html: str, position: int, start: str, end: str) -> bool:
    return html.rfind(start, 0, position) > html.rfind(end, 0, position)
