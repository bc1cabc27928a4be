"""Stopwatch: whoever times the parts of a build, if anybody asks how long they take."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol, TypeAlias

Kind: TypeAlias = Literal[
    "step", "stage", "template", "block", "macro", "compiling", "hook"
]
"""What is timed: a step of a command, a task of a stage, a template or a block or macro
of one, or a function of the site's own."""


class Stopwatch(Protocol):
    """Times what happens inside a block."""

    def lap(self, kind: Kind, name: str, key: str = "") -> AbstractContextManager[None]:
        """Time a block.

        Args:
            kind: What it is.
            name: The step, the stage, the path of the template, or the hook.
            key: Which task of the stage, or which block of the template.
        """

    def ask(self, stage: str) -> None:
        """Count a result that was asked for; if there is no lap for it, it was known."""


def timing(
    stopwatch: Stopwatch | None, kind: Kind, name: str, key: str = ""
) -> AbstractContextManager[None]:
    """Time a block, if anybody does."""
    return _UNTIMED if stopwatch is None else stopwatch.lap(kind, name, key)


_UNTIMED = nullcontext()
