"""The lock of a bucket: an object that can be written only once."""

from __future__ import annotations

import getpass
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.objects import LOCK, STATE
from sitewright.edges.publishing.storage import Storage
from sitewright.edges.publishing.work import Work
from sitewright.kernel.times import format_time


@contextmanager
def bucket_locked(work: Work, storage: Storage) -> Iterator[set[str]]:
    """Hold the lock of a bucket for the length of a block.

    A lock that a run from this very copy of the project has left is ours: that no such
    run is alive is what the lock on this machine says, which ``work`` holds.

    Yields:
        Keys of what is of no use any more: whatever is in there at the end is deleted
        with the lock.

    Raises:
        PublishError: Somebody else holds it.
    """
    who = f"{getpass.getuser()} on {socket.gethostname()}"
    owner, since = _own_id(work), format_time(datetime.now(UTC))
    text = f"{owner}\n{who}\n{since}\n"
    if not storage.write_new(LOCK, text):
        found = storage.read_all(STATE).get(LOCK, "")
        if not found.startswith(f"{owner}\n"):
            raise _busy(found, storage)
        storage.write({LOCK: text})
    spent = {LOCK}
    try:
        yield spent
    finally:
        storage.delete(spent)


def _busy(found: str, storage: Storage) -> PublishError:
    _, who, since = (*found.split("\n"), "", "", "")[:3]
    named = f"{who or 'somebody'} has been publishing there since {since or 'a while'}"
    command = f"aws s3 rm {storage.url(LOCK)}"
    return PublishError("PUB005", named, f"wait; or if that run has died: {command}")


def _own_id(work: Work) -> str:
    """Name this copy of the project."""
    file = work.private(".id")
    if not file.is_file():
        file.write_text(uuid.uuid4().hex, "utf-8")
    return file.read_text("utf-8")
