"""The command line of the benchmark: what to measure, and of whom."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from peers.builds import OURS, Plan, Row, measure_builds
from peers.generators import CASES, NAMES, make_generators
from peers.growing import measure_growth, measure_large
from peers.installing import InstallError, choose_work_folder, install, read_versions
from peers.measuring import RunError
from peers.previews import measure_previews
from peers.tables import (
    format_builds,
    format_differences,
    format_growth,
    format_large,
    format_previews,
    format_targets,
)
from peers.targets import (
    FROM,
    GROWN,
    LARGE,
    TO,
    find_figures,
    find_growth_figures,
    find_missed,
    find_preview_figures,
)

FINE, MISSED, USAGE, INTERRUPTED = 0, 1, 2, 130
PARTS: Mapping[str, tuple[int, ...]] = {
    "builds": (30, 1_000, 4_000, 10_000),
    "growth": (FROM, 2_000, 5_000, 10_000, 20_000, TO),
    "previews": (30, 1_000, 4_000),
    "large": (LARGE,),
}
"""What can be measured, and in sites of how many pages."""


@dataclass
class Results:
    """What has been measured so far.

    Attributes:
        versions: The version of each generator.
        figures: What targets may be about.
        raw: Everything, for a file.
    """

    versions: Mapping[str, str]
    figures: dict[str, float] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)

    def keep(self, part: str, found: Sequence[Any]) -> None:
        """Keep what one part has found."""
        self.raw.setdefault(part, []).extend(asdict(each) for each in found)

    def write(self, file: Path) -> None:
        """Write all of it."""
        kept = {
            "machine": _describe_machine(),
            "versions": self.versions,
            "figures": self.figures,
            **self.raw,
        }
        file.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print tables, and say whether Sitewright is as quick as it must be.

    Returns:
        0 if it is, 1 if a target was missed, 2 if something could not be measured.
    """
    asked = make_parser().parse_args(arguments)
    folder: Path = asked.work or choose_work_folder()
    names = {*asked.peers, OURS}
    results = Results(read_versions())
    try:
        install(names, folder, tell)
        plan = Plan(
            tuple(each for each in make_generators(folder) if each.name in names),
            tuple(case for case in CASES if case in asked.only),
            asked.runs,
            folder,
            tell,
        )
        _show(_describe_machine())
        for part in asked.parts or PARTS:
            MEASURES[part](plan, tuple(asked.sizes or PARTS[part]), results)
            if asked.json:
                results.write(asked.json)
    except (InstallError, RunError) as bad:
        tell(f"bench_peers: {bad}")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    _show(format_targets(results.figures))
    return MISSED if find_missed(results.figures) else FINE


def make_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="bench_peers.py",
        description="Compare Sitewright with other generators, which are installed first.",
        epilog="Tables go to standard output, what is going on to standard error.",
    )
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        type=_one_of(PARTS),
        help=f"what to measure: {', '.join(PARTS)} (default: all)",
    )
    parser.add_argument(
        "--sizes", type=_sizes, metavar="N,N", help="of sites of how many pages"
    )
    parser.add_argument(
        "--runs", type=int, default=3, metavar="N", help="how many turns (default: 3)"
    )
    parser.add_argument(
        "--peers",
        type=_some_of(NAMES),
        default=NAMES,
        metavar="NAME,NAME",
        help=f"compare with these of {', '.join(NAMES[:-1])} (default: all)",
    )
    parser.add_argument(
        "--only",
        type=_some_of(CASES),
        default=tuple(CASES),
        metavar="CASE,CASE",
        help=f"builds after what: {', '.join(CASES)} (default: all)",
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write all runs to FILE"
    )
    parser.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="put packages and sites into DIR (default: a folder in memory, if there is room)",
    )
    return parser


def tell(what: str) -> None:
    """Say what is going on."""
    print(what, file=sys.stderr, flush=True)


def _builds(plan: Plan, sizes: tuple[int, ...], results: Results) -> None:
    every: list[Row] = []
    for size in sizes:
        rows, differences = measure_builds(plan, size)
        every += rows
        _show(format_builds(rows, results.versions))
        _show(format_differences(size, differences))
    results.keep("builds", every)
    results.figures |= find_figures(every)
    _show(
        format_growth([row for row in every if row.size >= FROM and row.case in GROWN])
    )


def _growth(plan: Plan, sizes: tuple[int, ...], results: Results) -> None:
    rows = measure_growth(plan, sizes)
    results.keep("growth", rows)
    results.figures |= find_growth_figures(rows)
    _show(format_growth(rows))


def _previews(plan: Plan, sizes: tuple[int, ...], results: Results) -> None:
    saves = [each for size in sizes for each in measure_previews(plan, size)]
    results.keep("previews", saves)
    results.figures |= find_preview_figures(saves)
    _show(format_previews(saves))


def _large(plan: Plan, sizes: tuple[int, ...], results: Results) -> None:
    for size in sizes:
        row = measure_large(plan, size)
        results.keep("large", [row])
        _show(format_large(row))


MEASURES: Mapping[str, Callable[[Plan, tuple[int, ...], Results], None]] = {
    "builds": _builds,
    "growth": _growth,
    "previews": _previews,
    "large": _large,
}


def _show(text: str) -> None:
    """Print a part of the report, if there is anything to say."""
    if text:
        print(f"{text}\n", flush=True)


def _describe_machine() -> str:
    cores = f"{os.cpu_count()} cores"
    return f"{platform.system()} {platform.machine()}, {cores}, Python {platform.python_version()}"


def _one_of(known: Mapping[str, object]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(known)}")
        return text

    return read


def _some_of(
    known: Sequence[str] | Mapping[str, object],
) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        names = tuple(text.split(","))
        if wrong := [name for name in names if name not in known]:
            raise argparse.ArgumentTypeError(
                f"{wrong[0]!r} is none of {', '.join(known)}"
            )
        return names

    return read


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(size.replace("_", "")) for size in text.split(","))
    if min(sizes) < 30:
        raise argparse.ArgumentTypeError("a site has at least 30 pages")
    return sizes
