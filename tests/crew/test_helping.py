"""Copies of this process help with work; whatever they do, all of it is done."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import pytest

from sitewright.edges.crew.helping import with_help

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="copies of a process are made on Linux alone"
)

SHARES = [(f"{number}-a", f"{number}-b") for number in range(40)]


class Work:
    """Writes a file for each name, with the number of the process in it.

    Attributes:
        meanwhile: What this process did while others had begun.
    """

    def __init__(self, folder: Path, elsewhere=lambda: None) -> None:
        self.folder = folder
        self.here = os.getpid()
        self.elsewhere = elsewhere
        self.meanwhile: list[str] = []

    def do(self, share: tuple[str, ...]) -> None:
        for name in share:
            (self.folder / name).write_text(str(os.getpid()))
            if os.getpid() != self.here:
                self.elsewhere()

    def wait(self) -> None:
        """Wait until somebody else has done something, if only half of a share."""
        while not [*self.folder.iterdir()]:
            time.sleep(0.001)
        self.meanwhile.append("waited")

    def done(self) -> dict[str, bool]:
        """Say of each file whether this process wrote it."""
        return {
            item.name: item.read_text() == str(self.here)
            for item in self.folder.iterdir()
        }


def alone(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test in a copy of this process, which has one thread as a build has."""

    @wraps(test)
    def run(**given) -> None:
        pid = os.fork()
        if not pid:
            code = 1
            try:
                test(**given)
                code = 0
            except BaseException:  # noqa: BLE001 -- nothing may go on here
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0

    return run


def names() -> set[str]:
    return {name for share in SHARES for name in share}


def all_end() -> bool:
    """Tell whether all copies come to their end by themselves, as soon as all is done."""
    for _ in range(1_000):
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        time.sleep(0 if ended else 0.005)
    return False


@pytest.mark.parametrize("jobs", [2, 4])
@alone
def test_all_is_done_here_and_elsewhere(tmp_path, jobs):
    work = Work(tmp_path)
    with_help(work.do, SHARES, work.wait, jobs)
    done = work.done()
    assert done.keys() == names()
    assert not all(done.values())
    assert work.meanwhile == ["waited"]
    assert all_end()


@pytest.mark.parametrize(
    "end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0]
)
@alone
def test_what_a_copy_leaves_half_done_is_done_here(tmp_path, end):
    work = Work(tmp_path, end)
    with_help(work.do, SHARES, work.wait, 3)
    assert work.done() == dict.fromkeys(names(), True)
    assert all_end()


@alone
def test_what_fails_everywhere_fails_here(tmp_path):
    def fail(share):
        (tmp_path / share[0]).touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), share[0])

    with pytest.raises(OSError, match="No space left on device"):
        with_help(fail, SHARES, Work(tmp_path).wait, 2)
    assert all_end()


@alone
def test_what_fails_meanwhile_leaves_nobody_at_work(tmp_path):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- which has no text
        with_help(Work(tmp_path, lambda: time.sleep(600)).do, SHARES, fail, 2)
    assert all_end()


@pytest.mark.parametrize(
    ("shares", "jobs"),
    [
        pytest.param(SHARES, 1, id="one process is asked for"),
        pytest.param(SHARES[:8], 4, id="there is too little to do"),
        pytest.param([*SHARES] * 9, 4, id="copies would be too large"),
    ],
)
@alone
def test_nobody_is_started_for_nothing(tmp_path, shares, jobs):
    work = Work(tmp_path)
    with_help(work.do, shares, work.wait, jobs)
    assert all(work.done().values())
    assert work.meanwhile == []
