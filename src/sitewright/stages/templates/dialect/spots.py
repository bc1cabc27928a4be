"""Spots of templates: what is printed there, and whether it ever had a value."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import Findings, Span, warning
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED

Spot = tuple[str, int, str]
"""Path and line of a template, and what is written there."""


class Lint:
    """What the templates of one build have looked up.

    Attributes:
        spots: Whether each spot that was come to had a value at least once.
    """

    def __init__(self) -> None:
        self.spots: dict[Spot, bool] = {}

    def note(self, value: object, path: str, line: int, written: str) -> object:
        """Note whether there is a value, and pass it on."""
        spot = path, line, written
        self.spots[spot] = self.spots.get(spot, False) or value is not UNDEFINED
        return value

    def add(self, spots: Mapping[Spot, bool]) -> None:
        """Take what was noted elsewhere, too."""
        for spot, has_value in spots.items():
            self.spots[spot] = self.spots.get(spot, False) or has_value

    def findings(self) -> Findings:
        """Make a warning of each spot that never had a value."""
        return tuple(
            warning(
                "TPL012",
                f"'{written}' has no value on any page",
                Span(path, line),
                f"correct the name, or write {{{{ {written} | default('') }}}} if it may "
                "be missing",
            )
            for (path, line, written), has_value in sorted(self.spots.items())
            if not has_value
        )
