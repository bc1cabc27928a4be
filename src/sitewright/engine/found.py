"""What the stages of a build have found, kept apart by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitewright.kernel.diagnostics import Diagnostic, Findings, has_errors
from sitewright.kernel.frozen import frozen
from sitewright.kernel.tables import changed_keys

Part = Mapping[str, Findings]
"""What the tasks of one stage have found, by their keys."""


@frozen
class _Named:
    stage: str
    part: Part
    has_errors: bool


class Found:
    """All that was found, stage by stage."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._parts: list[_Named] = []

    def __iter__(self) -> Iterator[Diagnostic]:
        """List every finding."""
        return (
            it for named in self._parts for some in named.part.values() for it in some
        )

    def __len__(self) -> int:
        """Count the stages that have found anything."""
        return len(self._parts)

    def __iadd__(self, found: Iterable[Diagnostic]) -> Found:
        """Take what a step has found that is not remembered."""
        some = tuple(found)
        part = {"": some} if some else {}
        self.add(f"step {len(self)}", part, is_broken=has_errors(some))
        return self

    def add(self, stage: str, part: Part, *, is_broken: bool) -> None:
        """Take what a stage has found, which does not change any more.

        Args:
            stage: Its name.
            part: What its tasks have found.
            is_broken: Whether there are errors among it.
        """
        if part:
            self._parts.append(_Named(stage, part, is_broken))

    def has_errors(self, start: int = 0) -> bool:
        """Tell whether anything fails the build; of some stages or all but the first."""
        return any(named.has_errors for named in self._parts[start:])

    def until(self, end: int | None) -> Found:
        """Take the first stages alone."""
        some = Found()
        some._parts = self._parts[:end]
        return some

    def compare(self, old: Found) -> tuple[Findings, Findings]:
        """Say what has gone and what has come since another build.

        Only what tasks have found anew is looked at; some of it may be in both.
        """
        before, now = old._by_stage(), self._by_stage()
        gone: list[Diagnostic] = []
        come: list[Diagnostic] = []
        for stage in before.keys() | now.keys():
            was, is_now = before.get(stage, {}), now.get(stage, {})
            keys = changed_keys(was, is_now)
            for key in was.keys() | is_now.keys() if keys is None else keys:
                if was.get(key) is not is_now.get(key):
                    gone += was.get(key, ())
                    come += is_now.get(key, ())
        return tuple(gone), tuple(come)

    def _by_stage(self) -> dict[str, Part]:
        return {named.stage: named.part for named in self._parts}
