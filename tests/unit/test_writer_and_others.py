"""What others put into the output folder is theirs, whatever the record says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disk import SITE, Project, page, record_of, snapshot, stamps

CNAME = {"_site/CNAME": "example.com\n"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "site")
    made.build()
    return made


def refused(project: Project, why: str) -> None:
    """Build, and insist that it is refused without a change to anything."""
    before, record = snapshot(project.output), record_of(project).read_bytes()
    result = project.run("build")
    assert result.code == 1
    assert result.err.startswith(f"error[OUT001]: the site cannot be written: {why}\n")
    assert snapshot(project.output) == before
    assert record_of(project).read_bytes() == record
    assert not list((project.root / ".sitewright").glob("staging-*"))


def test_files_of_others_are_never_touched(project):
    others = {
        **CNAME,
        "_site/.git/config": "[core]\n",
        "_site/about/notes.txt": "mine",
        "_site/guestbook/index.html": "mine",
    }
    project.write(others)
    before = stamps(project.output)
    project.write({"content/about.md": None})
    project.build()
    after = stamps(project.output)
    for path in others:
        inside = path.removeprefix("_site/")
        assert after[inside] == before[inside]
    assert "about/index.html" not in after


def test_a_project_that_moves_knows_its_own_files(project):
    moved = Project(project.root.rename(project.root.with_name("moved")), {})
    moved.write({"content/about.md": None, **CNAME})
    assert moved.build().err == ""
    assert not (moved.output / "about").exists()
    assert (moved.output / "CNAME").exists()


def test_files_that_were_there_before_the_first_build_are_named_once(tmp_path):
    names = {f"_site/{name}": "" for name in ("a", "b", "c\x1b[31m", "d")}
    project = Project(tmp_path, {**SITE, **names})
    assert project.run("build").err == (
        "_site/ holds 4 files that Sitewright did not write, and leaves alone: "
        "a, b, c\\x1b[31m, …\n"
    )
    assert project.build().err == ""


def test_a_file_of_others_is_not_replaced(project):
    project.write({**CNAME, "static/CNAME": "www.example.com\n"})
    refused(project, "_site/CNAME: a file that Sitewright did not write is there")


def test_a_file_of_others_with_the_same_bytes_is_taken_over(project):
    project.write({**CNAME, "static/CNAME": CNAME["_site/CNAME"]})
    project.build()
    project.write({"static/CNAME": None})
    assert "1 removed" in project.build().out


def test_a_file_of_others_is_not_replaced_by_a_folder(project):
    project.write({"_site/new": "mine", "content/new.md": page("New")})
    refused(project, "_site/new: a file stands where a folder must be")


@pytest.mark.parametrize("inside", ["mine.txt", "deep/mine.txt", "empty/"])
def test_a_folder_of_others_is_not_replaced_by_a_file(project, inside):
    place = project.output / "new.html" / inside
    if inside.endswith("/"):
        place.mkdir(parents=True)
    else:
        project.write({f"_site/new.html/{inside}": "mine"})
    project.write({"content/new.md": "---\npermalink: /new.html\n---\n"})
    refused(project, "_site/new.html: a folder stands where a file must be")


def test_a_link_in_the_output_is_not_written_through(project, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (project.output / "new").symlink_to(outside)
    project.write({"content/new.md": page("New")})
    refused(project, "_site/new: a link stands where a folder must be")
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("text", ["mine", "<h1>About</h1><p>Text</p>\n"])
def test_a_link_in_place_of_a_page_is_not_written_through(project, tmp_path, text):
    outside = tmp_path / "outside.html"
    outside.write_text(text)
    (project.output / "about/index.html").unlink()
    (project.output / "about/index.html").symlink_to(outside)
    refused(project, "_site/about/index.html: a link stands where a file must be")
    assert outside.read_text() == text


def test_a_removed_page_is_not_removed_through_a_link(project, tmp_path):
    outside = tmp_path / "outside"
    (project.output / "about").rename(outside)
    (project.output / "about").symlink_to(outside)
    project.write({"content/about.md": None})
    project.build()
    assert (outside / "index.html").exists()


def test_a_removed_page_whose_place_is_a_folder_now_leaves_the_folder(project):
    project.write({"_site/about/index.html": None})
    project.write({"_site/about/index.html/mine": "x", "content/about.md": None})
    project.build()
    assert (project.output / "about/index.html/mine").exists()


RECORDS = [
    pytest.param("", id="empty"),
    pytest.param("{", id="cut short"),
    pytest.param("[" * 100_000, id="deep"),
    pytest.param('{"version": 1}', id="no files"),
    pytest.param('{"version": 2, "files": ["victim"]}', id="of another version"),
    *(
        pytest.param(json.dumps({"version": 1, "files": [path]}), id=ascii(path)[:20])
        for path in (
            "../victim",
            "about/../../victim",
            "/proc/self/root/victim",
            "out/victim",
            "out/empty/x",
            "ROOT/victim",
            "about",
            "",
            ".",
            "a\0b",
            "\ud800",
            "x" * 5000,
            7,
            None,
        )
    ),
]


@pytest.mark.parametrize("record", RECORDS)
def test_a_corrupt_or_hostile_record_removes_nothing_of_others(project, record):
    project.write({"victim": "mine", "_site/mine": "mine"})
    (project.output / "out").symlink_to(project.root)
    (project.root / "empty").mkdir()
    record = record.replace("ROOT", str(project.root))
    before = project.snapshot()
    record_of(project).write_text(record)
    assert project.run("build").code == 0
    assert project.snapshot() == before
    record_of(project).write_text(record)
    assert project.run("clean").code == 0
    assert (project.root / "victim").exists()
    assert (project.root / "empty").exists()
    assert (project.output / "mine").exists()
