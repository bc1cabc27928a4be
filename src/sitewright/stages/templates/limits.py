"""Keep arithmetic in templates small: one expression must not fill the memory."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST_TEXT = 1_000_000
"""Characters or items that a repetition may make."""

LARGEST_POWER = 10_000
"""Bits that a power may have."""


def refuse_huge(operator: str, left: object, right: object) -> None:
    """Stop a ``*`` or ``**`` whose result would be out of all proportion.

    Raises:
        OverflowError: It would be.
    """
    if operator == "**" and isinstance(left, int) and isinstance(right, int):
        if left.bit_length() * right > LARGEST_POWER:
            raise OverflowError("this power is too large to be computed")
    elif max(_length(left, right), _length(right, left)) > LARGEST_TEXT:
        raise OverflowError(f"this repetition would be longer than {LARGEST_TEXT:,}")


def _length(text: object, times: object) -> int:
    """Tell how long a repetition becomes; 0 if it is none."""
    if isinstance(text, Sequence) and isinstance(times, int):
        return len(text) * times
    return 0
