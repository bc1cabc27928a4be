"""Print what several processes save, and what they cost.

Run: ``python tests/benchmarks/bench_crew.py [PAGES ...]``. Sites of 30, 300, 1,000 and
4,000 pages, or of the numbers that are given, are built by ``sitewright build`` into a new
folder each time: with one process and with two, in turns. For each size the table has the
ratio of two to one, in time on the clock and in that of all processors, and the memory of
all processes together (their proportional shares, at the highest moment). Two processes
may take no longer than one on the clock, by more than a tenth, and no more than 1.3 times
the processors' time; otherwise the exit code is 1.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

SIZES = (30, 300, 1_000, 4_000)
ROUNDS = 7
HIGHEST_TIME, HIGHEST_WORK = 1.1, 1.3

LAYOUT = (
    "<title>{{ title }}</title>{% for e in navigation.tree %}"
    "<a href='{{ e.url }}'{% if e.active %} class='on'{% endif %}>{{ e.title }}</a>"
    "{% endfor %}<main>{{ content }}</main>"
)
PARAGRAPH = (
    "### A heading{.a .b}\n\nSome *text* with a [link](https://www.example.com/){.c} and "
    "`code`, and then some more of it, so that there is a line or two.{.narrow}\n\n"
)


def write_site(root: Path, size: int) -> None:
    """Write pages that link to one another, some of them with an entry in the menu."""
    for folder in ("content", "templates"):
        (root / folder).mkdir(parents=True)
    (root / "site.yaml").write_text("title: x\nurl: https://www.example.com\n")
    (root / "templates/page.html").write_text(LAYOUT)
    for number in range(size):
        entry = f"eleventyNavigation: {{key: K{number}}}\n" if number < 20 else ""
        head = f"---\ntitle: Page {number}\nlayout: page.html\n{entry}---\n"
        link = f"[next](p{(number + 1) % size}.md)\n\n"
        (root / f"content/p{number}.md").write_text(head + link + PARAGRAPH * 18)


def build(root: Path, jobs: int) -> tuple[float, float]:
    """Build once; take the time on the clock, and that of the processors."""
    rmtree(root / "_site", ignore_errors=True)
    rmtree(root / ".sitewright", ignore_errors=True)
    before, started = _work(), perf_counter()
    subprocess.run(_command(jobs), cwd=root, check=True, capture_output=True)
    return perf_counter() - started, _work() - before


def weigh(root: Path, jobs: int) -> int:
    """Build once more, and take the most memory that all processes had, in MiB."""
    rmtree(root / "_site", ignore_errors=True)
    rmtree(root / ".sitewright", ignore_errors=True)
    highest = 0
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = _command(jobs)
    with subprocess.Popen(command, cwd=root, start_new_session=True, **silent) as run:
        while run.poll() is None:
            highest = max(highest, sum(map(_share_of_memory, _session(run.pid))))
            sleep(0.01)
    return highest // 1024


def _command(jobs: int) -> list[str]:
    return [sys.executable, "-m", "sitewright", "build", "--jobs", str(jobs)]


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _session(leader: int) -> Iterator[Path]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            yield folder


def _share_of_memory(process: Path) -> int:
    try:
        rows = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))


def main() -> int:
    """Print the table; 1 if two processes are not worth it."""
    is_fine = True
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with TemporaryDirectory() as folder:
            root = Path(folder) / "site"
            write_site(root, size)
            build(root, 1)
            pairs = [(build(root, 1), build(root, 2)) for _ in range(ROUNDS)]
            memory = weigh(root, 1), weigh(root, 2)
        times = sorted(two[0] / one[0] for one, two in pairs)
        work = sorted(two[1] / one[1] for one, two in pairs)
        seconds = [median(pair[which][0] for pair in pairs) for which in (0, 1)]
        print(
            f"{size:6} pages: {median(times):.2f} times as long"
            f" ({times[0]:.2f} to {times[-1]:.2f}; {seconds[0]:.2f} s, {seconds[1]:.2f} s),"
            f" {median(work):.2f} times the work, {memory[0]} and {memory[1]} MiB"
        )
        is_fine &= median(times) < HIGHEST_TIME and median(work) < HIGHEST_WORK
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
