"""Look at what is seen only: pictures, drawings and frames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Node
from sitewright.stages.checks.accessibility.names import (
    is_hidden,
    is_silent,
    name_of,
    shape_of,
)

_LONGEST: Final = 80


def find_bare_pictures(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find pictures for which nothing can be said."""
    markup = finished.markup
    for node in markup.of("img", "input", "area"):
        if not _needs_alt(node) or _is_explained(node) or name_of(markup, node):
            continue
        if is_hidden(markup, node):
            continue
        src = node.value("src") or node.value("href")
        hint = "write what it does as its 'alt'"
        if node.tag == "img":
            hint = "write what it shows as its 'alt'; alt=\"\" if it only adorns"
        yield Complaint(
            "A11Y001",
            "a picture has no alternative text",
            hint,
            example=f"'{_shorten(src)}'",
            shapes=(
                (src, rf"<{node.tag}\b[^<>]*?(?P<it>{re.escape(src)})"),
                (f"<{node.tag}", rf"<(?P<it>{node.tag})\b(?![^<>]*\balt\b)"),
            ),
        )
    for node in markup.of("svg"):
        if node.value("role") != "img" or name_of(markup, node):
            continue
        if not is_hidden(markup, node):
            yield Complaint(
                "A11Y001",
                'a drawing with role="img" has no name',
                "write what it shows in 'aria-label'; aria-hidden=\"true\" if it only "
                "adorns",
                ('role="img"',),
                shapes=(("<svg", r"<(?P<it>svg)\b[^<>]*role"), shape_of("svg")),
            )


def _needs_alt(node: Node) -> bool:
    if node.tag == "input":
        return node.value("type").lower() == "image"
    return node.tag == "img" or "href" in node.attributes


def _is_explained(node: Node) -> bool:
    """Tell whether a picture has an ``alt``; an empty one says that it only adorns."""
    if is_silent(node) or node.value("alt").strip():
        return True
    return node.tag == "img" and "alt" in node.attributes and not node.value("alt")


def _shorten(src: str) -> str:
    """Leave out what a picture is that stands in the page itself."""
    return src if len(src) <= _LONGEST else f"{src[:_LONGEST]}…"


def find_bare_frames(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find frames that do not say what is in them."""
    markup = finished.markup
    for node in markup.of("iframe", "frame"):
        if name_of(markup, node) or is_silent(node) or is_hidden(markup, node):
            continue
        if node.value("tabindex").startswith("-"):
            continue
        src = node.value("src")
        yield Complaint(
            "A11Y011",
            "a frame has no title",
            "write what is in it as its 'title'",
            example=f"that of '{src}'",
            shapes=(
                (src, rf"<iframe\b[^<>]*?(?P<it>{re.escape(src)})"),
                shape_of("iframe"),
            ),
        )
