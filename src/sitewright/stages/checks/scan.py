"""Read a finished page, once for all checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitewright.kernel.texts import encode
from sitewright.model.markup import COMMENT, NO_ATTRIBUTES, TEXT, Markup, Node

_TAGS: Final = {"-text": TEXT, "-comment": COMMENT}


def read_markup(html: str) -> Markup:
    """Read a page of HTML as browsers do.

    What a ``template`` holds is left out, for nobody sees it.
    """
    found = _walk(LexborHTMLParser(encode(html)).root)
    tags = [_TAGS.get(tag := node.tag or "", tag) for node in found]
    numbers = {node.mem_id: number for number, node in enumerate(found)}
    # All of them lie below the document, which has no number.
    above = [node.parent for node in found]
    parents = [numbers.get(it.mem_id, -1) if it else -1 for it in above]
    columns = (
        *(tags, map(_attributes_of, found, tags), map(_text_of, found, tags)),
        *(range(len(found)), parents, _find_ends(parents)),
    )
    nodes = tuple(map(Node._make, zip(*columns, strict=True)))
    by_tag: dict[str, list[Node]] = defaultdict(list)
    for tag, node in zip(tags, nodes, strict=True):
        by_tag[tag].append(node)
    by_id: dict[str, Node] = {}
    for node in nodes:
        if name := node.attributes.get("id"):
            by_id.setdefault(name, node)
    tagged = {tag: tuple(some) for tag, some in by_tag.items()}
    return Markup(nodes, tagged, html, by_id)


def _walk(root: LexborNode | None) -> list[LexborNode]:
    """List all nodes; comments may stand outside of the outermost element, too."""
    top = root.parent if root else None
    return [*top.traverse(include_text=True)][1:] if top else []


def _attributes_of(node: LexborNode, tag: str) -> Mapping[str, str | None]:
    if tag in (TEXT, COMMENT):
        return NO_ATTRIBUTES
    return node.attributes or NO_ATTRIBUTES


def _text_of(node: LexborNode, tag: str) -> str:
    if tag == TEXT:
        return node.text_content or ""
    return (node.comment_content or "") if tag == COMMENT else ""


def _find_ends(parents: list[int]) -> list[int]:
    """Find the number behind all that is inside each node."""
    ends = [*range(1, len(parents) + 1)]
    for number in range(len(parents) - 1, -1, -1):
        parent = parents[number]
        if parent >= 0 and ends[parent] <= number:  # it is the last inside
            ends[parent] = ends[number]
    return ends
