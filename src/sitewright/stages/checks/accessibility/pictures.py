"""Look at what is seen only: pictures, drawings and frames."""

from __future__ import annotations

from collections.abc import Iterator

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.stages.checks.accessibility.names import is_hidden, is_silent, name_of


def find_bare_pictures(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find pictures for which nothing can be said."""
    markup = finished.markup
    for node in markup.of("img", "input", "area"):
        is_button = node.tag == "input" and node.value("type").lower() == "image"
        if node.tag == "input" and not is_button:
            continue
        if node.tag == "area" and "href" not in node.attributes:
            continue
        has_alt = (
            node.value("alt").strip()
            if node.tag != "img"
            else "alt" in (node.attributes)
        )
        if (
            has_alt
            or is_silent(node)
            or name_of(markup, node)
            or is_hidden(markup, node)
        ):
            continue
        src = node.value("src") or node.value("href")
        hint = "write what it does as its 'alt'"
        if node.tag == "img":
            hint = "write what it shows as its 'alt'; alt=\"\" if it only adorns"
        yield Complaint(
            "A11Y001",
            f"the picture '{src}' has no alternative text",
            hint,
            (src, "<img"),
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
                ('role="img"', "<svg"),
            )


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
            f"the frame of '{src}' has no title",
            "write what is in it as its 'title'",
            (src, "<iframe"),
        )
