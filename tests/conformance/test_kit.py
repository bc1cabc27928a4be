"""Whole sites of Eleventy, built by Sitewright, equal what Eleventy 3.1.8 made of them.

``kit`` is a small consultancy's site; ``kit2`` has a page for each odd corner of paths,
permalinks, dates, files, levels of data, pagination and navigation. All files are
compared byte for byte. Their templates are Nunjucks, and as Eleventy runs them;
``kit/EDITS.md`` tells how ``expected/`` is made.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disk import Project

HERE = Path(__file__).parent

DIFFERENT = {
    # Eleventy loses a first folder whose name has one character.
    "q/letter/index.html",
    # A page without layout takes nothing over from the layout of its folder.
    "levels/sub/five/index.html",
    # `tags` holds a tag twice that is written twice; its page is listed once.
    "files/tags-twice/index.html",
}
"""What differs on purpose; ``docs/eleventy.md`` has these, too."""

OUR_OWN = {"sitemap.xml"}
"""What Sitewright writes by itself."""

WARNINGS = {
    # The service page has three sections in a comment, which are published.
    "kit": ["MD004"],
    # One of its paginations has nothing to divide.
    "kit2": ["FM017"],
}
"""What Sitewright warns of, and why it may."""


def read_folder(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


EXPECTED = {kit: read_folder(HERE / kit / "expected") for kit in WARNINGS}


@pytest.fixture(scope="module", params=WARNINGS)
def kit(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def project(kit, tmp_path_factory) -> Project:
    return Project(tmp_path_factory.mktemp(kit), read_folder(HERE / kit / "input"))


@pytest.fixture(scope="module")
def made(project) -> dict[str, bytes]:
    assert project.run("build").code == 0
    return read_folder(project.output)


def differing(made: dict[str, bytes], wanted: dict[str, bytes]) -> set[str]:
    return {path for path in made | wanted if made.get(path) != wanted.get(path)}


def test_the_kits_are_whole():
    assert {kit: len(files) for kit, files in EXPECTED.items()} == {
        "kit": 36,
        "kit2": 139,
    }


def test_the_site_builds_with_known_warnings_alone(kit, project):
    report = project.run("build", "--strict")
    assert "error[" not in report.err
    assert re.findall(r"warning\[(\w+)\]", report.err) == WARNINGS[kit]


def test_every_file_is_byte_for_byte_what_eleventy_made(kit, made):
    wanted = EXPECTED[kit]
    assert made.keys() - OUR_OWN == wanted.keys() - OUR_OWN
    for path in sorted(wanted.keys() - DIFFERENT):
        assert made[path].decode() == wanted[path].decode(), path


def test_what_differs_on_purpose_does_differ(kit, made):
    """So that the list of differences holds no more than there are."""
    wanted = EXPECTED[kit]
    own = OUR_OWN - wanted.keys()
    assert differing(made, wanted) == (DIFFERENT & wanted.keys()) | own


def test_a_changed_byte_does_not_pass(kit, made):
    path = "index.html"
    changed = made | {path: made[path].replace(b"Home", b"home", 1)}
    assert differing(changed, EXPECTED[kit]) - differing(made, EXPECTED[kit]) == {path}


def test_nothing_in_the_kits_is_of_one_machine():
    for kit in WARNINGS:
        for path, text in read_folder(HERE / kit).items():
            assert not {"node_modules", "package-lock.json"} & set(path.split("/"))
            assert str(HERE.parents[1]).encode() not in text
