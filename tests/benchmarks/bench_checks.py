"""Print how much longer it takes to look a finished site through than to build it.

Run: ``python tests/benchmarks/bench_checks.py``. A site of 1,000 pages with tables and
links is built, which of plain text takes little, and looked through as ``sitewright
check`` does. Both may take three times as long as the build; otherwise the exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from sitewright.pipeline.checking import check_site  # noqa: E402
from support import CONFIG, build, workspace_of  # noqa: E402

SIZE = 1_000
HIGHEST_RATIO = 3.5
PART = """## Part {number}

Some text with *emphasis* and a [link](/p{number}/) of a usual length, again and again.

| a | b |
|:--|--:|
| 1 | 2 |

"""


LAYOUT = """<!doctype html>
<html lang="en">
<title>{{ title }}</title>
<meta name="description" content="What {{ title }} is about, in so many words that it fits">
<nav>{% for n in range(30) %}<a href="/p{{ n }}/">Page {{ n }}</a>{% endfor %}</nav>
<main><h1>{{ title }}</h1>{{ content }}</main>
<footer><a href="/">Home</a></footer>
"""


def site() -> dict[str, str]:
    body = "".join(PART.format(number=number) for number in range(12))
    head = "---\ntitle: Page {}\nlayout: page.html\n---\n"
    pages = {f"content/p{n}.md": head.format(n) + body for n in range(SIZE)}
    home = {"content/index.md": head.format("of all")}
    return {"site.yaml": CONFIG, "templates/page.html": LAYOUT, **home, **pages}


def run() -> int:
    files = site()
    workspace = workspace_of(files)
    built = checked = float("inf")
    for _ in range(3):
        gc.collect()
        gc.disable()  # as the command does
        start = process_time()
        result = build(files)
        built = min(built, process_time() - start)
        start = process_time()
        found = check_site(workspace, result).findings
        checked = min(checked, process_time() - start)
    print(f"to build         {built:6.2f} s")
    print(f"to look through  {checked:6.2f} s, {len(found):,} findings")
    ratio = (built + checked) / built
    print(f"ratio            {ratio:6.2f}")
    return int(ratio > HIGHEST_RATIO)


if __name__ == "__main__":
    sys.exit(run())
