"""Print what attribute lists add to Markdown on a page that is full of them.

Run: ``python tests/benchmarks/bench_attributes.py``. Plain markdown-it-py, the same
with attribute lists, the site's parser with and without them, the same with headings,
ids and findings, and the quick way to all of that render the page in turns, the first of them another each time, so that a busy machine slows all. Printed
are the shortest time of each, its ratio to plain markdown-it-py's shortest, and the
median of the ratios within one turn. Parsers without lists leave 22 of them in the
text, and so have fewer attributes to write.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from markdown_it import MarkdownIt

from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.parsed import render_parsed
from sitewright.stages.markdown.parser import make_parser
from sitewright.stages.markdown.swift.page import render_swiftly

Way = Callable[[str], object]
PAGES = MarkdownOptions(heading_ids=False)
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
    ways: dict[str, Way] = {name: parser.render for name, parser in parsers.items()}
    ways["a page by the parser, with all that is found in it"] = render_parsed_page
    ways["a page by the quick way, with all that is found in it"] = render_swift_page
    seconds = measure_in_turns(ways, text)
    for name, own in seconds.items():
        ratios = [a / b for a, b in zip(own, seconds[PLAIN], strict=True)]
        print(
            f"{name}: {min(own) * 1e6:.0f} us at least, {min(own) / min(seconds[PLAIN]):.3f}"
            f" times plain; median of the turns {median(ratios):.3f}"
        )


def render_parsed_page(text: str) -> object:
    return render_parsed(text, PAGES, "content/a.md", 1, "content")


def render_swift_page(text: str) -> object:
    swift = render_swiftly(text, PAGES, "content/a.md", 1, "content")
    assert swift, "the page is not covered"
    return swift


def measure_in_turns(ways: dict[str, Way], text: str) -> dict[str, list[float]]:
    """Time each way once a turn."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways)
    for _ in range(TURNS):
        order.append(order.pop(0))
        for name in order:
            began = process_time()
            ways[name](text)
            seconds[name].append(process_time() - began)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
