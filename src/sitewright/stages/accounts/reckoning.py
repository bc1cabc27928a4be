"""Reckon what took how long, out of laps that lie inside one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.model.laps import Lap
from sitewright.model.stopwatch import Kind

Lanes = Mapping[int, Sequence[Lap]]
"""What was timed, by the number of the process that timed it."""

_OF_STAGES: Final[tuple[Kind, ...]] = ("step", "stage")
_OF_FILES: Final[tuple[Kind, ...]] = ("template", "block", "macro", "compiling")
_MARKDOWN: Final = frozenset({"body", "links"})
_TEMPLATES: Final = frozenset({"render"})


@frozen
class Spent:
    """What one thing took.

    Attributes:
        name: The step, the stage, the template or the hook.
        count: How often it ran: tasks, renders, calls.
        total: Nanoseconds from its beginnings to its ends.
        own: The same without what is accounted for elsewhere.
        known: How often a result of the stage was known already.
        macros: How often macros of the template were called.
        compiling: Nanoseconds to compile the template.
    """

    name: str
    count: int
    total: int
    own: int
    known: int = 0
    macros: int = 0
    compiling: int = 0

    @property
    def cost(self) -> int:
        """What would be spared without it."""
        return self.own + self.compiling


@frozen
class PageSpent:
    """What one page took, in nanoseconds.

    Attributes:
        name: Its source path, and its number if it is one of several.
        markdown: For its text.
        templates: For its layouts, and all that they show.
    """

    name: str
    markdown: int
    templates: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.markdown + self.templates


@frozen
class Account:
    """What a build took, the most expensive first; steps and stages as they began.

    Attributes:
        wall: Nanoseconds from the start of the process to the last end.
        processes: How many processes were at work.
        stages: Steps and stages; of all, the own times together are the work done.
        templates: Templates, each with its blocks and macros.
        hooks: Functions of the site's own.
        pages: Pages.
    """

    wall: int
    processes: int
    stages: tuple[Spent, ...]
    templates: tuple[Spent, ...]
    hooks: tuple[Spent, ...]
    pages: tuple[PageSpent, ...]

    @property
    def work(self) -> int:
        """Nanoseconds that all processes were at work."""
        return sum(stage.own for stage in self.stages)


@frozen
class _Timed:
    """A lap among others.

    Attributes:
        lap: The lap.
        own: What does not lie in any of the others inside it.
        is_outermost: Whether it lies in no lap of the same stage, template or hook.
    """

    lap: Lap
    own: int
    is_outermost: bool


def reckon(lanes: Lanes, asked: Mapping[str, int]) -> Account:
    """Account for all that was timed.

    Args:
        lanes: What was timed in each process.
        asked: How often a result of each stage was asked for.
    """
    timed = [item for laps in lanes.values() for item in _nest(laps)]
    # A stage has on its account what templates and hooks do for it.
    stages = [
        item for laps in lanes.values() for item in _nest(filter(_is_stage, laps))
    ]
    begin = min(item.lap.begin for item in timed)
    end = max(item.lap.end for item in timed)
    return Account(
        end - begin,
        len(lanes),
        tuple(_account_for_stages(stages, asked)),
        _dearest(_account_for_templates(timed)),
        _dearest(_account_for_hooks(timed)),
        tuple(sorted(_account_for_pages(stages), key=lambda page: -page.total)),
    )


def _is_stage(lap: Lap) -> bool:
    return lap.kind in _OF_STAGES


def _dearest(rows: Iterable[Spent]) -> tuple[Spent, ...]:
    return tuple(sorted(rows, key=lambda row: -row.cost))


def in_order(laps: Iterable[Lap]) -> list[Lap]:
    """Put laps in the order in which they began; those inside another one behind it.

    Args:
        laps: What was timed, in the order in which it ended.
    """
    ordered = [*laps]
    ordered.reverse()
    ordered.sort(key=lambda lap: (lap.begin, -lap.end))
    return ordered


def _nest(laps: Iterable[Lap]) -> list[_Timed]:
    """Find which laps of one process lie inside which, in the order of their begins."""
    ordered = in_order(laps)
    own = [lap.end - lap.begin for lap in ordered]
    is_outermost = []
    around: list[int] = []
    opened: Counter[tuple[str, str]] = Counter()
    for number, lap in enumerate(ordered):
        while around and ordered[around[-1]].end <= lap.begin:
            opened[_account_of(ordered[around.pop()])] -= 1
        if around:
            own[around[-1]] -= lap.end - lap.begin
        is_outermost.append(not opened[_account_of(lap)])
        opened[_account_of(lap)] += 1
        around.append(number)
    return list(map(_Timed, ordered, own, is_outermost))


def _account_of(lap: Lap) -> tuple[str, str]:
    return ("template" if lap.kind in _OF_FILES else lap.kind), lap.name


def _account_for_stages(
    timed: Iterable[_Timed], asked: Mapping[str, int]
) -> Iterator[Spent]:
    for (kind, name), items in _group(timed, _OF_STAGES):
        # What another process has made is taken over here by a task of the same name.
        count = len({item.lap.key for item in items})
        known = asked.get(name, 0) - count if kind == "stage" else 0
        yield Spent(name, count, _total(items), _own(items), known=known)


def _account_for_templates(timed: Iterable[_Timed]) -> Iterator[Spent]:
    for (_, name), items in _group(timed, _OF_FILES):
        kinds = Counter(item.lap.kind for item in items)
        compiling = [item for item in items if item.lap.kind == "compiling"]
        running = [item for item in items if item.lap.kind != "compiling"]
        yield Spent(
            name,
            kinds["template"],
            _total(running),
            _own(running),
            macros=kinds["macro"],
            compiling=_own(compiling),
        )


def _account_for_hooks(timed: Iterable[_Timed]) -> Iterator[Spent]:
    for (_, name), items in _group(timed, ("hook",)):
        yield Spent(name, len(items), _total(items), _own(items))


def _group(
    timed: Iterable[_Timed], kinds: Sequence[Kind]
) -> Iterable[tuple[tuple[str, str], list[_Timed]]]:
    rows: dict[tuple[str, str], list[_Timed]] = {}
    for item in timed:
        if item.lap.kind in kinds:
            rows.setdefault(_account_of(item.lap), []).append(item)
    return rows.items()


def _total(items: Iterable[_Timed]) -> int:
    return sum(it.lap.end - it.lap.begin for it in items if it.is_outermost)


def _own(items: Iterable[_Timed]) -> int:
    return sum(item.own for item in items)


def _account_for_pages(timed: Iterable[_Timed]) -> Iterator[PageSpent]:
    markdown: Counter[str] = Counter()
    templates: Counter[str] = Counter()
    for item in timed:
        if item.lap.name in _MARKDOWN:
            markdown[item.lap.key] += item.own
        elif item.lap.name in _TEMPLATES:
            templates[item.lap.key] += item.own
    for name in dict.fromkeys((*markdown, *templates)):
        yield PageSpent(name, markdown[name], templates[name])
