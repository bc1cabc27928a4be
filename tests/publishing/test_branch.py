"""Publishing into a branch of a real bare repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from disk import Project, at_step, count_steps, page, snapshot
from publishing.sites import NEW, OLD, aim, built, files_of, renew

pytestmark = pytest.mark.usefixtures("author")


@pytest.fixture
def author(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody of whom git knows nothing but what the project says."""
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *words], capture_output=True, text=True, check=True
    )
    return done.stdout.removesuffix("\n")


@pytest.fixture
def repository(project: Project) -> Path:
    """A bare repository that is the project's ``origin``; nothing is published yet."""
    bare = project.root.parent / "origin.git"
    git(project.root.parent, "init", "-q", "--bare", str(bare))
    git(project.root, "init", "-q", "-b", "main")
    git(project.root, "config", "user.name", "Ada")
    git(project.root, "config", "user.email", "ada@example.com")
    git(project.root, "remote", "add", "origin", "../origin.git")
    aim(project, "{git: origin}")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "Start")
    git(project.root, "push", "-q", "origin", "main")
    return bare


def publish(project: Project, *words: str) -> str:
    """Publish, and insist that it works."""
    result = project.run("publish", *words)
    assert (result.code, result.err) == (0, ""), result
    return result.out


def published(
    repository: Path, folder: Path, branch: str = "gh-pages"
) -> dict[str, bytes]:
    """What the branch holds."""
    git(repository, "worktree", "add", "-q", "--force", "--detach", str(folder), branch)
    try:
        return {
            path: content
            for path, content in files_of(folder).items()
            if path != ".git"
        }
    finally:
        git(repository, "worktree", "remove", "--force", str(folder))


def commits(repository: Path, branch: str = "gh-pages") -> list[str]:
    return git(repository, "log", "--format=%s", branch).split("\n")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    pairs = (("old", OLD), ("new", NEW))
    return {n: built(tmp_path_factory.mktemp(n) / "site", files) for n, files in pairs}


def test_the_branch_holds_the_site_and_nothing_else(
    project, repository, versions, tmp_path
):
    source = git(project.root, "rev-parse", "HEAD")
    before = snapshot(project.root / ".git")
    assert "live (gh-pages of origin) now serves " in publish(project)
    assert published(repository, tmp_path / "out") == versions["old"]
    message = git(repository, "log", "-1", "--format=%an <%ae>%n%B", "gh-pages")
    size = sum(map(len, versions["old"].values()))
    assert re.fullmatch(
        r"Ada <ada@example\.com>\nPublish \d{4}-\d\d-\d\d\n\n"
        rf"Site-Digest: sha256:[0-9a-f]{{64}}\nSite-Source: {source}\n"
        rf"Site-Files: {len(versions['old'])}\nSite-Bytes: {size}\n+",
        message + "\n",
    )
    assert git(project.root, "status", "--porcelain") == ""
    after = snapshot(project.root / ".git")
    assert after.keys() == before.keys()
    assert {p for p in after if after[p] != before[p]} <= {"index"}  # git's own stamps


def test_a_site_that_is_there_already_makes_no_commit(project, repository):
    publish(project)
    assert "has all 17 files already" in publish(project)
    assert len(commits(repository)) == 1


def test_each_release_is_a_commit_on_top_of_the_last(
    project, repository, versions, tmp_path
):
    publish(project)
    renew(project)
    out = publish(project)
    assert ": 4 files added, " in out
    assert published(repository, tmp_path / "out") == versions["new"]
    assert len(commits(repository)) == 2
    source = git(repository, "log", "-1", "--format=%B", "gh-pages")
    assert "+\nSite-Files" in source  # there were changes besides the commit


def test_a_dry_run_lists_what_would_change_and_pushes_nothing(project, repository):
    assert "added    about/index.html" in publish(project, "--dry-run")
    assert git(repository, "branch", "--list", "gh-pages") == ""
    publish(project)
    project.write({"content/about.md": None, "content/new.md": page("New")})
    project.write({"static/css/site.css": "b {}\n"})
    assert publish(project, "--dry-run").split("\n")[:4] == [
        "added    new/index.html",
        "changed  css/site.css",
        "changed  sitemap.xml",
        "removed  about/index.html",
    ]
    assert len(commits(repository)) == 1


