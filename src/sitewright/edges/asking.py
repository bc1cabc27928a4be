"""Ask a live host, a few addresses at a time."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlsplit

from sitewright import __version__
from sitewright.kernel.digests import digest_of_stream
from sitewright.kernel.urls import encode_path
from sitewright.model.probe import Answer, Probe

_AT_ONCE: Final = 8
_SILENCE: Final = 15.0
_LONGEST: Final = 120.0
_TRIES: Final = 3
_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0
_BUSY: Final = (429, 502, 503, 504)
_SPARE: Final = 1 << 20
_HEADERS: Final = {
    "User-Agent": f"Sitewright/{__version__} (verify)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}


def ask(home: str, probes: Sequence[Probe]) -> Iterator[tuple[Probe, Answer]]:
    """Ask for addresses, and hand each answer on as soon as it is its turn.

    Nothing is followed, so no other host is ever asked. Certificates are checked.

    Args:
        home: The address of the home page, without a slash at its end.
        probes: What to ask.
    """
    asking = _Asking(home)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            yield from zip(probes, pool.map(asking.ask, probes), strict=True)
        finally:
            pool.shutdown(cancel_futures=True)
            asking.close()


class _Asking:
    """Connections to one host, one for each thread."""

    def __init__(self, home: str) -> None:
        parts = urlsplit(home)
        self._base = parts.path.rstrip("/")
        self._host, self._port = parts.hostname or "", parts.port
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._own = threading.local()
        self._every: list[http.client.HTTPConnection] = []

    def close(self) -> None:
        """Close all connections."""
        for connection in self._every:
            connection.close()

    def ask(self, probe: Probe) -> Answer:
        """Ask for one address, and once more if the host is busy or hangs up."""
        answer = Answer()
        for number in range(_TRIES):
            answer = self._ask_once(probe)
            if answer.status not in (0, *_BUSY):
                break
            if number < _TRIES - 1:
                time.sleep(_pause(answer, number))
        return answer

    def _ask_once(self, probe: Probe) -> Answer:
        connection = self._connection()
        try:
            path, mark, query = probe.url.partition("?")
            target = f"{self._base}{encode_path(path)}{mark}{query}"
            connection.request("GET", target, headers=_HEADERS)
            response = connection.getresponse()
            return _read(response, probe.size + _SPARE, connection)
        except (OSError, http.client.HTTPException) as bad:
            connection.close()
            return Answer(problem=_reason(bad))

    def _connection(self) -> http.client.HTTPConnection:
        """Find the connection of this thread; it is opened when it is used."""
        connection = getattr(self._own, "connection", None)
        if connection is None:
            if self._tls:
                connection = http.client.HTTPSConnection(
                    self._host, self._port, timeout=_SILENCE, context=self._tls
                )
            else:
                connection = http.client.HTTPConnection(
                    self._host, self._port, timeout=_SILENCE
                )
            self._own.connection = connection
            self._every.append(connection)
        return connection


def _read(
    response: http.client.HTTPResponse,
    most: int,
    connection: http.client.HTTPConnection,
) -> Answer:
    """Read an answer, but no more of it than is of use."""
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    is_html = headers.get("content-type", "").lower().startswith("text/html")
    kept: list[bytes] = []
    end = time.monotonic() + _LONGEST
    left = most

    def read(size: int) -> bytes:
        nonlocal left
        piece = response.read1(min(size, max(left, 0)))
        left -= len(piece)
        if time.monotonic() > end:
            raise TimeoutError("it takes too long")
        if is_html:
            kept.append(piece)
        return piece

    digest = digest_of_stream(read)
    response.close()  # which lets the connection be used again
    if left <= 0:
        connection.close()
    location = headers.get("location", "")
    headers["location"] = location.encode("latin-1", "replace").decode(
        "utf-8", "replace"
    )
    html = b"".join(kept).decode("utf-8", "replace")
    return Answer(response.status, headers, digest, html)


def _pause(answer: Answer, number: int) -> float:
    """Choose how long to wait: as long as the host asks for, within reason."""
    asked = answer.headers.get("retry-after", "")
    if asked.isdecimal():
        return min(float(asked), _LONGEST_PAUSE)
    return _PAUSE * 2.0**number


def _reason(bad: Exception) -> str:
    """Say in a few words why nothing came."""
    if isinstance(bad, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {bad.verify_message}"
    if isinstance(bad, TimeoutError):
        return "it takes too long"
    if isinstance(bad, OSError):
        return (bad.strerror or str(bad) or type(bad).__name__).lower()
    return (
        "it hangs up" if isinstance(bad, http.client.RemoteDisconnected) else str(bad)
    )
