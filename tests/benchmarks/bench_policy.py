"""Print how much longer a build takes that makes a policy out of its pages.

Run: ``python tests/benchmarks/bench_policy.py``. A site of 1,000 pages with tables, which
have styles in attributes, is built with and without ``security``, and once more after an
edit. The first may take half as long again; otherwise the exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from sitewright.engine.ledger import Ledger  # noqa: E402
from support import CONFIG, build  # noqa: E402

SIZE = 1_000
HIGHEST_RATIO = 1.5
PART = """## Part {number}

Some text with *emphasis* and a [link](/p1/) of a usual length, again and again.

| a | b |
|:--|--:|
| 1 | 2 |

"""


def site(settings: str) -> dict[str, str]:
    files = {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for file in (ROOT / "templates").rglob("*.html")
    }
    files["site.yaml"] = f"{CONFIG}hosts: netlify\n{settings}"
    body = "".join(PART.format(number=number) for number in range(12))
    head = "---\ntitle: Page\nlayout: page.html\n---\n"
    return files | {f"content/p{n}.md": head + body for n in range(SIZE)}


def measure(files: dict[str, str]) -> tuple[float, float]:
    """Time a build and a rebuild, in seconds."""
    best = rebuilt = float("inf")
    for _ in range(3):
        gc.collect()
        ledger = Ledger()
        start = process_time()
        build(files, ledger)
        best = min(best, process_time() - start)
        start = process_time()
        build(files | {"content/p5.md": files["content/p5.md"] + "Edit\n"}, ledger)
        rebuilt = min(rebuilt, process_time() - start)
    return best, rebuilt


def run() -> int:
    plain, guarded = measure(site("")), measure(site("security: true\n"))
    for name, (first, again) in (("without", plain), ("with", guarded)):
        print(f"{name:8}{first:6.2f} s, after an edit {again * 1000:5.1f} ms")
    ratio = guarded[0] / plain[0]
    print(f"ratio   {ratio:6.2f}")
    return int(ratio > HIGHEST_RATIO)


if __name__ == "__main__":
    sys.exit(run())
