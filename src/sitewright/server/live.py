"""Talk to the script in a tab, over a WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from logging import getLogger
from typing import Final

from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

_LONGEST: Final = 16 << 10
_MOST_WAITING: Final = 8 << 20
_GOING_AWAY: Final = 1001

_SILENT: Final = getLogger("sitewright.live")
_SILENT.disabled = True


class LiveTab:
    """One tab that listens."""

    def __init__(
        self, transport: asyncio.Transport, hear: Callable[[LiveTab, str], None]
    ) -> None:
        """Take the connection, and what is told of the messages that come."""
        self._transport = transport
        self._hear = hear
        self._protocol = ServerProtocol(
            state=State.OPEN, max_size=_LONGEST, logger=_SILENT
        )

    def receive(self, data: bytes) -> None:
        """Take what has come."""
        self._protocol.receive_data(data)
        self._react()

    def receive_end(self) -> None:
        """Take note that nothing more will come."""
        self._protocol.receive_eof()
        self._react()

    def say(self, message: str) -> None:
        """Send a message."""
        if self._protocol.state is State.OPEN:
            self._protocol.send_text(message.encode("utf-8", "replace"))
            self._flush()

    def end(self) -> None:
        """Say that the server goes away."""
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(_GOING_AWAY)
            self._flush()

    def _react(self) -> None:
        for event in self._protocol.events_received():
            if isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self._hear(self, bytes(event.data).decode("utf-8", "replace"))
        self._flush()

    def _flush(self) -> None:
        for piece in self._protocol.data_to_send():
            if piece:
                self._transport.write(piece)
            elif self._transport.can_write_eof():
                self._transport.write_eof()
        if self._protocol.close_expected():
            self._transport.close()
        elif self._transport.get_write_buffer_size() > _MOST_WAITING:
            self._transport.abort()  # nobody reads there
