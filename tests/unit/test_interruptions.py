"""Killed, interrupted, or twice at once: the output is old or new, never broken.

A build is stopped just before its nth touch of the file system, for many n from its
first to its last, so that no luck with timing is needed to hit each of its phases.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from disk import SITE, Project, at_step, count_steps, page

MOMENTS = tuple((number + 0.5) / 16 for number in range(16))


def site(version: str, numbers: range) -> dict[str, str]:
    return {
        **SITE,
        "static/css/site.css": f"/* {version} */\n",
        **{f"content/p{n}.md": page(f"{version} {n}") for n in numbers},
        f"content/only-{version}.md": page(version),
    }


OLD, NEW = site("old", range(45)), site("new", range(10, 60))


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What a clean build makes of either version."""
    made = {}
    for name, files in (("old", OLD), ("new", NEW)):
        project = Project(tmp_path_factory.mktemp(name) / "site", files)
        project.build()
        made[name] = project.snapshot()
    return made


def edited(root: Path) -> Project:
    """A project whose old site is built and whose sources are new."""
    project = Project(root, OLD)
    project.build()
    project.write(dict.fromkeys(OLD.keys() - NEW.keys()))
    project.write(NEW)
    return project


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How often the build that makes new out of old touches the file system."""
    return count_steps(edited(tmp_path_factory.mktemp("count") / "site"), "build")


def caches(project: Project) -> set[str]:
    return {
        file.suffix or file.name for file in (project.root / ".sitewright").iterdir()
    }


@pytest.mark.parametrize("then", ["new", "old"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_whole_files_and_the_next_one_mends_all(
    tmp_path, versions, steps, moment, then
):
    project = edited(tmp_path / "site")
    kill = at_step(int(moment * steps), lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert project.spawn("build", before=kill).wait().code == -signal.SIGKILL

    left, old, new = project.snapshot(), versions["old"], versions["new"]
    for path, content in left.items():
        assert content in (old.get(path), new.get(path)), path
    assert left.keys() >= old.keys() & new.keys()

    if then == "old":  # the author takes the edit back
        project.write(dict.fromkeys(NEW.keys() - OLD.keys()))
        project.write(OLD)
    project.build()
    assert project.snapshot() == versions[then]
    project.write({"content/about.md": page("About", "More")})
    project.build()
    assert caches(project) == {
        ".gitignore",
        "lock",
        ".json",
        "last-build",
        "last-build-site",
    }


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interrupted_build_is_all_old_or_all_new(tmp_path, versions, steps, moment):
    project = edited(tmp_path / "site")
    stop = at_step(int(moment * steps), lambda: os.kill(os.getpid(), signal.SIGINT))
    result = project.spawn("build", before=stop).wait()
    assert (result.code, result.out, result.err) == (130, "", "interrupted\n")
    assert project.snapshot() in (versions["old"], versions["new"])
    own = {
        "last-build",
        "last-build-site",
        ".tmp",
    }  # an unfinished one is removed when the next is written
    assert caches(project) - own == {".gitignore", "lock", ".json"}


def test_builds_at_once_wait_for_one_another(tmp_path, versions):
    project = edited(tmp_path / "site")
    children = [project.spawn("build") for _ in range(4)]
    results = [child.wait() for child in children]
    assert [result.code for result in results] == [0] * 4
    assert [result.err for result in results] == [""] * 4
    busy = [result for result in results if " 0 files written" not in result.out]
    assert len(busy) == 1
    assert project.snapshot() == versions["new"]
