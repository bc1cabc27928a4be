"""Listen on this machine, and serve until somebody ends it."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Iterable
from typing import Final

from sitewright.model.serving import Showing
from sitewright.server.connection import Connection, Limits
from sitewright.server.preview import Preview

LOCALHOST: Final = "localhost"

_PORTS_TRIED: Final = 100
_BACKLOG: Final = 1024
_HIGHEST: Final = 65535
_NO_SUCH_KIND: Final = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)


class ListenError(Exception):
    """The server cannot listen there."""


def open_sockets(bind: str, port: int, *, is_strict: bool) -> list[socket.socket]:
    """Start to listen.

    Args:
        bind: An address, or ``localhost`` for both kinds of loopback address.
        port: The first port to try; 0 for any that is free.
        is_strict: Whether no other will do.

    Raises:
        ListenError: There is no such address, or no port is free.
    """
    last = port if is_strict or not port else min(port + _PORTS_TRIED, _HIGHEST)
    addresses = ("127.0.0.1", "::1") if bind == LOCALHOST else (bind,)
    for number in range(port, last + 1):
        try:
            return _listen(addresses, number)
        except OSError as bad:
            if bad.errno != errno.EADDRINUSE:
                reason = (bad.strerror or str(bad)).lower()
                raise ListenError(f"{bind}, port {number}: {reason}") from bad
    ports = f"port {port} is" if last == port else f"ports {port} to {last} are"
    raise ListenError(f"{ports} in use")


def _listen(addresses: Iterable[str], port: int) -> list[socket.socket]:
    opened: list[socket.socket] = []
    try:
        for address in addresses:
            try:
                opened.append(_open(address, port))
            except OSError as bad:
                if not opened or bad.errno not in _NO_SUCH_KIND:
                    raise
            port = opened[0].getsockname()[1]
    except OSError:
        for other in opened:
            other.close()
        raise
    return opened


def _open(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((address, port))
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


Show = Callable[[Showing], None]
"""Shows something else from now on; may be called from any thread."""


async def serve(
    preview: Preview,
    sockets: Iterable[socket.socket],
    begin: Callable[[Show], None],
    ended: asyncio.Event,
    limits: Limits,
) -> None:
    """Serve until somebody ends it.

    Args:
        preview: What there is to show.
        sockets: Where to listen.
        begin: Called once requests are answered; takes what shows the site.
        ended: Set when it is to end.
        limits: How much the server bears.
    """
    loop = asyncio.get_running_loop()
    everybody: set[Connection] = set()
    servers = [
        await loop.create_server(
            lambda: Connection(preview, everybody, limits), sock=listener
        )
        for listener in sockets
    ]

    def show(showing: Showing) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(preview.show, showing)

    begin(show)
    await ended.wait()
    for server in servers:
        server.close()
    for connection in list(everybody):
        connection.end()
    await asyncio.sleep(0)


def end_on_signals(ended: asyncio.Event) -> None:
    """Let the signals that ask a process to end set an event."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            loop.add_signal_handler(number, ended.set)
