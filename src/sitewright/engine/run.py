"""One build's way through the stages: what ran, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TypeVar, cast

from sitewright.engine.found import Found
from sitewright.engine.ledger import Ledger
from sitewright.engine.memory import Memory
from sitewright.kernel.arranging import Arranged, rearrange
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.tables import Table
from sitewright.model.facts import Facts, Reader

R = TypeVar("R")
S = TypeVar("S")

Keys = Generator[str, None, None]


def as_they_stand(todo: Iterable[str]) -> Keys:
    """Leave tasks in the order in which they are named."""
    yield from todo


class Run:
    """Runs the tasks of one build through a ledger and gathers their findings.

    Attributes:
        findings: All that the stages have found so far, in the order of the stages.
        ledger: The memory of earlier builds.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.findings = Found()
        self.ledger = ledger
        self._causes: int | None = None

    def once(self, task: Callable[..., Checked[R]], *given: object) -> R:
        """Run a step that is cheaper than to remember it, or depends on the time."""
        value, found = task(*given)
        self.findings += found
        return value

    def one(self, stage: str, task: Callable[..., Checked[R]], *given: object) -> R:
        """Run a stage that looks at the whole site at once."""
        memory = self.ledger.stage(stage)
        value = memory.memo("", task, *given)
        self.take(stage)
        return value

    def each(
        self,
        stage: str,
        task: Callable[..., Checked[R]],
        inputs: Mapping[str, tuple[object, ...]],
    ) -> dict[str, R]:
        """Run a stage once for each of many inputs, in their order.

        Args:
            stage: Name of the stage, under which its results are remembered; it can be run
                once a build.
            task: Pure function of one input's values.
            inputs: The arguments of each task, by a key that names it.
        """
        memory = self.ledger.stage(stage)
        memory.keep(inputs.keys())
        results = {key: memory.memo(key, task, *inputs[key]) for key in inputs}
        self.take(stage)
        return cast("dict[str, R]", memory.conclude(results))

    def follow(
        self,
        stage: str,
        task: Callable[..., Checked[R]],
        source: Mapping[str, S],
        *shared: object,
        beside: Mapping[str, object] | None = None,
        needs: Callable[[S], bool] | None = None,
    ) -> Mapping[str, R]:
        """Run a stage once for each value of a mapping; look only at what is new there.

        Args:
            stage: Name of the stage.
            task: Pure function of the key, its value, and what is shared.
            source: The mapping.
            shared: What all tasks are given besides.
            beside: What each task is given besides, by its key, behind its value.
            needs: Tells of a value whether there is anything to do; if not, it is the
                result.
        """
        memory = self.ledger.stage(stage)
        made = {}
        with memory.following(source, *shared, beside=beside or {}) as changed:
            todo: Iterable[tuple[str, S]]
            if changed is None:
                memory.keep(source.keys())
                todo = source.items()
            else:
                todo = [(key, source[key]) for key in changed]
            for key, value in todo:
                if needs and not needs(value):
                    memory.forget(key)
                    made[key] = cast("R", value)
                    continue
                more = shared if beside is None else (beside[key], *shared)
                made[key] = memory.memo(key, task, key, value, *more)
        return self._conclude(stage, memory, made, is_all=changed is None)

    def chapter(self, name: str, tell: Callable[..., R], *given: object) -> R:
        """Tell a part of the story again only if anything that it is about has changed.

        Args:
            name: Name of the chapter.
            tell: Takes a run of its own, and what is given.
            given: All that it is about.
        """

        def retell(*given: object) -> Checked[tuple[R, bool]]:
            own = Run(self.ledger)
            value = tell(own, *given)
            return (value, own.is_doubtful), tuple(own.causes)

        value, is_doubtful = self.one(name, retell, *given)
        if is_doubtful and not self.is_doubtful:
            self._causes = len(self.findings)
        return value

    def traced(
        self,
        stage: str,
        task: Callable[[Reader, S], Checked[R]],
        inputs: Mapping[str, S],
        facts: Facts,
        changed: Iterable[str] | None = None,
        in_turn: Callable[[Iterable[str]], Keys] = as_they_stand,
    ) -> Mapping[str, R]:
        """Run tasks that choose what they read, skipping those whose reads still hold.

        Args:
            stage: Name of the stage.
            task: Takes a window on the facts, and an input.
            inputs: What there is to do, by key.
            facts: All that the tasks may read.
            changed: Names of the facts that may have changed since the build before,
                which had the same inputs; None if nobody knows.
            in_turn: Chooses the order in which tasks are run; it is closed, whatever
                happens, so that nobody works on for it.
        """
        memory = self.ledger.stage(stage)
        if changed is None:
            memory.keep(inputs.keys())
            todo = list(inputs)
        else:
            todo = memory.in_order(memory.readers_of(changed))
        with closing(in_turn(todo)) as keys:
            made = {key: memory.traced(key, task, inputs[key], facts) for key in keys}
        if changed is None:
            made = {key: made[key] for key in inputs}
        return self._conclude(stage, memory, made, is_all=changed is None)

    def _conclude(
        self, stage: str, memory: Memory, made: dict[str, R], *, is_all: bool
    ) -> Mapping[str, R]:
        self.take(stage)
        old = cast("Table[R]", memory.results)
        return memory.conclude(Table(made) if is_all else old.edited(made))

    def take(self, stage: str) -> None:
        """Take what the tasks of a stage have found."""
        memory = self.ledger.stage(stage)
        self.findings.add(stage, memory.found, is_broken=memory.is_broken)

    @contextmanager
    def making_values(self) -> Iterator[None]:
        """Note whether a stage fails inside the block that makes values for others.

        What is found later may then be wrong for want of these alone.
        """
        before = len(self.findings)
        yield
        if self._causes is None and self.findings.has_errors(before):
            self._causes = len(self.findings)

    @property
    def is_doubtful(self) -> bool:
        """Whether what is found from now on may come of what was found before."""
        return self._causes is not None

    @property
    def causes(self) -> Found:
        """All findings but those that may come of others."""
        return self.findings.until(self._causes)

    def arrange(self) -> Arranged:
        """Put all findings in order but those that may come of others."""
        ledger, causes = self.ledger, self.causes
        gone, come = causes.compare(ledger.found)
        ledger.found, ledger.arranged = causes, rearrange(ledger.arranged, gone, come)
        return ledger.arranged
