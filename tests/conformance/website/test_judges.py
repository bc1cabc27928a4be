"""Judges from outside find nothing to complain of in the website.

They are asked where they are installed (``npm ci`` in this folder). Ids of headings may
hold more than letters, digits and dashes: ``.htmlvalidate.json`` says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from comparing.reports import make_report
from website import ROOT, outputs_of, website

HERE = Path(__file__).parent
NU = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
HTML_VALIDATE = HERE / "node_modules/.bin/html-validate"

pytestmark = pytest.mark.skipif(not NU.exists(), reason="npm ci was not run")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages and style sheets that were written, and the pictures."""
    root = tmp_path_factory.mktemp("site")
    pictures = ROOT / "static"
    texts = outputs_of(website(), ".html") | outputs_of(website(), ".css")
    texts |= {
        path.relative_to(pictures).as_posix(): path.read_text("utf-8")
        for path in pictures.rglob("*.svg")
    }
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def nu(folder: Path) -> list[dict]:
    """Ask the Nu validator about the pages, style sheets and drawings of a folder."""
    files = [str(p) for p in folder.rglob("*") if p.suffix in {".html", ".css", ".svg"}]
    also = ["--also-check-css", "--also-check-svg", "--format", "json"]
    command = ["java", "-jar", str(NU), *also, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stderr)["messages"]


def is_about_files(message: dict) -> bool:
    """Whether it is about a policy, which a file's address cannot satisfy.

    To the validator `'self'` is none of the folder's files, and JSON-LD is a script. The
    tests of the policy ask a real browser.
    """
    return "Content Security Policy (meta tag)" in message["message"]


@pytest.mark.skipif(not shutil.which("java"), reason="there is no Java")
def test_the_nu_validator_finds_nothing(folder):
    found = [message for message in nu(folder) if not is_about_files(message)]
    assert found == []


@pytest.mark.skipif(not shutil.which("java"), reason="there is no Java")
def test_the_nu_validator_would_find_something(tmp_path):
    page = "<!DOCTYPE html><html lang=en><title>x</title><p>x<div></p>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.css").write_text("a { colour: red }")
    (tmp_path / "c.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><g x='1'/></svg>"
    )
    assert {Path(m["url"]).name for m in nu(tmp_path)} == {"a.html", "b.css", "c.svg"}


def html_validate(folder: Path) -> list[dict]:
    """Ask html-validate about the pages of a folder."""
    command = [HTML_VALIDATE, "--config", HERE / ".htmlvalidate.json"]
    done = subprocess.run(
        [*command, "--formatter", "json", f"{folder}/**/*.html"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert bool(done.returncode) == bool(found)
    return found


def test_html_validate_finds_nothing(folder):
    assert html_validate(folder) == []


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What ``sitewright compare`` writes for people."""
    root = tmp_path_factory.mktemp("report")
    (root / "report.html").write_text(make_report(), "utf-8")
    return root


@pytest.mark.skipif(not shutil.which("java"), reason="there is no Java")
def test_the_nu_validator_finds_nothing_in_a_report(report):
    assert nu(report) == []


def test_html_validate_finds_nothing_in_a_report(report):
    assert html_validate(report) == []
