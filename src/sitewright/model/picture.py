"""Picture and Variant: what lies in the sources, and what visitors are sent of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen
from sitewright.model.card import Card

PICTURES: Final = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Endings of files that are pictures."""


class Form(StrEnum):
    """In which form the bytes of a picture are."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    SVG = "svg"

    @property
    def ending(self) -> str:
        """The ending of files of this form."""
        return ".jpg" if self is Form.JPEG else f".{self}"


WRITTEN: Final = (Form.AVIF, Form.WEBP, Form.JPEG, Form.PNG)
"""The forms that can be written; of others, the file is published as it is."""


@frozen
class ImageRules:
    """What the settings say of pictures.

    Attributes:
        widths: The widths that each is made in, in pixels, rising.
        formats: The forms that each is made in besides its own, the best first.
        quality: How much of it is kept, from 1 to 100, by form.
        sizes: How wide pictures are shown if nothing else is said, as in HTML.
        spans: Where that was set: of each form by its name, and of all by ``""``.
        keeps_files: Whether pages show the files themselves, as in a preview.
    """

    widths: tuple[int, ...] = (480, 960, 1440)
    formats: tuple[Form, ...] = (Form.AVIF, Form.WEBP)
    quality: Mapping[str, int] = field(
        default_factory=lambda: {"avif": 55, "webp": 76, "jpeg": 80}
    )
    sizes: str = "100vw"
    spans: Mapping[str, Span] = field(default_factory=dict)
    keeps_files: bool = False


@frozen
class Picture:
    """A picture in the sources.

    Attributes:
        path: Where it lies, relative to the project.
        digest: Digest of its bytes.
        form: Its form, whatever its ending says.
        width: Its width in pixels as it is to be seen; 0 if that is not known.
        height: Its height.
        moves: Whether it has more than one frame.
        tells_place: Whether it says where it was taken.
        problem: Why it cannot be shown; empty if it can.
        is_huge: Whether the problem is that it has too many pixels.
    """

    path: str
    digest: Digest
    form: Form
    width: int = 0
    height: int = 0
    moves: bool = False
    tells_place: bool = False
    problem: str = ""
    is_huge: bool = False


@frozen
class Gallery:
    """All pictures of a project, and what can be made of them here.

    Attributes:
        pictures: The pictures by their paths; none that nobody has looked into.
        forms: The forms that this machine can write; none without Pillow.
    """

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()


@frozen
class Variant:
    """A file that is made of a picture.

    Attributes:
        path: Where it goes below the output folder; its name has the key in it.
        key: Digest of all that it is made of.
        source: The picture's path.
        form: Its form.
        width: Its width in pixels.
        height: Its height.
        quality: How much of the picture is kept; 0 where nothing is lost.
    """

    path: str
    key: Digest
    source: str
    form: Form
    width: int
    height: int
    quality: int = 0


@frozen
class Shown:
    """The files of a site that are made of pictures.

    Attributes:
        variants: Those that are still to be encoded, sorted by path.
        copies: Pictures that are published as they are, as pages show them, by their
            output paths; without those that are published anyway.
        cards: Those that are still to be drawn, sorted by path.
    """

    variants: tuple[Variant, ...] = ()
    copies: Mapping[str, Picture] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
