"""Turn colours of all kinds into those of a screen, by CSS Color 4."""

from __future__ import annotations

from collections.abc import Sequence
from math import cbrt
from typing import Any, Final, NamedTuple

_KNEE: Final = 0.0031308
_XYZ_TO_RGB: Final = (
    (3.2409699419045226, -1.537383177570094, -0.4986107602930034),
    (-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
    (0.05563007969699366, -0.20397695888897652, 1.0569715142428786),
)
_D50_TO_D65: Final = (
    (0.9554734527042182, -0.023098536874261423, 0.0632593086610217),
    (-0.028369706963208136, 1.0099954580058226, 0.021041398966943008),
    (0.012314001688319899, -0.020507696433477912, 1.3303659366080753),
)
_P3_TO_XYZ: Final = (
    (0.4865709486482162, 0.26566769316909306, 0.1982172852343625),
    (0.2289745640697488, 0.6917385218365064, 0.079286914093745),
    (0.0, 0.04511338185890264, 1.043944368900976),
)
_RGB_TO_LMS: Final = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LMS_TO_OKLAB: Final = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_OKLAB_TO_LMS: Final = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_LMS_TO_RGB: Final = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)

Triple = tuple[float, float, float]
_Matrix = tuple[Triple, Triple, Triple]


class Rgba(NamedTuple):
    """A colour of sRGB; each part is from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def __str__(self) -> str:
        return "#" + "".join(f"{round(part * 255):02x}" for part in self[:3])


def from_color(color: Any) -> Rgba | None:
    """Turn a colour of tinycss2 into one of sRGB; None if nobody knows its space."""
    space = color.space
    parts = tuple(part or 0.0 for part in color.coordinates)
    if space in ("hsl", "hwb"):
        space, parts = "srgb", color.to("srgb").coordinates
    elif space in ("lab", "lch"):
        space, parts = "xyz-d50", color.to("xyz-d50").coordinates
    elif space in ("oklab", "oklch"):
        space, parts = "xyz-d65", color.to("xyz-d65").coordinates
    given = parts[0], parts[1], parts[2]
    if space == "srgb":
        return rgba(given, color.alpha)
    if space == "display-p3":
        given = _times(_P3_TO_XYZ, _each(straighten, given))
    elif space == "xyz-d50":
        given = _times(_D50_TO_D65, given)
    elif space == "srgb-linear":
        return rgba(_each(_bend, given), color.alpha)
    elif space != "xyz-d65":
        return None
    return rgba(_each(_bend, _times(_XYZ_TO_RGB, given)), color.alpha)


def rgba(parts: Sequence[float], alpha: float) -> Rgba:
    """Make a colour that a screen can show."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
    return Rgba(red, green, blue, alpha)


def to_oklab(color: Rgba) -> Triple:
    """Turn a colour into what is alike to the eye."""
    linear = _each(straighten, color[:3])
    return _times(_LMS_TO_OKLAB, _each(cbrt, _times(_RGB_TO_LMS, linear)))


def from_oklab(parts: Triple, alpha: float) -> Rgba:
    """Turn it back."""
    lms = _each(lambda part: part**3, _times(_OKLAB_TO_LMS, parts))
    return rgba(_each(_bend, _times(_LMS_TO_RGB, lms)), alpha)


def straighten(part: float) -> float:
    """Undo the curve of a screen, so that double the number is double the light."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _bend(part: float) -> float:
    return part * 12.92 if part <= _KNEE else 1.055 * part ** (1 / 2.4) - 0.055


def _each(make: Any, parts: Sequence[float]) -> Triple:
    one, two, three = (make(part) for part in parts)
    return one, two, three


def _times(matrix: _Matrix, parts: Triple) -> Triple:
    one, two, three = (
        sum(factor * part for factor, part in zip(row, parts, strict=True))
        for row in matrix
    )
    return one, two, three
