"""Plan what is made of a picture: names are known before a byte is."""

from __future__ import annotations

from posixpath import splitext
from typing import Final

from sitewright.kernel.digests import digest_of
from sitewright.model.assetnames import fingerprinted_path
from sitewright.model.picture import WRITTEN, Form, ImageRules, Picture, Variant

_RECIPE: Final = 1
"""What encodes: another number gives all files other names, and has them made anew."""


def plan_variants(
    picture: Picture, place: str, rules: ImageRules, forms: tuple[Form, ...]
) -> tuple[tuple[Variant, ...], ...]:
    """Plan the files that are made of a picture.

    Args:
        picture: The picture.
        place: Where the file itself would go below the output folder.
        rules: What the settings say.
        forms: The forms that can be written here.

    Returns:
        Its variants in each form, rising in width; the form of the picture comes last.
        None if it is shown as it is, as it moves, or is no picture of pixels.
    """
    if picture.moves or picture.form not in WRITTEN or picture.form not in forms:
        return ()
    wanted = [it for it in rules.formats if it in forms and it is not picture.form]
    widths = [width for width in rules.widths if width < picture.width]
    if len(widths) < len(rules.widths):
        widths.append(picture.width)  # nothing is made larger than it is
    return tuple(
        tuple(_variant(picture, place, rules, form, width) for width in widths)
        for form in (*wanted, picture.form)
    )


def _variant(
    picture: Picture, place: str, rules: ImageRules, form: Form, width: int
) -> Variant:
    height = max(1, round(picture.height * width / picture.width))
    quality = rules.quality.get(form, 0)
    key = digest_of((_RECIPE, picture.digest, str(form), width, quality))
    path = fingerprinted_path(f"{splitext(place)[0]}-{width}{form.ending}", key)
    return Variant(path, key, picture.path, form, width, height, quality)
