"""The workflows: what GitHub would refuse, what an attacker would like, what is not pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent

JUDGES = [
    pytest.param(("actionlint",), id="actionlint"),
    pytest.param(("zizmor", "--offline", "--quiet"), id="zizmor"),
    pytest.param(
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows"), id="schema"
    ),
]


def test_there_are_workflows():
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "publish.yml"]


@pytest.mark.parametrize("judge", JUDGES)
def test_the_judges_find_nothing(judge):
    name, *options = judge
    done = subprocess.run(
        [BIN / name, *options, *WORKFLOWS],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("judge", JUDGES)
def test_the_judges_would_find_something(judge, tmp_path):
    name, *options = judge
    broken = tmp_path / ".github/workflows/broken.yml"
    broken.parent.mkdir(parents=True)
    broken.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v6\n        wiht: {}\n"
        "      - run: echo ${{ github.event.issue.title }}\n"
    )
    done = subprocess.run(
        [BIN / name, *options, broken], capture_output=True, check=False, cwd=tmp_path
    )
    assert done.returncode


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_say_their_version(workflow):
    uses = re.findall(r"uses: (.*)", workflow.read_text("utf-8"))
    assert uses
    for use in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)


def test_dot_files_are_published_and_the_site_is_checked_first():
    text = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    steps = ["sitewright check --strict", "sitewright build --strict", "upload-pages"]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    assert "include-hidden-files: true" in text
