"""Whole sites of Eleventy, built by Sitewright, equal what Eleventy 3.1.8 made of them.

All files are compared byte for byte. ``kit/EDITS.md`` lists the lines that were changed
for Sitewright.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disk import Project

HERE = Path(__file__).parent
KIT = HERE / "kit"

WARNINGS = {
    "MD004": "the service page has a section in a comment, which is published",
}
"""What Sitewright warns of, and why it may."""


def read_folder(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def differing(made: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    return sorted(
        path
        for path in made.keys() | wanted.keys()
        if made.get(path) != wanted.get(path)
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    files = read_folder(KIT / "input")
    return Project(tmp_path_factory.mktemp("kit"), files)


@pytest.fixture(scope="module")
def made(project: Project) -> dict[str, bytes]:
    assert project.run("build").code == 0
    return read_folder(project.output)


EXPECTED = read_folder(KIT / "expected")


def test_the_kit_is_whole():
    assert len(EXPECTED) == 36


def test_the_site_builds_with_known_warnings_alone(project):
    report = project.run("build", "--strict")
    assert "error[" not in report.err
    assert re.findall(r"warning\[(\w+)\]", report.err) == list(WARNINGS)


@pytest.mark.parametrize("path", sorted(EXPECTED))
def test_a_file_is_byte_for_byte_what_eleventy_made(path, made):
    assert made[path].decode() == EXPECTED[path].decode()


def test_there_are_no_other_files(made):
    assert made.keys() == EXPECTED.keys()


def test_a_changed_byte_does_not_pass(made):
    path = "index.html"
    changed = made | {path: made[path].replace(b"Welcome", b"welcome", 1)}
    assert differing(made, EXPECTED) == []
    assert differing(changed, EXPECTED) == [path]


def test_every_edit_is_listed():
    """Each edited line stands in the list as it stands in the site."""
    text = (KIT / "EDITS.md").read_text("utf-8")
    listed = re.findall(r"^\| `([^`]*)` \| `(.*?)` \|", text, re.MULTILINE)
    assert len(listed) == 5
    for file, line in listed:
        source = (KIT / "input/src" / file).read_text("utf-8")
        assert line.replace(r"\|", "|") in source


def test_nothing_in_the_kit_is_of_one_machine():
    for path in (KIT / "input").rglob("*"):
        assert path.name not in ("node_modules", "package-lock.json")
        if path.is_file():
            assert b"/work/" not in path.read_bytes()
