"""Publishing by rsync to a real ssh server on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from disk import Project, page, snapshot
from publishing.sites import NEW, OLD, aim, built, files_of, go_back, renew
from publishing.sshd import Sshd

pytestmark = pytest.mark.usefixtures("reachable")

FOLDER = "www of 'example' $HOME"
"""Words that a shell would read otherwise."""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    pairs = (("old", OLD), ("new", NEW))
    return {n: built(tmp_path_factory.mktemp(n) / "site", files) for n, files in pairs}


@pytest.fixture
def www(project: Project) -> Path:
    """The folder on the server, into which nothing is published yet."""
    folder = project.root.parent / FOLDER
    aim(project, f'{{rsync: "testserver:{folder}"}}')
    return folder


def publish(project: Project, *words: str) -> str:
    """Publish, and insist that it works."""
    result = project.run("publish", *words)
    assert (result.code, result.err) == (0, ""), result
    return result.out.split(": ", 1)[-1].split("\n")[0]


def releases(project: Project) -> list[dict[str, object]]:
    return json.loads(project.run("publish", "list", "--format", "json").out)[
        "releases"
    ]


def test_the_site_is_served_by_a_link(project, www, versions):
    assert publish(project).startswith(f"{len(versions['old'])} files added, 0 changed")
    assert files_of(www / "current") == versions["old"]
    assert {path.stat().st_mode & 0o777 for path in (www / "current").rglob("*")} == {
        *(0o644, 0o755)
    }


def test_what_is_there_already_does_not_travel_again(project, www):
    publish(project)
    before = snapshot(www)
    assert "has all 17 files already" in project.run("publish").out
    assert snapshot(www) == before


def test_only_changed_files_travel_and_older_releases_stay_as_they_are(
    project, www, versions
):
    publish(project)
    old = (www / "current").resolve()
    renew(project)
    planned = publish(project, "--dry-run").replace(" would travel.", " sent.")
    assert (www / "current").resolve() == old
    project.run("publish")
    new = (www / "current").resolve()
    assert (files_of(old), files_of(new)) == (versions["old"], versions["new"])
    for path in versions["new"]:
        is_same = versions["old"].get(path) == versions["new"][path]
        assert ((new / path).stat().st_nlink > 1) is is_same, path
    assert planned
    assert [item["served"] for item in releases(project)] == [True, False]


def test_the_dry_run_names_what_travels(project, www):
    publish(project)
    before = snapshot(www)
    project.write({"content/about.md": None, "content/new.md": page("New")})
    project.write({"static/css/site.css": "b {}\n"})
    assert project.run("publish", "--dry-run").out.split("\n")[:4] == [
        "added    new/index.html",
        "changed  css/site.css",
        "changed  sitemap.xml",
        "removed  about/index.html",
    ]
    assert snapshot(www) == before


def test_a_dry_run_makes_no_folder(project, www):
    assert "17 files added" in publish(project, "--dry-run")
    assert not www.exists()


def test_any_release_that_is_kept_can_be_served_again(project, www):
    target = f'{{rsync: "testserver:{www}", keep: 3}}'
    aim(project, target)
    for number in range(5):
        project.write({"content/about.md": page(f"About {number}")})
        publish(project)
    names = [str(item["name"]) for item in releases(project)]
    assert {path.name for path in (www / "releases").iterdir()} == set(names)
    assert len(names) == 3
    assert "About 4" in about(www)
    assert project.run("publish", "rollback").code == 0
    assert "About 3" in about(www)
    assert project.run("publish", "rollback", "live", names[2]).code == 0
    assert "About 2" in about(www)
    assert tidy(www)


def about(www: Path) -> str:
    return (www / "current/about/index.html").read_text("utf-8")


def tidy(www: Path) -> bool:
    """Whether nothing is left of what is not finished."""
    return [path.name for path in (www / ".sitewright-releases").iterdir()] == ["lock"]


def test_a_file_that_was_edited_on_the_server_is_mended(project, www, versions):
    publish(project)
    served = www / "current/about/index.html"
    served.write_bytes(served.read_bytes().replace(b"About", b"Abuot"))
    assert publish(project).startswith("0 files added, 1 changed")
    assert files_of(www / "current") == versions["old"]


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("list",), ("rollback",)])
def test_a_folder_of_somebody_else_is_not_touched(project, www, words):
    Project(www, {"index.html": "mine"})
    before = snapshot(www)
    result = project.run("publish", *words)
    assert (result.code, result.out) == (1, "")
    assert "error[PUB001]: 'testserver:" in result.err
    assert snapshot(www) == before


def test_a_folder_below_the_home_of_the_user(project, server):
    """The server's shell starts at home; here, a folder of ours is that."""
    home = server.folder / "home"
    home.mkdir()
    keys = server.folder / "authorized"
    key = keys.read_text("utf-8")
    keys.write_text(f'command="cd {home}; eval \\"$SSH_ORIGINAL_COMMAND\\"" {key}')
    try:
        aim(project, '{rsync: "testserver:www/example"}')
        assert publish(project).startswith("17 files added")
        assert (home / "www/example/current/index.html").is_file()
    finally:
        keys.write_text(key)


