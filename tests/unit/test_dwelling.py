"""What a build dwells on is said, and where it was when the user ended it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from disk import Project
from sitewright.edges.crew.engine import Engine
from sitewright.edges.dwelling import find_dwelling, steps_from
from support import CONFIG, build

ASKING = """\
import sys
from sitewright import hooks
from sitewright.edges.dwelling import find_dwelling, steps_from

def told(value):
    raise ValueError(str(find_dwelling(steps_from(sys._getframe()))))
"""
PAGE = "---\nlayout: page.html\n---\nText\n"
WORDS = {
    "@hooks.data\ndef x(): told(1)": "data 'x', hooks.py:6",
    "@hooks.collection\ndef x(pages): told(1)": "collection 'x', hooks.py:6",
    "@hooks.computed\ndef x(data): told(1)": (
        "computed value 'x', hooks.py:6, while computing data of content/a.md"
    ),
    "@hooks.preprocessor\ndef x(data, text): told(1)": (
        "preprocessor 'x', hooks.py:6, while reading content/a.md"
    ),
    "@hooks.postprocessor\ndef x(text, path): told(1)": (
        "postprocessor 'x', hooks.py:6, while finishing a/index.html"
    ),
    "@hooks.function\ndef x(): told(1)": (
        "function 'x', hooks.py:6, while rendering content/a.md"
    ),
    "told(1)": "the site's own Python, hooks.py:6",
}


@pytest.mark.parametrize("source", WORDS)
def test_the_site_s_own_python_is_named_with_its_line_and_its_page(source):
    template = "{{ x() }}" if "function" in source else "{{ content }}"
    files = {
        "hooks.py": ASKING + source + "\n",
        "content/a.md": PAGE,
        "templates/page.html": template,
    }
    said = [item.message for item in build(files).findings]
    assert any(message.endswith(WORDS[source]) for message in said), said


def test_a_page_is_named_with_the_line_of_its_template():
    thing = "class Thing:\n    def ask(self): told(1)\n@hooks.function\n"
    files = {
        "hooks.py": ASKING + thing + "def thing(): return Thing()\n",
        "content/a.md": PAGE,
        "templates/page.html": "\n{% if title %}\n{% endif %}\n{{ thing().ask() }}",
    }
    said = [item.message for item in build(files).findings]
    assert said == [
        "the site's own Python failed: ValueError: content/a.md, templates/page.html:4"
    ]


def test_others_are_named_with_what_they_make():
    said = []

    def submit(_share):
        said.append(str(find_dwelling(steps_from(sys._getframe()))))
        return Future()

    next(Engine(submit, ahead=2).take_turns([("a",), ("b", "c"), ("d", "e")]))
    assert said == ["other processes", "other processes, which make d and others"]


# -- Whole commands, ended as at a keyboard

HANGING = """\
import os, time
from sitewright import hooks

FIRST = os.getpid()

@hooks.filter
def slow(text):
    time.sleep(0.005)
    {when}:
        time.sleep(0.05)
    return text
"""
HELD = """\
import time
from sitewright import hooks

@hooks.filter
def slow(text):
    times = 0
    while True:
        try:
            times += 1
            if times == 1:
                print("asleep")
            time.sleep(60)
        except:
            pass
"""
PAGES = {f"content/p{n}.md": PAGE for n in range(120)}
SLOW = {"site.yaml": CONFIG} | {"templates/page.html": "{{ page.url | slow }}"}


class Command:
    """A command that goes on until it is ended."""

    def __init__(self, root: Path, hooks: str, *arguments: str) -> None:
        self.project = Project(root, {**SLOW, **PAGES, "hooks.py": hooks})
        self.project.write({"_site/old.html": "old"})
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sitewright", *arguments],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def read(self) -> str:
        """Wait for the next line that it says."""
        return self.process.stderr.readline()

    def end(self) -> None:
        """Press Ctrl+C."""
        os.killpg(self.process.pid, signal.SIGINT)

    def finish(self) -> tuple[int, str]:
        """Wait for its end; nothing may be left of it, and the old output whole."""
        _, said = self.process.communicate()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, 0)
            pytest.fail("a process was left behind")
        assert (self.project.output / "old.html").read_text() == "old"
        return self.process.returncode, said


AT = r"filter 'slow', hooks\.py:[0-9]+, while rendering content/p[0-9]+\.md"


@pytest.mark.skipif(os.name == "nt", reason="keys are pressed otherwise on Windows")
def test_a_hook_that_does_not_end_is_named_wherever_it_runs_and_can_be_ended(tmp_path):
    here = HANGING.format(when="while True")
    copies = HANGING.format(when="while os.getpid() != FIRST")
    commands = {
        "here": Command(tmp_path / "here", here, "build", "--jobs", "1"),
        "check": Command(tmp_path / "check", here, "check", "--jobs", "1"),
        "copies": Command(tmp_path / "copies", copies, "build", "--jobs", "2"),
    }
    lines = {name: command.read() for name, command in commands.items()}
    for command in commands.values():
        command.end()
    ends = {name: command.finish() for name, command in commands.items()}
    for name, (code, said) in ends.items():
        assert re.fullmatch(
            f"sitewright: [0-9]+ s so far in {AT} .Ctrl.C ends it.\n", lines[name]
        )
        last = "interrupted\n" if name == "copies" else ""
        assert code == 130
        assert re.fullmatch(f"interrupted in {AT}\n{last}", said)


@pytest.mark.skipif(os.name == "nt", reason="keys are pressed otherwise on Windows")
def test_a_hook_that_catches_everything_is_ended_at_the_second_try(tmp_path):
    command = Command(tmp_path / "site", HELD, "build", "--jobs", "1")
    assert command.read() == "asleep\n"
    command.end()
    said = rf"sitewright: not ended: {AT} .Ctrl.C once more ends it at once.\n"
    assert re.fullmatch(said, command.read())
    command.end()
    assert command.finish() == (130, "interrupted\n")
