"""Bring an output folder up to date: all of it or none, and only what is ours."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from disk import SITE, Project, page, record_of, snapshot, stamps


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "site")
    made.build()
    return made


def test_a_second_build_writes_nothing(project):
    before, record = stamps(project.output), record_of(project).stat()
    result = project.build()
    assert result.out == (
        "2 pages in _site/: 0 files written, 6 unchanged, 0 removed in N s.\n"
    )
    assert stamps(project.output) == before
    assert record_of(project).stat() == record


def test_only_files_with_new_bytes_are_written(project):
    before = stamps(project.output)
    project.write({"content/about.md": page("About us"), "static/css/site.css": "b {}"})
    project.build()
    after = stamps(project.output)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"about/index.html", "css/site.css"}


def test_an_asset_of_the_same_length_is_compared_byte_by_byte(project):
    project.write({"static/css/site.css": SITE["static/css/site.css"].upper()})
    project.build()
    assert project.snapshot()["css/site.css"] == b"A { COLOR: RED }\n"


def test_a_file_that_somebody_changed_or_took_away_is_mended(project):
    clean = project.snapshot()
    project.write({"_site/index.html": "<h1>Defaced", "_site/about/index.html": None})
    project.build()
    assert project.snapshot() == clean


def test_removed_pages_go_with_the_folders_that_they_leave_empty(project):
    project.write({"content/a/b/c.md": page("C"), "content/a/d.md": page("D")})
    project.build()
    project.write({"content/a/b/c.md": None})
    assert "1 removed" in project.build().out
    assert not (project.output / "a/b").exists()
    assert (project.output / "a/d/index.html").exists()


def test_folders_that_a_killed_build_left_empty_go_with_the_next(project):
    project.write({"content/a/b/c.md": page("C")})
    project.build()
    shutil.rmtree(project.output / "a/b")
    project.write({"content/a/b/c.md": None})
    project.build()
    assert not (project.output / "a").exists()


def test_nothing_is_written_when_one_of_many_pages_is_broken(project):
    before = snapshot(project.root)
    pages = {f"content/p{number}.md": page(f"P{number}") for number in range(30)}
    project.write(pages | {"content/p7.md": "---\nlayout: none.html\n---\n"})
    result = project.run("build")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith("1 finding: 1 error. Nothing was written.\n")
    for path in pages:
        (project.root / path).unlink()
    assert snapshot(project.root) == before


def moves() -> list[object]:
    def at(permalink: str) -> str:
        return f"---\npermalink: {permalink}\n---\nText\n"

    return [
        pytest.param(at("/a.html"), at("/a.html/b/"), id="file becomes folder"),
        pytest.param(at("/a.html/b/"), at("/a.html"), id="folder becomes file"),
        pytest.param(at("/team.html"), at("/team/"), id="another ending"),
        pytest.param(at("/x/y/z/"), at("/x/"), id="out of a folder"),
        pytest.param(at("/Team/"), at("/team/"), id="letter case"),
    ]


@pytest.mark.parametrize(("first", "second"), moves())
def test_a_page_that_moves_leaves_nothing_behind(tmp_path, first, second):
    project = Project(tmp_path / "moved", {**SITE, "content/page.md": first})
    project.build()
    project.write({"content/page.md": second})
    project.build()
    clean = Project(tmp_path / "clean", {**SITE, "content/page.md": second})
    clean.build()
    assert project.snapshot() == clean.snapshot()


def test_a_page_whose_letter_case_changes_is_written_anew(project):
    """On a disk that ignores case, removing the old name takes the new one with it."""
    record = record_of(project)
    project.write(
        {".sitewright/" + record.name: record.read_text().replace("about", "About")}
    )
    project.write({"_site/About/index.html": "old", ".sitewright/last-build": None})
    result = project.build("-v")
    assert "written  about/index.html\nremoved  About/index.html\n" in result.out


def test_without_the_cache_the_next_build_is_right_all_the_same(project):
    shutil.rmtree(project.root / ".sitewright")
    project.write({"content/index.md": page("New home")})
    assert "1 file written, 5 unchanged" in project.run("build").out
    project.write({"content/about.md": None})
    assert "1 removed" in project.build().out


def test_files_are_readable_by_all_whatever_the_umask(tmp_path):
    project = Project(tmp_path / "site", {**SITE, "static/private.txt": "x"})
    (project.root / "static/private.txt").chmod(0o600)
    assert project.spawn("build", before=lambda: os.umask(0o077)).wait().code == 0
    places = [project.output, *project.output.rglob("*")]
    modes = {(place.is_dir(), stat.S_IMODE(place.stat().st_mode)) for place in places}
    assert modes == {(True, 0o755), (False, 0o644)}


def test_an_output_on_another_device_is_written_the_same_way(project):
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == project.root.stat().st_dev:
        pytest.skip("there is no other device")
    clean = project.snapshot()
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        project.run("build", "-o", f"{folder}/site")
        assert snapshot(Path(folder, "site")) == clean
        theirs = Path(folder, "site/.sitewright/precious")
        theirs.parent.mkdir()
        theirs.write_text("mine")
        project.write({"content/about.md": page("We")})
        project.run("build", "-o", f"{folder}/site")
        assert b"We" in snapshot(Path(folder, "site"))["about/index.html"]
        project.run("clean", "-o", f"{folder}/site")
        left = {path for path, content in snapshot(Path(folder)).items() if content}
        assert left == {"site/.sitewright/precious"}


def test_files_that_were_there_before_the_first_build_are_named(project):
    shutil.rmtree(project.root / ".sitewright")
    (project.output / "index.html").write_text("by hand")
    (project.output / "CNAME").write_text("www.example.com")
    said = project.run("build").err
    assert said == (
        "_site/ held 1 file that Sitewright has no record of, and replaced: "
        "index.html\n"
        "_site/ holds 1 file that Sitewright did not write, and leaves alone: CNAME\n"
    )
    assert project.run("build").err == ""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("content/about.md", "_site/about/index.html"),
        ("static/big.bin", "_site/big.bin"),
    ],
)
def test_a_file_that_does_not_fit_leaves_the_last_site(project, path, place):
    project.write({"static/big.bin": b"", path: page("Long", "word " * 4000)})
    before = project.snapshot()
    limit = (8000, 8000)
    result = project.spawn(
        "build", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    ).wait()
    assert result.err.startswith(
        f"error[OUT001]: the site cannot be written: {place}: file too large\n"
    )
    assert result.code == 1
    assert project.snapshot() == before
    assert not list((project.root / ".sitewright").glob("staging-*"))


def test_an_output_that_may_not_be_written_is_one_finding():
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder, "site"))
        Path(folder).chmod(0o777)
        project.output.mkdir(mode=0o555)
        (project.root / ".sitewright").mkdir()
        (project.root / ".sitewright").chmod(0o777)
        result = project.spawn(
            "build", before=lambda: os.geteuid() or os.setuid(65534)
        ).wait()
        project.output.chmod(0o755)
    assert result.code == 1
    assert "cannot be written: _site/about: permission denied\n" in result.err
