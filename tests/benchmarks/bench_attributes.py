"""Print what attribute lists add to Markdown on a page that is full of them.

Run: ``python tests/benchmarks/bench_attributes.py``. Plain markdown-it-py, the same
with attribute lists, and the site's parser with and without them render the page in
turns, the first of them another each time, so that a busy machine slows all. Printed
are the shortest time of each, its ratio to plain markdown-it-py's shortest, and the
median of the ratios within one turn. Parsers without lists leave 22 of them in the
text, and so have fewer attributes to write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from markdown_it import MarkdownIt

from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.parser import make_parser

PAGE = Path(__file__).parents[1] / "conformance/attributes/service-page.md"
TURNS = 2000
PLAIN = "plain markdown-it-py"


def main() -> None:
    text = PAGE.read_text("utf-8")
    without = make_parser.__wrapped__()
    without.core.ruler.disable("attribute_lists")
    parsers = {
        PLAIN: MarkdownIt("js-default", {"html": True}),
        "plain, with attribute lists": MarkdownIt("js-default", {"html": True}),
        "the site's parser": make_parser(),
        "the site's, without attribute lists": without,
    }
    use_attributes(parsers["plain, with attribute lists"])
    seconds = measure_in_turns(parsers, text)
    for name, own in seconds.items():
        ratios = [a / b for a, b in zip(own, seconds[PLAIN], strict=True)]
        print(
            f"{name}: {min(own) * 1e6:.0f} us at least, {min(own) / min(seconds[PLAIN]):.3f}"
            f" times plain; median of the turns {median(ratios):.3f}"
        )


def measure_in_turns(
    parsers: dict[str, MarkdownIt], text: str
) -> dict[str, list[float]]:
    """Time each parser once a turn."""
    seconds: dict[str, list[float]] = {name: [] for name in parsers}
    order = list(parsers)
    for _ in range(TURNS):
        order.append(order.pop(0))
        for name in order:
            began = perf_counter()
            parsers[name].render(text)
            seconds[name].append(perf_counter() - began)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
