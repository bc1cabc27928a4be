"""Read requests off the wire, within bounds."""

from __future__ import annotations

from collections import deque
from typing import Final

import httptools

from sitewright.kernel.frozen import frozen
from sitewright.model.serving import Request, Response
from sitewright.server.answers import refuse
from sitewright.server.handshake import asks_for_socket

LONGEST_TARGET: Final = 8 << 10
LONGEST_HEADER: Final = 8 << 10
LONGEST_HEAD: Final = 32 << 10

_BODILESS = ("GET", "HEAD", "OPTIONS")


@frozen
class Asked:
    """A request that was read, or the refusal of what could not be.

    Attributes:
        request: Either.
        is_last: Whether the connection ends with the answer.
        is_cut: Whether there is more to come that nobody will read.
        rest: What came behind the request, if it asks for another protocol.
    """

    request: Request | Response
    is_last: bool = False
    is_cut: bool = False
    rest: bytes = b""


class Reader:
    """Reads the requests of one connection.

    Attributes:
        asked: What was read and is not answered yet, in order.
        count: How many requests have begun.
        is_in_head: Whether one has begun and is not all there.
        is_done: Whether nothing is read any more.
    """

    def __init__(self) -> None:
        self.asked: deque[Asked] = deque()
        self.count = 0
        self.is_in_head = False
        self.is_done = False
        self._parser = httptools.HttpRequestParser(self)
        self._fed = 0
        self._target = b""
        self._headers: list[tuple[bytes, bytes]] = []

    def feed(self, data: bytes) -> None:
        """Take what has come; see ``asked`` for what it makes."""
        if self.is_done:
            return
        before = self.count
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as other:
            self._upgrade(data[other.args[0] :])
            return
        except httptools.HttpParserError:
            self.refuse(400, "This is not HTTP as the preview speaks it.")
        if self.is_in_head and self.count == before:  # it is all of one request
            self._fed += len(data)
        self._check_size()

    def _upgrade(self, rest: bytes) -> None:
        """Leave what follows to another protocol, or go on if that is not spoken."""
        if self.is_done:
            return
        last = self.asked[-1].request
        if isinstance(last, Request) and asks_for_socket(last):
            self.asked[-1] = Asked(last, is_last=True, rest=rest)
            self.is_done = True
        else:
            self._parser = httptools.HttpRequestParser(self)
            self.feed(rest)

    def on_message_begin(self) -> None:
        """Start a request."""
        self.count += 1
        self.is_in_head = True
        self._fed = 0
        self._target = b""
        self._headers = []

    def on_url(self, piece: bytes) -> None:
        """Take a piece of the target."""
        self._target += piece

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Look at a request before its body, which is not read."""
        self._check_size()
        if self._parser.get_http_version() not in ("1.0", "1.1"):
            self.refuse(400, "The preview speaks HTTP/1.1.")
        request = self._request()
        if not _has_body(request):
            return
        if request.method in _BODILESS:
            self.refuse(413, "The preview takes no content.")
        else:
            self._ask(Asked(request, is_last=True, is_cut=True))

    def on_message_complete(self) -> None:
        """Take the request as it is now."""
        self.is_in_head = False
        is_last = not self._parser.should_keep_alive()
        self._ask(Asked(self._request(), is_last))

    def _request(self) -> Request:
        headers = [
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in self._headers
        ]
        method = self._parser.get_method().decode("latin-1")
        return Request(method, self._target.decode("latin-1"), tuple(headers))

    def _check_size(self) -> None:
        """Refuse a request whose address or headers are too long."""
        sizes = [len(name) + len(value) for name, value in self._headers]
        if len(self._target) > LONGEST_TARGET:
            self.refuse(414, "The address is too long.")
        elif (
            max(sizes, default=0) > LONGEST_HEADER
            or max(sum(sizes) + 4 * len(sizes), self._fed) > LONGEST_HEAD
        ):
            self.refuse(431, "The headers are too long.")

    def refuse(self, status: int, why: str) -> None:
        """Answer that something is wrong, and read nothing more."""
        self._ask(Asked(refuse(status, why), is_last=True, is_cut=True))

    def _ask(self, asked: Asked) -> None:
        """Queue what was asked, unless the connection has its last word already."""
        if not self.is_done:
            self.asked.append(asked)
            self.is_done = asked.is_last
            self.is_in_head = self.is_in_head and not asked.is_last


def _has_body(request: Request) -> bool:
    sizes = request.values("content-length")
    return bool(request.values("transfer-encoding")) or not set(sizes) <= {"0"}
