"""Real projects in real folders, built in this process or in a child of it."""

from __future__ import annotations

import io
import mmap
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sitewright.cli import main
from support import CONFIG

LAYOUT = "<h1>{{ title }}</h1>{{ content }}"
PAGE = "---\ntitle: {title}\nlayout: page.html\n---\n{text}\n"


def page(title: str, text: str = "Text") -> str:
    return PAGE.format(title=title, text=text)


SITE: Mapping[str, str] = {
    "site.yaml": CONFIG,
    "templates/page.html": LAYOUT,
    "content/index.md": page("Home"),
    "content/about.md": page("About"),
    "static/css/site.css": "a { color: red }\n",
}


@dataclass(frozen=True)
class Result:
    """What a run of the program came to."""

    code: int
    out: str
    err: str


class Project:
    """A project on the disk."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes | None] = SITE):
        self.root = root
        self.output = root / "_site"
        root.mkdir(exist_ok=True)
        self.write(files)

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files, making their folders; None removes one."""
        for path, text in files.items():
            file = self.root / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(self, *arguments: str, cwd: Path | None = None) -> Result:
        """Run a command in this process; times and places in what it says are masked."""
        out, err = io.StringIO(), io.StringIO()
        with chdir(cwd or self.root), redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(arguments)
            except SystemExit as done:
                code = int(str(done.code))
        return Result(code, self._masked(out.getvalue()), self._masked(err.getvalue()))

    def build(self, *arguments: str) -> Result:
        """Build, and insist that it works."""
        result = self.run("build", *arguments)
        assert (result.code, result.err) == (0, ""), result
        return result

    def spawn(self, *arguments: str, before: Callable[[], object] = int) -> Child:
        """Run a command in a child process, which calls ``before`` first."""
        log = self.root.parent / f"log-{os.urandom(4).hex()}"
        pid = os.fork()
        if pid:
            return Child(pid, log)
        code = 99
        try:
            os.chdir(self.root)
            sys.stdout = Path(f"{log}.out").open("w")  # noqa: SIM115
            sys.stderr = Path(f"{log}.err").open("w")  # noqa: SIM115
            signal.signal(signal.SIGINT, signal.default_int_handler)
            before()
            code = main(arguments)
        except BaseException:  # noqa: BLE001 -- nothing may climb into pytest
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def snapshot(self) -> dict[str, bytes]:
        return snapshot(self.output)

    def _masked(self, text: str) -> str:
        text = text.replace(str(self.root), "ROOT")
        return re.sub(r"in \d+\.\d\d s", "in N s", text)


class Child:
    """A run of the program in a process of its own."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid = pid
        self.log = log

    def wait(self) -> Result:
        """Wait for its end; a signal that ended it counts as a negative code."""
        _, status = os.waitpid(self.pid, 0)
        out = Path(f"{self.log}.out").read_text()
        err = Path(f"{self.log}.err").read_text()
        return Result(os.waitstatus_to_exitcode(status), out, err)


def snapshot(folder: Path) -> dict[str, bytes]:
    """All that lies below a folder: bytes of files, targets of links, folders as ''."""
    found = {}
    for place in sorted(folder.rglob("*")):
        name = place.relative_to(folder).as_posix()
        if place.is_symlink():
            found[name] = b"-> " + os.fsencode(place.readlink())
        elif place.is_file():
            found[name] = place.read_bytes()
        else:
            found[name] = b""
    return found


TOUCHES = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}
    | {"os.link", "os.symlink"}
)
"""The events of a process that touches the file system."""


def count_steps(
    project: Project, *arguments: str, steps: frozenset[str] = TOUCHES
) -> int:
    """Run a command in a child, and count how often it touches the file system."""
    counter = mmap.mmap(-1, 8)  # shared with the child

    def count() -> None:
        counter[:8] = (int.from_bytes(counter[:8], "big") + 1).to_bytes(8, "big")

    before = partial(_watch, count, steps)
    assert project.spawn(*arguments, before=before).wait().code == 0
    return int.from_bytes(counter[:8], "big")


def at_step(
    number: int, act: Callable[[], object], steps: frozenset[str] = TOUCHES
) -> Callable[[], None]:
    """Act in a child just before it touches the file system for the nth time."""
    left = number

    def count_down() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            act()

    return partial(_watch, count_down, steps)


def _watch(act: Callable[[], object], steps: frozenset[str]) -> None:
    """Act before each step from now on, to the end of the process."""
    sys.addaudithook(lambda event, _: act() if event in steps else None)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file it is, and when it was written, for every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): (
            file.stat().st_ino,
            file.stat().st_mtime_ns,
        )
        for file in folder.rglob("*")
        if file.is_file()
    }


def record_of(project: Project) -> Path:
    return next((project.root / ".sitewright").glob("files-*.json"))
