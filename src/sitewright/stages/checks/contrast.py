"""Reckon whether the colours that the settings name can be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Final, TypeAlias

from sitewright.model.checks import Complaint, FinishedSite
from sitewright.model.levels import Contrast
from sitewright.stages.checks.styles.colours import Palette, contrast_of, make_palette
from sitewright.stages.checks.styles.linked import Library
from sitewright.stages.checks.styles.properties import find_properties
from sitewright.stages.checks.styles.schemes import Scheme, find_schemes
from sitewright.stages.checks.styles.sheets import Sheet

_OPAQUE: Final = 1.0

_Look: TypeAlias = Mapping[Scheme, Palette]
"""The colours of the pages that load the same style sheets, in each scheme."""


def find_faint(site: FinishedSite, library: Library) -> Iterator[tuple[str, Complaint]]:
    """Find pairs of colours that cannot be told apart in some scheme.

    The colours are those of custom properties, as the style sheets of a page have them
    for its outermost element.
    """
    pairs = site.site.config.checks.contrast
    if not pairs:
        return
    every = dict.fromkeys(
        library.styles_of(page).sheets for page in site.pages.values()
    )
    looks = [_find_palettes(sheets) for sheets in every] or [_find_palettes(())]
    for pair in pairs:
        yield from (("", it) for it in _measure(pair, looks))


def _find_palettes(sheets: Sequence[Sheet]) -> _Look:
    rules = chain.from_iterable(sheet.rules for sheet in sheets)
    return {
        scheme: make_palette(find_properties(sheets, scheme), scheme)
        for scheme in find_schemes(rules)
    }


def _measure(pair: Contrast, looks: Sequence[_Look]) -> Iterator[Complaint]:
    """Measure one pair on all pages that have it, and say once what is wrong."""
    named = [look for look in looks if all(map(partial(_has, look), _names(pair)))]
    told: set[object] = set()
    for look in named or looks[:1]:
        for scheme, palette in look.items():
            for about, complaint in _judge(pair, scheme, palette):
                if about not in told:
                    yield complaint
                told.add(about)


def _names(pair: Contrast) -> tuple[str, str]:
    return pair.above, pair.below


def _has(look: _Look, name: str) -> bool:
    """Tell whether some scheme sets a custom property."""
    return any(name in palette.properties for palette in look.values())


def _judge(
    pair: Contrast, scheme: Scheme, palette: Palette
) -> Iterator[tuple[object, Complaint]]:
    """Say what is wrong with one pair in one scheme, each time with what it is about."""
    above, below = (palette.colour_of(name) for name in _names(pair))
    for name, colour in zip(_names(pair), (above, below), strict=True):
        if colour is None:
            yield name, _complain_of_unknown(name, palette, scheme, pair)
    if above is None or below is None:
        return
    if below.alpha < _OPAQUE:
        yield (above, below), _complain_of_glass(pair, scheme)
    elif (found := contrast_of(above, below)) < pair.least:
        faint = Complaint(
            "A11Y013",
            f"'{pair.above}' stands out from '{pair.below}' by {_cut(found)} to 1 "
            f"{scheme}, and {pair.use} needs {pair.least:g}",
            f"it is {above} on {below}: make one of them lighter or darker",
            span=pair.span,
        )
        yield (above, below), faint


def _complain_of_unknown(
    name: str, palette: Palette, scheme: Scheme, pair: Contrast
) -> Complaint:
    found = palette.properties.get(name)
    if found is None:
        message = f"no style sheet sets '{name}' for the whole page {scheme}"
        hint = "set it for ':root', or correct the name"
    else:
        value = "".join(token.serialize() for token in found.value)
        message = f"'{name}' is no colour that can be reckoned {scheme}: '{value}'"
        hint = "write a colour, var(), light-dark(), or color-mix() in srgb or oklab"
    return Complaint("A11Y016", message, hint, span=pair.span)


def _complain_of_glass(pair: Contrast, scheme: Scheme) -> Complaint:
    return Complaint(
        "A11Y016",
        f"'{pair.below}' lets through what lies beneath it {scheme}",
        "name a colour that does not, such as the one beneath",
        span=pair.span,
    )


def _cut(ratio: float) -> str:
    """Write a ratio so that it never looks better than it is."""
    return f"{int(ratio * 100) / 100:.2f}"
