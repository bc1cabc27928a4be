"""Publishing into a folder: releases side by side, and one link."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from disk import Project, at_step, count_steps, page, snapshot
from publishing.sites import NEW, OLD, aim, built, files_of, go_back, renew

MOMENTS = tuple((number + 0.5) / 12 for number in range(12))
SWITCH = frozenset({"os.rename", "os.symlink"})
"""The steps by which a release gets its place, and is served."""
NAME = r"\d{8}-\d{6}\.\d{3}-[0-9a-f]{8}"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    pairs = (("old", OLD), ("new", NEW))
    return {n: built(tmp_path_factory.mktemp(n) / "site", files) for n, files in pairs}


@pytest.fixture
def www(project: Project) -> Path:
    """The folder of the target ``live``, into which nothing is published yet."""
    aim(project, "{folder: ../www}")
    return project.root.parent / "www"


def publish(project: Project, *words: str) -> str:
    """Publish, and insist that it works."""
    result = project.run("publish", *words)
    assert (result.code, result.err) == (0, ""), result
    return re.sub(NAME, "NAME", re.sub("[0-9a-f]{64}", "DIGEST", result.out))


def releases(project: Project) -> list[dict[str, object]]:
    return json.loads(project.run("publish", "list", "--format", "json").out)[
        "releases"
    ]


def test_the_site_is_served_by_a_link(project, www, versions):
    files = len(versions["old"])
    size = sum(map(len, versions["old"].values()))
    assert publish(project) == (
        f"live (../www) now serves NAME: {files} files added, 0 changed, 0 removed, "
        f"0 as before; {size:,} bytes sent.\nDigest sha256:DIGEST\n"
        "To ask the host for every address: sitewright verify https://www.example.com\n"
    )
    assert files_of(www / "current") == versions["old"]
    assert re.fullmatch(f"releases/{NAME}/site", str((www / "current").readlink()))
    assert not project.output.exists()


def test_everybody_may_read_it_whatever_the_mask_of_the_user(project, www):
    before = os.umask(0o077)
    try:
        publish(project)
    finally:
        os.umask(before)
    served = (www / "current").resolve()
    for place in (www, *served.parents[:2], served, *served.rglob("*")):
        assert place.stat().st_mode & 0o777 == (0o755 if place.is_dir() else 0o644)


def test_what_is_there_already_is_not_published_again(project, www, versions):
    publish(project)
    before = snapshot(www)
    assert publish(project) == (
        f"live (../www) has all {len(versions['old'])} files already.\n"
        "Digest sha256:DIGEST\n"
        "To ask the host for every address: sitewright verify https://www.example.com\n"
    )
    assert snapshot(www) == before


def test_a_record_that_was_damaged_is_left_aside(project, www):
    publish(project)
    record = next(www.glob("releases/*/*.json"))
    record.write_bytes(b"\xff[")
    assert releases(project) == []


def test_files_that_stay_are_shared_and_those_of_older_releases_never_change(
    project, www, versions
):
    publish(project)
    old = (www / "current").resolve()
    renew(project)
    publish(project)
    new = (www / "current").resolve()
    assert files_of(old) == versions["old"]
    assert files_of(new) == versions["new"]
    same = {
        path
        for path in versions["old"].keys() & versions["new"].keys()
        if versions["old"][path] == versions["new"][path]
    }
    assert "big.txt" in same
    for path in versions["new"]:
        is_shared = path in same
        assert ((new / path).stat().st_nlink > 1) is is_shared, path


def test_a_dry_run_lists_what_would_change_and_touches_nothing(project, www):
    assert "added    about/index.html\n" in publish(project, "--dry-run")
    assert not www.exists()
    publish(project)
    before = snapshot(www)
    project.write({"content/about.md": None, "content/new.md": page("New")})
    project.write({"static/css/site.css": "b {}\n"})
    assert publish(project, "live", "--dry-run") == (
        "added    new/index.html\n"
        "changed  css/site.css\n"
        "changed  sitemap.xml\n"
        "removed  about/index.html\n"
        "live (../www) would change: 1 file added, 2 changed, 1 removed, "
        f"14 as before; {sent(project)} bytes would travel. "
        "Nothing was published.\n"
        "Digest sha256:DIGEST\n"
    )
    assert snapshot(www) == before


def sent(project: Project) -> str:
    project.build()
    made = project.snapshot()
    paths = ("new/index.html", "css/site.css", "sitemap.xml")
    return f"{sum(len(made[path]) for path in paths):,}"


def test_the_report_for_machines_says_the_same(project, www, versions):
    report = json.loads(project.run("publish", "--format", "json").out)
    assert (report["ok"], report["published"]) == (True, True)
    assert report["added"] == sorted(versions["old"])
    assert (report["changed"], report["removed"], report["unchanged"]) == ([], [], 0)
    assert report["release"]["served"]
    assert report["release"]["name"] == (www / "current").resolve().parent.name
    again = json.loads(project.run("publish", "--format", "json").out)
    assert (again["published"], again["added"], again["bytes"]) == (False, [], 0)
    assert again["release"] == report["release"]


def test_the_digest_is_what_sha256sum_says(project, www):
    digest = json.loads(project.run("publish", "--format", "json").out)["release"]
    command = (
        "find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    )
    done = subprocess.run(
        ["sh", "-c", command], cwd=www / "current", capture_output=True, check=True
    )
    assert digest["digest"] == f"sha256:{done.stdout.split()[0].decode()}"


def test_the_last_releases_are_kept_and_any_of_them_can_be_served(project, www):
    aim(project, "{folder: ../www, keep: 3}")
    for number in range(5):
        project.write({"content/about.md": page(f"About {number}")})
        publish(project)
    listed = releases(project)
    assert [item["served"] for item in listed] == [True, False, False]
    names = [str(item["name"]) for item in listed]
    assert names == sorted(names, reverse=True)
    assert {path.name for path in (www / "releases").iterdir()} == set(names)
    assert "About 4" in about(www)

    result = project.run("publish", "rollback")
    assert (result.code, result.err) == (0, "")
    assert f"live (../www) now serves {names[1]}, published 20" in result.out
    assert "About 3" in about(www)
    project.run("publish", "rollback")
    assert "About 2" in about(www)
    assert project.run("publish", "rollback", "live", names[0]).code == 0
    assert "About 4" in about(www)
    assert len(releases(project)) == 3


def about(www: Path) -> str:
    return (www / "current/about/index.html").read_text("utf-8")


def test_a_dry_roll_back_serves_what_was_served(project, www):
    publish(project)
    project.write({"content/about.md": page("Later")})
    publish(project)
    assert "would serve" in project.run("publish", "rollback", "--dry-run").out
    assert "Later" in about(www)


@pytest.mark.usefixtures("www")
def test_what_is_served_is_never_thrown_away(project):
    aim(project, "{folder: ../www, keep: 1}")
    publish(project)
    renew(project)
    publish(project)
    assert [item["served"] for item in releases(project)] == [True]


REFUSED = [
    pytest.param(("rollback",), "has no release before the one", id="none before"),
    pytest.param(("rollback", "live", "1999"), "no release '1999'", id="no such"),
    pytest.param(("rollback", "live", "2"), "no release '2', or several", id="several"),
]


@pytest.mark.parametrize(("words", "problem"), REFUSED)
def test_a_release_that_cannot_be_meant(project, www, words, problem):
    publish(project)
    if "several" in problem:
        project.write({"content/about.md": page("Later")})
        publish(project)
    else:
        assert len(releases(project)) == 1
    before = snapshot(www)
    result = project.run("publish", *words)
    assert (result.code, result.out) == (1, "")
    assert problem in result.err
    assert result.err.endswith("1 finding: 1 error. Nothing was published.\n")
    assert snapshot(www) == before


def test_a_file_that_was_edited_by_hand_is_mended(project, www, versions):
    publish(project)
    served = www / "current/about/index.html"
    text = served.read_bytes()
    served.write_bytes(text.replace(b"About", b"Abuot"))
    assert "0 files added, 1 changed" in publish(project)
    assert files_of(www / "current") == versions["old"]


FOREIGN = [
    pytest.param({"index.html": "mine"}, "", id="another site"),
    pytest.param({"current/index.html": "mine"}, "", id="another layout"),
    pytest.param(
        {".sitewright-releases/lock": "", "current/index.html": "mine"},
        "is not the link that Sitewright made",
        id="a folder instead of the link",
    ),
]


@pytest.mark.parametrize(("files", "problem"), FOREIGN)
@pytest.mark.parametrize("words", [(), ("--dry-run",), ("list",), ("rollback",)])
def test_a_folder_of_somebody_else_is_not_touched(project, www, files, problem, words):
    Project(www, files)
    before = snapshot(www)
    result = project.run("publish", *words)
    assert (result.code, result.out) == (1, "")
    assert "PUB001" in result.err
    assert (problem or "holds what Sitewright did not publish") in result.err
    assert snapshot(www) == before


@pytest.mark.parametrize(
    ("folder", "problem"),
    [
        (".", "holds more than a site"),
        ("..", "holds more than a site"),
        ("content/www", "overlaps"),
        ("_site", "where builds write"),
        ("_site/www", "where builds write"),
        (".git/www", "belongs to another tool"),
        ("site.yaml", "is a file"),
    ],
)
def test_a_folder_of_the_project_is_no_target(project, folder, problem):
    aim(project, f"{{folder: {folder}}}")
    before = snapshot(project.root)
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert "PUB001" in result.err
    assert problem in result.err
    assert snapshot(project.root) == before


def test_a_folder_that_cannot_be_made(project, www):
    www.write_text("a file")
    aim(project, "{folder: ../www/example}")
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert "error[PUB007]: the site cannot be published:" in result.err
    assert "www: file exists" in result.err


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How often publishing the new version over the old touches the file system."""
    project = edited(tmp_path_factory.mktemp("count"))
    return count_steps(project, "publish")


