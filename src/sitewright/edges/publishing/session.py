"""Session: a shell on another machine, which does one step after the other.

It ends with us, however we end: its input is closed then. So does a lock that it holds.
"""

from __future__ import annotations

import secrets
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Final

from sitewright.edges.publishing.clients import Client, ClientError

_SSH_FAILED: Final = 255


class Session:
    """A POSIX shell that reads its script from us."""

    def __init__(
        self, host: str, child: subprocess.Popen[bytes], errors: IO[bytes]
    ) -> None:
        self._host = host
        self._child = child
        self._errors = errors
        self._end = f"sitewright-{secrets.token_hex(8)}"

    def run(self, script: str) -> str:
        """Run commands, up to the first that fails, in a shell of their own.

        Returns:
            What they printed.

        Raises:
            ClientError: One of them failed, or the connection did.
        """
        return self.tell(f"( set -eu\n{script}\n) </dev/null")

    def tell(self, script: str) -> str:
        """Run one command in the shell itself, so that what it opens stays open.

        Raises:
            ClientError: It failed, or the connection did.
        """
        assert self._child.stdin  # noqa: S101 -- both are pipes
        assert self._child.stdout  # noqa: S101
        start = self._errors.seek(0, 2)
        printed: list[str] = []
        try:
            text = f"{script}\nprintf '\\n%s %s\\n' {self._end} $?\n"
            self._child.stdin.write(text.encode())
            self._child.stdin.flush()
            while line := self._child.stdout.readline().decode("utf-8", "replace"):
                word, _, status = line.partition(" ")
                if word == self._end:
                    return self._checked("".join(printed), int(status), start)
                printed.append(line)
        except BrokenPipeError:
            pass
        raise self._failure(self._child.wait(), "".join(printed), start)

    def _checked(self, printed: str, status: int, start: int) -> str:
        if status:
            raise self._failure(status, printed, start)
        return printed.removesuffix("\n")

    def _failure(self, status: int, printed: str, start: int) -> ClientError:
        self._errors.seek(start)
        said = self._errors.read().decode("utf-8", "replace")
        what = "'ssh'" if status == _SSH_FAILED else f"a command on {self._host}"
        return ClientError(what, status, printed, said)


@contextmanager
def opened(ssh: Client, *words: str) -> Iterator[Session]:
    """Open a shell on another machine for the length of a block.

    Args:
        ssh: The client.
        *words: Its options, and the name of the machine.

    Raises:
        PublishError: The client is not installed, or the machine not reached.
    """
    with TemporaryFile() as errors:
        child = ssh.start(*words, "exec sh", source=subprocess.PIPE, errors=errors)
        with child:
            session = Session(words[-1], child, errors)
            session.tell("umask 022")  # and pass over what its profile prints
            yield session


def quoted(*words: str) -> str:
    """Write words so that a POSIX shell reads just them."""
    return shlex.join(words)
