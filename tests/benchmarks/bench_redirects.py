"""Print how the time for redirects grows with their number, and what 10,000 of them cost.

Run: ``python tests/benchmarks/bench_redirects.py [part of a line's name ...]``. Each table
is resolved for 100 pages, and told to each host, with 2,500 and with 10,000 redirects. Four
times as many may take less than six times as long; otherwise the exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from time import process_time

from sitewright.kernel.diagnostics import Span
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect, Rule, Surroundings
from sitewright.stages.hosts.files import HOSTS, files_of
from sitewright.stages.redirects.stubs import render_stub
from sitewright.stages.redirects.table import read_redirects

SMALL, LARGE = 2_500, 10_000
HIGHEST_RATIO = 6.0
# Below this a ratio is noise.
SHORTEST = 0.01
TURNS = 3

HOME = "https://www.example.com"
LIVE = tuple(f"/page/{number}/" for number in range(100))
PLACE = Span("site.yaml", 1)

Table = Mapping[str, str]
SHAPES: dict[str, Callable[[int], Table]] = {
    "single addresses": lambda n: {f"/old/{k}/": LIVE[k % 100] for k in range(n)},
    "one long chain": lambda n: {
        f"/old/{k}/": f"/old/{k + 1}/" if k + 1 < n else LIVE[0] for k in range(n)
    },
    "chains of ten": lambda n: {
        f"/old/{k}/": f"/old/{k + 1}/" if k % 10 < 9 else LIVE[0] for k in range(n)
    },
    "below a pattern": lambda n: {
        "/older/*": "/old/:splat",
        **{f"/old/{k}/": LIVE[k % 100] for k in range(n // 2)},
    },
    "patterns": lambda n: {f"/old{k}/*": f"/new{k}/:splat" for k in range(n)},
    "chains of patterns": lambda n: {
        f"/old{k}/*": f"/old{k + 1}/:splat" if k % 10 < 9 else f"/new{k}/:splat"
        for k in range(n)
    },
    "patterns in one folder": lambda n: {
        f"/old/{k}/*": f"/old/{k + 1}/:splat" if k % 10 < 9 else f"/new/{k}/:splat"
        for k in range(n)
    },
    "queries": lambda n: {f"/?p={k}": LIVE[k % 100] for k in range(n)},
    "queries at where others lead": lambda n: {
        **{f"/page/0/?p={k}": LIVE[1] for k in range(n // 2)},
        **{f"/old/{k}/": LIVE[0] for k in range(n // 2)},
    },
}


def main() -> int:
    lines = {f"resolve {shape}": resolving(shape) for shape in SHAPES}
    for shape in ("single addresses", "patterns", "queries"):
        lines |= {f"tell {host} of {shape}": telling(host, shape) for host in HOSTS}
    lines["write a page for each"] = writing
    failed = 0
    print(f"{'':36} {'t(n)':>7} {'t(4n)':>7} {'ratio':>6}")
    for name, prepare in lines.items():
        if sys.argv[1:] and not any(part in name for part in sys.argv[1:]):
            continue
        small, large = time_best(prepare(SMALL)), time_best(prepare(LARGE))
        ratio = large / max(small, 1e-9)
        is_slow = ratio >= HIGHEST_RATIO and large > SHORTEST
        failed += is_slow
        mark = "  TOO SLOW" if is_slow else ""
        print(f"{name:36} {small:7.3f} {large:7.3f} {ratio:6.1f}{mark}")
    print(f"{failed} lines too slow")
    return 1 if failed else 0


def rules_of(table: Table) -> tuple[Rule, ...]:
    return tuple(Rule(old, new, 301, PLACE, PLACE) for old, new in table.items())


def resolving(shape: str) -> Callable[[int], Callable[[], object]]:
    def prepare(number: int) -> Callable[[], object]:
        rules = rules_of(SHAPES[shape](number))
        site = Surroundings(HOME, dict.fromkeys(LIVE, "a page"), become_pages=False)
        return lambda: read_redirects((), rules, site)

    return prepare


def redirects_of(shape: str, number: int) -> tuple[Redirect, ...]:
    table = SHAPES[shape](number)
    return tuple(Redirect(old, new, PLACE, "") for old, new in sorted(table.items()))


def telling(host: str, shape: str) -> Callable[[int], Callable[[], object]]:
    def prepare(number: int) -> Callable[[], object]:
        redirects, config = redirects_of(shape, number), SiteConfig("s", url=HOME)
        live = frozenset(LIVE)
        files = [file for file in files_of(host) if file.write]
        return lambda: [file.write(redirects, config, live) for file in files]

    return prepare


def writing(number: int) -> Callable[[], object]:
    redirects, config = (
        redirects_of("single addresses", number),
        SiteConfig("s", url=HOME),
    )
    return lambda: [render_stub(redirect, config) for redirect in redirects]


def time_best(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(TURNS):
        gc.collect()
        gc.disable()
        began = process_time()
        run()
        best = min(best, process_time() - began)
        gc.enable()
    return best


if __name__ == "__main__":
    sys.exit(main())
