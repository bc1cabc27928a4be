"""Find what differs in the attributes of two elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.model.likeness import Aspect, Difference, Excerpt
from sitewright.stages.likeness.pages import identity_of
from sitewright.stages.likeness.tree import Element
from sitewright.stages.likeness.words import shorten

_LINKS: Final = frozenset(
    (
        "action",
        "cite",
        "data",
        "formaction",
        "href",
        "ping",
        "poster",
        "src",
        "srcset",
        "xlink:href",
    )
)
_MOST: Final = 300


def compare_attributes(old: Element, new: Element) -> Iterator[Difference]:
    """Find what differs, a difference for each attribute."""
    one, other = old.attributes, new.attributes
    if one == other:
        return
    for name in dict.fromkeys((*one, *other)):
        if one.get(name) != other.get(name):
            yield _compare(name, old, new)


def subject_of(element: Element) -> str:
    """Name an element; one of the head by what it is for."""
    if element.is_within("head") and (name := identity_of(element)):
        return name
    return f"<{element.tag}>" if not element.tag.startswith("#") else element.tag[1:]


def _compare(name: str, old: Element, new: Element) -> Difference:
    one, other = old.attributes.get(name), new.attributes.get(name)
    aspect, subject = _aspect_of(name, old), subject_of(old)
    if name == "class" and one and other:
        before, after = one.split(), other.split()
        lost = [word for word in before if word not in after]
        more = [word for word in after if word not in before]
        shown = Excerpt(" ".join(lost)), Excerpt(" ".join(more))
        what = "changed" if lost and more else "lost" if lost else "added"
        return Difference(aspect, what, subject, name, *shown)
    what = "lost" if other is None else "added" if one is None else "changed"
    shown = Excerpt(shorten(one or "", _MOST)), Excerpt(shorten(other or "", _MOST))
    return Difference(aspect, what, subject, name, *shown)


def _aspect_of(name: str, element: Element) -> Aspect:
    if element.is_within("head"):
        return Aspect.HEAD
    if name in ("class", "id"):
        return Aspect(name)
    return Aspect.LINK if name in _LINKS else Aspect.ATTRIBUTE
