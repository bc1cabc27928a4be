"""How far a build is, on a terminal: a line that comes after a second, and goes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from contextlib import contextmanager, redirect_stderr, suppress
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from disk import Project, page
from sitewright.commands.steps import watched
from sitewright.edges.dwelling import own_python
from sitewright.model.audience import NOBODY

RUN = (sys.executable, "-m", "sitewright")
PLAIN = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR")}
WIPE = b"\r\x1b[K"

SLOW_TO_READ = "import time\ntime.sleep(1.5)\n"
SLOW_TO_RENDER = """\
import time
from sitewright import hooks

@hooks.filter
def slow(text):
    time.sleep(0.5)
    return text
"""
PAGES = {
    "templates/page.html": "{{ title | slow }}{{ content }}",
    **{f"content/p{n}.md": page(f"P{n}") for n in range(4)},
}


class Terminal:
    """A program whose error stream is a terminal."""

    def __init__(self, project: Project, *arguments: str, columns=80, **variables):
        self.ours, theirs = pty.openpty()
        size = struct.pack("HHHH", 24, columns, 0, 0)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
        self.program = subprocess.Popen(
            [*RUN, *arguments],
            cwd=project.root,
            env={**PLAIN, "TERM": "xterm", **variables},
            stdout=subprocess.PIPE,
            stderr=theirs,
        )
        os.close(theirs)
        self.shown = b""

    def read_until(self, text: bytes) -> None:
        while text not in self.shown:
            self.shown += os.read(self.ours, 4096)

    def finish(self) -> tuple[int, bytes]:
        """Wait for its end; return its exit code, and what it wrote elsewhere."""
        out, _ = self.program.communicate(timeout=60)
        try:
            while piece := os.read(self.ours, 4096):
                self.shown += piece
        except OSError:  # all has been read
            pass
        os.close(self.ours)
        return self.program.returncode, out

    @property
    def lines(self) -> list[bytes]:
        """What stood in the line, one after the other; it is wiped before each."""
        return self.shown.split(WIPE)[1:]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_slow_build_says_what_it_does_and_leaves_no_trace(project, command):
    project.write({"hooks.py": SLOW_TO_READ})
    terminal = Terminal(project, command)
    code, out = terminal.finish()
    assert code == 0
    assert out.startswith(b"2 pages")
    assert terminal.lines[0].decode().startswith("reading …")
    assert terminal.shown.endswith(WIPE)
    assert b"\n" not in terminal.shown


def test_pages_are_counted_while_they_are_rendered(project):
    project.write({"hooks.py": SLOW_TO_RENDER, **PAGES})
    terminal = Terminal(project, "build", NO_COLOR="1")
    assert terminal.finish()[0] == 0
    counted = [line.decode() for line in terminal.lines if b" of 6" in line]
    numbers = [int(re.search(r"(\d) of 6", line)[1]) for line in counted]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 2
    assert all(re.match(r"rendering [━╸─]{30} \d of 6", line) for line in counted)
    assert any(line.endswith(("left", "nearly done")) for line in counted)
    assert b"\x1b[3" not in terminal.shown


def test_an_interrupted_build_leaves_a_clean_line_and_the_cursor(project):
    project.write({"hooks.py": "import time\ntime.sleep(60)\n"})
    terminal = Terminal(project, "build")
    terminal.read_until("reading …".encode())
    terminal.program.send_signal(signal.SIGINT)
    assert terminal.finish() == (130, b"")
    said = b"interrupted in the site's own Python, hooks.py:2\r\n"
    assert terminal.shown.endswith(WIPE + said)
    assert b"\x1b[?25l" not in terminal.shown  # which would hide the cursor


# -- The line itself, drawn by work that began long ago


@pytest.fixture
def screen(monkeypatch):
    """A terminal in the place of the error stream; tells what was drawn on it."""
    ours, theirs = pty.openpty()
    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    stream = os.fdopen(theirs, "w", encoding="utf-8", buffering=1)

    def resize(columns: int) -> None:
        size = struct.pack("HHHH", 24, columns, 0, 0)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)

    def read() -> str:
        stream.flush()
        os.write(theirs, b"END")
        shown = b""
        while not shown.endswith(b"END"):
            shown += os.read(ours, 4096)
        return shown.removesuffix(b"END").decode()

    yield SimpleNamespace(stream=stream, resize=resize, read=read)
    stream.close()
    os.close(ours)


@contextmanager
def long_build(stream, **options):
    """A build of four pages that began long ago, whose Markdown is made."""
    with redirect_stderr(stream), watched(0.0, **options) as steps:
        steps.audience.expect(["a", "b", "c", "d"], {}, ())
        for _ in range(4):
            steps.audience.wants()
        yield steps


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (80, "rendering \x1b[32m━━━━━━━━━━━━━━━\x1b[0m─────────────── 2 of 4"),
        (30, "rendering \x1b[32m━━━━━━\x1b[0m────── 2 of 4"),
        (20, "rendering 2 of 4"),
        (10, "rendering"),
    ],
)
def test_the_bar_has_a_colour_and_as_much_room_as_there_is(screen, columns, line):
    screen.resize(columns)
    with long_build(screen.stream):
        time.sleep(0.25)
    *_, last, wiped = screen.read().split("\r\x1b[K")
    assert (last, wiped) == (line, "")


def test_without_colour_the_bar_is_the_same(screen, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    screen.resize(20)
    with long_build(screen.stream):
        time.sleep(0.25)
    assert "\r\x1b[Krendering 2 of 4\r" in screen.read()


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        pytest.param({"is_quiet": True}, {}, id="quiet"),
        pytest.param({}, {"CI": "true"}, id="CI"),
        pytest.param({}, {"TERM": "dumb"}, id="dumb"),
    ],
)
def test_nothing_is_said_where_nobody_looks_on(screen, monkeypatch, options, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with long_build(screen.stream, **options) as steps:
        assert steps.audience is NOBODY
        time.sleep(0.25)
    assert screen.read() == ""


def test_nothing_is_said_in_a_pipe():
    pipe = StringIO()
    with long_build(pipe) as steps:
        assert steps.audience is NOBODY
        time.sleep(0.25)
    assert pipe.getvalue() == ""


def test_nothing_is_said_before_a_second_is_over(screen):
    began = time.perf_counter() + 60
    with redirect_stderr(screen.stream), watched(began) as steps, steps.step("reading"):
        time.sleep(0.25)
    assert screen.read() == ""


def test_what_hooks_print_stands_above_the_line(screen):
    screen.resize(20)
    with long_build(screen.stream), own_python():
        print("half", end=" ")
        time.sleep(0.25)
        print("whole")
        time.sleep(0.25)
    shown = screen.read()
    assert "\r\x1b[Khalf whole\r\n" in shown
    assert "rendering 2 of 4" in shown.partition("whole")[2]
    assert shown.endswith("\r\x1b[K")


def test_the_alarm_clock_is_as_it_was_before(screen):
    before = signal.getsignal(signal.SIGALRM)
    with suppress(KeyboardInterrupt), long_build(screen.stream):
        assert signal.getitimer(signal.ITIMER_REAL)[1] > 0
        raise KeyboardInterrupt
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before
    assert screen.read().endswith("\r\x1b[K")


def test_a_thread_without_an_alarm_clock_draws_with_its_steps(screen):
    screen.resize(20)

    def work() -> None:
        with long_build(screen.stream) as steps:
            steps.audience.wants()
            time.sleep(0.15)
            steps.audience.wants()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert "rendering 3 of 4" in screen.read()
