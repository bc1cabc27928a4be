"""Real processes: what they make, how they die, and that none is left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from disk import SITE as SITE_ON_DISK
from disk import Project, page

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="copies of a process are made on Linux alone"
)

PAGES = 160
LAYOUT = "<h1>{{ title | own }}</h1>{{ content }}"
HOOKS = """\
import os, signal, time
from pathlib import Path
from sitewright import hooks

FIRST, SEEN, calls = os.getpid(), Path(__file__).parent.parent / "seen", 0

@hooks.filter
def own(title):
    global calls
    calls += 1
    time.sleep(0.004)  # so that it is worth to start others
    if os.getpid() == FIRST:
        while calls > 60 and (not SEEN.exists() or SEEN.stat().st_size < {others}):
            time.sleep(0.001)
    else:
        if calls < 60:
            calls = 60
            with SEEN.open("a") as file:
                file.write("x")
        {elsewhere}
    return title
"""
SITE = {
    "site.yaml": "title: Example\nurl: https://www.example.com\n",
    "templates/page.html": LAYOUT,
    **{
        f"content/p{number}.md": f"---\ntitle: Page {number}\nlayout: page.html\n---\n"
        f"[next](p{(number + 1) % PAGES}.md#top)\n\n## Head{{.a}}\n"
        for number in range(PAGES)
    },
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, bytes]:
    """The site as one process makes it."""
    project = make(tmp_path_factory.mktemp("whole") / "site", "pass", 0)
    (project.root.parent / "seen").touch()
    run(project, "--jobs", "1")
    return project.snapshot()


def make(root: Path, elsewhere: str, others: int = 1) -> Project:
    """Make the site, and say what a hook does in other processes.

    Args:
        root: Its folder.
        elsewhere: What the hook does there.
        others: On how many of them it waits in the first process.
    """
    hooks = HOOKS.format(elsewhere=elsewhere, others=others)
    return Project(root, SITE | {"hooks.py": hooks})


def start(project: Project, *arguments: str) -> subprocess.Popen:
    """Start a command in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "sitewright", *arguments],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(project: Project, *arguments: str) -> str:
    """Build in a process that has one thread; return what it says to be wrong."""
    build = start(project, "build", *arguments)
    _, err = build.communicate()
    assert build.returncode == 0, err
    return err


def session_of(leader: int) -> set[int]:
    """All processes of a session that are at work."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z" and int(fields[3]) == leader:
            found.add(int(folder.name))
    return found


def wait_for(what) -> None:
    for _ in range(3_000):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError(what)


@pytest.mark.parametrize("jobs", ["2", "3", "5"])
def test_the_site_is_the_same(tmp_path, whole, jobs):
    project = make(tmp_path / "site", "pass")
    run(project, "--jobs", jobs)
    assert project.snapshot() == whole
    assert (tmp_path / "seen").exists()


@pytest.mark.parametrize(
    ("end", "how"),
    [
        ("os._exit(0)", "exit code 0"),
        ("os._exit(7)", "exit code 7"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("os.fork() or time.sleep(3); os._exit(1)", "exit code 1"),
    ],
)
def test_a_process_that_dies_is_reported_and_its_pages_are_made(
    tmp_path, whole, end, how
):
    project = make(tmp_path / "site", end)
    said = run(project, "--jobs", "2")
    assert project.snapshot() == whole
    assert said == (
        f"warning[JOB001]: a process that made pages died: {how}\n"
        "  = help: look for lack of memory, or for hooks that end the process\n\n"
    )


def test_all_may_die(tmp_path, whole):
    project = make(tmp_path / "site", "os._exit(1)", 3)
    said = run(project, "--jobs", "4")
    assert "warning[JOB001]: 3 processes that made pages died: exit code 1\n" in said
    assert project.snapshot() == whole


def test_what_fails_elsewhere_alone_does_not_fail(tmp_path, whole):
    project = make(tmp_path / "site", "raise MemoryError")
    assert run(project, "--jobs", "3") == ""
    assert project.snapshot() == whole


def test_what_hooks_print_anywhere_is_no_part_of_the_report(tmp_path):
    project = make(tmp_path / "site", "pass")
    hooks = HOOKS.format(elsewhere="pass", others=1)
    project.write({"hooks.py": hooks.replace("return", "print(title); return")})
    build = start(project, "build", "--jobs", "3", "--format", "json")
    out, err = build.communicate()
    assert json.loads(out)["findings"] == []
    printed = Counter(re.findall(r"Page \d+", err))  # in pieces, as it came
    assert printed == Counter(f"Page {number}" for number in range(PAGES))


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        # A copy that has been at work for a second says at what.
        (
            signal.SIGINT,
            130,
            r"(interrupted in filter 'own', .*\n){0,3}interrupted.*\n",
        ),
        (signal.SIGTERM, -signal.SIGTERM, ""),
    ],
)
def test_a_build_that_is_ended_leaves_nobody_behind(tmp_path, end, code, said):
    project = make(tmp_path / "site", "time.sleep(600)")
    build = start(project, "build", "--jobs", "3")
    wait_for(lambda: len(session_of(build.pid)) == 3)
    os.killpg(build.pid, end)
    out, err = build.communicate()
    assert (build.returncode, out) == (code, "")
    assert re.fullmatch(said, err)
    wait_for(lambda: not session_of(build.pid))
    assert not project.output.exists()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nobody_goes_on_without_the_first_process(tmp_path, end):
    project = make(tmp_path / "site", "time.sleep(600)")
    build = start(project, "build", "--jobs", "3")
    wait_for(lambda: len(session_of(build.pid)) == 3)
    build.send_signal(end)
    _, err = build.communicate()
    assert "Traceback" not in err
    wait_for(lambda: not session_of(build.pid))


def test_a_small_site_starts_nobody_and_loads_nothing_for_it(tmp_path):
    texts = {f"content/p{number}.md": page("A") for number in range(10)}
    project = Project(tmp_path / "site", SITE_ON_DISK | texts)
    code = (
        "import sys, os; os.fork = None; from sitewright.cli import main; main(['build']);"
        "print(sorted({'multiprocessing', 'concurrent.futures', 'distributed',"
        " 'sitewright.edges.crew.forks'} & {*sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"
