"""Tell where on a finished page its links stand: in its text, in menus, or elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property

from sitewright.kernel.frozen import frozen
from sitewright.model.leads import Lead, find_leads, is_in_menu
from sitewright.model.markup import Markup


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
        spot: In the page's own text; on the page, but put there by templates; in a menu;
            or what the browser loads or is told of, but nobody follows.
        key: The address of the site that is meant, in its one form; empty for none.
    """

    address: str
    spot: Spot
    key: str = ""


class Spots:
    """Tells where the links of one page stand."""

    def __init__(self, page: Markup, read_text: Callable[[], Markup]) -> None:
        """Take the page.

        Args:
            page: The finished page.
            read_text: Reads what the page's own Markdown has become, if it is needed.
        """
        self._page = page
        self._read_text = read_text

    def of(self, lead: Lead) -> Spot:
        """Tell where a link of the page stands."""
        if not lead.is_link:
            return Spot.LOADED
        if is_in_menu(self._page, lead.node):
            return Spot.MENU
        return Spot.TEXT if lead.node.number in self._own else Spot.PAGE

    @cached_property
    def _own(self) -> frozenset[int]:
        """The numbers of the elements that are links of the page's text.

        Most layouts print the text as it is, so its links are on the page in a row.
        Where one changes it, links outside of menus are told by their addresses.
        """
        text = self._read_text()
        looks = [_look_of(text, lead) for lead in _list_outside(text)]
        outside = _list_outside(self._page)
        every = [_look_of(self._page, lead) for lead in outside]
        numbers = [lead.node.number for lead in outside]
        for start in range(len(every) - len(looks) + 1):
            if every[start : start + len(looks)] == looks:
                return frozenset(numbers[start : start + len(looks)])
        known = {lead.address for lead in find_leads(text)}
        return frozenset(it.node.number for it in outside if it.address in known)


def _list_outside(page: Markup) -> list[Lead]:
    """List what visitors follow outside of menus, in the order of the page."""
    followed = (
        lead
        for lead in find_leads(page)
        if lead.is_link and not is_in_menu(page, lead.node)
    )
    return sorted(followed, key=lambda lead: lead.node.number)


def _look_of(page: Markup, lead: Lead) -> tuple[object, ...]:
    return lead.node.tag, lead.node.attributes, page.text_of(lead.node)
