"""Run a command, and measure what it takes: time, and memory of all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

SAMPLED_EVERY = 0.01
LONGEST = 3600.0
MEGA = 1024 * 1024
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
}
"""Without what keeps Python from writing byte code, which a first build makes."""

_LARGEST_UNIT = 1 if sys.platform == "darwin" else 1024


class RunError(Exception):
    """A command failed."""


@dataclass(frozen=True)
class Run:
    """What one run of a command took.

    Attributes:
        wall: Seconds on the clock.
        processor: Seconds of the processor, of all its processes that it waited for.
        largest: Megabytes that its largest process had in memory.
        memory: Megabytes that all its processes had at once, of what several share one
            share each; None if nobody looked, or the system does not tell.
    """

    wall: float
    processor: float
    largest: float
    memory: float | None = None


def run(command: tuple[str, ...], folder: Path, *, watches: bool = False) -> Run:
    """Run a command in a folder.

    Args:
        command: The command.
        folder: Where it runs.
        watches: Whether to look, again and again, at the memory of all its processes.
            That takes time, so that such a run is not one to be timed.

    Raises:
        RunError: It failed, or did not come to an end.
    """
    highest = 0
    started = time.perf_counter()
    with running(command, folder) as process:
        late = Timer(LONGEST, os.killpg, (process.pid, signal.SIGKILL))
        late.daemon = True
        late.start()
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG if watches else 0)
            if done:
                break
            highest = max(highest, sum(map(_read_share, list_tree(process.pid))))
            time.sleep(SAMPLED_EVERY)
        wall = time.perf_counter() - started
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        shown = f"exit code {process.returncode}: {' '.join(command)}"
        raise RunError(f"{shown}\nin {folder}\n{read_log(folder)}")
    return Run(
        wall,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * _LARGEST_UNIT / MEGA,
        highest / MEGA or None,
    )


@contextmanager
def running(
    command: tuple[str, ...], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the block ends; what it prints goes to a file beside the folder."""
    with find_log(folder).open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def find_log(folder: Path) -> Path:
    """Name the file of what commands in a folder print."""
    return folder.with_suffix(".log")


def read_log(folder: Path) -> str:
    """Read the end of what the last command in a folder has printed."""
    return find_log(folder).read_text("utf-8", "replace")[-2000:]


def list_tree(pid: int) -> list[int]:
    """List a process and all below it, as far as they are there."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _read_share(pid: int) -> int:
    """Read the bytes of a process, of shared ones its share; 0 if it has gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    _, _, found = rollup.partition("\nPss:")
    return int(found.split()[0]) * 1024 if found else 0


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
