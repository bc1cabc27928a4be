"""List what leads from a page elsewhere: links, and all that browsers load for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.kernel.srcset import split_srcset
from sitewright.model.markup import Markup, Node

_LINKS: Final = {"href": ("a", "area"), "action": ("form",)}
_LOADS: Final = {
    "src": (
        *("img", "script", "source", "video", "audio", "track"),
        *("iframe", "embed", "input"),
    ),
    "poster": ("video",),
    "data": ("object",),
    "href": ("image", "use"),
    "xlink:href": ("image", "use"),
}
_LOADS_SEVERAL: Final = {"srcset": ("img", "source"), "imagesrcset": ("link",)}
"""The elements that have an address in an attribute, by its name."""

_NOT_LOADED: Final = frozenset(("canonical", "dns-prefetch", "preconnect"))
_PREVIEWS: Final = ("og:image", "og:image:secure_url", "twitter:image")
_TEMPLATE: Final = ("{{", "{%", "%7B%7B", "%7B%25")


@frozen
class Lead:
    """One address on a page.

    Attributes:
        node: The element that has it.
        address: The address, without entities.
        is_link: Whether visitors follow it; browsers load the others by themselves.
        is_seen: Whether it is part of what visitors see.
    """

    node: Node
    address: str
    is_link: bool = False
    is_seen: bool = True


def find_leads(markup: Markup) -> Iterator[Lead]:
    """List the addresses on a page; those with unrendered templates in them are none."""
    for lead in _find_all(markup):
        if lead.address.strip() and not any(it in lead.address for it in _TEMPLATE):
            yield lead


def _find_all(markup: Markup) -> Iterator[Lead]:
    for name, tags in _LINKS.items():
        for node in markup.of(*tags):
            yield Lead(node, node.value(name), is_link=True)
    for name, tags in _LOADS.items():
        for node in markup.of(*tags):
            yield Lead(node, node.value(name))
    for name, tags in _LOADS_SEVERAL.items():
        for node in markup.of(*tags):
            for address in split_srcset(node.value(name)):
                yield Lead(node, address)
    yield from _find_in_head(markup)


def _find_in_head(markup: Markup) -> Iterator[Lead]:
    for node in markup.of("link"):
        if _NOT_LOADED.isdisjoint(node.value("rel").lower().split()):
            yield Lead(node, node.value("href"), is_seen=False)
    for node in markup.of("meta"):
        if (node.value("property") or node.value("name")).lower() in _PREVIEWS:
            yield Lead(node, node.value("content"), is_seen=False)


def list_addresses(markup: Markup) -> Iterator[str]:
    """List all addresses on a page, those among what it tells search engines, too."""
    yield from (lead.address for lead in _find_all(markup))
    for node in markup.of("link"):
        if "canonical" in node.value("rel").lower().split():
            yield node.value("href")
    for node in markup.of("meta"):
        if node.value("property").lower() == "og:url":
            yield node.value("content")


def is_in_menu(markup: Markup, node: Node) -> bool:
    """Tell whether a link is part of what stands around the text of many pages."""
    for outer in markup.around(node):
        if outer.tag in ("nav", "header", "footer"):
            return True
        if outer.tag in ("main", "article"):
            return False
    return False
