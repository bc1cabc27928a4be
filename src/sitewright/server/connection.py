"""One connection: requests in, answers out, and an eye on the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.model.serving import Request, Response
from sitewright.server.live import LiveTab
from sitewright.server.preview import Preview
from sitewright.server.reader import Asked, Reader
from sitewright.server.sender import Sender, write_head

_MOST_ASKED: Final = 32
_BAD: Final = 400


class Phase(StrEnum):
    """What the server waits for."""

    HEAD = "the rest of a request"
    IDLE = "another request"
    SENDING = "the client to take what was sent"
    ENDING = "the client to close the connection"
    BUILDING = "the page that was asked for"
    LIVE = "nothing"


@frozen
class Limits:
    """How much the server bears.

    Attributes:
        most: How many connections there may be.
        seconds: How long a phase may last; any other lasts as long as it does.
    """

    most: int = 4000
    seconds: Mapping[Phase, float] = field(
        default_factory=lambda: {
            Phase.HEAD: 10.0,
            Phase.IDLE: 60.0,
            Phase.SENDING: 30.0,
            Phase.ENDING: 2.0,
        }
    )


class Connection(asyncio.Protocol):
    """What the server knows of one client."""

    def __init__(
        self, preview: Preview, everybody: set[Connection], limits: Limits
    ) -> None:
        """Take what there is to show.

        Args:
            preview: What is shown.
            everybody: All connections that are open.
            limits: How much the server bears.
        """
        self._preview = preview
        self._everybody = everybody
        self._limits = limits
        self._reader = Reader()
        self._waiting: Asked | None = None
        self._last: Asked | None = None
        self._live: LiveTab | None = None
        self._is_silent = False
        self._phase: tuple[Phase, int] = Phase.LIVE, 0
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None

    # What asyncio calls:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet a client, unless there are too many."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- for the types
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._sender = Sender(transport, self._preview.files.pieces)
        if len(self._everybody) >= self._limits.most:
            transport.abort()
        else:
            self._everybody.add(self)
            self._look_at_clock()

    def connection_lost(self, _reason: Exception | None) -> None:
        """Forget the client."""
        self._everybody.discard(self)
        self._preview.give_up(self._answer)
        if self._live:
            self._preview.tabs.forget(self._live)
        if self._timer:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take what has come; nobody listens any more behind the last request."""
        if self._live:
            self._live.receive(data)
        elif not self._last:
            self._reader.feed(data)
            self._answer()

    def eof_received(self) -> bool:
        """Close the connection once all is answered that was asked before."""
        self._is_silent = True
        if self._live:
            self._live.receive_end()
        return self._is_owed() and self._live is None

    def pause_writing(self) -> None:
        """Wait for the client."""
        self._sender.stop()
        self._look_at_clock()

    def resume_writing(self) -> None:
        """Go on, as the client has caught up."""
        self._sender.resume()
        self._answer()

    # What follows from it:

    def end(self) -> None:
        """Close the connection, as the server ends."""
        if self._live:
            self._live.end()
        self._transport.abort()

    def _answer(self) -> None:
        """Answer what was asked, as far as that is possible now."""
        while (asked := self._next()) and self._respond(asked):
            pass
        if self._last and not self._sender.is_busy:
            self._finish(self._last)
        elif self._is_silent and not self._is_owed():
            self._transport.close()
        if len(self._reader.asked) > _MOST_ASKED:
            self._transport.pause_reading()
        elif not self._transport.is_closing():
            self._transport.resume_reading()
        self._look_at_clock()

    def _next(self) -> Asked | None:
        """Take the next request, if it is time for it."""
        if self._live or self._last or self._sender.is_busy or self._sender.is_stopped:
            return None
        if self._waiting:
            asked, self._waiting = self._waiting, None
            return asked
        return self._reader.asked.popleft() if self._reader.asked else None

    def _respond(self, asked: Asked) -> bool:
        """Answer a request; tell whether that was possible."""
        request = asked.request
        if isinstance(request, Request):
            response = self._preview.respond(request)
            if response is None:
                self._waiting = asked
                self._preview.wait(request, self._answer)
                return False
        else:
            response = request
        if response.status == 101:
            self._go_live(response, asked.rest)
            return True
        is_last = asked.is_last or response.status == _BAD
        self._last = asked if is_last else None
        self._sender.send(response, is_last=is_last)
        return True

    def _go_live(self, response: Response, rest: bytes) -> None:
        """Speak WebSocket from now on."""
        preview = self._preview
        self._live = LiveTab(
            self._transport,
            lambda tab, text: preview.tabs.hear(tab, text, preview.showing),
        )
        self._transport.write(write_head(response, is_last=False))
        if rest:
            self._live.receive(rest)

    def _finish(self, last: Asked) -> None:
        """Close the connection, so that the client can read the answer to its end.

        A connection with unread data would be reset, and the answer be lost.
        """
        if not last.is_cut:
            self._transport.close()
        elif self._transport.can_write_eof() and not self._transport.is_closing():
            self._transport.write_eof()

    def _is_owed(self) -> bool:
        """Tell whether the client is still to get something."""
        return bool(self._reader.asked or self._waiting or self._sender.is_busy)

    # The clock:

    def _look_at_clock(self) -> None:
        """Start to count when a phase starts."""
        phase = self._current_phase()
        if phase == self._phase:
            return
        self._phase = phase
        seconds = self._limits.seconds.get(phase[0])
        self._deadline = self._loop.time() + (seconds or 0)
        if self._timer is None and seconds is not None:
            self._timer = self._loop.call_at(self._deadline, self._be_late)

    def _current_phase(self) -> tuple[Phase, int]:
        """Name what the server waits for, and which of its kind it is."""
        if self._live:
            return Phase.LIVE, 0
        if self._sender.is_stopped:
            return Phase.SENDING, self._sender.stops
        if self._last:
            return Phase.ENDING if self._last.is_cut else Phase.SENDING, 0
        if self._waiting:
            return Phase.BUILDING, 0
        is_in_head = self._reader.is_in_head or not self._reader.count
        return Phase.HEAD if is_in_head else Phase.IDLE, self._reader.count

    def _be_late(self) -> None:
        """Give up if time is up; else look again when it will be."""
        self._timer = None
        phase, _ = self._phase
        if phase not in self._limits.seconds:
            return
        if self._loop.time() < self._deadline:
            self._timer = self._loop.call_at(self._deadline, self._be_late)
        elif phase is Phase.HEAD and self._reader.is_in_head:
            self._reader.refuse(408, "The request took too long.")
            self._answer()
        else:
            self._transport.abort()
