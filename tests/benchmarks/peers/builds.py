"""Build the sites in turns, case by case: every generator once before any runs again."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from peers.generators import Generator
from peers.likeness import find_differences
from peers.measuring import Run, RunError, run
from peers.sites import EDITS, Site, make_sites

OURS = "sitewright"
SETTLED = 2.5
"""Seconds after which a file's time tells whether it has been written since.

Before, whoever would be sure reads it again: no case but that of touched files is to
measure that.
"""

SHOWN = frozenset({"body", "title", "template", "page"})
"""Edits that a page must show afterwards."""


@dataclass(frozen=True)
class Row:
    """All runs of one generator in one case.

    Attributes:
        size: How many pages the site has.
        case: What the builds came after.
        name: The generator.
        runs: The runs, in the order of the turns.
        memory: Megabytes of all processes together; None if not measured.
    """

    size: int
    case: str
    name: str
    runs: tuple[Run, ...]
    memory: float | None = None

    @property
    def wall(self) -> float:
        """Seconds of the middle run."""
        return median(each.wall for each in self.runs)

    @property
    def processor(self) -> float:
        """Seconds of the processor in the middle run."""
        return median(each.processor for each in self.runs)

    @property
    def largest(self) -> float:
        """Megabytes of the largest process."""
        return max(each.largest for each in self.runs)

    def times(self, other: Row) -> float:
        """How many times as long as another it takes: the middle one of the turns."""
        pairs = zip(self.runs, other.runs, strict=True)
        return median(mine.wall / theirs.wall for mine, theirs in pairs)

    def times_processor(self, other: Row) -> float:
        """How many times as much of the processor it takes."""
        pairs = zip(self.runs, other.runs, strict=True)
        return median(mine.processor / theirs.processor for mine, theirs in pairs)


@dataclass(frozen=True)
class Plan:
    """What is to be measured.

    Attributes:
        generators: Who builds; the first is the measure of the others.
        cases: After what.
        turns: How often each.
        folder: Where the sites go.
        tell: Is told what has been done.
    """

    generators: tuple[Generator, ...]
    cases: tuple[str, ...]
    turns: int
    folder: Path
    tell: Callable[[str], None]


def measure_builds(plan: Plan, size: int) -> tuple[list[Row], dict[str, str]]:
    """Measure builds of a site of so many pages.

    Returns:
        A row for each generator and case, and where a page of theirs is not as ours.

    Raises:
        RunError: A build failed, or left the site as it was.
    """
    sites = make_sites(plan.generators, size, plan.folder)
    try:
        for site in sites.values():
            _build_first(site, size)
            plan.tell(f"{size:,} pages: {site.generator.name} is set up")
        time.sleep(SETTLED)
        seen: dict[tuple[str, str], list[Run]] = {}
        for turn in range(plan.turns):
            for case in plan.cases:
                for name, site in sites.items():
                    ran = measure(site, case, turn)
                    seen.setdefault((case, name), []).append(ran)
                    where = f"{size:,} pages, turn {turn + 1} of {plan.turns}"
                    plan.tell(f"{where}: {name} {case} {ran.wall:.2f} s")
        memory = _measure_memory(plan, sites) if "cold" in plan.cases else {}
        differences = _compare(sites)
    finally:
        for site in sites.values():
            site.remove()
    rows = [
        Row(size, case, name, tuple(runs), memory.get((case, name)))
        for (case, name), runs in seen.items()
    ]
    return rows, differences


def measure(site: Site, case: str, turn: int) -> Run:
    """Change a site, measure the build, and change it back.

    Raises:
        RunError: The build failed, or does not show what was changed.
    """
    if case == "cold":
        site.clean()
    with EDITS[case](site, turn) as page:
        ran = run(site.generator.command(case), site.folder)
        if case in SHOWN and f"turn {turn}" not in site.read(page):
            raise RunError(f"{site.generator.name}: {case}: {page.path} is as it was")
    if case == "touch":
        time.sleep(SETTLED)
    if site.generator.remembers and case != "warm":
        run(site.generator.build, site.folder)
    return ran


def _build_first(site: Site, size: int) -> None:
    """Build a site for the first time, and see that it is whole."""
    run(site.generator.build, site.folder)
    count = site.count_pages()
    if count != size:
        raise RunError(f"{site.generator.name}: {count} pages instead of {size}")


def _measure_memory(
    plan: Plan, sites: Mapping[str, Site]
) -> dict[tuple[str, str], float | None]:
    """Measure first builds once more, in runs of their own."""
    memory = {}
    for name, site in sites.items():
        site.clean()
        watched = run(site.generator.build, site.folder, watches=True)
        memory["cold", name] = watched.memory
        plan.tell(f"{name}: memory measured")
    return memory


def _compare(sites: Mapping[str, Site]) -> dict[str, str]:
    """Find where a page of each generator is not as ours."""
    if OURS not in sites:
        return {}
    page = sites[OURS].leaves[0]
    ours = sites[OURS].read(page)
    others: Sequence[str] = [name for name in sites if name != OURS]
    return {name: find_differences(sites[name].read(page), ours) for name in others}
