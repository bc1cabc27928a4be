"""Modules that load late: as good as those that they stand for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from sitewright.standins import _MODULES

NAMES = sorted(_MODULES)


def run(code: str, *arguments: str) -> str:
    """Run some Python in a process of its own, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_what_is_taken_by_its_name_is_a_function(name):
    module = import_module(name)
    assert all(callable(getattr(module, it)) for it in _MODULES[name])
    assert not any(isinstance(getattr(module, it), type) for it in _MODULES[name])


SAME = """
import sys
from importlib import import_module
from sitewright.standins import stand_in, _StandIn

name = sys.argv[1]
sys.modules.pop(name, None)
stand_in()
late = import_module(name)
assert type(late) is _StandIn
assert not hasattr(late, "__path__")
assert type(sys.modules[name]) is _StandIn, "to ask that must not load it"
first = sys.argv[2:]
exec(f"from {name} import {', '.join(first)}" if first else "")
assert type(sys.modules[name]) is _StandIn
assert late.__all__ if name == "inspect" else late.__builtins__
real = sys.modules[name]
assert type(real) is not _StandIn
assert all(getattr(late, it) is value for it, value in vars(real).items())
assert all(callable(globals()[it]) for it in first)
exec(f"from {name} import *")
print("the same")
"""


@pytest.mark.parametrize("name", NAMES)
def test_it_has_what_the_module_has(name):
    assert run(SAME, name, *_MODULES[name]) == "the same\n"


CALLS = """
from sitewright.standins import stand_in
stand_in()
from ast import literal_eval
from inspect import getattr_static
from random import choice, randrange
from gettext import ngettext
import random, shutil, tempfile, ipaddress, inspect

print(literal_eval("[1, {'a': None}]"), getattr_static(str, "upper") is str.upper)
print(choice([7]), randrange(3, 4), ngettext("%s page", "%s pages", 2))
try:
    randrange(0)
except ValueError as bad:
    print(bad)
with tempfile.TemporaryDirectory() as folder:
    shutil.copyfile(__import__("os").__file__, f"{folder}/x")
print(ipaddress.ip_address("::1").is_loopback, inspect.signature(lambda a, *b: a))
print(issubclass(random.SystemRandom, random.Random))
try:
    random.nothing
except AttributeError as bad:
    print(bad)
"""


def test_what_is_called_does_what_it_does():
    assert run(CALLS).splitlines() == [
        "[1, {'a': None}] True",
        "7 3 %s pages",
        "empty range for randrange()",
        "True (a, *b)",
        "True",
        "module 'random' has no attribute 'nothing'",
    ]


THREADS = """
import sys
sys.setswitchinterval(1e-6)
from threading import Barrier, Thread
from sitewright.standins import stand_in
stand_in()
import inspect, tempfile

start, found = Barrier(12), []

def look():
    start.wait()
    found.append((inspect.Parameter, tempfile.gettempdir))

threads = [Thread(target=look) for _ in range(12)]
for it in threads: it.start()
for it in threads: it.join()
print(len(found), len(set(found)))
"""


def test_several_threads_load_it_once():
    assert run(THREADS) == "12 1\n"


BUILD = """
import os, sys
from sitewright.__main__ import main

names = sys.argv.pop().split()
code = main()
print(code, [it for it in names if type(sys.modules[it]).__name__ == "module"])
sys.stdout.flush()
os._exit(0)
"""


def test_a_build_needs_none_of_them(tmp_path):
    for path, text in {
        "site.yaml": "title: x\nurl: https://example.com\n",
        "content/index.md": "---\nlayout: page.njk\ntitle: One\n---\n# One\n\n*Text*\n",
        "templates/page.njk": "<title>{{ title | upper }}</title>\n{{ content | safe }}",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    config = str(tmp_path / "site.yaml")
    said = run(BUILD, "build", "--quiet", "--config", config, " ".join(NAMES))
    assert said == "0 []\n"
    assert (tmp_path / "_site/index.html").exists()


HOOKS = """
import inspect, random, shutil, tempfile
from ast import *
from gettext import gettext
from ipaddress import ip_address

from sitewright import hooks


@hooks.filter("tell")
def tell(value):
    chosen = random.Random(1).choice([value])
    tree = parse(f"a = {literal_eval('2')}")
    return (
        f"{chosen} {type(tree).__name__} {gettext('b')} {ip_address('::1')}"
        f" {len(inspect.signature(tell).parameters)} {shutil.disk_usage.__name__}"
        f" {bool(tempfile.gettempprefix())}"
    )
"""


def test_the_own_python_of_a_site_finds_them(tmp_path):
    for path, text in {
        "hooks.py": HOOKS,
        "site.yaml": "title: x\nurl: https://example.com\n",
        "content/index.md": "---\nlayout: page.njk\ntitle: One\n---\nText\n",
        "templates/page.njk": "{{ title | tell }} {{ content | safe }}",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "sitewright", "build", "-q"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "_site/index.html").read_text() == (
        "One Module b ::1 1 disk_usage True <p>Text</p>\n"
    )
