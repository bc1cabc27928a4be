"""Find the custom properties of the outermost element, as the cascade has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from sitewright.stages.checks.styles.rules import (
    StyleRule,
    Tokens,
    split_selectors,
)
from sitewright.stages.checks.styles.schemes import (
    Scheme,
    conditions_of,
    holds_around,
    suits,
)
from sitewright.stages.checks.styles.sheets import Sheet

_SCHEME: Final = "color-scheme"


@dataclass(frozen=True, slots=True)
class Property:
    """A custom property.

    Attributes:
        value: Its value.
        sheet: The style sheet that it stands in.
        line: The line of its rule there.
    """

    value: Tokens
    sheet: str
    line: int


def find_properties(sheets: Sequence[Sheet], scheme: Scheme) -> Mapping[str, Property]:
    """Find the custom properties, and ``color-scheme``, that hold in a scheme.

    Args:
        sheets: In the order in which pages load them.
        scheme: How the page is shown.
    """
    layers = _rank_layers(sheets)
    best: dict[str, tuple[tuple[object, ...], Property]] = {}
    for sheet in sheets:
        if not suits(sheet.media, scheme):
            continue
        for rule in sheet.rules:
            if not isinstance(rule, StyleRule) or not holds_around(rule, scheme):
                continue
            fitting = [it for it in conditions_of(rule) if it.holds(scheme)]
            if not fitting:
                continue
            weight = max(it.specificity for it in fitting)
            rank = layers[rule.where.layer]
            for name, value, is_important in rule.declarations:
                if not name.startswith("--") and name.lower() != _SCHEME:
                    continue
                order = (is_important, -rank if is_important else rank, weight)
                if name not in best or order >= best[name][0]:
                    best[name] = order, Property(value, sheet.path, rule.line)
    return {name: found for name, (_, found) in best.items()}


def _rank_layers(sheets: Sequence[Sheet]) -> Mapping[tuple[str, ...], int]:
    """Rank layers: in the order in which they are named first, what is in none last."""
    named: dict[tuple[str, ...], None] = {}
    for rule in chain.from_iterable(sheet.rules for sheet in sheets):
        if isinstance(rule, StyleRule):
            named.setdefault(rule.where.layer)
        elif rule.name == "layer":
            for part in split_selectors(rule.prelude):
                inner = ".".join(it.value for it in part if it.type == "ident")
                named.setdefault((*rule.where.layer, *inner.split(".")))
    first: dict[tuple[str, ...], int] = {}
    for place, layer in enumerate(named):
        for depth in range(1, len(layer) + 1):
            first.setdefault(layer[:depth], place)

    def order(layer: tuple[str, ...]) -> tuple[float, ...]:
        # What stands in a layer itself comes after the layers inside of it.
        inner = (first[layer[:depth]] for depth in range(1, len(layer) + 1))
        return (*inner, float("inf"))

    return {layer: rank for rank, layer in enumerate(sorted(named, key=order))}
