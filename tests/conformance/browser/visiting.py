"""Serve a site with the headers that it asks for, and look at it with a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

from sitewright.kernel.urls import output_path_of
from sitewright.model.build import Build
from sitewright.model.header import headers_for

NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str:
    """Find a browser of the Chromium family; empty if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


@dataclass(frozen=True)
class Visit:
    """What a browser made of a page.

    Attributes:
        dom: Its document in the end.
        console: What the browser said about it.
    """

    dom: str
    console: tuple[str, ...]

    @property
    def complaints(self) -> list[str]:
        """What the browser said about a policy."""
        return [line for line in self.console if "Policy" in line]


@contextmanager
def serving(
    site: Build,
    copy: Callable[[str], bytes],
    change: Callable[[bytes], bytes] = bytes,
    *,
    with_headers: bool = True,
) -> Iterator[str]:
    """Serve what was built; give its address.

    Args:
        site: The site.
        copy: Reads a file that is copied.
        change: Changes pages on their way.
        with_headers: Whether the headers that the site asks for are sent.
    """
    files = {file.path: file for file in site.artifacts}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = unquote(self.path.partition("?")[0])
            file = files.get(output_path_of(path)) or files.get("404.html")
            body = b"" if file is None else file.content
            if file is not None and body is None:
                body = copy(file.copied_from)
            kind = guess_type(file.path)[0] if file else None
            self.send_response(200 if file and file.path != "404.html" else 404)
            self.send_header("Content-Type", f"{kind or 'text/html'}; charset=utf-8")
            for name, value in headers_for(site.headers, path) if with_headers else ():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(change(body) if kind == "text/html" else body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def visit(addresses: Sequence[str], folder: Path) -> dict[str, Visit]:
    """Look at pages, each with a profile of its own below a folder."""

    def look(number: int) -> Visit:
        profile = folder / str(number)
        command = [browser(), "--headless", "--disable-gpu", "--enable-logging=stderr"]
        command += ["--no-sandbox"] if os.geteuid() == 0 else []
        command += ["--virtual-time-budget=3000", f"--user-data-dir={profile}"]
        done = subprocess.run(
            [*command, "--dump-dom", addresses[number]],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        said = re.findall(r'(?m)CONSOLE[:(]\d+\)?\] "(.*)"', done.stderr)
        return Visit(done.stdout, tuple(said))

    with ThreadPoolExecutor(3) as several:
        return dict(
            zip(addresses, several.map(look, range(len(addresses))), strict=True)
        )
