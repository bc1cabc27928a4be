"""Read a finished page, once for all checks."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitewright.kernel.texts import encode
from sitewright.model.markup import COMMENT, NO_ATTRIBUTES, TEXT, Markup, Node

_TAGS: Final = {"-text": TEXT, "-comment": COMMENT}


def read_markup(html: str) -> Markup:
    """Read a page of HTML as browsers do.

    What a ``template`` holds is left out, for nobody sees it.
    """
    root = LexborHTMLParser(encode(html)).root
    found = [*_walk(root)]
    parents = _find_parents(found)
    ends = _find_ends(parents)
    nodes = tuple(
        Node(
            _TAGS.get(tag := node.tag or "", tag),
            (node.attributes or NO_ATTRIBUTES) if tag not in _TAGS else NO_ATTRIBUTES,
            _text_of(node, tag),
            index,
            parents[index],
            ends[index],
        )
        for index, node in enumerate(found)
    )
    by_tag: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_tag[node.tag].append(node)
    return Markup(nodes, {tag: tuple(some) for tag, some in by_tag.items()}, html)


def _walk(root: LexborNode | None) -> list[LexborNode]:
    """List all nodes; comments may stand outside of the outermost element, too."""
    top = root.parent if root else None
    return [*top.traverse(include_text=True)][1:] if top else []


def _text_of(node: LexborNode, tag: str) -> str:
    if tag == "-text":
        return node.text_content or ""
    return (node.comment_content or "") if tag == "-comment" else ""


def _find_parents(found: list[LexborNode]) -> list[int]:
    """Find the number of the node around each; -1 if there is none."""
    numbers = {node.mem_id: index for index, node in enumerate(found)}
    return [
        numbers.get(parent.mem_id, -1) if (parent := node.parent) else -1
        for node in found
    ]


def _find_ends(parents: list[int]) -> list[int]:
    """Find the number behind all that is inside each node."""
    ends = [index + 1 for index in range(len(parents))]
    for index in range(len(parents) - 1, -1, -1):
        parent = parents[index]
        if parent >= 0:
            ends[parent] = max(ends[parent], ends[index])
    return ends
