"""Listen to a preview as a tab in a browser does, until it says that the page is new."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from websockets.sync.client import ClientConnection, connect

from peers.measuring import RunError

Listen: TypeAlias = Callable[[int, str], AbstractContextManager[Callable[[], None]]]
"""Connects to a port as a tab that shows a path; gives what waits for the message.

What waits raises ``TimeoutError`` if no message comes.
"""

PATIENCE = 120.0
"""Seconds after which nothing more is to be expected."""

_HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
}


def ask(port: int, path: str) -> str:
    """Ask for a page; empty if there is none yet."""
    try:
        with urlopen(f"http://localhost:{port}{path}", timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text
    except (HTTPError, URLError, ConnectionError):
        return ""


@contextmanager
def listen_to_hugo(port: int, _path: str) -> Iterator[Callable[[], None]]:
    """Listen as Hugo's script does, which speaks LiveReload's protocol."""
    with _connected(port, "/livereload") as client:
        client.send(json.dumps(_HELLO))
        yield lambda: _wait(client, '"command":"reload"')


@contextmanager
def listen_to_eleventy(port: int, _path: str) -> Iterator[Callable[[], None]]:
    """Listen as the script of Eleventy's server does."""
    with _connected(port, "/") as client:
        yield lambda: _wait(client, '"eleventy.reload"')


@contextmanager
def listen_to_mkdocs(port: int, path: str) -> Iterator[Callable[[], None]]:
    """Ask as the script of MkDocs does: the answer comes once there is something new."""
    found = re.search(r"livereload\((\d+), ?(\d+)\)", ask(port, path))
    if not found:
        raise RunError("mkdocs: its pages have no script")
    epoch, number = found.groups()

    def wait() -> None:
        late = time.monotonic() + PATIENCE
        while ask(port, f"/livereload/{epoch}/{number}") in ("", epoch):
            if time.monotonic() > late:
                raise TimeoutError
            time.sleep(0.001)

    yield wait


@contextmanager
def listen_to_sitewright(port: int, path: str) -> Iterator[Callable[[], None]]:
    """Listen as Sitewright's script does, which says what its tab shows."""
    known: dict[str, str] = {}
    while not known.get("files"):
        known = dict(re.findall(r'data-(\w+)="([^"]*)"', ask(port, path)))
    with _connected(port, "/.sitewright/live") as client:
        client.send(json.dumps({"path": path, **known}))
        yield lambda: _wait(client, '"kind": "patch"', '"kind": "reload"')


LISTENING: Mapping[str, Listen] = {
    "hugo": listen_to_hugo,
    "eleventy": listen_to_eleventy,
    "mkdocs": listen_to_mkdocs,
    "sitewright": listen_to_sitewright,
}
"""How to listen to the preview of each generator that tells tabs to reload."""


def _connected(port: int, path: str) -> ClientConnection:
    return connect(f"ws://localhost:{port}{path}", compression=None, ping_interval=None)


def _wait(client: ClientConnection, *signs: str) -> None:
    while True:
        message = str(client.recv(PATIENCE))
        if any(sign in message for sign in signs):
            return
