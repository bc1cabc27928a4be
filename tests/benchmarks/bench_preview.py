"""Print how quick the preview is: to answer many, and to tell of what was saved.

Run: ``python tests/benchmarks/bench_preview.py``. The load is measured in turns with
that of an asyncio protocol that sends the same bytes for whatever it gets: what is
possible at all in Python. The preview must reach a third of it; otherwise the exit code
is 1. The time from a save to the message in the browser's tab is that of a whole
process, the system's file events included. Pages like the client's have a menu of
their section, attribute lists, a comment that is warned of, and an old address each.
"""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from statistics import median

from websockets.sync.client import ClientConnection, connect

LOWEST_RATIO = 1 / 3
REQUESTS = 4_000
LISTENERS = 1_000
EDITS = 25
SIZES = (30, 1_000, 4_000)
FAST_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None

CONFIG = "title: Example\nurl: https://www.example.com\n"
LAYOUT = (
    "<!doctype html><title>{{ title }}</title><body><nav>{% for e in navigation.tree %}"
    "<a href='{{ e.url }}'>{{ e.title }}</a>{% endfor %}</nav>{{ content }}</body>"
)
SECTION = (
    "## Section {}\n\nSome *text* of a [page](/p0/), as long as a few lines are.\n\n"
)


CLIENT_LAYOUT = """\
<!doctype html><title>{{ meta.title or title }}</title><body class="{{ type }}">
{% set tops = collections.all | eleventyNavigation %}<nav><ul>{% for e in tops %}
<li{% if e.key == eleventyNavigation.parent %} class="active"{% endif %}>
<a href="{{ e.url }}">{{ e.key }}</a>{% if e.key == eleventyNavigation.parent %}<ul>
{% for c in e.children %}<li><a href="{{ c.url }}">{{ c.key }}</a></li>{% endfor %}
</ul>{% endif %}</li>{% endfor %}</ul></nav>
<h1>{{ title }}</h1>{{ lead | markdown }}<main>{{ content | safe }}</main></body>
"""
CLIENT_SECTION = """\
### {}. A *head*{{.text-color .margin-block-start-md}}

As **long** as a [paragraph](/s0/) of theirs is, with `code`, and a list of attributes
at its end, which makes a style of it, as on most of their pages.{{.padding-inline}}

"""
CLIENT_COMMENT = f"<!-- {'What is not to be read any more, or not yet. ' * 8}-->\n\n"
SECTION_SIZE = 20


def page(number: int, text: str = "") -> str:
    head = f"---\ntitle: Page {number}\nlayout: page.html\n"
    if number % 100 == 0:
        head += f"eleventyNavigation: {{key: K{number}}}\n"
    return head + "---\n" + "".join(map(SECTION.format, range(12))) + text


def client_page(number: int, text: str = "", title: str = "") -> str:
    section, place = divmod(number, SECTION_SIZE)
    parent = f", parent: S{section}" if place else ""
    key = f"P{number}" if place else f"S{section}"
    head = f"""\
---
title: Page {number}{title}
description: What a page is about, in a line
layout: page.njk
type: page
lead: |
  **One paragraph** more, before all others.
meta:
  title: Page {number}{title}
  description: The same for machines
tags: ['#service']
eleventyNavigation: {{key: {key}{parent}, order: {place}}}
redirect_from: /old/{number}/
---
"""
    sections = "".join(map(CLIENT_SECTION.format, range(8)))
    return head + sections + CLIENT_COMMENT + sections + text


def client_path(number: int) -> str:
    section, place = divmod(number, SECTION_SIZE)
    return f"content/s{section}/p{number}.md" if place else f"content/s{section}.md"


def write_plain(root: Path, size: int) -> None:
    write(root, {"site.yaml": CONFIG, "templates/page.html": LAYOUT})
    write(root, {f"content/p{number}.md": page(number) for number in range(size)})


def write_like_the_clients(root: Path, size: int) -> None:
    hosts = "hosts: [netlify]\nredirect_pages: false\n"
    write(root, {"site.yaml": CONFIG + hosts, "templates/page.njk": CLIENT_LAYOUT})
    write(root, {client_path(number): client_page(number) for number in range(size)})


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


@contextmanager
def running(command: list[str], found: str, root: Path) -> Iterator[int]:
    """Run a server until the block ends; give its port."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a pipe that nobody reads would stop it
        text=True,
        env=environment,
    )
    try:
        assert process.stdout
        yield next(
            int(where[1])
            for line in process.stdout
            if (where := re.search(found, line))
        )
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def preview(root: Path) -> AbstractContextManager[int]:
    command = [sys.executable, "-m", "sitewright", "serve", "-p", "0"]
    return running(command, r"localhost:(\d+)", root)


FASTEST = """
import asyncio, sys
answer = open(sys.argv[1], "rb").read()
class Answering(asyncio.Protocol):
    def connection_made(self, transport):
        self.send = transport.write
    def data_received(self, data):
        self.send(answer)
async def main():
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
    print("port", server.sockets[0].getsockname()[1])
    await server.serve_forever()
