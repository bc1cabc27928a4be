"""Print what the edit of one page costs in a process that keeps what it knows.

Run: ``python tests/benchmarks/bench_rebuild.py``. A site with a menu and links on every
page is read from a folder and built, and again after each of some edits: of a page's text,
and of its title. With sixteen times the pages an edit of text may take less than twice
as long, and less than a 200th of the first build of the larger site; a title less
than a fiftieth. Otherwise the exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sitewright.edges.rereading import WorkspaceReader
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.pipeline.site import build_site

SMALL = 250
TIMES = 16
HIGHEST_GROWTH = 2.0
HIGHEST_SHARE = {"text": 0.005, "title": 0.02}
EDITS = 15
NOW = datetime(2026, 1, 1, tzinfo=UTC)

LAYOUT = (
    "<title>{{ title }}</title>{% for e in navigation.tree %}"
    "<a href='{{ e.url }}'>{{ e.title }}</a>{% endfor %}{{ content }}"
)
PARAGRAPH = "Some *text* with a [link](https://www.example.com/) and `code`.\n\n"


def page(number: int, size: int, title: str = "", text: str = "") -> str:
    """Write a page that links to an id in another one."""
    entry = f"eleventyNavigation: {{key: K{number}}}\n" if number < 10 else ""
    head = f"---\ntitle: Page {number}{title}\nlayout: page.html\n{entry}---\n"
    link = f"## Head\n\n[next](p{(number + 1) % size}.md#head)\n\n"
    return head + link + PARAGRAPH * 5 + text


def measure(root: Path, size: int) -> tuple[float, dict[str, float]]:
    """Take the seconds of a first build, and medians from a file to the whole site."""
    for folder in ("content", "templates"):
        (root / folder).mkdir(parents=True)
    (root / "site.yaml").write_text("title: x\nurl: https://www.example.com\n")
    (root / "templates/page.html").write_text(LAYOUT)
    for number in range(size):
        (root / f"content/p{number}.md").write_text(page(number, size))
    reader, ledger, path = WorkspaceReader(root, "site.yaml"), Ledger(), ""
    said: dict[str, str] = {}
    times: dict[str, list[float]] = {"first": [], "text": [], "title": []}
    for number in range(2 * EDITS + 1):
        kind = "first" if number == 0 else "text" if number % 2 else "title"
        if number:
            path = f"content/p{size // 2}.md"
            said[kind] = f"edit {number}"
            (root / path).write_text(page(size // 2, size, **said))
        start = perf_counter()
        options = Options(now=NOW + timedelta(seconds=number))
        findings = build_site(reader.reread([path]), options, ledger).findings
        times[kind].append(perf_counter() - start)
        assert not findings, findings[0]
    (first,) = times.pop("first")
    return first, {kind: median(seen) for kind, seen in times.items()}


def main() -> int:
    gc.disable()
    with TemporaryDirectory() as folder:
        first, small = measure(Path(folder, "small"), SMALL)
        show(SMALL, first, small)
        first, large = measure(Path(folder, "large"), SMALL * TIMES)
        show(SMALL * TIMES, first, large)
    growth = {kind: large[kind] / small[kind] for kind in large}
    share = {kind: large[kind] / first for kind in large}
    for kind in large:
        print(f"{kind}: {growth[kind]:.1f} times, {share[kind]:.2%} of the first build")
    is_slow = any(share[kind] > most for kind, most in HIGHEST_SHARE.items())
    return int(growth["text"] > HIGHEST_GROWTH or is_slow)


def show(size: int, first: float, edits: dict[str, float]) -> None:
    of_edits = ", ".join(f"{kind} {took * 1000:.2f} ms" for kind, took in edits.items())
    print(f"{size:6} pages: first build {first * 1000:.0f} ms, {of_edits}")


if __name__ == "__main__":
    sys.exit(main())
