"""Broken data files, with the exact text that is printed of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitewright.kernel.diagnostics import sort_findings
from sitewright.kernel.reports import format_text
from sitewright.model.document import Source
from sitewright.stages.datafiles import DATA_ENDINGS, read_data_file
from sitewright.stages.directorydata import find_unattached, make_level
from sitewright.stages.globaldata import gather_data
from support import Case, read_cases

CASES = read_cases(Path(__file__).parent / "data")


def findings_of(case: Case):
    """All that the stages of data say of the files below data/ and content/."""
    files = case.below("data/", "content/")
    names = [path for path in files if path.endswith(DATA_ENDINGS)]
    beside = [path for path in names if path.startswith("content/")]
    read = [read_data_file(Source(path, files[path])) for path in names]
    _, found = gather_data(
        tuple(f for f, _ in read if f and f.path.startswith("data/")), "data"
    )
    levels = [make_level(f)[1] for f, _ in read if f and f.path in beside]
    pages = [path for path in files if path.endswith(".md")]
    lost = find_unattached(beside, pages, "content")
    return sort_findings(
        [
            *found,
            *lost,
            *(f for group in (*(g for _, g in read), *levels) for f in group),
        ]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fault_of_data(case: Case):
    found = findings_of(case)
    said = "\n\n".join(format_text(item, case.blocks) for item in found)
    assert said == case.blocks["says"].rstrip("\n")
    assert found[0].code == case.name[:6].rstrip("-")
