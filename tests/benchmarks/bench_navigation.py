"""Print how the time for the navigation grows with its size, for shapes hard on it.

Run: ``python tests/benchmarks/bench_navigation.py``. Each shape is built with n and with
4n entries, and rendered once as a menu and a breadcrumb. Four times the entries may take
less than six times as long; otherwise the exit code is 1.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time

from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.facts import Facts, Reader
from sitewright.model.navigation import Navigation
from sitewright.model.page import Page
from sitewright.stages.navigation import build_navigation
from sitewright.stages.pages.page import make_page
from sitewright.stages.templates.eleventy import make_eleventy_filters
from sitewright.stages.templates.facts import kinds_of_navigation_facts
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.views import CollectionsView, NavigationView

SMALL = 2_500
HIGHEST_RATIO = 6.0
CONFIG = SiteConfig("site.yaml", url="https://www.example.com")

SHAPES: dict[str, Callable[[int], int]] = {
    "wide": lambda _: 0,
    "chain": lambda number: number - 1,
    "binary": lambda number: (number - 1) // 2,
    "sections of 20": lambda number: number - number % 20 if number % 20 else 0,
}
"""The number of the entry above each; that of the first is 0, which is at the top."""


def pages_of(above: Callable[[int], int], size: int) -> tuple[Page, ...]:
    pages = []
    for number in range(size):
        entry = {"key": f"K{number}", "order": -number}
        if number:
            entry["parent"] = f"K{above(number)}"
        data = Data(f"content/{number:06}.md", {"eleventyNavigation": entry}, {})
        pages.append(make_page(data, CONFIG)[0])
    return tuple(pages)


def facts_of(navigation: Navigation, pages: tuple[Page, ...]) -> Facts:
    single: dict[str, object] = {
        "navigation": navigation.top,
        "collection:all": tuple(page.key for page in pages),
    }
    return Facts(single, kinds_of_navigation_facts(navigation))


def seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def measure(above: Callable[[int], int], size: int) -> tuple[float, float]:
    """Seconds to build the navigation, and to render its deepest page's menus."""
    pages = pages_of(above, size)
    built = seconds(lambda: build_navigation(pages, (), is_complete=True))
    navigation, findings = build_navigation(pages, (), is_complete=True)
    assert findings == ()
    facts = facts_of(navigation, pages)

    def render() -> None:
        reader = Reader(facts)
        filters = make_eleventy_filters(CONFIG, lambda: Rendering(reader, ""))
        entries = filters["eleventyNavigation"](None, CollectionsView(reader)["all"])
        filters["eleventyNavigationToHtml"](None, entries)
        view = NavigationView(reader, pages[-1].key)
        assert view.breadcrumb[-1].active

    return built, seconds(render)


def main() -> int:
    gc.disable()
    worst = 0.0
    print(f"{'shape':16} {'step':8} {'n':>8} {'4n':>8}   ratio")
    for name, above in SHAPES.items():
        pairs = zip(measure(above, SMALL), measure(above, 4 * SMALL), strict=True)
        for step, (small, large) in zip(("build", "render"), pairs, strict=True):
            worst = max(worst, large / small)
            print(f"{name:16} {step:8} {small:8.4f} {large:8.4f} {large / small:7.2f}")
    return int(worst >= HIGHEST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
