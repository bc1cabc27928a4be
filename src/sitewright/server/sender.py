"""Send answers, no faster than the client takes them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Final

from sitewright.model.serving import FilePart, Response
from sitewright.server.answers import REASONS

Pieces = Callable[[FilePart], Iterator[bytes]]
"""Reads a stretch of a file; raises ``OSError`` if it cannot be."""

_PIECE: Final = 1 << 17


class Sender:
    """Sends the answers of one connection, one after the other.

    Attributes:
        stops: How often the client had to be waited for.
        is_stopped: Whether it has to be waited for now.
    """

    def __init__(self, transport: asyncio.Transport, pieces: Pieces) -> None:
        """Take where to send, and what reads files."""
        self._transport = transport
        self._pieces = pieces
        self._rest: Iterator[bytes] | None = None
        self._left = 0
        self.stops = 0
        self.is_stopped = False

    @property
    def is_busy(self) -> bool:
        """Whether an answer is not all sent."""
        return self._rest is not None

    def send(self, response: Response, *, is_last: bool) -> None:
        """Begin to send an answer."""
        head, body = write_head(response, is_last=is_last), response.body
        if isinstance(body, bytes) and len(body) <= _PIECE:
            self._transport.write(head + body)
            return
        try:
            self._rest = (
                self._pieces(body) if isinstance(body, FilePart) else _split(body)
            )
        except OSError:  # it was there a moment ago
            self._transport.abort()
            return
        self._left = body.size if isinstance(body, FilePart) else len(body)
        self._transport.write(head)
        self._go_on()

    def stop(self) -> None:
        """Wait for the client."""
        self.is_stopped = True
        self.stops += 1

    def resume(self) -> None:
        """Go on, as the client has caught up."""
        self.is_stopped = False
        self._go_on()

    def _go_on(self) -> None:
        while self._rest is not None and not self.is_stopped:
            try:
                piece = next(self._rest, b"")
            except OSError:
                piece = b""
            self._left -= len(piece)
            if piece:
                self._transport.write(piece)
            elif self._left:  # a file has become shorter; so would be the answer
                self._transport.abort()
            if not piece or not self._left:
                self._rest = None


def _split(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]


def write_head(response: Response, *, is_last: bool) -> bytes:
    """Write the first lines of an answer.

    Args:
        response: The answer.
        is_last: Whether the connection ends with it.
    """
    lines = [f"HTTP/1.1 {response.status} {REASONS[response.status]}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    if is_last:
        lines.append("Connection: close")
    return "\r\n".join((*lines, "", "")).encode("latin-1", "replace")
