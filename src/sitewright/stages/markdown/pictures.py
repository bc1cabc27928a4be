"""Pictures in Markdown: ``![alt](photo.jpg)`` becomes all that is made of the file.

As with links, rendering only marks them: what is made of a picture depends on the
picture, and on settings, and a body on nothing but its own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Checked, error
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.body import Body, SourcePicture
from sitewright.model.depiction import Depiction, locate_picture, write_picture
from sitewright.model.markdown import Part
from sitewright.stages.markdown.finder import Finder, Lines

_MARK = regex("\0!([0-9]+)\0")


class PictureMarker:
    """Puts a mark in place of each picture, in document order.

    Attributes:
        marked: The attributes of each of them, and the block in which it stands.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.marked: list[tuple[tuple[tuple[str, str], ...], Lines]] = []

    def mark(self, attributes: Iterable[tuple[str, str]], lines: Lines) -> str:
        """Give the mark for a picture."""
        self.marked.append((tuple(attributes), lines))
        return f"\0!{len(self.marked) - 1}\0"

    def list_pictures(
        self, path: str, root: str, finder: Finder
    ) -> tuple[SourcePicture, ...]:
        """List what the marks stand for.

        Args:
            path: The file that the pictures stand in.
            root: The content folder.
            finder: Finds the places of addresses.
        """
        found = []
        for attributes, lines in self.marked:
            source = dict(attributes).get("src", "")
            span = finder.find_address((source, unquote(source)), lines)
            found.append(
                SourcePicture(locate_picture(source, path, root), attributes, span)
            )
        return tuple(found)


def resolve_pictures(
    body: Body,
    depictions: Mapping[str, Depiction],
    sizes: str,
    part: Part = Part.BODY,
) -> Checked[Body]:
    """Put all that is made of them in place of a body's pictures.

    Args:
        body: A body with pictures.
        depictions: What each comes to, by its location.
        sizes: How wide pictures are shown.
        part: What it is; of a page's own text, the first one is what visitors see first.

    Returns:
        The body without marks and pictures, and a finding for each that cannot be shown.
    """

    def show(mark: re.Match[str]) -> str:
        number = int(mark[1])
        picture = body.pictures[number]
        depiction = depictions[picture.location]
        attributes = dict(picture.attributes)
        is_first = number == 0 and part is Part.BODY
        return write_picture(depiction, attributes, sizes, is_first=is_first)

    found = tuple(
        error(it.code, it.problem, picture.span, it.hint)
        for picture in body.pictures
        if (it := depictions[picture.location]).code
    )
    return replace(body, html=_MARK.sub(show, body.html), pictures=()), found
