"""Reckon what colour a custom property has, and how far it stands out from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import Any, Final

from tinycss2.ast import FunctionBlock
from tinycss2.color4 import parse_color

from sitewright.stages.checks.styles.properties import Property
from sitewright.stages.checks.styles.rules import Tokens, split_selectors, trim
from sitewright.stages.checks.styles.schemes import DARK, Scheme
from sitewright.stages.checks.styles.spaces import (
    Rgba,
    from_color,
    from_oklab,
    rgba,
    straighten,
    to_oklab,
)

_DEEPEST: Final = 16
_LONGEST: Final = 1000
_LUMINANCE: Final = (0.2126, 0.7152, 0.0722)
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a site in one scheme.

    Attributes:
        properties: Its custom properties, and ``color-scheme``.
        is_dark: Whether ``light-dark()`` takes the second colour.
    """

    properties: Mapping[str, Property]
    is_dark: bool

    def colour_of(self, name: str) -> Rgba | None:
        """Find the colour of a custom property; None if it has none that is known."""
        found = self.properties.get(name)
        value = _substitute(found.value, self.properties, _DEEPEST) if found else None
        return _reckon(value, is_dark=self.is_dark) if value else None


def make_palette(properties: Mapping[str, Property], scheme: Scheme) -> Palette:
    """Tell which of two colours hold, as ``color-scheme`` has it."""
    chosen = properties.get("color-scheme")
    names = (
        [it.lower_value for it in chosen.value if it.type == "ident"] if chosen else []
    )
    offered = [name for name in names if name in ("light", "dark")]
    is_dark = offered == ["dark"] or (len(offered) > 1 and scheme.system == DARK)
    return Palette(properties, is_dark)


def contrast_of(above: Rgba, below: Rgba) -> float:
    """Reckon the contrast of two colours by WCAG 2.2, from 1 to 21."""
    shown = [
        over * above.alpha + under * (1 - above.alpha)
        for over, under in zip(above[:3], below[:3], strict=True)
    ]
    dark, light = sorted((_luminance(shown), _luminance(below[:3])))
    return (light + 0.05) / (dark + 0.05)


def _luminance(parts: Sequence[float]) -> float:
    pairs = zip(_LUMINANCE, parts, strict=True)
    return sum(weight * straighten(part) for weight, part in pairs)


def _substitute(
    tokens: Sequence[Any], properties: Mapping[str, Property], depth: int
) -> Tokens | None:
    """Put values for ``var()``; None if there are none, or no end of them."""
    made: list[Any] = []
    for token in tokens:
        if token.type != "function":
            made.append(token)
        elif not depth:
            return None
        elif token.lower_name == "var":
            name, *fallback = split_selectors(token.arguments)
            known = properties.get(name[0].value) if name else None
            value = known.value if known else fallback[0] if fallback else None
            inner = _substitute(value, properties, depth - 1) if value else None
            if inner is None:
                return None
            made += inner
        else:
            inner = _substitute(token.arguments, properties, depth - 1)
            if inner is None:
                return None
            made.append(FunctionBlock(0, 0, token.name, list(inner)))
        if len(made) > _LONGEST:
            return None
    return trim(made)


def _reckon(tokens: Tokens, *, is_dark: bool) -> Rgba | None:
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type == "function" and token.lower_name == "light-dark":
        parts = [*split_selectors(token.arguments)]
        return _reckon(parts[is_dark], is_dark=is_dark) if len(parts) == 2 else None
    if token.type == "function" and token.lower_name == "color-mix":
        return _mix([*split_selectors(token.arguments)], is_dark=is_dark)
    try:
        color = parse_color(token)
    except (AttributeError, IndexError, TypeError, ValueError):
        return None  # tinycss2 expects a colour where a style sheet may have anything
    return from_color(color) if color and color != "currentcolor" else None


def _mix(parts: Sequence[Tokens], *, is_dark: bool) -> Rgba | None:
    """Mix two colours, as ``color-mix()`` does in the spaces that sites use."""
    if len(parts) != 3:
        return None
    space = [it.lower_value for it in parts[0] if it.type == "ident"]
    colours, shares = [], []
    for part in parts[1:]:
        share = [it.value / 100 for it in part if it.type == "percentage"]
        rest = trim([it for it in part if it.type != "percentage"])
        colours.append(_reckon(rest, is_dark=is_dark))
        shares.append(share[0] if share else None)
    one, other = colours
    if one is None or other is None or space[:1] != ["in"] or len(space) != 2:
        return None
    first, second = shares
    if first is None:
        first = _HALF if second is None else 1 - second
    if second is None:
        second = 1 - first
    whole = first + second
    if whole <= 0:
        return None
    return _blend(one, other, second / whole, space[1], min(1.0, whole))


def _blend(
    one: Rgba, other: Rgba, share: float, space: str, strength: float
) -> Rgba | None:
    alpha = one.alpha * (1 - share) + other.alpha * share
    if not alpha:
        return Rgba(0, 0, 0, 0)
    if space == "srgb":
        ends = one[:3], other[:3]
    elif space in ("oklab", "oklch"):
        ends = to_oklab(one), to_oklab(other)
    else:
        return None
    weights = one.alpha * (1 - share) / alpha, other.alpha * share / alpha
    if space == "oklch":
        return from_oklab(_turn(ends, weights, share), alpha * strength)
    mixed = [
        near * weights[0] + far * weights[1] for near, far in zip(*ends, strict=True)
    ]
    if space == "srgb":
        return rgba(mixed, alpha * strength)
    return from_oklab((mixed[0], mixed[1], mixed[2]), alpha * strength)


def _turn(
    ends: tuple[Sequence[float], Sequence[float]],
    weights: tuple[float, float],
    share: float,
) -> tuple[float, float, float]:
    """Go from one hue to the other on the shorter way."""
    (l1, a1, b1), (l2, a2, b2) = ends
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    grey = 4e-6
    h1 = atan2(b1, a1) if c1 > grey else atan2(b2, a2)
    h2 = atan2(b2, a2) if c2 > grey else h1
    way = (h2 - h1 + pi) % (2 * pi) - pi
    hue = h1 + way * share
    lightness = l1 * weights[0] + l2 * weights[1]
    chroma = c1 * weights[0] + c2 * weights[1]
    return lightness, chroma * cos(hue), chroma * sin(hue)
