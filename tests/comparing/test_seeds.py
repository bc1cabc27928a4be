"""The reference kits against what the real Eleventy made of them, and ten seeded differences."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from comparing.seeds import EXPECTED, WANTED, seed
from disk import Project

KITS = EXPECTED.parents[1]
ALLOWED = Path(__file__).parent / "kit2.yaml"


def project_of(kit: str, folder: Path) -> Project:
    shutil.copytree(KITS / kit / "input", folder)
    return Project(folder, {})


def compared(project: Project, *arguments: str) -> dict[str, object]:
    result = project.run("compare", *arguments, "--format", "json")
    told = json.loads(result.out)
    assert result.err == ""
    assert result.code == (0 if told["ok"] else 1)
    return told


def test_the_first_kit_differs_in_nothing(tmp_path):
    project = project_of("kit", tmp_path / "kit")
    told = compared(project, str(KITS / "kit/expected"))
    assert (told["ok"], told["differences"], told["findings"]) == (True, [], [])
    assert (told["pages"], told["same"]) == (30, 35)


def test_the_second_kit_differs_in_what_is_allowed_with_reasons(tmp_path):
    project = project_of("kit2", tmp_path / "kit2")
    told = compared(project, str(KITS / "kit2/expected"), "--allow", str(ALLOWED))
    assert (told["ok"], told["differences"], told["findings"]) == (True, [], [])
    assert len(told["allowed"]) == 4

    bare = compared(project, str(KITS / "kit2/expected"))
    assert len(bare["differences"]) == 4


@pytest.fixture
def sides(tmp_path) -> Project:
    for name in ("old", "new"):
        shutil.copytree(EXPECTED, tmp_path / name)
    seed(tmp_path / "new")
    return Project(tmp_path, {})


def test_ten_seeded_differences_are_found_and_no_others(sides):
    told = compared(sides, "old", "new")
    found = [
        (item["kind"], place["url"], item["what"])
        for item in told["differences"]
        for place in item["places"]
    ]
    assert len(found) == len(WANTED) == 10
    assert set(found) == WANTED


def test_in_the_other_direction_there_are_ten_as_well(sides):
    told = compared(sides, "new", "old")
    assert len(told["differences"]) == 10


def test_every_place_is_a_line_that_holds_the_difference(sides):
    for item in compared(sides, "old", "new")["differences"]:
        for place in item["places"]:
            for side in ("old", "new"):
                if item["kind"] in ("lost", "extra") or not item[side]:
                    continue
                where = place[side]
                lines = (sides.root / where["path"]).read_text("utf-8").split("\n")
                line = lines[where["line"] - 1][where["column"] - 1 :]
                name = item["name"] if item["name"] not in ("", "content") else ""
                part = name or item[side]["part"].split(">")[0].split(" ")[0]
                assert line.startswith(part) or f"{part}" in line