def test_port_and_key_of_the_settings(project, www, server, monkeypatch):
    """Without the user's own settings for that server."""
    monkeypatch.setenv("PATH", os.environ["PATH"].split(os.pathsep, 1)[1])
    known = f"-o UserKnownHostsFile='{server.folder / 'known'}'"
    plain = project.root.parent / "bin"
    plain.mkdir()
    real = subprocess.run(["which", "ssh"], capture_output=True, check=True, text=True)
    (plain / "ssh").write_text(
        f'#!/bin/sh\nexec {real.stdout.strip()} -F none {known} "$@"\n'
    )
    (plain / "ssh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{plain}{os.pathsep}{os.environ['PATH']}")
    key = project.root / "a key"
    key.write_bytes((server.folder / "user").read_bytes())
    key.chmod(0o600)
    target = f'rsync: "127.0.0.1:{www}", port: {server.port}'
    aim(project, f"{{{target}}}")
    assert "Permission denied" in project.run("publish").err
    aim(project, f"{{{target}, identity: a key}}")
    assert publish(project).startswith("17 files added")


def test_a_server_that_cannot_be_reached(project):
    aim(project, '{rsync: "nobody@127.0.0.1:/srv/www", port: 9}')
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error[PUB003]: 'ssh' ended with 255\n")
    assert "Connection refused" in result.err


@pytest.mark.parametrize("missing", ["rsync", "ssh"])
def test_a_program_that_is_missing(project, www, monkeypatch, tmp_path, missing):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in {"rsync", "ssh", "git"} - {missing}:
        (tools / name).symlink_to(
            next(
                place
                for folder in os.environ["PATH"].split(os.pathsep)
                if (place := Path(folder, name)).exists()
            )
        )
    monkeypatch.setenv("PATH", str(tools))
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert f"error[PUB002]: there is no '{missing}' on this machine\n" in result.err
    assert (
        f"= help: install it: apt-get install {'rsync' if missing == 'rsync' else 'openssh-client'}"
        in result.err
    )
    assert not www.exists()


MANY = {f"static/many/{n}.txt": f"{n}\n" * 2000 for n in range(200)}
"""So that sending takes a while."""


def edited(folder: Path) -> tuple[Project, Path]:
    """A project whose old version is published and whose sources are new."""
    project, www = Project(folder / "project", OLD), folder / FOLDER
    aim(project, f'{{rsync: "testserver:{www}"}}')
    publish(project)
    renew(project)
    project.write(MANY)
    return project, www


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory, server: Sshd) -> float:
    """How long a run takes that is not killed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{server.bin}{os.pathsep}{os.environ['PATH']}")
        project, _ = edited(tmp_path_factory.mktemp("count"))
        start = time.monotonic()
        assert project.spawn("publish").wait().code == 0
        return time.monotonic() - start


@pytest.mark.slow
@pytest.mark.parametrize("whom", ["all", "us alone"])
@pytest.mark.parametrize("moment", [0.4, 0.6, 0.8])
def test_a_killed_run_leaves_a_whole_site_and_the_next_one_mends_all(
    tmp_path, versions, seconds, moment, whom
):
    """If we alone are killed, ssh and rsync go on for a while."""
    project, www = edited(tmp_path)
    new = versions["new"] | {
        path.removeprefix("static/"): text.encode() for path, text in MANY.items()
    }
    child = project.spawn("publish", before=os.setsid)
    time.sleep(moment * seconds)
    kill = os.killpg if whom == "all" else os.kill
    kill(child.pid, signal.SIGKILL)
    code = child.wait().code
    assert code in (-signal.SIGKILL, 0)
    assert files_of(www / "current") in (versions["old"], new)

    if moment > 0.5:  # the author takes the edit back
        go_back(project)
        project.write(dict.fromkeys(MANY))
        new = versions["old"]
    # The first run may have been done by then, and most files go again.
    assert project.run("publish", "--allow-shrink").code == 0
    assert files_of(www / "current") == new
    for release in (www / "releases").iterdir():
        assert (release / "release.json").is_file()
    project.write({"content/about.md": page("Once more")})
    project.run("publish")
    assert tidy(www)


def test_runs_at_once_wait_for_one_another(tmp_path, versions):
    project, www = edited(tmp_path)
    project.write(dict.fromkeys(MANY))
    colleague = Project(tmp_path / "colleague", NEW)
    aim(colleague, f'{{rsync: "testserver:{www}"}}')
    children = [one.spawn("publish") for one in (project, colleague) * 2]
    results = [child.wait() for child in children]
    assert [(result.code, result.err) for result in results] == [(0, "")] * 4
    assert sum("now serves" in result.out for result in results) == 1
    assert files_of(www / "current") == versions["new"]
    assert tidy(www)
