"""Keep texts that templates make small enough for the memory."""

from __future__ import annotations

from typing import Final

from sitewright.stages.templates.current import RENDERING

LONGEST_TEXT: Final = 50_000_000
"""Characters that a text may have that is joined of others."""

LONGEST_REPETITION: Final = 1_000_000
"""Characters that a repetition may make."""


def check_text(text: str, length: int = 0) -> str:
    """Stop a text that has grown out of all proportion.

    Args:
        text: The text.
        length: Its length, if it is only a part of it.

    Raises:
        OverflowError: It has.
    """
    if len(text) > LONGEST_TEXT or length > LONGEST_TEXT:
        raise OverflowError(f"this text would be longer than {LONGEST_TEXT:,}")
    return text


def check_repetition(length: float) -> None:
    """Stop a repetition that would be out of all proportion.

    Raises:
        OverflowError: It would be.
    """
    if length > LONGEST_REPETITION:
        raise OverflowError(
            f"this repetition would be longer than {LONGEST_REPETITION:,}"
        )


def spend(steps: int) -> None:
    """Pay for work that one call does again and again, out of the page's budget.

    Raises:
        BudgetError: It is too much.
    """
    if rendering := RENDERING.get(None):
        rendering.budget.step(steps)
