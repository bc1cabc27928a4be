"""Print how long two sites take to be compared, beside what their parser takes alone.

Run: ``python tests/benchmarks/bench_compare.py``. 300 pages of 15 KB differ in their
footers, so each is read twice on both sides, the second time for its places. That may
take sixty times as long as the parser alone needs to read both sides once; otherwise the
exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from comparing.sites import PAGE, compare  # noqa: E402

SIZE = 300
HIGHEST_RATIO = 60
PART = (
    '<section id="s{0}" class="wide part"><h2>Part {0} of {1}</h2><p>Some text with '
    '<em>emphasis</em> and a <a href="/p{0}/" rel="me">link</a> of a usual length, again '
    "and again.</p><ul><li>One</li><li>Two {1}</li></ul></section>\n"
)


def site(footer: str) -> dict[str, str]:
    return {
        f"p{number}/index.html": PAGE.format(
            "".join(PART.format(part, number) for part in range(62))
            + f"<footer><p>{footer}</p></footer>"
        )
        for number in range(SIZE)
    }


def best(act: Callable[[], object]) -> float:
    """Time something three times, in seconds."""
    times = []
    for _ in range(3):
        gc.collect()
        start = process_time()
        act()
        times.append(process_time() - start)
    return min(times)


def run() -> int:
    """Measure, print, and judge."""
    old, new = site("Made in 2024"), site("Made in 2025")
    assert len(compare(old, new).groups) == 1
    gc.set_threshold(200_000)
    whole = best(lambda: compare(old, new))
    texts = [text.encode() for text in (*old.values(), *new.values())]
    alone = best(lambda: [LexborHTMLParser(text) for text in texts])
    equal = best(lambda: compare(old, old))
    size = sum(map(len, old.values())) / SIZE / 1000
    print(
        f"{SIZE} pages of {size:.0f} KB that differ: {whole:.2f} s; the parser alone:"
    )
    print(
        f"{alone:.2f} s; that is {whole / alone:.1f} times as long. The same pages twice:"
    )
    print(f"{equal:.3f} s")
    return int(whole > HIGHEST_RATIO * alone)


if __name__ == "__main__":
    sys.exit(run())
