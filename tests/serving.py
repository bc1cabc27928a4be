"""A server in a thread of this process, and clients that speak to it byte by byte."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from websockets.sync.client import connect

from sitewright.edges.assets import Assets
from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Artifact
from sitewright.model.serving import Showing
from sitewright.server.connection import Limits, Phase
from sitewright.server.guard import Access
from sitewright.server.listening import open_sockets, serve
from sitewright.server.preview import Preview

PATIENCE = 20
"""Seconds after which a test that hangs fails."""


def files_of(texts: Mapping[str, str | bytes]) -> dict[str, Artifact]:
    """Make the files of a site out of their texts."""
    files = {}
    for path, text in texts.items():
        content = text.encode() if isinstance(text, str) else text
        files[path] = Artifact(path, content, digest_of_bytes(content))
    return files


@dataclass(frozen=True)
class Answer:
    """What came back on a connection."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server:
    """A server that listens on loopback, on a port of its own."""

    def __init__(self, root: Path, limits: Limits, port: int = 0) -> None:
        self._sockets = open_sockets("127.0.0.1", port, is_strict=True)
        self.port = self._sockets[0].getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.preview = Preview(Access(), Assets(root))
        self._limits = limits
        self._begun = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._thread.start()
        assert self._begun.wait(PATIENCE)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        await serve(self.preview, self._sockets, self._take, self._ended, self._limits)

    def _take(self, show) -> None:
        self._show = show
        self._begun.set()

    def show(self, showing: Showing) -> None:
        """Show something, and wait until it is shown."""
        self._show(showing)
        done = threading.Event()
        self._loop.call_soon_threadsafe(done.set)
        assert done.wait(PATIENCE)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def send(self, raw: bytes) -> bytes:
        """Send bytes on a connection of their own, and read to its end."""
        with self.connect() as client:
            with suppress(ConnectionError):
                client.sendall(raw)
            return read_all(client)

    def request(self, target: str = "/", *headers: str, method: str = "GET") -> bytes:
        """Write a request that closes its connection."""
        head = [f"{method} {target} HTTP/1.1", f"Host: {self.host}", *headers]
        return "\r\n".join((*head, "Connection: close", "", "")).encode("latin-1")

    def ask(self, target: str = "/", *headers: str, method: str = "GET") -> Answer:
        return parse(self.send(self.request(target, *headers, method=method)))

    def listen(self, origin: str | None = None) -> connect:
        """Listen as the script in a tab does, for the length of a block."""
        uri = f"ws://{self.host}/.sitewright/live"
        origin = f"http://{self.host}" if origin is None else origin
        return connect(
            uri, origin=origin or None, open_timeout=PATIENCE, compression=None
        )


@contextmanager
def serving(
    root: Path,
    texts: Mapping[str, str | bytes] = {},
    seconds: Mapping[Phase, float] | None = None,
    port: int = 0,
    **limits: int,
) -> Iterator[Server]:
    """Serve files until the block ends.

    Args:
        root: A folder for files that are served from the disk.
        texts: The files.
        seconds: Limits of time, if they are to be others.
        port: The port; 0 for any that is free.
        limits: Other limits.
    """
    known = {} if seconds is None else {"seconds": seconds}
    server = Server(root, Limits(**limits, **known), port)
    try:
        server.show(Showing(files_of(texts)))
        yield server
    finally:
        server.end()


def read_all(client: socket.socket) -> bytes:
    pieces = []
    try:
        while piece := client.recv(1 << 16):
            pieces.append(piece)
    except ConnectionError as bad:
        pieces.append(f"<{type(bad).__name__}>".encode())
    return b"".join(pieces)


def parse(raw: bytes) -> Answer:
    """Read one answer, of which there is nothing behind."""
    [answer] = parse_all(raw)
    return answer


def parse_all(raw: bytes) -> list[Answer]:
    """Read all answers of a connection; none may be to ``HEAD``."""
    answers = []
    while raw:
        head, mark, raw = raw.partition(b"\r\n\r\n")
        assert mark, head
        first, *lines = head.decode("latin-1").split("\r\n")
        version, status, _ = first.split(" ", 2)
        assert version == "HTTP/1.1"
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}
        size = int(headers.get("content-length", 0))
        answers.append(Answer(int(status), headers, raw[:size]))
        assert len(raw) >= size
        raw = raw[size:]
    return answers


def statuses(raw: bytes) -> list[int]:
    return [answer.status for answer in parse_all(raw)]


def lines(*parts: str) -> bytes:
    return "\r\n".join((*parts, "", "")).encode("latin-1")
