"""The catalogue of faults names tests that are there, and enough of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sitewright.yamlcore import read_yaml

HERE = Path(__file__).parent
CATALOGUE = read_yaml((HERE / "catalogue.yaml").read_text("utf-8"), "catalogue.yaml")[0]
ALL = 189
"""How many faults the catalogue numbered when it was drawn up."""


@cache
def text_of(path: str) -> str:
    return (HERE.parent / path).read_text("utf-8")


def is_there(test: str) -> bool:
    """Tell whether a test can be collected, without collecting it."""
    path, _, name = test.partition("::")
    if not name:  # a project, which test_faults.py builds
        return (HERE / f"{path}.txt").is_file()
    if not name.startswith("test_"):  # a case of a table
        return f'id="{name}"' in text_of(path)
    return bool(re.search(rf"^def {name}\(", text_of(path), re.MULTILINE))


@pytest.mark.parametrize("fault", CATALOGUE.fields)
def test_a_fault_is_shown_by_tests_that_are_there(fault):
    entry = CATALOGUE.fields[fault]
    assert re.fullmatch(r"[A-Z]+[0-9]+", fault)
    assert entry["is"]
    assert entry["by"]
    assert [test for test in entry["by"] if not is_there(test)] == []


def test_what_is_not_there_is_missed():
    assert not is_there("FM001-nothing")
    assert not is_there("faults/test_faults.py::test_nothing")
    assert not is_there("faults/test_disk_faults.py::SRC001-nothing")


def test_all_faults_are_covered():
    assert len(CATALOGUE.fields) == ALL