def test_only_new_objects_travel(project, repository):
    noise = os.urandom(1 << 20)
    project.write({"static/film.mp4": noise})
    publish(project)
    size = sum(f.stat().st_size for f in (repository / "objects").rglob("*"))
    assert size > len(noise)
    project.write({"content/about.md": page("Changed")})
    publish(project)
    now = sum(f.stat().st_size for f in (repository / "objects").rglob("*"))
    assert now - size < 50_000


def test_rolling_back_is_a_commit_with_the_older_tree(project, repository, tmp_path):
    for number in range(3):
        project.write({"content/about.md": page(f"About {number}")})
        publish(project)

    def about() -> str:
        return git(repository, "show", "gh-pages:about/index.html")

    listed = json.loads(publish(project, "list", "--format", "json"))["releases"]
    assert [item["served"] for item in listed] == [True, False, False]
    assert "now serves " + listed[1]["name"] in publish(project, "rollback")
    assert "About 1" in about()
    assert "now serves " + listed[2]["name"] in publish(project, "rollback")
    assert "About 0" in about()
    publish(project, "rollback", "live", listed[0]["name"][:7])
    assert "About 2" in about()
    assert len(commits(repository)) == 6
    again = json.loads(publish(project, "list", "--format", "json"))["releases"]
    assert again == listed
    # A clone that knows nothing of this one sees the same.
    (project.root / ".sitewright").rename(tmp_path / "gone")
    assert (
        json.loads(publish(project, "list", "--format", "json"))["releases"] == listed
    )


def test_nojekyll_is_added_where_it_is_asked_for(project, repository):
    aim(project, "{git: ../origin.git, branch: pages/live, nojekyll: true}")
    assert "18 files added" in publish(project)
    assert ".nojekyll" in git(repository, "ls-tree", "--name-only", "pages/live")
    assert "has all 18 files already" in publish(project)


def test_bytes_are_not_what_the_settings_of_git_would_make_of_them(
    project, repository, tmp_path
):
    git(project.root, "config", "core.autocrlf", "true")
    home = tmp_path / "nobody"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[core]\n\tautocrlf = input\n\tattributesFile = ~/a\n"
    )
    (home / "a").write_text("* ident text\n")
    text = b"one\r\ntwo $Id$\r\n"
    project.write({"static/windows.txt": text, "static/x.dat": b"\x00\r\n"})
    project.write({"content/a.md": page("A"), ".gitignore": "*.dat\n"})
    publish(project)
    out = subprocess.run(
        ["git", "-C", repository, "cat-file", "blob", "gh-pages:windows.txt"],
        capture_output=True,
        check=True,
    )
    assert out.stdout == text
    assert git(repository, "cat-file", "-s", "gh-pages:x.dat") == "3"


def test_publishing_from_a_hook_of_another_repository(
    project, repository, monkeypatch, tmp_path
):
    """Git tells its hooks which repository they are of."""
    git(tmp_path, "init", "-q", "other")
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(tmp_path / "other/.git"))
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
        hook.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "other/.git/objects"))
        publish(project)
    assert git(repository, "log", "--format=%an", "gh-pages") == "Ada"


def test_an_author_of_whom_git_knows_nothing(project, repository):
    git(project.root, "config", "--unset", "user.name")
    git(project.root, "config", "--unset", "user.email")
    publish(project)
    author = git(repository, "log", "-1", "--format=%an <%ae>", "gh-pages")
    assert author == "Sitewright <sitewright@localhost>"


def work_in_branch(repository: Path, folder: Path, name: str) -> None:
    """Let somebody else commit a file to the branch."""
    git(folder.parent, "clone", "-q", "-b", "gh-pages", str(repository), str(folder))
    (folder / name).write_text("www.example.com\n")
    git(folder, "add", "-A")
    who = ("-c", "user.name=Bob", "-c", "user.email=bob@example.com")
    git(folder, *who, "commit", "-qm", f"Create {name}")
    git(folder, "push", "-q", "origin", "gh-pages")


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("list",), ("rollback",)])
def test_a_commit_of_somebody_else_is_not_covered(project, repository, tmp_path, words):
    publish(project)
    work_in_branch(repository, tmp_path / "clone", "CNAME")
    result = project.run("publish", *words)
    assert (result.code, result.out) == (1, "")
    assert "error[PUB001]: the branch 'gh-pages' ends with a commit that is not" in (
        result.err
    )
    assert "'Create CNAME'" in result.err
    assert commits(repository)[0] == "Create CNAME"


