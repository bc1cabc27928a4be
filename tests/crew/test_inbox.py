"""What comes out of a pipe piece by piece, as it was put in."""

from __future__ import annotations

import os
from threading import Thread

import pytest

from sitewright.edges.crew.inbox import ROOM, Inbox, send

SIZES = {
    "small ones": [0, 1, 5, 4096, 0, 100_000] * 30,
    "one as large as there is room": [ROOM - 12, 3],
    "one that just has no room": [ROOM - 11, 3],
    "larger ones than there is room for": [7, 3 * ROOM + 1, 2, 5 * ROOM, 0, ROOM],
}


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES.keys())
def test_pieces_are_what_was_sent(sizes):
    sent = [
        (number, os.urandom(min(size, 1000)) * (size // 1000 + 1))
        for number, size in enumerate(sizes)
    ]
    sent = [(number, body[: sizes[number]]) for number, body in sent]
    read, write = os.pipe()

    def work() -> None:
        for piece in sent:
            send(write, *piece)
        os.close(write)

    writer = Thread(target=work)
    writer.start()
    inbox, received = Inbox(), []
    while inbox.fill(read):
        received += [(number, bytes(body)) for number, body in inbox.pieces()]
    writer.join()
    os.close(read)
    assert received == sent
