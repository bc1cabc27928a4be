"""Print what the edit of one page's text costs in a process that keeps its ledger.

Run: ``python tests/benchmarks/bench_rebuild.py``. A site in memory, with a menu and links
on every page, is built, and again after each of some edits. With sixteen times the pages
an edit may take less than eight times as long, and it may take less than a fiftieth of the
first build of the larger site; otherwise the exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options, Workspace
from sitewright.model.document import Source
from sitewright.pipeline import build_site

SMALL = 250
TIMES = 16
HIGHEST_GROWTH = 8.0
HIGHEST_SHARE = 0.02
EDITS = 15
OPTIONS = Options(now=datetime(2026, 1, 1, tzinfo=UTC))

LAYOUT = (
    "<title>{{ title }}</title>{% for e in navigation.tree %}"
    "<a href='{{ e.url }}'>{{ e.title }}</a>{% endfor %}{{ content }}"
)
PARAGRAPH = "Some *text* with a [link](https://www.example.com/) and `code`.\n\n"


def page(number: int, size: int) -> Source:
    """Make a page that links to an id in another one."""
    entry = f"eleventyNavigation: {{key: K{number}}}\n" if number < 10 else ""
    head = f"---\ntitle: Page {number}\nlayout: page.html\n{entry}---\n"
    link = f"## Head\n\n[next](p{(number + 1) % size}.md#head)\n\n"
    return Source(f"content/p{number}.md", head + link + PARAGRAPH * 5)


def measure(size: int) -> tuple[float, float]:
    """Take the seconds of a first build, and the median of those after an edit."""
    workspace = Workspace(
        Source("site.yaml", "title: x\nurl: https://www.example.com\n"),
        content=tuple(
            sorted((page(n, size) for n in range(size)), key=lambda s: s.path)
        ),
        templates=(Source("templates/page.html", LAYOUT),),
    )
    ledger, times = Ledger(), []
    for number in range(EDITS + 1):
        sources = list(workspace.content)
        middle = sources[size // 2]
        sources[size // 2] = Source(middle.path, f"{middle.text}\nedit {number}\n")
        edited = replace(workspace, content=tuple(sources))
        start = perf_counter()
        findings = build_site(edited, OPTIONS, ledger).findings
        times.append(perf_counter() - start)
        assert not findings, findings[0]
    return times[0], median(times[1:])


def main() -> int:
    gc.disable()
    first, small = measure(SMALL)
    print(f"{SMALL:6} pages: {first * 1000:8.1f} ms, an edit {small * 1000:6.2f} ms")
    first, large = measure(SMALL * TIMES)
    print(
        f"{SMALL * TIMES:6} pages: {first * 1000:8.1f} ms, an edit {large * 1000:6.2f} ms"
    )
    growth, share = large / small, large / first
    print(f"an edit takes {growth:.1f} times as long, {share:.2%} of the first build")
    return int(growth > HIGHEST_GROWTH or share > HIGHEST_SHARE)


if __name__ == "__main__":
    sys.exit(main())
