"""Shrinking: whether a site has lost more than anybody is likely to mean."""

from __future__ import annotations

from typing import Final

BUILD_LOSS: Final = 1 / 2
"""The part of its pages that a site may not lose from one build to the next."""

PUBLISH_LOSS: Final = 1 / 5
"""The part of its files that it may not lose from one release to the next."""

_FEW: Final = 3
"""What may always go: of a site that has hardly begun, one page is a large part."""


def has_shrunk(before: int, now: int, most: float) -> bool:
    """Tell whether a site has lost so much that somebody should say it is meant.

    Args:
        before: How many pages or files there were.
        now: How many there are.
        most: The part that is too much.
    """
    lost = before - now
    return lost >= _FEW and lost >= before * most
