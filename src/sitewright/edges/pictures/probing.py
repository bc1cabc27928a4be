"""Look into a picture: what it is, how large, and whether it is whole.

Loads Pillow, so it is loaded late itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError, features

from sitewright.model.build import Asset
from sitewright.model.picture import WRITTEN, Form, Picture

OPENED: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
"""What is opened at all: Pillow would run other programs for some."""

_MOST_PIXELS: Final = 100_000_000
_ORIENTATION: Final = 0x0112
_PLACE: Final = 0x8825
_ON_ITS_SIDE: Final = range(5, 9)

# What is too large is refused here, with a finding, and never decoded.
Image.MAX_IMAGE_PIXELS = None


def find_forms() -> tuple[Form, ...]:
    """Find what this Pillow can write."""
    optional = {
        Form.AVIF: "avif",
        Form.WEBP: "webp",
        Form.JPEG: "jpg",
        Form.PNG: "zlib",
    }
    return tuple(form for form in WRITTEN if features.check(optional[form]))


def look_into(file: Path, asset: Asset) -> Picture:
    """Look into a file that should be a picture; decode it, to see that it is whole."""
    form = Form.PNG
    try:
        with Image.open(file, formats=OPENED) as image:
            form = _form_of(image)
            width, height = image.size
            if width * height > _MOST_PIXELS:
                problem = (
                    f"it has {width} by {height} pixels, and 100 million are enough"
                )
                return Picture(
                    asset.path, asset.digest, form, problem=problem, is_huge=True
                )
            moves = image.format != "MPO" and getattr(image, "is_animated", False)
            exif = image.getexif()
            if exif.get(_ORIENTATION) in _ON_ITS_SIDE:
                width, height = height, width
            tells_place = bool(exif.get_ifd(_PLACE))
            if not moves:
                image.draft(None, (1, 1))  # of a JPEG, that is quick
                image.load()
            return Picture(
                asset.path, asset.digest, form, width, height, moves, tells_place
            )
    except UnidentifiedImageError:
        problem = "it is no picture of a known kind"
    except Exception:  # noqa: BLE001 -- a broken file may raise anything
        problem = "it is broken, or was cut short"
    return Picture(asset.path, asset.digest, form, problem=problem)


def _form_of(image: Image.Image) -> Form:
    name = str(image.format).lower()
    return Form.JPEG if name == "mpo" else Form(name)
