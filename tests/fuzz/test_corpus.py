"""Every input of the corpus is replayed: seeds, and what once broke a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
INPUTS = sorted(CORPUS.glob("*/*"))


@pytest.mark.parametrize(
    "file", INPUTS, ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_an_input_breaks_no_promise(file: Path):
    TARGETS[file.parent.name](file.read_bytes())


def test_every_target_has_inputs():
    assert {file.parent.name for file in INPUTS} == set(TARGETS)
