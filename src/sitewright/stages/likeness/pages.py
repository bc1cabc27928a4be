"""Read a page as browsers do, and leave out how it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitewright.kernel.texts import encode
from sitewright.stages.likeness.spaces import (
    SPACE,
    Line,
    is_drawing,
    is_exact,
    is_raw,
    kind_of,
    put,
)
from sitewright.stages.likeness.tree import COMMENT, DOCTYPE, DOCUMENT, Element

JSON_LD: Final = "application/ld+json"

_SETS: Final = ("class", "rel")
_LOOSE: Final = frozenset(
    (
        "action",
        "alt",
        "content",
        "href",
        "imagesrcset",
        "poster",
        "sizes",
        "src",
        "srcset",
        "style",
        "title",
    )
)
_FLAGS: Final = frozenset(
    (
        "allowfullscreen",
        "async",
        "autofocus",
        "autoplay",
        "checked",
        "controls",
        "default",
        "defer",
        "disabled",
        "formnovalidate",
        "hidden",
        "inert",
        "ismap",
        "itemscope",
        "loop",
        "multiple",
        "muted",
        "nomodule",
        "novalidate",
        "open",
        "playsinline",
        "readonly",
        "required",
        "reversed",
        "selected",
    )
)
_EITHER: Final = ("until-found",)
_NAMES: Final = ("name", "property", "http-equiv", "itemprop", "charset")


def read_page(html: str) -> Element:
    """Read a page.

    Returns:
        The document: its type, its comments, and the element ``html``.
    """
    root = LexborHTMLParser(encode(html)).root
    document = Element(DOCUMENT, {}, None)
    if root is not None and root.parent is not None:
        reader = _Reader()
        reader.read_children(root.parent, document, _PLAIN)
        reader.line.end()
    return document


def read_values(html: str, name: str) -> Iterator[tuple[str, str]]:
    """Read one attribute of all elements of a page, in their order.

    Yields:
        The name of each element, and the value; empty if it has none.
    """
    root = LexborHTMLParser(encode(html)).root
    return _values(root, name) if root is not None else iter(())


def _values(root: LexborNode, name: str) -> Iterator[tuple[str, str]]:
    for node in root.traverse():
        tag = node.tag
        if tag is None or tag[0] == "-":
            continue
        yield tag, node.attributes.get(name) or ""
        if tag == "template":
            for fragment in node.template_fragments():
                yield from _values(fragment, name)


def identity_of(element: Element) -> str:
    """Name what makes an element of the head, or one with an id, the one it is."""
    attributes = element.attributes
    if element.tag == "meta":
        for name in _NAMES:
            if value := attributes.get(name):
                return f"meta {value}" if name != "charset" else "meta charset"
    if element.tag == "link":
        parts = (attributes.get(name, "") for name in ("rel", "hreflang", "sizes"))
        return " ".join(("link", *filter(None, parts)))
    if element.tag in ("title", "html", "head", "body", "main", "h1"):
        return element.tag
    return f"#{attributes['id']}" if attributes.get("id") else ""


class _Way(NamedTuple):
    """What lies around an element.

    Attributes:
        is_exact: Whether all white space counts.
        is_drawn: Whether it is a part of a drawing or a formula.
    """

    is_exact: bool = False
    is_drawn: bool = False


_PLAIN: Final = _Way()


def _way_inside(tag: str, way: _Way) -> _Way:
    if is_exact(tag):
        return way._replace(is_exact=True)
    if is_drawing(tag):
        return way._replace(is_drawn=True)
    return way._replace(is_drawn=False) if tag == "foreignObject" else way


class _Reader:
    """Reads a document, element by element."""

    def __init__(self) -> None:
        self.line = Line()
        self._count = 0

    def read_children(self, node: LexborNode, owner: Element, way: _Way) -> None:
        """Read what an element holds.

        Args:
            node: The element for the parser.
            owner: The same, to which all is added.
            way: What lies around.
        """
        is_text_exact = way.is_exact or is_raw(owner.tag)
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                text = child.text_content or ""
                if is_text_exact:
                    put(owner, text)
                else:
                    self.line.add(owner, text)
            elif tag == "-comment":
                self._add_other(owner, COMMENT, child.comment_content or "")
            elif tag == "-doctype":
                self._add_other(owner, DOCTYPE, (child.html or "").lower())
            elif tag is None:  # such as <?xml … ?>
                self._add_other(owner, COMMENT, child.html or "")
            else:
                self._read(child, tag, owner, way)
            child = child.next

    def _add_other(self, owner: Element, tag: str, text: str) -> None:
        other = Element(tag, {}, owner, self._count)
        other.children = [SPACE.sub(" ", text).strip()]
        owner.children.append(other)

    def _read(self, node: LexborNode, tag: str, owner: Element, way: _Way) -> None:
        element = Element(tag, _tidy(node.attributes), owner, self._count)
        self._count += 1
        owner.children.append(element)
        kind = kind_of(tag, is_drawn=way.is_drawn)
        self.line.open(kind)
        if tag == "template":
            self._read_template(node, element)
        else:
            self.read_children(node, element, _way_inside(tag, way))
        self.line.close(kind, element)
        if is_raw(tag):
            _tidy_raw(element)
        elif tag == "head":
            element.children.sort(key=_place_in_head)

    def _read_template(self, node: LexborNode, element: Element) -> None:
        """Read what scripts may put into the page, which is a document of its own."""
        line, self.line = self.line, Line()
        for fragment in node.template_fragments():
            self.read_children(fragment, element, _PLAIN)
        self.line.end()
        self.line = line


def _tidy(attributes: dict[str, str | None]) -> dict[str, str]:
    """Leave out how values are written."""
    if not attributes:
        return {}
    tidy = {}
    for name, value in attributes.items():
        if name in _SETS:
            value = " ".join(sorted(set((value or "").split())))
            if not value and name == "class":
                continue  # none at all is the same
        elif name in _LOOSE:
            value = " ".join((value or "").split())
        elif name in _FLAGS and value not in _EITHER:
            value = ""
        tidy[name] = value or ""
    return tidy


def _tidy_raw(element: Element) -> None:
    """Leave out how a script of data, or a style, is laid out."""
    text = "".join(child for child in element.children if isinstance(child, str))
    if element.tag == "style":
        text = SPACE.sub(" ", text)
    elif is_data(element):
        text = write_json(text)
    text = text.strip()
    element.children = [text] if text else []


def is_data(element: Element) -> bool:
    """Tell whether an element holds JSON-LD."""
    return element.tag == "script" and element.attributes.get("type") == JSON_LD


def write_json(text: str) -> str:
    """Write JSON in one form; what is none stays as it is."""
    try:
        value = json.loads(text)
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _place_in_head(child: str | Element) -> tuple[int, str, str]:
    """Order what has no order in a head; style sheets and scripts keep theirs."""
    if isinstance(child, str):
        return 2, "", ""
    attributes = child.attributes
    if child.tag in ("title", "meta", "base"):
        return 0, identity_of(child) or child.tag, attributes.get("content", "")
    if child.tag == "link" and "stylesheet" not in attributes.get("rel", "").split():
        return 1, identity_of(child), attributes.get("href", "")
    return 2, "", ""
