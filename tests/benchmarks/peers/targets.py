"""What Sitewright must reach, and whether it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peers.builds import OURS, Row
from peers.growth import fit_growth
from peers.previews import Saves

LARGE = 100_000
FROM, TO = 1_000, 50_000
"""The sizes between which growth is looked at."""

GROWN = ("cold", "warm")
"""The builds whose growth is looked at."""


def name_ratio(case: str, size: int, other: str) -> str:
    """Name how a build of ours compares with that of another."""
    return f"{case}, {size:,} pages: times {other}"


def name_memory(size: int) -> str:
    """Name the memory of a first build."""
    return f"cold, {size:,} pages: MB of all processes"


def name_doubling(case: str) -> str:
    """Name how much longer the build of twice the pages takes."""
    return f"{case}, {FROM:,} to {TO:,} pages: times for twice the pages"


def name_save(case: str, size: int, which: str) -> str:
    """Name how long the browser waits for the message."""
    return f"preview, {case}, {size:,} pages: {which} ms"


TARGETS: Mapping[str, float] = {
    name_ratio("cold", 30, "hugo"): 1.4,
    **{name_ratio("cold", size, "hugo"): 0.8 for size in (1_000, 4_000, 10_000)},
    **{name_ratio("cold", size, "eleventy"): 0.35 for size in (1_000, 4_000, 10_000)},
    name_ratio("warm", 1_000, "hugo"): 0.08,
    name_ratio("warm", 4_000, "hugo"): 0.04,
    **{name_ratio("touch", size, "hugo"): 0.15 for size in (1_000, 4_000)},
    name_ratio("body", 1_000, "hugo"): 0.3,
    name_ratio("body", 4_000, "hugo"): 0.1,
    name_memory(10_000): 60 + 10_000 * 40 / 1024,
    name_doubling("cold"): 2.15,
    name_doubling("warm"): 2.15,
    **{name_save("body", size, "median"): 10 for size in (30, 1_000, 4_000)},
    **{name_save("body", size, "longest"): 50 for size in (30, 1_000, 4_000)},
    name_save("title", 4_000, "median"): 150,
}
"""What each figure may be at the most."""


def find_figures(rows: Sequence[Row]) -> dict[str, float]:
    """Find the figures that targets may be about in whole builds."""
    figures: dict[str, float] = {}
    for ours in rows:
        if ours.name != OURS:
            continue
        for other in rows:
            if (other.size, other.case) == (ours.size, ours.case) and other is not ours:
                figures[name_ratio(ours.case, ours.size, other.name)] = ours.times(
                    other
                )
        if ours.memory is not None:
            figures[name_memory(ours.size)] = ours.memory
    return figures


def find_growth_figures(rows: Sequence[Row]) -> dict[str, float]:
    """Find how the time grows; nothing if the sizes do not reach far enough."""
    figures = {}
    for case in GROWN:
        points = [(row.size, row.wall) for row in rows if row.case == case]
        sizes = [size for size, _ in points]
        if FROM in sizes and TO in sizes:
            figures[name_doubling(case)] = fit_growth(points).doubling
    return figures


def find_preview_figures(saves: Sequence[Saves]) -> dict[str, float]:
    """Find how long the browser waits for ours."""
    figures = {}
    for each in saves:
        if each.name == OURS:
            figures[name_save(each.case, each.size, "median")] = each.middle
            figures[name_save(each.case, each.size, "longest")] = max(each.took)
    return figures


def find_missed(figures: Mapping[str, float]) -> list[str]:
    """Find the targets that were measured and not reached."""
    return [name for name, most in TARGETS.items() if figures.get(name, 0) > most]
