"""Measure how our own builds grow, in sites of many sizes at once."""

from __future__ import annotations

from peers.builds import OURS, Plan, Row, measure
from peers.generators import Generator
from peers.measuring import Run, run
from peers.sites import make_sites
from peers.targets import GROWN


def measure_growth(plan: Plan, sizes: tuple[int, ...]) -> list[Row]:
    """Build sites of many sizes in turns: for the first time, and with nothing changed.

    Raises:
        RunError: A build failed.
    """
    ours = _ours(plan)
    sites = {size: make_sites([ours], size, plan.folder)[OURS] for size in sizes}
    seen: dict[tuple[int, str], list[Run]] = {}
    try:
        measure(sites[min(sizes)], "cold", 0)
        for turn in range(plan.turns):
            for size, site in sites.items():
                for case in GROWN:
                    ran = measure(site, case, turn)
                    seen.setdefault((size, case), []).append(ran)
                    where = f"{size:,} pages, turn {turn + 1} of {plan.turns}"
                    plan.tell(f"{where}: {case} {ran.wall:.2f} s")
    finally:
        for site in sites.values():
            site.remove()
    return [Row(size, case, OURS, tuple(runs)) for (size, case), runs in seen.items()]


def measure_large(plan: Plan, size: int) -> Row:
    """Build a very large site once.

    Raises:
        RunError: The build failed.
    """
    site = make_sites([_ours(plan)], size, plan.folder)[OURS]
    try:
        plan.tell(f"{size:,} pages: set up")
        ran = run(site.generator.build, site.folder, watches=True)
    finally:
        site.remove()
    return Row(size, "cold", OURS, (ran,), ran.memory)


def _ours(plan: Plan) -> Generator:
    return next(each for each in plan.generators if each.name == OURS)
