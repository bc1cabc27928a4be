"""One broken project for each diagnostic code, with the exact text that it prints."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sitewright.kernel.codes import CHECK_LEVELS, CODES, LEVELLED
from support import Case, build, check, read_cases, report

FOLDER = Path(__file__).parent
CASES = read_cases(FOLDER)

ON_DISK = {
    "TPL012",  # which only ``sitewright check`` finds: tests/unit/test_cli_check.py
    "CHK001",  # of a file that only that reads: the same
    "JOB001",  # tests/crew/test_processes.py
    "JOB002",  # tests/crew/test_cluster.py
    "OUT001",
    "OUT002",  # tests/unit/test_cli_build.py
    "OUT003",  # test_whole_runs.py
    *{f"PUB{n:03}" for n in range(1, 16)} - {"PUB009"},  # tests/publishing
    "AST004",
    "CFG008",
    "DAT006",
    "DAT007",
    *{f"IMG{n:03}" for n in range(2, 8)},
    *{f"MOV{n:03}" for n in range(1, 12)},  # test_move_faults.py
    *{f"NEW{n:03}" for n in range(1, 5)},  # test_new_faults.py
    *{f"CMP{n:03}" for n in range(1, 6)},  # tests/unit/test_cli_compare.py
    "URL015",  # of old sites that are imported: tests/unit/test_cli_ledger.py
    "URL016",
    *{f"SRC{n:03}" for n in range(1, 13)} - {"SRC009"},
}
"""Codes of the edges: their projects are made on a disk, in test_disk_faults.py."""

OF_BUILDS_ALONE = {"SEC002", "URL010"}
"""Codes that a build warns of and a check calls errors."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fault(case: Case):
    code = case.name.partition("-")[0]
    result = check(case.sources) if code in CHECK_LEVELS else build(case.sources)
    if code in CHECK_LEVELS:  # short pages may lack what checks of other areas ask for
        area = code.rstrip("0123456789")
        others = tuple(it for it in CHECK_LEVELS if not it.startswith(area))
        left = tuple(it for it in result.findings if it.code not in others)
        result = replace(result, findings=left)
    assert report(result, case.sources) == case.blocks["says"].rstrip("\n")
    assert next(item.code for item in result.findings) == code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_warning_has_a_level(case: Case):
    warned = re.findall(
        r"^(?:warning|information)\[(\w+)\]", case.blocks["says"], re.MULTILINE
    )
    assert set(warned) <= LEVELLED | OF_BUILDS_ALONE


def test_every_code_has_a_broken_project():
    covered = {case.name.partition("-")[0] for case in CASES}
    assert covered | ON_DISK == set(CODES)
