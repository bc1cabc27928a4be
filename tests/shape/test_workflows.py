"""The workflows: what GitHub would refuse, what an attacker would like, what is not pinned."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

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


def script_of(job: str, step: str) -> str:
    workflow = yaml.safe_load(
        (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    )
    (found,) = (s for s in workflow["jobs"][job]["steps"] if s.get("name") == step)
    assert "${{" not in found["run"]
    return found["run"]


def run_script(script: str, folder: Path, **env: str) -> int:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    env = {"PATH": os.environ["PATH"], **env}
    return subprocess.run(command, cwd=folder, env=env, check=False).returncode


def spoil(path: str, text: str | None) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / path
        file.unlink() if text is None else file.write_text(text, "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "is_published"),
    [
        (lambda _: None, True),
        (lambda folder: (folder / "index.html").chmod(0o600), True),
        (lambda folder: os.utime(folder / "index.html", (1, 1)), True),
        (spoil("index.html", "Bad"), False),
        (spoil("more.html", "More"), False),
        (spoil(".well-known/security.txt", None), False),
        (lambda folder: (folder / "index.html").chmod(0o755), False),
    ],
)
def test_what_is_published_is_what_was_checked(tmp_path, change, is_published):
    """Run the scripts of both jobs; between them, pack as upload-pages-artifact does."""
    site = tmp_path / "build/_site"
    for path in ("index.html", ".well-known/security.txt", "a/é b.html"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path, "utf-8")
    output = tmp_path / "output"
    digest = script_of("build", "Digest")
    assert run_script(digest, tmp_path / "build", GITHUB_OUTPUT=str(output)) == 0
    change(site)
    (tmp_path / "attest/published").mkdir(parents=True)
    archive = tmp_path / "attest/published/artifact.tar"
    pack = [
        "tar",
        "--dereference",
        "--hard-dereference",
        "-cf",
        archive,
        "-C",
        site,
        ".",
    ]
    subprocess.run(pack, check=True)
    told = output.read_text("utf-8").removeprefix("digest=").strip()
    compare = script_of("attest", "Compare")
    code = run_script(compare, tmp_path / "attest", DIGEST=told)
    assert (code == 0) == is_published


def test_nothing_is_deployed_before_it_is_compared():
    workflow = yaml.safe_load(
        (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    )
    needs = {name: job.get("needs") for name, job in workflow["jobs"].items()}
    assert needs == {"build": None, "attest": "build", "deploy": ["build", "attest"]}


def test_no_job_may_do_more_than_it_must():
    workflow = yaml.safe_load(
        (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    )
    assert workflow["permissions"] == {"contents": "read"}
    asked = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
    assert asked == {
        "build": None,
        "attest": {"id-token": "write", "attestations": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
