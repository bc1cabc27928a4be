"""A project with something to publish, and servers to publish it to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from disk import Project
from publishing.s3 import ENVIRONMENT, S3, s3
from publishing.s3 import missing as s3_missing
from publishing.sites import OLD, aim
from publishing.sshd import Sshd, sshd
from publishing.sshd import missing as sshd_missing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project", OLD)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    if why := sshd_missing():
        pytest.skip(why)
    with sshd(tmp_path_factory.mktemp("sshd") / "keys") as running:
        yield running


@pytest.fixture
def reachable(server: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """The server, with the user's ``ssh`` knowing it as ``testserver``."""
    monkeypatch.setenv("PATH", f"{server.bin}{os.pathsep}{os.environ['PATH']}")
    return server


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    if why := s3_missing():
        pytest.skip(why)
    with s3(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture
def bucket(
    service: S3, project: Project, monkeypatch: pytest.MonkeyPatch
) -> tuple[S3, str]:
    """A bucket of its own for each test; the project's target ``live``."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    name = f"test-{os.urandom(6).hex()}"
    service.make(name)
    aim(project, f'{{s3: "s3://{name}", endpoint: "{service.url}"}}')
    return service, name
