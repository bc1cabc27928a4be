"""One build's way through the stages: what ran, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Checked, Diagnostic, Findings, has_errors
from sitewright.model.facts import Reader

R = TypeVar("R")


class Run:
    """Runs the tasks of one build through a ledger and gathers their findings.

    Attributes:
        findings: All that the stages have found so far, in the order of the stages.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.findings: list[Diagnostic] = []
        self._causes: int | None = None
        self._ledger = ledger
        ledger.begin()

    def once(self, task: Callable[..., Checked[R]], *given: object) -> R:
        """Run a step that is cheaper than to remember it, or depends on the time."""
        value, found = task(*given)
        self.findings += found
        return value

    def one(self, stage: str, task: Callable[..., Checked[R]], *given: object) -> R:
        """Run a stage that looks at the whole site at once."""
        value, found = self._ledger.memo(stage, "", task, *given)
        self.findings += found
        return value

    def each(
        self,
        stage: str,
        task: Callable[..., Checked[R]],
        inputs: Mapping[str, tuple[object, ...]],
    ) -> dict[str, R]:
        """Run a stage once for each of many inputs, in their order.

        Args:
            stage: Name of the stage, under which its results are remembered.
            task: Pure function of one input's values.
            inputs: The arguments of each task, by a key that names it.
        """
        results = {}
        for key, given in inputs.items():
            value, found = self._ledger.memo(stage, key, task, *given)
            self.findings += found
            results[key] = value
        return results

    def traced(
        self,
        stage: str,
        tasks: Mapping[str, Callable[[Reader], Checked[R]]],
        values: Mapping[str, object],
    ) -> dict[str, R]:
        """Run tasks that choose what they read, skipping those whose reads still hold.

        Args:
            stage: Name of the stage.
            tasks: The tasks by key.
            values: All that they may read, by name.
        """
        facts = self._ledger.facts(values)
        results = {}
        for key, task in tasks.items():
            value, found = self._ledger.traced(stage, key, task, facts)
            self.findings += found
            results[key] = value
        return results

    @contextmanager
    def making_values(self) -> Iterator[None]:
        """Note whether a stage fails inside the block that makes values for others.

        What is found later may then be wrong for want of these alone.
        """
        before = len(self.findings)
        yield
        if self._causes is None and has_errors(self.findings[before:]):
            self._causes = len(self.findings)

    @property
    def causes(self) -> Findings:
        """All findings but those that may come of others."""
        return tuple(self.findings[: self._causes])

    def end(self) -> None:
        """Let the ledger forget what this build had no use for."""
        self._ledger.end()
