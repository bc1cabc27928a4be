"""One tree out of many entries. Expected values follow SPEC.md, section 10."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from sitewright.kernel.diagnostics import Findings
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.navigation import Navigation
from sitewright.model.page import NavigationEntry, Page
from sitewright.stages.navigation import build_navigation
from sitewright.stages.pages.page import make_page


def pages_of(*entries: str) -> tuple[Page, ...]:
    """Make pages of entries written ``key < parent | option=value``."""
    made = []
    for number, text in enumerate(entries):
        name, _, options = text.partition(" | ")
        key, _, parent = name.partition(" < ")
        given = {"key": key, "parent": parent or None}
        for option in options.split():
            left, _, right = option.partition("=")
            given[left] = {"true": True, "null": None}.get(right, right)
        data = Data(f"content/{number:05}.md", {"eleventyNavigation": given}, {})
        page, findings = make_page(data, SiteConfig("site.yaml"))
        assert findings == ()
        made.append(page)
    return tuple(made)


def grow(*entries: str, is_complete: bool = True) -> tuple[Navigation, Findings]:
    return build_navigation(pages_of(*entries), (), is_complete)


def drawn(navigation: Navigation) -> str:
    """The tree as ``A(B C(D))``."""

    def draw(keys: tuple[str, ...]) -> str:
        return " ".join(
            key
            + (f"({draw(below)})" if (below := navigation.nodes[key].children) else "")
            for key in keys
        )

    return draw(navigation.top)


@pytest.mark.parametrize(
    ("entries", "tree"),
    [
        ([], ""),
        (["B", "A"], "B A"),
        (["C < B", "B < A", "A"], "A(B(C))"),
        (["A | order=10", "B | order=9"], "B A"),
        (["A", "B | order=1"], "B A"),
        (["A | order=-1", "B | order=-1.5", "C | order=0"], "B A C"),
        (["A | order=1", "B | order=null"], "B A"),
        (["A | order=1", "B | order=1"], "A B"),
        (["A", "B | order=5", "C | pinned=true"], "C B A"),
        (
            ["A | order=2 pinned=true", "B | order=1 pinned=true", "C | order=0"],
            "B A C",
        ),
        (["A | order=1 pinned=true", "B | pinned=true"], "B A"),
        (["P", "B < P | order=2", "A < P | order=1", "Q | order=1"], "Q P(A B)"),
    ],
)
def test_entries_stand_in_the_order_of_eleventy_navigation(entries, tree):
    navigation, findings = grow(*entries)
    assert (drawn(navigation), findings) == (tree, ())


def test_every_node_knows_its_way_up_and_its_neighbours():
    navigation, _ = grow("A", "B < A", "C < B", "D < A", "E")
    shown = {
        key: ("/".join(navigation.trail_of(key)), node.previous, node.next)
        for key, node in navigation.nodes.items()
    }
    assert shown == {
        "A": ("A", "", "B"),
        "B": ("A/B", "A", "C"),
        "C": ("A/B/C", "B", "D"),
        "D": ("A/D", "C", ""),
        "E": ("E", "", ""),
    }


def test_a_node_leads_to_its_own_address_before_its_pages():
    navigation, _ = grow("A", "B | url=https://other.example/")
    assert navigation.nodes["A"].url == "/00000/"
    assert navigation.nodes["B"].url == "https://other.example/"
    assert navigation.keys_of == {"content/00000.md": "A", "content/00001.md": "B"}


def test_the_same_in_another_order_of_the_pages_is_the_same_tree():
    pages = pages_of("A", "B < A | order=2", "C < A | order=1", "D < B")
    forth, _ = build_navigation(pages, (), is_complete=True)
    back, _ = build_navigation(pages[::-1], (), is_complete=True)
    assert forth.nodes == back.nodes


@pytest.mark.parametrize(
    ("entries", "codes", "left"),
    [
        (["A < Gone"], ["NAV003"], ""),
        (["A < Gone", "B < A"], ["NAV003"], ""),
        (["A", "A"], ["NAV004"], "A"),
        (["A", "A", "A", "B < A"], ["NAV004", "NAV004"], "A(B)"),
        (["A < A"], ["NAV005"], ""),
        (["A < B", "B < A", "C"], ["NAV005"], "C"),
        (["A < B", "B < C", "C < B"], ["NAV005"], ""),
        (["A < B", "B < A", "C < D", "D < C"], ["NAV005", "NAV005"], ""),
        (["A", "B < A | root=B"], ["NAV006"], "A(B)"),
        (["A | root=A", "B < A | root=A"], [], "A(B)"),
    ],
)
def test_an_entry_that_would_be_lost_is_reported_once(entries, codes, left):
    navigation, findings = grow(*entries)
    assert [found.code for found in findings] == codes
    assert drawn(navigation) == left


def test_a_parent_that_may_be_in_an_unreadable_page_is_not_reported():
    _, findings = grow("A < Gone", is_complete=False)
    assert findings == ()


@pytest.mark.parametrize(
    ("entries", "hint"),
    [
        (["Services", "A < Servces"], "did you mean 'Services' (content/00000.md)?"),
        (["Audit 1 < Audit", "B"], "set 'parent' to the navigation key of a"),
        (["Audit 1 < Audit", "Audit 2 < Audit"], "set 'parent' to the navigation key"),
    ],
)
def test_a_likely_parent_is_neither_the_entry_nor_one_of_its_lost_siblings(
    entries, hint
):
    _, findings = grow(*entries)
    assert {found.hint[: len(hint)] for found in findings} == {hint}


SHAPES: dict[str, Callable[[int], list[str]]] = {
    "wide": lambda size: ["E", *(f"E{n} < E" for n in range(size))],
    "top": lambda size: [f"E{n}" for n in range(size)],
    "pairs": lambda size: [
        *(f"P{n}" for n in range(size // 2)),
        *(f"C{n} < P{n}" for n in range(size // 2)),
    ],
    "lost": lambda size: ["Entry", *(f"E{n} < Entrie" for n in range(size))],
    "same": lambda size: ["E"] * size,
    "one loop": lambda size: [f"E{n} < E{(n + 1) % size}" for n in range(size)],
    "chain": lambda size: ["E0", *(f"E{n} < E{n - 1}" for n in range(1, size))],
}


def count_calls(act: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C: work that no clock blurs."""
    calls = 0

    def watch(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_entries_are_twice_the_work(shape):
    def work(size: int) -> int:
        pages = pages_of(*SHAPES[shape](size))
        return count_calls(lambda: build_navigation(pages, (), is_complete=True))

    assert work(800) <= 2.1 * work(400)


@pytest.mark.parametrize(
    ("shape", "nodes", "lost"), [("wide", 10_001, 0), ("lost", 1, 10_000)]
)
def test_ten_thousand_entries_are_no_matter(shape, nodes, lost):
    navigation, findings = grow(*SHAPES[shape](10_000))
    assert (len(navigation.nodes), len(findings)) == (nodes, lost)


def test_a_chain_far_deeper_than_python_can_recurse():
    size = 3 * sys.getrecursionlimit()
    navigation, findings = grow(*SHAPES["chain"](size))
    assert findings == ()
    assert len(navigation.trail_of(f"E{size - 1}")) == size
    assert navigation.nodes["E0"].next == "E1"


def others(*entries: str) -> tuple[NavigationEntry, ...]:
    """Make entries without a page, written ``key < parent``."""
    made = []
    for text in entries:
        key, _, parent = text.partition(" < ")
        made.append(NavigationEntry(key, key, parent, url=f"https://{key}.example/"))
    return tuple(made)


@pytest.mark.parametrize(
    ("pages", "more", "codes", "tree"),
    [
        (["A"], ["X"], [], "A X"),
        (["A | order=1", "B"], ["X"], [], "A B X"),
        (["A"], ["X < A"], [], "A(X)"),
        (["A < X"], ["X"], [], "X(A)"),
        (["A"], ["X < Gone"], ["NAV003"], "A"),
        (["A"], ["A"], ["NAV004"], "A"),
        (["A"], ["X", "X"], ["NAV004"], "A X"),
        (["A < X"], ["X < A"], ["NAV005"], ""),
    ],
)
def test_entries_without_a_page_are_held_to_the_same_rules(pages, more, codes, tree):
    navigation, findings = build_navigation(
        pages_of(*pages), (), is_complete=True, others=others(*more)
    )
    assert [found.code for found in findings] == codes
    assert drawn(navigation) == tree


def test_reading_on_leads_to_pages_alone():
    navigation, _ = build_navigation(
        pages_of("A", "B < A"), (), is_complete=True, others=others("X < A", "Y")
    )
    assert navigation.nodes["X"].page == ""
    assert navigation.nodes["A"].next == "B"
    assert [navigation.nodes[key].next for key in "BXY"] == ["", "", ""]
    assert navigation.keys_of == {"content/00000.md": "A", "content/00001.md": "B"}


def test_the_pages_of_one_source_share_an_entry():
    first, other = pages_of("A", "B")
    second = replace(first, key=f"{first.path}#1", url="/00000/1/")
    navigation, findings = build_navigation((first, second, other), (), True)
    assert findings == ()
    assert navigation.nodes["A"].url == "/00000/"
    assert navigation.keys_of[second.key] == "A"


def test_a_node_holds_no_more_the_deeper_it_is():
    navigation, _ = grow(*SHAPES["chain"](2_000))
    sizes = {len(repr(node)) for node in navigation.nodes.values()}
    assert max(sizes) < 400
    assert navigation.nodes["E1999"].depth == 1_999
    assert navigation.nodes["E1999"].root == "E0"
