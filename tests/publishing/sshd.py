"""A real ssh server on loopback, with keys and a port of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conformance.hosts.servers import free_port, stop

CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
PidFile none
# The folder of a test lies below one that everybody may write to.
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
"""
CLIENT = """\
Host testserver
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile "{folder}/user"
  IdentitiesOnly yes
  StrictHostKeyChecking yes
  UserKnownHostsFile "{folder}/known"
"""


@dataclass(frozen=True)
class Sshd:
    """A running server.

    Attributes:
        folder: Where its keys are.
        port: Where it listens.
        bin: A folder for the PATH, whose ``ssh`` knows the server as ``testserver``.
    """

    folder: Path
    port: int
    bin: Path


def missing() -> str:
    """Say why there can be no server; empty if there can."""
    for program in ("sshd", "ssh", "ssh-keygen", "rsync"):
        if not _find(program):
            return f"{program} is not installed"
    return ""


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """Run a server for the length of a block."""
    folder.mkdir(parents=True)
    for name in ("host", "user"):
        words = ("-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        subprocess.run([_find("ssh-keygen"), *words], check=True)
    port = free_port()
    host = (folder / "host.pub").read_text()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {host}")
    shutil.copy(folder / "user.pub", folder / "authorized")
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
    user = getpass.getuser()
    client = CLIENT.format(port=port, folder=folder, user=user)
    (folder / "client").write_text(client)
    tools = folder / "bin"
    tools.mkdir()
    (tools / "ssh").write_text(
        f'#!/bin/sh\nexec {_find("ssh")} -F "{folder}/client" "$@"\n'
    )
    (tools / "ssh").chmod(0o755)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where it locks itself in
    log = folder / "log"
    with log.open("wb") as output:
        words = ("-D", "-e", "-f", str(folder / "config"))
        server = subprocess.Popen(
            [_find("sshd"), *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait(server, log)
        yield Sshd(folder, port, tools)
    finally:
        stop(server)


def _wait(server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 30
    while "Server listening" not in log.read_text("utf-8"):
        is_late = server.poll() is not None or time.monotonic() > end
        assert not is_late, log.read_text("utf-8")
        time.sleep(0.02)


def _find(program: str) -> str:
    """Find a program, in the folders of those that only root uses, too."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin") or ""
