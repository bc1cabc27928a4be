"""``sitewright compare`` in real folders."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from disk import SITE, Project, Result

OLD = "<!doctype html>\n<title>Home</title>\n<p>Old text</p>\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(
        tmp_path / "site",
        {
            "old/index.html": OLD,
            "old/a.png": b"\x89PNG",
            "new/index.html": OLD.replace("Old", "New"),
            "new/a.png": b"\x89PNG",
        },
    )


def usage(result: Result) -> str:
    assert (result.code, result.out) == (2, "")
    return result.err.removeprefix("sitewright: ").rstrip("\n")


def test_both_sides_are_shown_with_their_places(project):
    assert project.run("compare", "old", "new") == Result(
        1,
        "text: changed in <p>, on /\n"
        "  - [Old] text\n"
        "  + [New] text\n"
        "    /  old/index.html:3:4  new/index.html:3:4\n"
        "\n"
        "1 page and 1 other file of old/ and new/ compared, 1 the same: 1 difference.\n",
        "",
    )


def test_two_sites_that_say_the_same(project):
    project.write(
        {
            "new/index.html": OLD.upper()
            .replace("HOME", "Home")
            .replace("OLD TEXT", "Old  text")
        }
    )
    assert project.run("compare", "old/", "new/") == Result(
        0,
        "1 page and 1 other file of old/ and new/ compared, all the same: no difference.\n",
        "",
    )


def test_the_new_one_may_be_the_site_as_it_would_be_built(tmp_path):
    project = Project(tmp_path / "site", SITE)
    project.build()
    project.output.rename(project.root / "old")
    assert project.run("compare", "old").code == 0
    project.write(
        {"content/about.md": SITE["content/about.md"].replace("Text", "Else")}
    )
    result = project.run("compare", "old")
    assert result.code == 1
    assert (
        "/about/  old/about/index.html:1:18  _site/about/index.html:1:18\n"
        in result.out
    )
    assert not project.output.exists()


def test_its_own_output_folder_may_be_the_old_one(tmp_path):
    project = Project(tmp_path / "site", SITE)
    project.build()
    project.write({"content/about.md": None})
    result = project.run("compare", "_site")
    assert "lost: 1 page\n    /about/  _site/about/index.html\n" in result.out


def test_redirects_of_the_settings_count(tmp_path):
    project = Project(tmp_path / "site", SITE)
    config = SITE["site.yaml"] + "hosts: [nginx]\nredirects: {/old/: /about/}\n"
    project.write({"site.yaml": config, "old/index.html": "<h1>Home</h1><p>Text</p>"})
    project.write({"old/old/index.html": "<h1>About</h1><p>Text</p>"})
    result = project.run("compare", "old")
    assert "redirected: 1 old address\n    /old/  ->  /about/\n" in result.out
    assert "lost" not in result.out
    assert "/about/" not in result.out.split("redirected")[0]


def test_a_file_of_rules_in_the_new_folder_counts(project):
    project.write(
        {
            "old/gone/index.html": OLD,
            "old/blog/a/index.html": OLD,
            "new/_redirects": "/gone /  301\n/blog/* /:splat\n# no rule\n/x /y 200\n",
            "new/a/index.html": OLD,
        }
    )
    told = json.loads(project.run("compare", "old", "new", "--format", "json").out)
    assert told["redirected"] == [
        {"url": "/blog/a/", "target": "/a/"},
        {"url": "/gone/", "target": "/"},
    ]
    assert [item["kind"] for item in told["differences"]] == ["text"]


def test_a_broken_site_is_not_compared(tmp_path):
    project = Project(tmp_path / "site", SITE)
    project.write({"old/index.html": OLD, "content/about.md": "---\ntitle: [\n---\n"})
    result = project.run("compare", "old")
    assert (result.code, result.out) == (1, "")
    assert "error[FM002]" in result.err
    assert result.err.endswith("Nothing was compared.\n")
    told = json.loads(project.run("compare", "old", "--format", "json").out)
    assert (told["ok"], told["findings"][0]["code"]) == (False, "FM002")


def test_a_folder_that_is_not_there(project):
    assert usage(project.run("compare", "olt", "new")) == (
        "OLD: there is no folder olt\ndid you mean 'old'?"
    )
    assert usage(project.run("compare", "old", "x/y")) == "NEW: there is no folder x/y"


def test_a_file_in_the_place_of_a_folder(project):
    assert usage(project.run("compare", "old/index.html", "new")) == (
        "OLD is a file, not a folder: old/index.html\nname the folder that it lies in"
    )


def test_a_folder_without_pages(project):
    project.write({"empty/x/.keep": "", "bare/a.txt": "x"})
    (project.root / "empty/x/.keep").unlink()
    hint = "\nname the folder that the tool has written, with index.html in it"
    assert usage(project.run("compare", "empty", "new")) == (
        f"OLD: there is nothing in empty{hint}"
    )
    assert usage(project.run("compare", "old", "bare")) == (
        f"NEW: there is no page in bare{hint}"
    )


@pytest.mark.parametrize("name", ["old", "./old/", "link"])
def test_the_same_folder_twice(project, name):
    (project.root / "link").symlink_to("old")
    assert "are the same folder" in usage(project.run("compare", "old", name))


def test_a_folder_inside_of_the_other(project):
    project.write({"old/x/index.html": OLD})
    assert "is inside of the other" in usage(project.run("compare", "old", "old/x"))


def test_no_project_and_no_new_folder(project):
    said = usage(project.run("compare", "old"))
    assert said.startswith("there is no site.yaml\n")
    assert said.endswith("Or name the new folder, too: sitewright compare OLD NEW")


def test_a_list_that_is_not_there_or_broken(project):
    said = usage(project.run("compare", "old", "new", "--allow", "a.yaml"))
    assert said == "--allow a.yaml: no such file or directory"
    project.write({"a.yaml": "- {reason: x, kind: txt}\n"})
    result = project.run("compare", "old", "new", "--allow", "a.yaml")
    assert (result.code, result.out) == (2, "")
    assert "error[CMP004]: there is no kind 'txt'\n  --> a.yaml:1:21\n" in result.err
    assert result.err.endswith("1 finding: 1 error. Nothing was compared.\n")
    project.write({"a.yaml": b"- {reason: \xff}\n"})
    assert (
        "error[SRC002]" in project.run("compare", "old", "new", "--allow", "a.yaml").err
    )


def test_an_entry_of_no_use_is_told_and_fails_nothing(project):
    entries = "- {reason: New words, url: /}\n- {reason: Old, url: /x/}\n"
    project.write({"a.yaml": entries})
    result = project.run("compare", "old", "new", "--allow", "a.yaml")
    assert result.code == 0
    assert "warning[CMP005]: 'Old' allows nothing\n  --> a.yaml:2:4\n" in result.err
    assert result.out.endswith("1 the same: 1 allowed.\n")


def test_what_is_no_file_is_told_and_proves_nothing(project):
    project.write({"new/index.html": OLD})
    os.mkfifo(project.root / "old/pipe")
    (project.root / "old/out.html").symlink_to("/etc/hostname")
    (project.root / "old/same.html").symlink_to("index.html")
    project.write({"new/same.html": OLD})
    result = project.run("compare", "old", "new")
    assert result.code == 1
    assert "error[CMP001]: this link leads out of the folder" in result.err
    assert "  --> old/out.html\n" in result.err
    assert "error[CMP001]: this is neither a file nor a folder" in result.err
    assert "no difference" in result.out


def test_a_name_that_is_not_utf8(project):
    project.write({"new/index.html": OLD})
    name = os.fsdecode(b"\xff.html")
    (project.root / "old" / name).write_text("x")
    result = project.run("compare", "old", "new")
    assert result.code == 1
    assert r"  --> old/\xff.html" in result.err


def test_a_file_that_may_not_be_read():
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder, "site"), {"old/a.html": OLD, "new/a.html": OLD})
        Path(folder).chmod(0o777)
        (project.root / "old/a.html").chmod(0)
        child = project.spawn(
            *("compare", "old", "new"),
            before=lambda: os.geteuid() or os.setuid(65534),  # root may read all
        )
        result = child.wait()
    assert "error[CMP001]: this cannot be read: permission denied" in result.err


def test_a_page_that_is_not_utf8_is_read_as_browsers_do(project):
    project.write(
        {"old/index.html": b"<p>\n caf\xe9</p>", "new/index.html": "<p>café</p>"}
    )
    result = project.run("compare", "old", "new")
    assert result.code == 0
    assert (
        "warning[CMP002]: this is not UTF-8 (0xe9): read as Windows-1252" in result.err
    )
    assert "  --> old/index.html:2\n" in result.err


def test_a_page_of_many_levels_is_compared_by_bytes(project):
    deep = "<!doctype html>" + "<div>" * 5000
    project.write({"old/index.html": deep, "new/index.html": deep + "<p>"})
    result = project.run("compare", "old", "new")
    assert result.code == 1
    assert "warning[CMP003]: this is nested too deep" in result.err
    assert (
        "file: page changed, on /\n  - 25,015 bytes\n  + 25,018 bytes\n" in result.out
    )


def test_a_page_of_much_text_is_compared_by_bytes(project):
    large = b"<p>" + b"x" * (16 << 20)
    project.write({"old/index.html": large, "new/index.html": large + b"y"})
    result = project.run("compare", "old", "new")
    assert "warning[CMP003]: larger than 16 MiB" in result.err
    assert "file: page changed" in result.out


def test_no_page_can_write_to_the_terminal(project):
    project.write({"new/index.html": OLD.replace("Old", "\x1b[2J\u202e")})
    result = project.run("compare", "old", "new")
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out


def test_a_report_that_cannot_be_written(project):
    result = project.run("compare", "old", "new", "--report", "no/where.html")
    assert (result.code, result.out) == (1, "")
    assert (
        result.err == "sitewright: --report no/where.html: no such file or directory\n"
    )
