"""A real Dask scheduler and two workers, on this machine alone."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from disk import Project

if find_spec("distributed") is None:
    pytest.skip("Dask is not installed", allow_module_level=True)

PAGES = 300
HOOKS = """\
import os, signal, time
from pathlib import Path
from sitewright import hooks
import words

FOLDER, WORKER = Path(__file__).parent.parent, os.environ.get("WORKER")
AWAITED = os.environ.get("AWAITED", "").split()

if WORKER == "lacks":
    (FOLDER / WORKER).touch()
    import something

@hooks.filter
def own(title):
    time.sleep(0.002)
    if WORKER:
        (FOLDER / WORKER).touch()
    if WORKER == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    end = time.monotonic() + 30
    while not all((FOLDER / name).exists() for name in AWAITED):
        if time.monotonic() > end:
            raise TimeoutError("a worker has made nothing")
        time.sleep(0.001)
    return words.EXCLAIMED.format(title)
"""
SITE = {
    "site.yaml": "title: Example\nurl: https://www.example.com\n",
    "hooks.py": HOOKS,
    "words.py": "EXCLAIMED = '{}!'\n",
    "templates/page.html": "<h1>{{ title | own }}</h1>{{ content }}",
    **{
        f"content/p{number}.md": f"---\ntitle: Page {number}\nlayout: page.html\n---\n"
        f"[next](p{(number + 1) % PAGES}.md#top)\n\n<!-- {'word ' * 20}-->\n"
        for number in range(PAGES)
    },
}


@dataclass
class Cluster:
    """A scheduler, and its workers by name."""

    address: str
    workers: dict[str, subprocess.Popen]

    def build(self, project: Project) -> subprocess.CompletedProcess[str]:
        """Build with it, and do not get ahead of any worker's first page."""
        awaited = " ".join(self.workers)
        return build(project, f"dask://{self.address}", AWAITED=awaited)


def build(
    project: Project, address: str, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitewright", "build", "--executor", address],
        cwd=project.root,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def start(kind: str, folder: Path, *arguments: str, **env: str) -> subprocess.Popen:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard"),
            *("--scheduler-file", str(folder / "scheduler.json"), *arguments),
        ],
        cwd=folder,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def running(folder: Path, *names: str) -> Iterator[Cluster]:
    """Run a cluster of workers with these names."""
    scheduler = start("scheduler", folder, "--host", "127.0.0.1", "--port", "0")
    workers = {
        name: start(
            *("worker", folder, "--no-nanny", "--nthreads", "1", "--name", name),
            *("--local-directory", str(folder)),
            WORKER=name,
        )
        for name in names
    }
    try:
        yield Cluster(wait_for_address(folder, len(names)), workers)
    finally:
        for process in (*workers.values(), scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait()


def wait_for_address(folder: Path, workers: int) -> str:
    file = folder / "scheduler.json"
    while not file.exists() or not file.read_text():
        time.sleep(0.05)
    address = json.loads(file.read_text())["address"]
    if workers:
        # Elsewhere, as a client leaves threads behind.
        code = f"import distributed as d; d.Client({address!r}).wait_for_workers({workers})"
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return address.removeprefix("tcp://")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[dict[str, bytes], str]:
    """The site as one process makes it, and what it says of it."""
    project = Project(tmp_path_factory.mktemp("whole") / "site", SITE)
    result = project.run("build", "--jobs", "1")
    assert result.code == 0
    assert "MD004" in result.err
    return project.snapshot(), result.err


@pytest.mark.slow
@pytest.mark.parametrize("names", [("one", "two"), ("one", "dies")])
def test_a_cluster_makes_the_same_site(tmp_path, whole, names):
    with running(tmp_path, *names) as cluster:
        project = Project(tmp_path / "site", SITE)
        result = cluster.build(project)
        assert result.returncode == 0, result.stderr
        assert (project.snapshot(), result.stderr) == whole
        for name in names:
            assert (tmp_path / name).exists()
            assert (cluster.workers[name].poll() is None) == (name != "dies")


@pytest.mark.slow
def test_the_site_is_whole_if_all_workers_die(tmp_path, whole):
    with running(tmp_path, "dies") as cluster:
        project = Project(tmp_path / "site", SITE)
        result = cluster.build(project)
        assert result.returncode == 0, result.stderr
        assert project.snapshot() == whole[0]


@pytest.mark.slow
def test_workers_that_lack_something_are_reported(tmp_path, whole):
    with running(tmp_path, "lacks") as cluster:
        project = Project(tmp_path / "site", SITE)
        result = cluster.build(project)
    assert (result.returncode, project.snapshot()) == (0, whole[0])
    found = re.search(r"warning\[JOB002\]: (.*)\n  = help: (.*)\n", result.stderr)
    assert re.fullmatch(
        rf"dask://{cluster.address} could not make \d+ shares? of the pages: "
        "UnlikeError: ModuleNotFoundError: No module named 'something'",
        found[1],
    )
    assert found[2].startswith("each worker needs Sitewright ")


@pytest.mark.slow
def test_a_cluster_without_workers_is_refused(tmp_path):
    project = Project(tmp_path / "site", SITE)
    with running(tmp_path) as cluster:
        result = cluster.build(project)
    assert result.returncode == 2
    assert result.stderr == (
        f"sitewright: --executor dask://{cluster.address}: the cluster has no workers\n"
    )


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("127.0.0.1:8786", "write dask://HOST:PORT, the address of a scheduler"),
        ("dask://127.0.0.1", "write dask://HOST:PORT, the address of a scheduler"),
        ("dask://127.0.0.1:x", "write dask://HOST:PORT, the address of a scheduler"),
        ("dask://127.0.0.1:{}", "nobody answers there"),
    ],
)
def test_a_wrong_address_is_refused_before_anything_is_made(tmp_path, address, problem):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = address.format(free.getsockname()[1])
        result = build(Project(tmp_path / "site", SITE), address)
    assert result.returncode == 2
    assert result.stderr == f"sitewright: --executor {address}: {problem}\n"
    assert not (tmp_path / "site/_site").exists()


def test_without_dask_it_says_how_to_install_it(tmp_path):
    project = Project(tmp_path / "site", SITE)
    code = (
        "import sys; sys.modules['distributed'] = None;"
        "from sitewright.cli import main;"
        "sys.exit(main(['build', '--executor', 'dask://127.0.0.1:8786']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'sitewright[dask]'" in done.stderr
