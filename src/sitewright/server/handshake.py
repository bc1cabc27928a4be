"""Agree to speak WebSocket (RFC 6455, section 4.2)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final

from sitewright.model.serving import Request, Response
from sitewright.server.answers import refuse

_VERSION: Final = ("Sec-WebSocket-Version", "13")
_MAGIC: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_SIZE: Final = 16


def asks_for_socket(request: Request) -> bool:
    """Tell whether a request asks for a WebSocket."""
    words = ",".join(request.values("upgrade")).lower().split(",")
    return request.method == "GET" and "websocket" in map(str.strip, words)


def shake_hands(request: Request) -> Response:
    """Answer a request at the address that speaks WebSocket."""
    if not asks_for_socket(request):
        why = "This address speaks WebSocket only."
        return refuse(426, why, "", ("Upgrade", "websocket"), _VERSION)
    if request.values("sec-websocket-version") != [_VERSION[1]]:
        return refuse(426, "The preview speaks version 13 of WebSocket.", "", _VERSION)
    keys = request.values("sec-websocket-key")
    if len(keys) != 1 or not _is_key(keys[0]):
        return refuse(400, "The request has no good Sec-WebSocket-Key header.")
    digest = hashlib.sha1((keys[0] + _MAGIC).encode(), usedforsecurity=False).digest()
    headers = (
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Accept", base64.b64encode(digest).decode()),
    )
    return Response(101, headers)


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == _KEY_SIZE
    except (binascii.Error, ValueError):
        return False
