"""Templates that end in ``.njk`` against the real Nunjucks 3.2.4, autoescaping.

``nunjucks/`` holds what it printed: ``cases.json`` (one construct each) and
``sample.jsonl`` (generated cases). After ``npm ci`` in that folder fresh cases are
compared as well; ``compare.py`` there does more of it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conformance.nunjucks.project import (
    ask_nunjucks,
    build_in_memory,
    folder_of,
    generate,
    read_lines,
)

FOLDER = Path(__file__).parent / "nunjucks"
CASES = json.loads((FOLDER / "cases.json").read_text("utf-8"))
RESULTS = {name: result for name, _, result in CASES["constructs"]}
RUNNING = [name for name, result in RESULTS.items() if not result.startswith("ERROR ")]
FAILING = [name for name in RESULTS if name not in RUNNING]

KNOWN_MISSES: dict[str, str] = {}
"""Constructs that print something else here, and why that is so."""


@pytest.fixture(scope="module")
def built():
    """Build every construct as a page; give the pages and the faults, by its name."""
    cases = {
        name: {
            "templates": {**CASES["templates"], f"c{number}/main.njk": template},
            "main": f"c{number}/main.njk",
            "data": CASES["data"],
        }
        for number, (name, template, _) in enumerate(CASES["constructs"])
    }
    pages, faults = build_in_memory(list(cases.values()))
    folders = {name: folder_of(case) for name, case in cases.items()}
    return (
        {name: pages[folder] for name, folder in folders.items() if folder in pages},
        {name: faults[folder] for name, folder in folders.items() if folder in faults},
    )


@pytest.mark.parametrize("name", RUNNING)
def test_construct_prints_what_nunjucks_prints(name, built):
    pages, faults = built
    is_same = pages.get(name) == RESULTS[name]
    assert is_same or name in KNOWN_MISSES, faults.get(name, pages.get(name))
    assert not is_same or name not in KNOWN_MISSES, "no longer a miss"


@pytest.mark.parametrize("name", FAILING)
def test_construct_that_fails_in_nunjucks_prints_or_fails_at_a_place(name, built):
    pages, faults = built
    assert name in pages or "--> templates/" in faults[name]


def test_misses_are_few_and_are_constructs():
    assert set(KNOWN_MISSES) <= set(RUNNING)
    assert len(KNOWN_MISSES) <= len(RUNNING) * 0.05


def test_generated_cases_print_what_nunjucks_printed():
    cases = read_lines((FOLDER / "sample.jsonl").read_text("utf-8"))
    assert len(cases) == 600
    assert find_differing(cases, {case["id"]: case["html"] for case in cases}) == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("node"), reason="needs Node to ask the real tool")
@pytest.mark.skipif(
    not (FOLDER / "node_modules/nunjucks").is_dir(),
    reason="needs the npm packages: npm ci --prefix tests/conformance/nunjucks",
)
@pytest.mark.parametrize(
    "profile", ["expressions", "control", "macros", "files", "filters", "text"]
)
def test_fresh_cases_print_what_nunjucks_prints(profile):
    cases = generate(100, "fresh", profile)
    answers = ask_nunjucks(cases)
    htmls = {id_: answer["html"] for id_, answer in answers.items() if "html" in answer}
    assert len(htmls) >= 85
    assert find_differing([case for case in cases if case["id"] in htmls], htmls) == []


def find_differing(cases, htmls):
    """Name the cases whose pages are not what they ought to be."""
    pages, _ = build_in_memory(cases)
    return [
        case["id"] for case in cases if pages.get(folder_of(case)) != htmls[case["id"]]
    ]