def edited(folder: Path) -> Project:
    """A project whose old version is published and whose sources are new."""
    project = Project(folder / "project", OLD)
    aim(project, "{folder: ../www}")
    publish(project)
    renew(project)
    return project


@pytest.mark.parametrize("then", ["new", "old"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_leaves_a_whole_site_and_the_next_one_mends_all(
    tmp_path, versions, steps, moment, then
):
    project, www = edited(tmp_path), tmp_path / "www"
    kill = at_step(int(moment * steps), lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert project.spawn("publish", before=kill).wait().code == -signal.SIGKILL
    assert files_of(www / "current") in (versions["old"], versions["new"])

    if then == "old":  # the author takes the edit back
        go_back(project)
    publish(project)
    assert files_of(www / "current") == versions[then]
    assert tidy(project, www)


@pytest.mark.parametrize("step", range(1, 5))
def test_a_run_that_is_killed_as_it_changes_what_is_served(tmp_path, versions, step):
    project, www = edited(tmp_path), tmp_path / "www"
    kill = at_step(step, lambda: os.kill(os.getpid(), signal.SIGKILL), SWITCH)
    code = project.spawn("publish", before=kill).wait().code
    assert code == (-signal.SIGKILL if step < 4 else 0)  # there are three such steps
    assert files_of(www / "current") == versions["old" if step < 4 else "new"]
    publish(project)
    assert files_of(www / "current") == versions["new"]
    assert tidy(project, www)


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interrupted_run_leaves_a_whole_site(tmp_path, versions, steps, moment):
    project, www = edited(tmp_path), tmp_path / "www"
    stop = at_step(int(moment * steps), lambda: os.kill(os.getpid(), signal.SIGINT))
    result = project.spawn("publish", before=stop).wait()
    assert (result.code, result.out, result.err) == (130, "", "interrupted\n")
    assert files_of(www / "current") in (versions["old"], versions["new"])
    publish(project)
    assert files_of(www / "current") == versions["new"]
    assert tidy(project, www)


def tidy(project: Project, www: Path) -> bool:
    """Whether nothing is left of what is not finished."""
    assert {path.name for path in (www / ".sitewright-releases").iterdir()} == {"lock"}
    assert {path.name for path in www.iterdir()} == {
        *("current", "releases", ".sitewright-releases")
    }
    kept = {path.name for path in (project.root / ".sitewright").iterdir()}
    return kept == {".gitignore", "publish-live.lock"}


def test_runs_at_once_wait_for_one_another(tmp_path, versions):
    project, www = edited(tmp_path), tmp_path / "www"
    children = [project.spawn("publish") for _ in range(4)]
    results = [child.wait() for child in children]
    assert [(result.code, result.err) for result in results] == [(0, "")] * 4
    assert sum("now serves" in result.out for result in results) == 1
    assert files_of(www / "current") == versions["new"]
    assert len(releases(project)) == 2
    assert tidy(project, www)


def test_projects_at_once_wait_for_one_another(tmp_path, versions):
    first = edited(tmp_path)
    second = Project(tmp_path / "colleague", OLD)
    aim(second, "{folder: ../www}")
    children = [project.spawn("publish") for project in (first, second) * 2]
    assert [child.wait().code for child in children] == [0] * 4
    assert files_of(tmp_path / "www/current") in (versions["old"], versions["new"])
    for release in (tmp_path / "www/releases").iterdir():
        assert files_of(release / "site") in (versions["old"], versions["new"])


def test_visitors_see_one_version_or_the_other_at_any_time(tmp_path):
    project, www = edited(tmp_path), tmp_path / "www"
    child = project.spawn("publish")
    seen = set()
    while not os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        folder = (www / "current").resolve()
        seen.add((folder / "css/site.css").read_text())
        assert (folder / "index.html").is_file()
    assert child.wait().code == 0
    assert seen <= {"/* old */\n", "/* new */\n"}
    assert "/* old */\n" in seen
