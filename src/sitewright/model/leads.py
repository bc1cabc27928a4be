"""Lead: what leads from a page elsewhere, be it a link or what browsers load for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from sitewright.kernel.css import find_addresses
from sitewright.kernel.frozen import frozen
from sitewright.kernel.srcset import split_srcset
from sitewright.model.markup import NO_NODE, Markup, Node

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
        address: The address, without entities.
        is_link: Whether visitors follow it; browsers load the others by themselves.
        is_seen: Whether it is part of what visitors see.
        node: The element that has it.
    """

    address: str
    is_link: bool = False
    is_seen: bool = True
    node: Node = NO_NODE


def find_leads(markup: Markup) -> Iterator[Lead]:
    """List the addresses on a page; those with unrendered templates in them are none."""
    for lead in _find_all(markup):
        if lead.address.strip() and not any(it in lead.address for it in _TEMPLATE):
            yield lead


def _find_all(markup: Markup) -> Iterator[Lead]:
    for name, tags in _LINKS.items():
        for node in markup.of(*tags):
            yield Lead(node.value(name), is_link=True, node=node)
    for name, tags in _LOADS.items():
        for node in markup.of(*tags):
            yield Lead(node.value(name), node=node)
    for name, tags in _LOADS_SEVERAL.items():
        for node in markup.of(*tags):
            for address in split_srcset(node.value(name)):
                yield Lead(address, node=node)
    yield from _find_in_head(markup)
    yield from _find_in_styles(markup)


def _find_in_head(markup: Markup) -> Iterator[Lead]:
    for node in markup.of("link"):
        if _NOT_LOADED.isdisjoint(node.value("rel").lower().split()):
            yield Lead(node.value("href"), is_seen=False, node=node)
    for node in markup.of("meta"):
        if (node.value("property") or node.value("name")).lower() in _PREVIEWS:
            yield Lead(node.value("content"), is_seen=False, node=node)


def _find_in_styles(markup: Markup) -> Iterator[Lead]:
    """Find what the styles of a page load; a fragment alone is about the page itself."""
    if not markup.mentions("url(", "@import", "image-set("):
        return
    for node in markup.nodes:
        css = markup.text_of(node) if node.tag == "style" else node.value("style")
        for found in find_addresses(css):
            if not found.address.startswith("#"):
                yield Lead(found.address, node=node)


def list_addresses(markup: Markup) -> Iterator[str]:
    """List all addresses on a page, those among what it tells search engines, too."""
    yield from (lead.address for lead in _find_all(markup))
    for node in markup.of("link"):
        if "canonical" in node.value("rel").lower().split():
            yield node.value("href")
    for node in markup.of("meta"):
        if node.value("property").lower() == "og:url":
            yield node.value("content")


def standpoint_of(markup: Markup, own: str) -> str:
    """Name the full address from which those of a page count, given its own."""
    base = markup.first("base")
    return move_on(own, base.value("href")) if base else own


def move_on(standpoint: str, base: str) -> str:
    """Name the full address from which others count, given where a base leads."""
    try:
        return urljoin(standpoint, base)
    except ValueError:
        return standpoint


def is_in_menu(markup: Markup, node: Node) -> bool:
    """Tell whether a link is part of what stands around the text of many pages.

    That is what is in ``nav``, and in ``header`` and ``footer`` of the whole page.
    """
    is_around = False
    for outer in markup.around(node):
        if outer.tag == "nav":
            return True
        if outer.tag in ("main", "article"):
            return False
        is_around |= outer.tag in ("header", "footer")
    return is_around