def test_a_branch_can_be_taken_over(project, repository, versions, tmp_path):
    publish(project)
    work_in_branch(repository, tmp_path / "clone", "CNAME")
    assert "removed  CNAME" in publish(project, "--take-over", "--dry-run")
    publish(project, "--take-over")
    assert published(repository, tmp_path / "out") == versions["old"]
    assert commits(repository)[1] == "Create CNAME"  # history stays
    assert "already" in publish(project)


def test_the_branch_of_the_sources_is_no_target(project, repository):
    aim(project, "{git: origin, branch: main}")
    assert "error[PUB001]" in project.run("publish").err
    assert commits(repository, "main") == ["Start"]


def test_a_rule_of_the_repository_is_told(project, repository):
    hook = repository / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'Only on Mondays.'\nexit 1\n")
    hook.chmod(0o755)
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error[PUB006]: the branch 'gh-pages' did not take the commit: [remote "
        "rejected] (pre-receive hook declined)\n"
        "  --> site.yaml:4:3\n"
        "  |\n"
        "4 |   live: {git: origin}\n"
        "  |   ^^^^\n"
        "  = note: remote: Only on Mondays.\n"
        "  = note: error: failed to push some refs to '../origin.git'\n"
        "  = help: the repository has a rule against it; nothing is ever forced\n\n"
        "1 finding: 1 error. Nothing was published.\n"
    )
    assert git(repository, "branch", "--list", "gh-pages") == ""


def before_pushing(folder: Path, command: str, environment: pytest.MonkeyPatch) -> None:
    """Let something happen before git asks the repository where the branch is."""
    real = shutil.which("git")
    (folder / "git").write_text(
        f'#!/bin/sh\ncase " $* " in *" push "*) {command};; esac\nexec {real} "$@"\n'
    )
    (folder / "git").chmod(0o755)
    environment.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def while_pushing(folder: Path, command: str, environment: pytest.MonkeyPatch) -> None:
    """Let something happen after that, by a hook of the user's own."""
    (folder / "pre-push").write_text(f"#!/bin/sh\n{command}\n")
    (folder / "pre-push").chmod(0o755)
    environment.setenv("GIT_CONFIG_COUNT", "1")
    environment.setenv("GIT_CONFIG_KEY_0", "core.hooksPath")
    environment.setenv("GIT_CONFIG_VALUE_0", str(folder))


@pytest.mark.parametrize("when", [before_pushing, while_pushing])
def test_somebody_who_is_faster_wins(
    project, repository, tmp_path_factory, monkeypatch, when
):
    publish(project)
    colleague = Project(tmp_path_factory.mktemp("colleague") / "site", OLD)
    aim(colleague, f"{{git: '{repository}'}}")
    colleague.write({"content/about.md": page("Faster")})
    project.write({"content/about.md": page("Slower")})
    path = os.environ["PATH"]
    command = (
        f"(unset GIT_CONFIG_COUNT GIT_DIR; export PATH='{path}'; "
        f"cd '{colleague.root}' && '{sys.executable}' -m sitewright publish >&2)"
    )
    with monkeypatch.context() as told:
        when(tmp_path_factory.mktemp("told"), command, told)
        result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert "error[PUB006]" in result.err
    assert "somebody else has published meanwhile: publish again" in result.err
    assert "Faster" in git(repository, "show", "gh-pages:about/index.html")
    publish(project)
    assert "Slower" in git(repository, "show", "gh-pages:about/index.html")
    assert len(commits(repository)) == 3


def test_no_such_repository(project):
    aim(project, "{git: ../nowhere.git}")
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert "error[PUB003]: 'git' ended with 128" in result.err
    assert "'../nowhere.git' does not appear to be a git repository" in result.err


def test_runs_at_once_make_one_commit(project, repository):
    children = [project.spawn("publish") for _ in range(4)]
    results = [child.wait() for child in children]
    assert [(result.code, result.err) for result in results] == [(0, "")] * 4
    assert len(commits(repository)) == 1


MOMENTS = tuple((number + 0.5) / 8 for number in range(8))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_leaves_a_whole_branch(
    project, repository, versions, tmp_path, moment
):
    publish(project)
    renew(project)
    steps = count_steps(project, "publish", "--dry-run")  # all but the push
    kill = at_step(int(moment * steps), lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert project.spawn("publish", before=kill).wait().code == -signal.SIGKILL
    left = published(repository, tmp_path / "out")
    assert left in (versions["old"], versions["new"])
    publish(project)
    assert published(repository, tmp_path / "out") == versions["new"]
    assert len(commits(repository)) == 2
