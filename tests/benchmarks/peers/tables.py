"""Write what was measured as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from peers.builds import Row
from peers.generators import CASES
from peers.growth import find_steepest, fit_growth
from peers.previews import Saves
from peers.targets import TARGETS

Versions = Mapping[str, str]


def format_builds(rows: Sequence[Row], versions: Versions) -> str:
    """Write tables of all builds of one size; the first generator is the measure."""
    names = list(dict.fromkeys(row.name for row in rows))
    found = {(row.case, row.name): row for row in rows}
    cases = [case for case in CASES if (case, names[0]) in found]
    heads = [f"{name} {versions[name]}" for name in names]
    size, turns, first = rows[0].size, len(rows[0].runs), names[0]
    times, processor = (
        [
            [
                CASES[case],
                *(write(found[case, name], found[case, first]) for name in names),
            ]
            for case in cases
        ]
        for write in (_format_wall, _format_processor)
    )
    parts = [
        f"### {size:,} pages",
        f"Turns: {turns}. Medians, and times those of {first}, turn by turn.",
        _format_table(["time", *heads], times),
        _format_table(["processor", *heads], processor),
    ]
    if "cold" in cases:
        cold = [found["cold", name] for name in names]
        memory = [
            ["all processes", *(_format_memory(row.memory) for row in cold)],
            ["the largest", *(_format_memory(row.largest) for row in cold)],
        ]
        parts.append(_format_table(["memory, cold", *heads], memory))
    return "\n\n".join(parts)


def format_growth(rows: Sequence[Row]) -> str:
    """Write how times grow with the pages, for each generator and case of two sizes."""
    lines = []
    for name, case in dict.fromkeys((row.name, row.case) for row in rows):
        points = sorted(
            (row.size, row.wall) for row in rows if (row.name, row.case) == (name, case)
        )
        if len(points) < 2:
            continue
        growth = fit_growth(points)
        seconds = ", ".join(f"{format_seconds(wall)}" for _, wall in points)
        sizes = ", ".join(f"{size:,}" for size, _ in points)
        fitted = f"{growth.start * 1e6:.0f} µs × pages^{growth.power:.2f}"
        steepest = f"{find_steepest(points):.2f}"
        lines.append(
            [
                name,
                CASES[case],
                sizes,
                seconds,
                fitted,
                f"{growth.doubling:.2f}",
                steepest,
            ]
        )
    heads = ["", "build", "pages", "time", "fit", "twice the pages", "steepest step"]
    return f"### Growth\n\n{_format_table(heads, lines)}" if lines else ""


def format_large(row: Row) -> str:
    """Write what one very large site took."""
    memory = _format_memory(row.memory) or "unknown"
    return (
        f"### {row.size:,} pages\n\n{row.name} builds them in {format_seconds(row.wall)}, "
        f"with {memory} in all processes and {_format_memory(row.largest)} in the largest."
    )


def format_previews(saves: Sequence[Saves]) -> str:
    """Write how long after a save the browser hears of it."""
    names = list(dict.fromkeys(each.name for each in saves))
    found = {(each.size, each.case, each.name): each for each in saves}
    lines = [
        [
            f"{size:,} pages, {CASES[case]}",
            *(_format_saves(found.get((size, case, name))) for name in names),
        ]
        for size, case in dict.fromkeys((each.size, each.case) for each in saves)
    ]
    title = "### From a save to the message in the browser\n\nMedian (shortest to longest), milliseconds."
    return f"{title}\n\n{_format_table(['', *names], lines)}"


def format_differences(size: int, differences: Mapping[str, str]) -> str:
    """Write where the page of another is not as Sitewright's."""
    lines = [f"- {name}: {what or 'the same'}" for name, what in differences.items()]
    title = f"One page of {size:,}, beside Sitewright's:\n"
    return "\n".join([title, *lines]) if lines else ""


def format_targets(figures: Mapping[str, float]) -> str:
    """Write which targets were reached; what was not measured is left out."""
    lines = [
        [
            name,
            f"{most:.4g}",
            f"{figures[name]:.3g}",
            "yes" if figures[name] <= most else "NO",
        ]
        for name, most in TARGETS.items()
        if name in figures
    ]
    table = _format_table(["Sitewright", "at most", "is", "reached"], lines)
    return f"### Targets\n\n{table}" if lines else ""


def format_seconds(seconds: float) -> str:
    """Write a time with as many digits as mean something."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:.0f} s"


def _format_wall(row: Row, measure: Row) -> str:
    ratio = "" if row is measure else f" (×{row.times(measure):.2g})"
    return format_seconds(row.wall) + ratio


def _format_processor(row: Row, measure: Row) -> str:
    ratio = "" if row is measure else f" (×{row.times_processor(measure):.2g})"
    return format_seconds(row.processor) + ratio


def _format_memory(megabytes: float | None) -> str:
    return "" if megabytes is None else f"{megabytes:.0f} MB"


def _format_saves(saves: Saves | None) -> str:
    if saves is None:
        return ""
    middle, shortest, longest = (
        f"{each:,.0f}" if each >= 100 else f"{each:.3g}"
        for each in (saves.middle, min(saves.took), max(saves.took))
    )
    return f"{middle} ({shortest} to {longest})"


def _format_table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    ruler = ["---"] * len(heads)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ruler, *lines))
