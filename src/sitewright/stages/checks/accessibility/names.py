"""Find out what a screen reader says for an element."""

from __future__ import annotations

from typing import Final

from sitewright.model.markup import COMMENT, TEXT, Markup, Node

_SILENT: Final = ("none", "presentation")
_BY_ALT: Final = ("img", "area")


def name_of(markup: Markup, node: Node) -> str:
    """Find the accessible name of an element, as far as its page says it.

    Follows the Accessible Name Computation 1.2, without what style sheets add or hide.

    Returns:
        The name with single spaces; empty if there is none.
    """
    labels = node.words("aria-labelledby")
    if labels and (text := _text_by_ids(markup, labels)):
        return text
    if text := node.value("aria-label").strip():
        return text
    return _content_of(markup, node) or node.value("title").strip()


def is_hidden(markup: Markup, node: Node) -> bool:
    """Tell whether the page hides an element from screen readers, by its attributes."""
    return hides(node) or any(hides(outer) for outer in markup.around(node))


def hides(node: Node) -> bool:
    """Tell whether an element hides itself, and so all in it."""
    attributes = node.attributes
    return bool(attributes) and (
        "hidden" in attributes or attributes.get("aria-hidden") == "true"
    )


def is_silent(node: Node) -> bool:
    """Tell whether an element says that it means nothing."""
    return node.value("role") in _SILENT


def shape_of(tag: str) -> tuple[str, str]:
    """Say how a tag begins in a source, for a complaint about one of that kind."""
    return f"<{tag}", rf"<(?P<it>{tag})\b"


def _content_of(markup: Markup, node: Node) -> str:
    """Put together what is inside an element, with what stands for its pictures."""
    if node.tag in _BY_ALT:
        return node.value("alt").strip()
    pieces = []
    end = 0
    for inner in markup.inside(node):
        if inner.number < end or inner.tag == COMMENT:
            continue
        if inner.tag == TEXT:
            pieces.append(inner.text)
        elif hides(inner) or inner.tag in ("style", "script"):
            end = inner.end
        elif inner.attributes and (own := _own_name(inner)):
            pieces.append(f" {own} ")
            end = inner.end
    return " ".join("".join(pieces).split())


def _own_name(node: Node) -> str:
    if label := node.value("aria-label").strip():
        return label
    if node.tag == "img":
        return (node.value("alt") or node.value("title")).strip()
    return ""


def _text_by_ids(markup: Markup, ids: list[str]) -> str:
    found = [markup.by_id[name] for name in ids if name in markup.by_id]
    texts = (it.value("aria-label") or _content_of(markup, it) for it in found)
    return " ".join(text for text in texts if text)
