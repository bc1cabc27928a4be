"""Take pieces out of a pipe, each behind a head that says how long it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from struct import Struct
from typing import Final

ROOM: Final = 1 << 20
"""Bytes that who writes may be ahead of who reads."""

_HEAD: Final = Struct("=IQ")


class Inbox:
    """What has been read of a pipe, and is not whole yet.

    There is one piece of memory for all that comes: to have another for each time that
    something is read takes as long as to read it.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._room = bytearray(ROOM)
        self._filled = 0

    def fill(self, pipe: int) -> bool:
        """Read what is there; False if the pipe has come to its end."""
        with memoryview(self._room) as room, room[self._filled :] as free:
            count = os.readv(pipe, [free])
        self._filled += count
        return count > 0

    def pieces(self) -> Iterator[tuple[int, memoryview]]:
        """Yield the number and the body of each piece that is whole.

        A body can be looked at until the next one is asked for.
        """
        start = need = 0
        with memoryview(self._room) as room:
            while self._filled - start >= _HEAD.size:
                number, length = _HEAD.unpack_from(room, start)
                need = _HEAD.size + length
                if self._filled - start < need:
                    break
                with room[start + _HEAD.size : start + need] as body:
                    yield number, body
                start += need
        self._filled -= start
        self._room[: self._filled] = self._room[start : start + self._filled]
        self._room.extend(bytes(max(0, need - len(self._room))))


def send(pipe: int, number: int, body: bytes) -> None:
    """Write a piece as ``Inbox`` reads it."""
    piece = memoryview(_HEAD.pack(number, len(body)) + body)
    while piece:
        piece = piece[os.write(pipe, piece) :]
