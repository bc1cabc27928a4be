"""Pictures for tests."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

FONT = (Path(__file__).parents[1] / "templates/cards/newsreader.ttf").read_bytes()


def picture_of(
    width: int, height: int, form: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    """A picture whose left half is dark red; the rest of it is light."""
    image = Image.new(mode, (width, height), "white")
    image.paste("#800000" if mode.startswith("RGB") else 0, (0, 0, width // 2, height))
    return bytes_of(image, form, **options)


def bytes_of(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def taken_at_sea(orientation: int = 1) -> Image.Exif:
    """What a camera writes: which side was up, and where it was."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (54.0, 30.0, 0.0), 3: "W", 4: (8.0, 0.0, 0.0)}
    )
    return exif
