"""A project with something to publish, and servers to publish it to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from disk import Project
from publishing.sites import OLD
from publishing.sshd import Sshd, missing, sshd


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project", OLD)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    if why := missing():
        pytest.skip(why)
    with sshd(tmp_path_factory.mktemp("sshd") / "keys") as running:
        yield running


@pytest.fixture
def reachable(server: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """The server, with the user's ``ssh`` knowing it as ``testserver``."""
    monkeypatch.setenv("PATH", f"{server.bin}{os.pathsep}{os.environ['PATH']}")
    return server
