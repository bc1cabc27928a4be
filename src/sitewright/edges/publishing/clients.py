"""Run the user's own programs: rsync, ssh, git and aws.

No shell is between, so no word is ever read as anything else than that word.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, Final

from sitewright.edges.publishing.faults import PublishError
from sitewright.kernel.frozen import frozen

_PACKAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rsync": "apt-get install rsync, or brew install rsync",
        "ssh": "apt-get install openssh-client",
        "git": "apt-get install git, or brew install git",
        "aws": "pipx install awscli, or brew install awscli",
    }
)
_SHOWN: Final = 20
_OF_HOOKS: Final = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"}
    | {"GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH"}
)
"""What git tells its hooks of the repository that they belong to: not ours."""


class ClientError(PublishError):
    """A client failed, or a command on another machine.

    Attributes:
        status: Its exit code.
        printed: What it printed.
        said: What it printed to its error stream.
    """

    def __init__(self, what: str, status: int, printed: str, said: str) -> None:
        lines = [line.rstrip() for line in said.splitlines() if line.strip()]
        ended = f"ended with {status}" if status >= 0 else f"was ended by {-status}"
        super().__init__("PUB003", f"{what} {ended}", notes=lines[-_SHOWN:])
        self.status = status
        self.printed = printed
        self.said = said


@frozen
class Client:
    """A program of the user's.

    Attributes:
        name: What it is called.
        folder: Where it runs; paths in its words count from there.
        lock: A descriptor that it is to hold as long as it runs, so that whoever waits
            for the lock waits for a client that has outlived us, too; -1 for none.
        environment: What it is told besides our own environment.
    """

    name: str
    folder: Path
    lock: int = -1
    environment: Mapping[str, str] = field(default_factory=dict)

    def find(self) -> str:
        """Find the program.

        Raises:
            PublishError: It is not installed.
        """
        found = shutil.which(self.name)
        if found is None:
            message = f"there is no '{self.name}' on this machine"
            raise PublishError("PUB002", message, f"install it: {_PACKAGES[self.name]}")
        return found

    def run(
        self,
        *words: str,
        given: bytes = b"",
        each: Callable[[str], object] | None = None,
    ) -> str:
        """Run it, and wait for its end.

        Args:
            *words: Its arguments.
            given: Its standard input.
            each: What to do with every line that it prints, as soon as it does.

        Returns:
            What it printed.

        Raises:
            PublishError: It is not installed.
            ClientError: It failed.
        """
        printed = []
        with TemporaryFile() as source, TemporaryFile() as errors:
            source.write(given)
            source.seek(0)
            with self.start(*words, source=source, errors=errors) as child:
                assert child.stdout  # noqa: S101 -- it is a pipe
                for line in child.stdout:
                    printed.append(text := line.decode("utf-8", "replace"))
                    if each:
                        each(text.rstrip("\n"))
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace")
        if child.returncode:
            raise ClientError(
                f"'{self.name}'", child.returncode, "".join(printed), said
            )
        return "".join(printed)

    def start(
        self, *words: str, source: IO[bytes] | int, errors: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        """Start it, with its output in a pipe.

        Args:
            *words: Its arguments.
            source: Its standard input.
            errors: Where its error stream goes.
        """
        return subprocess.Popen(  # noqa: S603 -- the words are ours, and quoted
            [self.find(), *words],
            cwd=self.folder,
            env={**_environment(), **self.environment},
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=errors,
            pass_fds=(self.lock,) if self.lock >= 0 else (),
        )


def _environment() -> dict[str, str]:
    """Take over the environment, but for what is about another repository."""
    return {k: value for k, value in os.environ.items() if k not in _OF_HOOKS}
