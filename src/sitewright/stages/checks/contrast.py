"""Reckon whether the colours that the settings name can be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from sitewright.model.checks import Complaint, FinishedSite
from sitewright.model.levels import Contrast
from sitewright.stages.checks.styles.colours import Palette, contrast_of, make_palette
from sitewright.stages.checks.styles.linked import Library
from sitewright.stages.checks.styles.properties import find_properties
from sitewright.stages.checks.styles.schemes import Scheme, find_schemes
from sitewright.stages.checks.styles.sheets import Sheet

_OPAQUE: Final = 1.0


def find_faint(site: FinishedSite, library: Library) -> Iterator[tuple[str, Complaint]]:
    """Find pairs of colours that cannot be told apart in some scheme.

    The colours are those of custom properties, as all style sheets of the site have them
    for the outermost element of a page.
    """
    pairs = site.site.config.checks.contrast
    if not pairs:
        return
    sheets = _find_sheets(site, library)
    rules = chain.from_iterable(sheet.rules for sheet in sheets)
    palettes = {
        scheme: make_palette(find_properties(sheets, scheme), scheme)
        for scheme in find_schemes(rules)
    }
    for pair in pairs:
        yield from (("", it) for it in _measure(pair, palettes))


def _find_sheets(site: FinishedSite, library: Library) -> Sequence[Sheet]:
    found: dict[Sheet, None] = {}
    for finished in site.pages.values():
        found.update(dict.fromkeys(library.styles_of(finished).sheets))
    return tuple(found)


def _measure(pair: Contrast, palettes: dict[Scheme, Palette]) -> Iterator[Complaint]:
    """Measure one pair in all schemes, and say of each two colours once what is wrong."""
    told: set[object] = set()
    for scheme, palette in palettes.items():
        for name in (pair.above, pair.below):
            if palette.colour_of(name) is None:
                if name not in told:
                    yield _complain_of_unknown(name, palette, scheme, pair)
                told.add(name)
        above, below = palette.colour_of(pair.above), palette.colour_of(pair.below)
        if above is None or below is None or (above, below) in told:
            continue
        told.add((above, below))
        if below.alpha < _OPAQUE:
            yield _complain_of_glass(pair, scheme)
        elif (found := contrast_of(above, below)) < pair.least:
            yield Complaint(
                "A11Y013",
                f"'{pair.above}' stands out from '{pair.below}' by {_cut(found)} to 1 "
                f"{scheme}, and {pair.use} needs {pair.least:g}",
                f"it is {above} on {below}: make one of them lighter or darker",
                span=pair.span,
            )


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