try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
"""


def fastest(answer: Path) -> AbstractContextManager[int]:
    command = [sys.executable, "-c", FASTEST, str(answer)]
    return running(command, r"port (\d+)", answer.parent)


def load(port: int, target: str, connections: int) -> tuple[float, float]:
    """Ask as often as the server answers.

    Returns:
        Requests a second, and the milliseconds that 99 of a hundred took at the most.
    """
    request = f"GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
    selector = selectors.DefaultSelector()
    sent: dict[socket.socket, float] = {}
    got: dict[socket.socket, bytes] = {}
    took: list[float] = []
    for _ in range(connections):
        client = socket.create_connection(("127.0.0.1", port))
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(client, selectors.EVENT_READ)
        got[client] = b""
    started = time.perf_counter()
    for client in got:
        sent[client] = time.perf_counter()
        client.sendall(request)
    while len(took) < REQUESTS:
        for key, _ in selector.select():
            client = key.fileobj
            got[client] += client.recv(1 << 16)
            head, _, body = got[client].partition(b"\r\n\r\n")
            size = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
            if len(body) < size:
                continue
            now = time.perf_counter()
            took.append(now - sent[client])
            got[client], sent[client] = b"", now
            client.sendall(request)
    seconds = time.perf_counter() - started
    for client in got:
        client.close()
    return len(took) / seconds, sorted(took)[int(0.99 * len(took))] * 1000


def listen(port: int, stack: ExitStack, known: str) -> ClientConnection:
    uri = f"ws://localhost:{port}/.sitewright/live"
    client = stack.enter_context(connect(uri, compression=None, ping_interval=None))
    client.send(known)
    return client


def ask(port: int, target: str) -> str:
    with socket.create_connection(("127.0.0.1", port)) as client:
        head = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        client.sendall(head.encode())
        return b"".join(iter(lambda: client.recv(1 << 16), b"")).decode()


def hello(port: int, target: str) -> str:
    """Say what a tab says, once the first build has ended."""
    while True:
        known = dict(re.findall(r'data-(\w+)="([^"]*)"', ask(port, target)))
        if known.get("files"):
            return json.dumps({"path": target, **known})
        time.sleep(0.05)


def time_edits(
    file: Path, edit: Callable[[str], str], told: Callable[[], object]
) -> list[float]:
    """Save one page again and again; list the milliseconds until that was told."""
    took = []
    for number in range(EDITS + 1):
        time.sleep(0.3)
        started = time.perf_counter()
        file.write_text(edit(f"Edit {number}\n"))
        told()
        took.append((time.perf_counter() - started) * 1000)
    return took


def hear_patch(client: ClientConnection) -> None:
    while '"kind": "patch"' not in client.recv(30):
        pass


def measure_load(root: Path) -> list[float]:
    """Measure both servers in turns; list the ratios of the requests a second."""
    write_plain(root, SIZES[0])
    answer, ratios = root / "answer", []
    for connections in (1, 50):
        best = {"preview": (0.0, 0.0), "possible": (0.0, 0.0)}
        for _ in range(3):
            with preview(root) as port:
                hello(port, "/p1/")
                answer.write_text(
                    ask(port, "/p1/").replace("Connection: close\r\n", "")
                )
                best["preview"] = max(best["preview"], load(port, "/p1/", connections))
            with fastest(answer) as port:
                best["possible"] = max(
                    best["possible"], load(port, "/p1/", connections)
                )
        for name, (rate, late) in best.items():
            print(
                f"{name}, {connections} connections: {rate:,.0f}/s, 99% in {late:.1f} ms"
            )
        ratios.append(best["preview"][0] / best["possible"][0])
        print(f"ratio, {connections} connections: {ratios[-1]:.2f}", flush=True)
    return ratios


def measure_messages(root: Path, size: int, listeners: int) -> None:
    """Measure how long after a save all listeners know of it."""
    write_plain(root, size)
    with preview(root) as port, ExitStack() as stack:
        known = hello(port, "/p1/")
        clients = [listen(port, stack, known) for _ in range(listeners)]
        told = lambda: [hear_patch(client) for client in clients]  # noqa: E731
        took = time_edits(root / "content/p1.md", lambda text: page(1, text), told)
    show(f"save to message, {size:,} pages, {listeners:,} listening", took)


def measure_like_the_clients(root: Path, size: int) -> None:
    """Measure edits of the text and the title of a page like the client's."""
    write_like_the_clients(root, size)
    number, file = SECTION_SIZE + 3, root / client_path(SECTION_SIZE + 3)
    with preview(root) as port, ExitStack() as stack:
        client = listen(port, stack, hello(port, f"/s1/p{number}/"))
        for kind in ("text", "title"):
            took = time_edits(
                file,
                lambda said, kind=kind: client_page(number, **{kind: said.strip()}),
                lambda: hear_patch(client),
            )
            show(f"like the client's, {kind}, {size:,} pages", took)


def show(what: str, took: list[float]) -> None:
    """Print the median; the first edit, which turns much round, is told apart."""
    first, *took = took
    print(
        f"{what}: median {median(took):.1f} ms ({min(took):.1f} to {max(took):.1f}; "
        f"the first {first:.1f})",
        flush=True,
    )


def main() -> int:
    with tempfile.TemporaryDirectory(dir=FAST_DISK) as folder:
        ratios = measure_load(Path(folder) / "load")
        for size in SIZES:
            measure_messages(Path(folder) / str(size), size, 1)
            measure_like_the_clients(Path(folder) / f"client-{size}", size)
        measure_messages(Path(folder) / "many", SIZES[0], LISTENERS)
    return int(min(ratios) < LOWEST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
