"""CheckOptions: what the settings say of the checks of the finished site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from sitewright.kernel.diagnostics import Severity, Span
from sitewright.kernel.frozen import frozen

OFF: Final = "off"
LEVELS: Final = (OFF, *(severity.value for severity in Severity))
"""What the settings may make of a check."""


@frozen
class Contrast:
    """Two colours of the site that must be told apart.

    Attributes:
        above: The custom property of what is seen.
        below: That of what lies beneath.
        least: How far it must stand out, from 1 to 21.
        use: What is seen, in words.
        span: Where the settings say so.
    """

    above: str
    below: str
    least: float
    use: str
    span: Span


@frozen
class CheckOptions:
    """What the settings say of checks.

    Attributes:
        levels: How much some codes matter, one of ``LEVELS`` each, instead of what the
            code itself says.
        elsewhere: Globs of paths on the site's own host that others answer.
        classes: Globs of classes that no style sheet need define.
        contrast: Colours that must be told apart.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    contrast: tuple[Contrast, ...] = ()
