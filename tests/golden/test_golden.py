"""One text file a case: sources in, finished files out."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import Case, build, outputs, read_cases, report

CASES = read_cases(Path(__file__).parent)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Case):
    wanted = case.below("out/")
    result = build(case.sources)
    assert report(result, case.sources) == ""
    made = outputs(case.sources)
    for path, text in wanted.items():
        assert made[path.removeprefix("out/")] == text
    for path in case.blocks.get("absent", "").split():
        assert path not in made


def test_there_are_cases():
    assert len(CASES) >= 8


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_order_of_the_files_does_not_matter(case: Case):
    backwards = dict(reversed(case.sources.items()))
    assert build(backwards) == build(case.sources)
