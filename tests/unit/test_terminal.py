"""The program as a process: streams that are closed, full, narrow or coloured."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from disk import SITE, Project

BROKEN = {"content/about.md": "---\ntitle: Über\nlayout: Größe.html\n---\n"}
# As users have it: what is printed goes out when the program ends, and may fail then.
BUFFERED = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
RUN = (sys.executable, "-m", "sitewright")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site")


def run(
    project: Project, *arguments: str, **options: object
) -> subprocess.CompletedProcess:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    given = {"env": BUFFERED, **pipes, **options}
    return subprocess.run([*RUN, *arguments], cwd=project.root, timeout=60, **given)


def test_the_program_runs_as_a_module(project):
    done = run(project, "build")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"2 pages in _site/: 6 files written")


def test_the_command_line_does_not_wait_for_the_libraries():
    script = (
        "import sys, sitewright.cli\n"
        "print({'jinja2', 'yaml', 'markdown_it', 'markupsafe'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=60
    )
    assert done.stdout == b"set()\n"


@pytest.mark.parametrize(
    ("site", "code"),
    [pytest.param({}, 0, id="fine"), pytest.param(BROKEN, 1, id="broken")],
)
def test_a_reader_who_has_gone_changes_nothing(project, site, code):
    project.write(site)
    reader, writer = os.pipe()
    os.close(reader)
    done = run(project, "build", "-v", stdout=writer, stderr=writer)
    os.close(writer)
    assert done.returncode == code
    assert (project.output / "index.html").exists() == (code == 0)


def test_help_for_a_reader_who_has_gone_is_no_error(project):
    reader, writer = os.pipe()
    os.close(reader)
    done = run(project, "--help", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is ever full")
def test_a_report_that_cannot_be_written_is_an_error_of_its_own(project):
    with Path("/dev/full").open("wb") as full:
        done = run(project, "build", "--format", "json", stdout=full)
    assert done.returncode == 1
    assert done.stderr == (
        b"sitewright: the report cannot be written: no space left on device\n"
    )
    assert (project.output / "index.html").exists()


def test_streams_that_were_never_open_change_nothing(project):
    command = f"exec {sys.executable} -m sitewright build >&- 2>&-"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=project.root, check=False, timeout=60
    )
    assert done.returncode == 0
    assert (project.output / "index.html").exists()


def test_what_the_encoding_lacks_is_written_as_an_escape(project):
    project.write(BROKEN)
    narrow = {
        "PATH": os.environ["PATH"],
        "LANG": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = run(project, "build", env=narrow)
    assert done.returncode == 1
    assert b"error[TPL001]: there is no layout 'Gr\\xf6\\xdfe.html'\n" in done.stderr
    done = run(project, "build", "--format", "json", env=narrow)
    finding = json.loads(done.stdout)["findings"][0]
    assert finding["message"] == "there is no layout 'Größe.html'"
    project.write({"content/about.md": SITE["content/about.md"] + "Größe\n"})
    assert run(project, "build", env=narrow).returncode == 0
    assert "Größe".encode() in project.snapshot()["about/index.html"]


def on_a_terminal(project: Project, **variables: str) -> bytes:
    """Run a build whose errors go to a terminal."""
    project.write(BROKEN)
    ours, theirs = pty.openpty()
    environment = {**BUFFERED, "TERM": "xterm", "NO_COLOR": "", **variables}
    run(project, "build", stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # all has been read
        pass
    os.close(ours)
    return shown


def test_a_terminal_gets_colour(project):
    assert on_a_terminal(project).startswith(b"\x1b[1;31merror[TPL001]\x1b[0m: ")


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_gets_no_colour_if_it_does_not_want_any(project, variable):
    assert b"\x1b" not in on_a_terminal(project, **variable)


def test_a_file_gets_no_colour(project):
    project.write(BROKEN)
    assert b"\x1b" not in run(project, "build").stderr
