"""The budget of one page: how much work its templates may still make."""

from __future__ import annotations

from typing import Final

from jinja2 import TemplateRuntimeError

from sitewright.model.limits import Limits

CALL: Final = 5
"""Steps that the call of a macro counts for, and the taking in of a file."""


class BudgetError(TemplateRuntimeError):
    """The templates of a page do more than they may.

    Attributes:
        hint: What to do about it.
        written: The text in a template that does it; empty if it is the whole line.
    """

    def __init__(self, message: str, hint: str, written: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.written = written


class Budget:
    """What the templates of one page may still do."""

    __slots__ = ("_characters", "_limits", "_steps")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._steps = limits.steps
        self._characters = limits.characters

    def step(self, count: int = 1) -> None:
        """Pay for turns of loops, calls of macros, and files that are taken in.

        Raises:
            BudgetError: There are too many.
        """
        self._steps -= count
        if self._steps < 0:
            most = self._limits.steps
            message = f"the templates of this page take more than {most:,} steps"
            raise BudgetError(message, _raise("limits.steps"))

    def write(self, length: int) -> None:
        """Pay for the characters of a text, before it is made if that can be known.

        Raises:
            BudgetError: There are too many.
        """
        self._characters -= length
        if self._characters < 0:
            most = self._limits.characters
            message = f"the templates of this page make more than {most:,} characters"
            raise BudgetError(message, _raise("limits.characters"))


def _raise(setting: str) -> str:
    return f"if that is meant, raise '{setting}'"
