"""Compare the pages of a built site with what the real Nunjucks makes of their layouts.

Run: ``python compare.py -n 1000 --seed mine [--profile control]`` after ``npm ci`` in
this folder. Each case of ``gen.py`` becomes a page of a project, which is built by the
program as its users run it, or, with ``--fast``, in memory. Ends with 1 if a page differs.

Cases that fail in Nunjucks are no part of that. With ``--errors`` each of them is built
alone, in memory: how many fail here, too, and at a place, and how many print.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from gen import PROFILES
from minimise import minimise
from project import (
    Case,
    ask_nunjucks,
    build_in_memory,
    build_on_disk,
    folder_of,
    generate,
    render_case,
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, default=1000, help="cases a profile")
    parser.add_argument("--seed", default="any")
    parser.add_argument("--profile", choices=PROFILES, help="one profile only")
    parser.add_argument("--fast", action="store_true", help="build in memory")
    parser.add_argument("--errors", action="store_true", help="build those that fail")
    parser.add_argument("--keep", type=Path, help="leave the projects in this folder")
    parser.add_argument("--show", type=int, default=0, help="print so many that differ")
    parser.add_argument("--minimise", action="store_true", help="print them minimised")
    wanted = parser.parse_args()
    differing = 0
    for profile in [wanted.profile] if wanted.profile else PROFILES:
        cases = generate(wanted.n, wanted.seed, profile)
        answers = ask_nunjucks(cases)
        if wanted.errors:
            report_errors(profile, [c for c in cases if "error" in answers[c["id"]]])
            continue
        fine = [case for case in cases if "html" in answers[case["id"]]]
        expected = {folder_of(case): answers[case["id"]]["html"] for case in fine}
        got = build_pages(fine, profile, wanted)
        bad = [
            case for case in fine if got[folder_of(case)] != expected[folder_of(case)]
        ]
        differing += len(bad)
        names = [folder_of(case) for case in bad[:5]]
        equal = len(fine) - len(bad)
        print(f"{profile}: {len(fine)} cases, {equal} equal, {len(bad)} differ {names}")
        for case in bad[: wanted.show]:
            folder = folder_of(case)
            if wanted.minimise:
                show(minimise(case))
            else:
                show((case, expected[folder], got[folder]))
    return 1 if differing else 0


def build_pages(
    cases: Sequence[Case], profile: str, wanted: argparse.Namespace
) -> dict[str, str]:
    """Give the page of each case, or, after a mark, what is wrong with it."""
    if wanted.fast:
        pages, faults = build_in_memory(cases)
    elif wanted.keep:
        root = wanted.keep / profile
        root.mkdir(parents=True)
        pages, faults = build_on_disk(cases, root)
    else:
        with tempfile.TemporaryDirectory() as folder:
            pages, faults = build_on_disk(cases, Path(folder))
    return pages | {name: f"\0FAILED {text}" for name, text in faults.items()}


def report_errors(profile: str, cases: Sequence[Case]) -> None:
    """Count what becomes of the cases that fail in Nunjucks."""
    counts: Counter[str] = Counter()
    for case in cases:
        _, fault = render_case(case)
        kind = "fail at a place" if "--> " in fault else "fail without one"
        counts[kind if fault else "print"] += 1
        if fault and "--> " not in fault:
            print(f"  {case['id']}: {fault[:200]}")
    print(f"{profile}: {len(cases)} fail in Nunjucks; here {dict(counts)}")


def show(found: tuple[Case, str, str]) -> None:
    """Print a case that differs."""
    case, expected, got = found
    print(f"---- {case['id']}")
    for name, text in case["templates"].items():
        print(f"{name}: {text!r}")
    print(f"data: {json.dumps(case['data'], ensure_ascii=False)}")
    print(f"expected: {expected!r}\n     got: {got!r}")


if __name__ == "__main__":
    sys.exit(main())
