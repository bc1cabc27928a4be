"""Start the real servers on a port of their own, with a site and its host file."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from sitewright.kernel.diagnostics import has_errors
from sitewright.kernel.urls import base_path_of, url_of
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.files import files_of

FOLDER = Path(__file__).parent
WRANGLER = FOLDER.parent / "wrangler/node_modules/.bin/wrangler"

NGINX = """worker_processes 1; daemon off; pid {run}/pid; error_log stderr error;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {run}/b; proxy_temp_path {run}/p; fastcgi_temp_path {run}/f;
  uwsgi_temp_path {run}/u; scgi_temp_path {run}/s;
  include {run}/sitewright-maps.conf;
  server {{
    listen 127.0.0.1:{port}; root "{root}"; absolute_redirect off; charset utf-8;
    include {run}/sitewright-server.conf;
    include {run}/sitewright-headers*.conf;
    location / {{ try_files $uri $uri/index.html =404; }}
    location = /404.html {{ internal; }}
    error_page 404 410 /404.html;
  }}
}}
"""

APACHE = """ServerRoot {run}
ServerName 127.0.0.1
PidFile {run}/pid
Mutex file:{run} default
DefaultRuntimeDir {run}
ErrorLog {run}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
{user}
DocumentRoot "{root}"
DirectoryIndex index.html
<Directory "{root}">
  AllowOverride All
  Require all granted
</Directory>
"""

MODULES = ("mpm_event", "authz_core", "dir", "mime", "alias", "rewrite", "headers")

CADDY = """{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * "{root}"
	import {run}/sitewright.caddy
	file_server
	handle_errors {{
		rewrite * /404.html
		file_server
	}}
}}
"""


def missing(name: str) -> str:
    """Say why a server cannot be asked here; empty if it can."""
    if name == "wrangler":
        is_there = WRANGLER.exists() and shutil.which("node")
        return (
            "" if is_there else "no wrangler: run npm ci in tests/conformance/wrangler"
        )
    program = {"apache": "apache2"}.get(name, name)
    return "" if shutil.which(program) else f"{program} is not installed"


@contextmanager
def serve(
    host: str,
    site: dict[str, str],
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    run: Path,
    headers: tuple[Header, ...] = (),
    *,
    root: Path | None = None,
) -> Iterator[int]:
    """Serve a site with its redirects and headers; give the port.

    Args:
        host: Whose program serves it.
        site: Its files.
        redirects: The table.
        config: For the site's address.
        run: A folder for what the program needs besides.
        headers: The table of headers.
        root: The folder that is served; one of its own if None.
    """
    published, beside = {path: text.encode() for path, text in site.items()}, {}
    live = frozenset(map(url_of, site))
    base = unquote(base_path_of(config.url))[1:]
    for file in files_of("cloudflare" if host == "wrangler" else host):
        text, findings = file.fill(redirects, headers, config, live)
        assert not has_errors(findings), findings
        if file.is_published:
            published[f"{base}/{file.path}".lstrip("/")] = text.encode()
        else:
            beside[file.path] = text
    with serve_files(host, published, beside, run, root) as port:
        yield port


@contextmanager
def serve_files(
    host: str,
    published: Mapping[str, bytes],
    beside: Mapping[str, str],
    run: Path,
    root: Path | None = None,
) -> Iterator[int]:
    """Serve files from a folder that everybody may read, as Apache is somebody else."""
    with TemporaryDirectory(prefix="sitewright") as folder:
        Path(folder).chmod(0o755)
        root = root or Path(folder) / "site"
        for path, content in published.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        for name, text in beside.items():
            (run / name).write_text(text, "utf-8")
        port = free_port()
        with running(command_of(host, root, run, port), port, run):
            yield port


@contextmanager
def running(command: list[str], port: int, home: Path) -> Iterator[None]:
    """Start a server, wait for it, and end it again."""
    log = home / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=os.environ
            | {
                "HOME": str(home),
                "XDG_DATA_HOME": str(home),
                "XDG_CONFIG_HOME": str(home),
                "WRANGLER_SEND_METRICS": "false",
                "CLOUDFLARE_CF_FETCH_ENABLED": "false",
                "CI": "1",
            },
        )
    try:
        wait_for(port, server, log)
        yield
    finally:
        stop(server)


def command_of(host: str, root: Path, run: Path, port: int) -> list[str]:
    places = {"root": root, "run": run, "port": port}
    conf = run / "conf"
    if host == "wrangler":
        address = ["--ip", "127.0.0.1", "--port", str(port)]
        options = ["--compatibility-date", "2026-01-01", "--log-level", "error"]
        return [str(WRANGLER), "pages", "dev", str(root), *address, *options]
    if host == "nginx":
        conf.write_text(NGINX.format(**places), "utf-8")
        return ["nginx", "-p", str(run), "-c", str(conf)]
    if host == "apache":
        library = "/usr/lib/apache2/modules"
        modules = "\n".join(
            f"LoadModule {name}_module {library}/mod_{name}.so" for name in MODULES
        )
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        text = APACHE.format(**places, modules=modules, user=user)
        conf.write_text(text, "utf-8")
        return ["apache2", "-DFOREGROUND", "-f", str(conf)]
    conf.write_text(CADDY.format(**places), "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(conf)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            ask(port, "/")
        except (OSError, http.client.HTTPException):
            if server.poll() is not None or time.monotonic() > end:
                raise AssertionError(log.read_text("utf-8")) from None
            time.sleep(0.02)
        else:
            return


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and what it has started: its process group, and nothing else."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
            server.wait(8)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def ask_for_headers(port: int, request: str) -> tuple[int, http.client.HTTPMessage]:
    """Ask for a path exactly as it is written; give the status and the headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest("GET", request)
        connection.endheaders()
        response = connection.getresponse()
        response.read()
        return response.status, response.headers
    finally:
        connection.close()


def ask(port: int, request: str, name: str = "") -> tuple[int, str, str]:
    """Ask for a path exactly as it is written.

    Args:
        port: Where the server listens.
        request: The path, perhaps with a query.
        name: The host that is asked for; empty for the server's own address.

    Returns:
        Status, ``Location`` without the server's own address, and the body.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest("GET", request, skip_host=bool(name))
        if name:
            connection.putheader("Host", name)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        location = (response.headers["Location"] or "").encode("latin-1").decode()
        own = f"http://127.0.0.1:{port}"
        return response.status, location.removeprefix(own), body
    finally:
        connection.close()
