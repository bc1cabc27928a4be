"""Markup: a finished page as a parser of HTML sees it, flat and in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final, NamedTuple

from sitewright.kernel.frozen import frozen

TEXT: Final = "#text"
COMMENT: Final = "#comment"
"""What stands in place of a tag where a node is no element."""

NO_ATTRIBUTES: Final[Mapping[str, str | None]] = {}


class Node(NamedTuple):
    """An element, a piece of text, or a comment.

    Attributes:
        tag: Its name in lower case; ``TEXT`` or ``COMMENT`` if it is no element.
        attributes: By their names, without entities; None for one without a value.
        text: What a piece of text or a comment says, without entities.
        number: Its number on the page, counted from 0 in the order of the page.
        parent: The number of the node around it; -1 if there is none.
        end: The number behind those of all that is inside.
    """

    tag: str
    attributes: Mapping[str, str | None]
    text: str
    number: int
    parent: int
    end: int

    def value(self, name: str) -> str:
        """Take the value of an attribute; empty if it has none, or is missing."""
        return self.attributes.get(name) or ""

    def words(self, name: str) -> list[str]:
        """Take the words of an attribute such as ``class`` or ``rel``."""
        return self.value(name).split()


NO_NODE: Final = Node("", NO_ATTRIBUTES, "", -1, -1, 0)


@frozen
class Markup:
    """All that a page is made of.

    Attributes:
        nodes: Everything on it, in its order.
        by_tag: The same by tag.
        by_id: The first element of each id.
        html: The page as it was written.
    """

    nodes: tuple[Node, ...] = ()
    by_tag: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    html: str = ""
    by_id: Mapping[str, Node] = field(default_factory=dict)

    def mentions(self, *words: str) -> bool:
        """Tell whether any of some words in small letters stands anywhere in the page.

        That is quickly said, and spares most pages a look at all of their nodes.
        """
        html = self.html.lower()
        return any(word in html for word in words)

    def of(self, *tags: str) -> tuple[Node, ...]:
        """Take all nodes of some tags, in the order of the page."""
        found = [node for tag in tags for node in self.by_tag.get(tag, ())]
        if len(tags) > 1:
            found.sort(key=_number)
        return tuple(found)

    def first(self, tag: str) -> Node | None:
        """Take the first node of a tag, if there is one."""
        return next(iter(self.by_tag.get(tag, ())), None)

    def inside(self, node: Node) -> tuple[Node, ...]:
        """Take all that is inside a node, at every depth."""
        return self.nodes[node.number + 1 : node.end]

    def around(self, node: Node) -> Iterator[Node]:
        """Take the elements around a node, the nearest first."""
        while node.parent >= 0:
            node = self.nodes[node.parent]
            yield node

    def is_within(self, node: Node, *tags: str) -> bool:
        """Tell whether a node is inside an element of any of some tags."""
        return any(outer.tag in tags for outer in self.around(node))

    def text_of(self, node: Node) -> str:
        """Take the text inside a node, with single spaces; pictures say nothing."""
        pieces = [it.text for it in self.inside(node) if it.tag == TEXT]
        return " ".join("".join(pieces).split())


def _number(node: Node) -> int:
    return node.number
