"""Encode a picture: upright, in sRGB, and without all that it says about itself.

Loads Pillow, so it is loaded late itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps

from sitewright.edges.pictures.probing import OPENED
from sitewright.model.picture import Form, Variant

_DEEP: Final = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_OPTIONS: Final[dict[Form, dict[str, Any]]] = {
    # One thread each, as many are encoded at once; the bytes are the same either way.
    Form.AVIF: {"speed": 6, "max_threads": 1},
    Form.WEBP: {"method": 5},
    Form.JPEG: {"optimize": True, "progressive": True},
    Form.PNG: {"optimize": True},
}


def encode_width(
    source: Path, variants: Sequence[Variant]
) -> Iterator[tuple[Variant, bytes]]:
    """Encode the variants of one picture that have the same width.

    Raises:
        OSError: It cannot be read, or is broken.
    """
    size = variants[0].width, variants[0].height
    with Image.open(source, formats=OPENED) as opened:
        opened.draft(None, (2 * max(size), 2 * max(size)))
        image = _in_srgb(ImageOps.exif_transpose(opened))
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image.info = {}  # else comments and profiles would be written again
    for variant in variants:
        yield variant, _encode(image, variant)


def _encode(image: Image.Image, variant: Variant) -> bytes:
    options = dict(_OPTIONS[variant.form])
    if variant.quality:
        options["quality"] = variant.quality
    if variant.form is Form.JPEG:
        image = image.convert("RGB") if image.mode != "L" else image
    elif image.mode not in ("RGB", "RGBA") and variant.form is not Form.PNG:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    buffer = BytesIO()
    image.save(buffer, str(variant.form), **options)
    return buffer.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Bring a picture into the colours of the web: grey, RGB, or either with alpha."""
    profile = image.info.get("icc_profile")
    has_alpha = image.has_transparency_data
    if image.mode in _DEEP:
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "1", "La", "RGBa"):
        image = image.convert("RGBA" if has_alpha else "RGB")
    elif has_alpha and image.mode in ("L", "RGB"):
        image = image.convert("RGBA")  # one colour of it is transparent
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            mode = "RGBA" if has_alpha else "RGB"
            if image.mode == "LA":
                image = image.convert("RGBA")
            converted = ImageCms.profileToProfile(image, own, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile, or one for other colours, says nothing
        else:
            return converted or image
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    return image.convert("RGB")
