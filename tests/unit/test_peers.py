"""The benchmark of whole builds: its pages, its edits and its sums; nothing is timed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from peers.builds import Row
from peers.flavours import as_eleventy, as_hugo, as_mkdocs, as_pelican, write_page
from peers.generators import CASES, NAMES, make_generators
from peers.growth import find_steepest, fit_growth
from peers.installing import read_versions
from peers.likeness import find_differences
from peers.measuring import Run
from peers.previews import Saves
from peers.sites import EDITS, SETUPS, make_sites
from peers.tables import format_builds, format_growth, format_previews, format_targets
from peers.targets import TARGETS, find_figures, find_missed
from peers.workload import make_pages, split_body

from support import build

FLAVOURS = (as_eleventy, as_hugo, as_mkdocs, as_pelican)
LISTS = re.compile(r"\{[^}]*\}")


def test_the_same_seed_makes_the_same_pages():
    assert list(make_pages(40)) == list(make_pages(40))
    assert list(make_pages(40)) != list(make_pages(40, seed=8))


def test_a_larger_site_begins_with_the_pages_of_a_smaller():
    larger = islice(make_pages(300), 40)
    as_smaller = [replace(page, has_children=page.number < 4) for page in larger]
    assert list(make_pages(40)) == as_smaller


def test_pages_lie_ten_below_one():
    pages = list(make_pages(130))
    keys = [page.key for page in pages]
    assert {page.parent for page in pages[1:11]} == {"Home"}
    assert {page.parent for page in pages[11:21]} == {keys[1]}
    assert {page.root for page in pages[111:121]} == {keys[1]}
    assert pages[111].path.startswith(f"{pages[11].path}/")
    assert [page.order for page in pages[11:21]] == list(range(10, 110, 10))
    assert len({page.path for page in pages}) == 130


def test_no_two_pages_say_the_same_and_all_keep_their_attribute_lists():
    known = set(LISTS.findall(Path(SETUPS.parent, "page.md").read_text("utf-8")))
    pages = list(make_pages(100))
    assert len({page.body for page in pages}) == 100
    assert len(known) == 5
    assert all(set(LISTS.findall(page.body)) == known for page in pages)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_flavour_says_the_same(flavour):
    for page in make_pages(30):
        shown = replace(page, menu_title="Shown in the menu")
        _, text = flavour(shown)
        assert text.endswith(f"\n{page.body}")
        for said in (page.title, page.description, page.key, page.date, *page.lead):
            assert said in text
        assert ("Shown in the menu" in text) or flavour is as_mkdocs


@pytest.mark.parametrize(
    ("flavour", "home", "section", "leaf"),
    [
        (as_eleventy, "index.md", "one.md", "one/two.md"),
        (as_pelican, "index.md", "one.md", "one/two.md"),
        (as_hugo, "_index.md", "one/_index.md", "one/two.md"),
        (as_mkdocs, "index.md", "one/index.md", "one/two.md"),
    ],
)
def test_files_lie_where_each_generator_finds_them(flavour, home, section, leaf):
    page = next(make_pages(1))
    assert flavour(replace(page, path="", has_children=True))[0] == home
    assert flavour(replace(page, path="one", has_children=True))[0] == section
    assert flavour(replace(page, path="one/two", has_children=False))[0] == leaf


def test_sections_of_a_text_can_be_drawn():
    text = "a\n\n### b\n\nB\n\n### c\n\nC\n\nd\n\n### e\n\nE\n"
    runs = [["a"], ["### b\n\nB", "### c\n\nC"], ["d"], ["### e\n\nE"]]
    assert split_body(text) == runs


def test_the_site_builds_without_a_finding(tmp_path):
    setup = SETUPS / "sitewright"
    files = {
        str(path.relative_to(setup)): path.read_text("utf-8")
        for path in setup.rglob("*")
        if path.is_file()
    }
    for page in make_pages(30):
        file = write_page(as_eleventy, page, tmp_path / "content")
        files[str(file.relative_to(tmp_path))] = file.read_text("utf-8")
    made = build(files)
    assert made.findings == ()
    pages = [item for item in made.outputs if item.path.endswith("index.html")]
    assert len(pages) == 30


def read_all(root):
    return {
        path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_every_edit_changes_one_file_and_is_undone(tmp_path, name, case):
    generators = [each for each in make_generators(tmp_path) if each.name == name]
    site = make_sites(generators, 30, tmp_path)[name]
    before = read_all(tmp_path)
    for turn in (0, 24):
        with EDITS[case](site, turn):
            during = read_all(tmp_path)
        differs = {path for path, _ in before.items() ^ during.items()}
        assert len(differs) == (0 if case in {"cold", "warm", "touch"} else 1)
        assert all(f"turn {turn}".encode() in during[path] for path in differs)
        assert read_all(tmp_path) == before


@pytest.mark.parametrize(
    ("theirs", "differences"),
    [
        ("<p class='a' id=b>two words</p>", ""),
        ("<p id='b' class=a>words two</p>", ""),
        ("<p id=b>two words{.a}</p>", "+1 words, -1 class"),
        ("<div class=a id=b>two words</div>", "+1 <div>, -1 <p>"),
    ],
)
def test_differences_of_pages_are_counted(theirs, differences):
    ours = '<p class="a" id="b">two words</p>'
    assert sorted(find_differences(theirs, ours).split(", ")) == sorted(
        differences.split(", ")
    )


@pytest.mark.parametrize(
    ("points", "power", "doubling"),
    [
        ([(1_000, 1.0), (2_000, 2.0), (50_000, 50.0)], 1, 2),
        ([(1_000, 3.0), (10_000, 300.0)], 2, 4),
        ([(1_000, 5.0), (4_000, 5.0)], 0, 1),
    ],
)
def test_growth_is_a_power_of_the_pages(points, power, doubling):
    growth = fit_growth(points)
    assert growth.power == pytest.approx(power)
    assert growth.doubling == pytest.approx(doubling)
    assert growth.start * 1_000**growth.power == pytest.approx(points[0][1])


def test_the_steepest_step_is_found():
    points = [(1_000, 1.0), (2_000, 2.0), (4_000, 6.0), (16_000, 24.0)]
    assert find_steepest(points) == pytest.approx(3)


def row(name, *walls, size=1_000, case="cold", memory=None):
    runs = tuple(Run(wall, 2 * wall, 50) for wall in walls)
    return Row(size, case, name, runs, memory)


def test_ratios_are_taken_turn_by_turn():
    hugo, ours = row("hugo", 1, 10, 2), row("sitewright", 3, 5, 1)
    assert ours.times(hugo) == 0.5
    assert ours.wall / hugo.wall == 1.5


def test_a_target_that_was_measured_may_be_missed():
    rows = [row("hugo", 1), row("eleventy", 4), row("sitewright", 0.9)]
    figures = find_figures(rows)
    assert find_missed(figures) == ["cold, 1,000 pages: times hugo"]
    assert "| cold, 1,000 pages: times hugo | 0.8 | 0.9 | NO |" in format_targets(
        figures
    )
    assert "times eleventy | 0.35 | 0.225 | yes |" in format_targets(figures)
    assert find_missed({}) == []
    assert format_targets({}) == ""
    assert len(TARGETS) > 20


def test_memory_has_a_target_at_ten_thousand_pages():
    figures = find_figures([row("sitewright", 1, size=10_000, memory=500)])
    assert find_missed(figures) == ["cold, 10,000 pages: MB of all processes"]


def test_a_table_shows_times_and_ratios():
    rows = [row("hugo", 0.5, memory=80), row("sitewright", 1, memory=24)]
    table = format_builds(rows, {"hugo": "1.0", "sitewright": "2.0"})
    assert "| time | hugo 1.0 | sitewright 2.0 |\n| --- | --- | --- |" in table
    assert "| cold | 500 ms | 1.00 s (×2) |" in table
    assert "| cold | 1.00 s | 2.00 s (×2) |" in table
    assert "| all processes | 80 MB | 24 MB |" in table


def test_a_table_shows_growth():
    rows = [row("hugo", 0.5), row("hugo", 2, size=4_000), row("pelican", 1)]
    line = "| hugo | cold | 1,000, 4,000 | 500 ms, 2.00 s | 500 µs × pages^1.00 | 2.00 | 2.00 |"
    assert format_growth(rows).split("\n")[-1] == line
    assert format_growth(rows[2:]) == ""


def test_a_table_shows_saves():
    saves = [
        Saves(30, "body", "hugo", (1300.0, 99.25, 200.0)),
        Saves(30, "body", "sitewright", (9.0,)),
        Saves(1_000, "body", "sitewright", (9.5,)),
    ]
    lines = format_previews(saves).split("\n")
    assert (
        lines[-2] == "| 30 pages, one text edited | 200 (99.2 to 1,300) | 9 (9 to 9) |"
    )
    assert lines[-1] == "| 1,000 pages, one text edited |  | 9.5 (9.5 to 9.5) |"


def test_versions_are_those_of_the_lock_files():
    versions = read_versions()
    assert versions.keys() == set(NAMES)
    assert all(re.fullmatch(r"\d+(\.\d+)+", each) for each in versions.values())
