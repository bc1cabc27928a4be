"""Print what attribute lists add to Markdown on a page that is full of them.

Run: ``python tests/benchmarks/bench_attributes.py``. Parsers with and without the rule
render the same page in turns, so that a busy machine slows both, and the best turn of
each counts. The one without leaves 22 lists in the text, and so has fewer attributes
to write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from markdown_it import MarkdownIt

from sitewright.stages.markdown.parser import make_parser

PAGE = Path(__file__).parents[1] / "conformance/attributes/service-page.md"
TURNS = 1000


def main() -> None:
    text = PAGE.read_text("utf-8")
    without = make_parser.__wrapped__()
    without.core.ruler.disable("attribute_lists")
    parsers = {
        "with attribute lists": make_parser(),
        "without": without,
        "plain markdown-it-py": MarkdownIt("js-default", {"html": True}),
    }
    best = dict.fromkeys(parsers, float("inf"))
    for _ in range(TURNS):
        for name, parser in parsers.items():
            began = perf_counter()
            parser.render(text)
            best[name] = min(best[name], perf_counter() - began)
    first = best["with attribute lists"]
    for name, seconds in best.items():
        print(
            f"{name}: {seconds * 1e6:.0f} us (lists take {first / seconds:.2f} times as long)"
        )


if __name__ == "__main__":
    sys.exit(main())
