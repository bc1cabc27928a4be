"""CheckOptions: what the settings say of the checks of the finished site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from sitewright.kernel.diagnostics import Severity
from sitewright.kernel.frozen import frozen

OFF: Final = "off"
LEVELS: Final = (OFF, *(severity.value for severity in Severity))
"""What the settings may make of a check."""


@frozen
class CheckOptions:
    """What the settings say of checks.

    Attributes:
        levels: How much some codes matter, one of ``LEVELS`` each, instead of what the
            code itself says.
        elsewhere: Globs of paths on the site's own host that others answer.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
