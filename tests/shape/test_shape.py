"""The house stays small: module sizes, and nothing private to a machine in it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src/sitewright").rglob("*.py"))

LONG = {"codes.py"}
"""Modules that are tables."""


def test_there_are_modules():
    assert len(MODULES) > 40


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_outgrows_its_subject(module):
    lines = module.read_text("utf-8").count("\n")
    assert lines <= 400 or module.name in LONG


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_function_outgrows_a_screen(module):
    tree = ast.parse(module.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 90, node.name


FIRST_TO_RUN = (
    "arguments/adding.py",
    "edges/clock.py",
    "edges/terminal.py",
    "edges/lastbuild/last.py",
    "edges/lastbuild/looking.py",
    "kernel/compiled.py",
)
"""What runs where nothing has to be built: the module of types would slow it down."""


def test_nothing_imports_for_the_type_checker_alone():
    for module in MODULES:
        if not module.as_posix().endswith(FIRST_TO_RUN):
            assert "TYPE_CHECKING" not in module.read_text("utf-8")


def test_lock_files_have_hashes_and_no_addresses():
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
    for lock in ROOT.glob("tests/conformance/*/package-lock.json"):
        text = lock.read_text("utf-8")
        assert '"integrity": "sha512-' in text
        assert "://" not in text
    lock = ROOT / "tests/benchmarks/peers/setups/eleventy/package-lock.json"
    assert '"integrity": "sha512-' in lock.read_text("utf-8")
    assert '"resolved"' not in lock.read_text("utf-8")
