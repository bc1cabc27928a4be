"""``sitewright verify``: real servers are asked, of which some misbehave."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import (
    SimpleHTTPRequestHandler,
    ThreadingHTTPServer,
)
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conformance.hosts.servers import missing, serve
from disk import SITE, Project, page
from sitewright.model.document import Source
from sitewright.stages.config import read_config
from support import CONFIG, build

SETTINGS = CONFIG + (
    "hosts: nginx\n"
    "headers: {'/*': {X-Robots-Tag: noarchive}}\n"
    "redirects:\n"
    "  /old/: /about/\n"
    "  /?p=12: /about/\n"
    "  /blog/*: /:splat\n"
    "  /sale/: {status: 410}\n"
)
FILES = {
    **SITE,
    "site.yaml": SETTINGS,
    "content/404.md": "---\npermalink: /404.html\n---\nNOTFOUND\n",
    "content/café.md": page("Café"),
    "urls.txt": "# Sitewright URL ledger, version 1\n\n"
    "live  /\nlive  /about/\nmoved /blog/about/\ngone  /sale/\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "project", FILES)
    project.build()
    return project


@pytest.fixture
def nginx(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Path]]:
    """The port of a real server that serves the built site, and its folder."""
    if why := missing("nginx"):
        pytest.skip(why)
    config, _ = read_config(Source("site.yaml", SETTINGS))
    assert config
    told = build(FILES)
    redirects, headers = told.addresses.redirects, told.headers
    site = {
        path: content.decode()
        for path, content in project.snapshot().items()
        if content
    }
    folder = tmp_path_factory.mktemp("nginx")
    with TemporaryDirectory(prefix="sitewright") as own:
        Path(own).chmod(0o755)  # nginx is somebody else
        root = Path(own) / "site"
        served = serve("nginx", site, redirects, config, folder, headers, root=root)
        with served as port:
            yield port, root


def test_a_site_that_is_as_it_was_built(project, nginx):
    port, _ = nginx
    url = f"http://127.0.0.1:{port}"
    result = project.run("verify", url)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"{url}: 12 addresses asked, 7 live, 3 moved, 1 gone; 7 byte for byte as built.\n"
    )


def test_what_is_broken_on_purpose_is_found(project, nginx):
    port, folder = nginx
    url = f"http://127.0.0.1:{port}"
    about = folder / "about/index.html"
    about.write_text(about.read_text("utf-8").replace("Text", "Txet"), "utf-8")
    (folder / "css/site.css").unlink()
    home = folder / "index.html"
    home.write_text(home.read_text("utf-8") + "<script>track()</script>", "utf-8")
    (folder / "sale").mkdir()
    (folder / "sale/index.html").write_text("Cheap!")
    result = project.run("verify", url)
    assert result.code == 1
    assert (
        result.err
        == """\
error[PUB010]: '/css/site.css' answers 404, not 200
  --> static/css/site.css
  = help: publish again, or look at the settings of the host

warning[PUB012]: '/' reads as it was built, but its HTML is another
  --> urls.txt:3:7
  |
3 | live  /
  |       ^
  = help: the host adds to it, or it was built by other means

error[PUB012]: '/about/' is not what was built
  --> urls.txt:4:7
  |
4 | live  /about/
  |       ^^^^^^^
  = help: publish again, and let no cache keep what has changed

3 findings: 2 errors, 1 warning.
"""
    )
    report = json.loads(project.run("verify", url, "--format", "json").out)
    assert (report["ok"], report["asked"], report["same"]) == (False, 12, 4)
    assert len(report["findings"]) == 3


def test_warnings_count_if_that_is_asked_for(project, nginx):
    port, folder = nginx
    home = folder / "index.html"
    home.write_text(home.read_text("utf-8") + "<script>track()</script>", "utf-8")
    url = f"http://127.0.0.1:{port}"
    assert project.run("verify", url).code == 0
    assert project.run("verify", url, "--strict").code == 1


def test_a_broken_site_asks_for_nothing(project):
    project.write({"content/about.md": "---\nlayout: nope\n---\n"})
    result = project.run("verify", "http://127.0.0.1:9")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith("1 finding: 1 error. Nothing was asked.\n")


@pytest.mark.parametrize("url", ["127.0.0.1:80", "ftp://127.0.0.1/", "http://a b/"])
def test_what_is_no_address(project, url):
    result = project.run("verify", url)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("sitewright: the address ")


def test_a_host_that_is_not_there_is_reported_once(project):
    result = project.run("verify", "http://127.0.0.1:9")
    assert result.code == 1
    assert "error[PUB014]: '/' gives no answer: connection refused\n" in result.err
    assert result.err.count("error[") == 1


class Host(SimpleHTTPRequestHandler):
    """Serves the built site, as far as a test does not want it otherwise."""

    protocol_version = "HTTP/1.1"
    before: Callable[[Host], bool]
    asked: Counter[str]
    ports: set[int]

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        self.ports.add(self.client_address[1])
        if not self.before():
            super().do_GET()

    def log_message(self, *_words: object) -> None:
        pass

    def say(self, status: int, **headers: str) -> bool:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True


@contextmanager
def host(folder: Path, before: Callable[[Host], bool], tls: Path | None = None):
    """Run a server in this process for the length of a block."""
    told = {"before": before, "asked": Counter(), "ports": set()}
    kind = type("Told", (Host,), told)
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *words: kind(*words, directory=str(folder))
    )
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], kind
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def plain(project: Project) -> None:
    """A site without redirects of hosts, whose 404 the server does not know."""
    project.write({"site.yaml": CONFIG, "content/404.md": None, "urls.txt": None})
    shutil.rmtree(project.output)
    project.build()


def test_each_address_is_asked_once_over_few_connections(project):
    plain(project)
    project.write({f"static/n{n}.txt": f"{n}\n" for n in range(100)})
    project.build()
    with host(project.output, lambda _: False) as (port, kind):
        result = project.run("verify", f"http://127.0.0.1:{port}/")
    assert (result.code, result.err) == (0, "")
    assert set(kind.asked.values()) == {1}
    assert len(kind.asked) == 108
    assert len(kind.ports) <= 9  # one for the home page, and eight at once


def test_a_host_that_is_busy_or_hangs_up_is_asked_again(project):
    plain(project)

    def before(self: Host) -> bool:
        number = self.asked[self.path]
        if self.path == "/about/" and number < 3:
            return self.say(503, Retry_After="0")
        if self.path == "/css/site.css" and number == 1:
            self.close_connection = True
            return True
        return False

    with host(project.output, before) as (port, kind):
        result = project.run("verify", f"http://127.0.0.1:{port}")
    assert (result.code, result.err) == (0, "")
    assert (kind.asked["/about/"], kind.asked["/css/site.css"]) == (3, 2)


def test_a_host_that_stays_busy_is_not_asked_for_ever(project):
    plain(project)

    def before(self: Host) -> bool:
        return self.path == "/about/" and self.say(503, Retry_After="0")

    with host(project.output, before) as (port, kind):
        result = project.run("verify", f"http://127.0.0.1:{port}")
    assert result.code == 1
    assert "error[PUB010]: '/about/' answers 503, not 200\n" in result.err
    assert kind.asked["/about/"] == 3


def test_no_other_host_is_ever_asked(project):
    plain(project)
    with host(project.output, lambda _: False) as (other, strangers):

        def before(self: Host) -> bool:
            where = f"http://127.0.0.1:{other}/about/"
            return self.path == "/about/" and self.say(301, Location=where)

        with host(project.output, before) as (port, _):
            result = project.run("verify", f"http://127.0.0.1:{port}")
    assert "'/about/' answers 301 and leads to 'http://127.0.0.1:" in result.err
    assert not strangers.asked


def test_a_host_that_leads_everybody_on_is_reported_once(project):
    def before(self: Host) -> bool:
        return self.say(301, Location=f"https://www.example.com{self.path}")

    with host(project.output, before) as (port, kind):
        result = project.run("verify", f"http://127.0.0.1:{port}")
    assert result.code == 1
    assert (
        f"'http://127.0.0.1:{port}' leads everybody on to 'https://www.example.com'\n"
    ) in result.err
    assert "= help: ask there: sitewright verify https://www.example.com" in result.err
    assert kind.asked == {"/": 1}


def test_headers_that_do_not_come_are_reported_once(project):
    plain(project)
    project.write({"site.yaml": CONFIG + "hosts: nginx\nheaders: {/*: {X-A: b}}\n"})
    with host(project.output, lambda _: False) as (port, kind):
        result = project.run("verify", f"http://127.0.0.1:{port}")
    assert result.code == 1
    assert result.err.startswith("error[PUB013]: the header 'X-A' does not come\n")
    assert f"  = note: and {len(kind.asked) - 2} more times\n" in result.err
    assert result.err.endswith("1 finding: 1 error.\n")


def test_an_answer_without_end_is_left(project):
    plain(project)

    def before(self: Host) -> bool:
        if self.path != "/about/":
            return False
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for _ in range(1000):
                self.wfile.write(b"x" * (1 << 20))
        except OSError:
            return True
        raise AssertionError("all of it was read")

    with host(project.output, before) as (port, _):
        result = project.run("verify", f"http://127.0.0.1:{port}")
    assert result.code == 1
    assert "error[PUB012]: '/about/' is not what was built" in result.err


def test_a_site_below_a_folder(project):
    plain(project)
    project.write({"site.yaml": CONFIG.replace(".com", ".com/docs")})
    project.build()
    above = project.root / "above"
    above.mkdir()
    (above / "docs").symlink_to(project.output)
    with host(above, lambda _: False) as (port, kind):
        result = project.run("verify", f"http://127.0.0.1:{port}/docs/")
    assert (result.code, result.err) == (0, "")
    assert all(path.startswith("/docs/") for path in kind.asked)


def test_a_target_at_another_address_is_built_for_it(project):
    plain(project)
    with host(project.output, lambda _: False) as (port, _):
        url = f"http://127.0.0.1:{port}"
        staging = f"publish: {{staging: {{folder: ../www, url: '{url}'}}}}\n"
        project.write({"site.yaml": CONFIG + staging})
        assert "is not what was built" in project.run("verify", url).err
        project.run("build", "--base-url", url)
        assert project.run("verify", f"{url}/").code == 0


def test_certificates_are_checked(project, tmp_path, monkeypatch):
    plain(project)
    name = "/CN=localhost"
    words = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", name]
    words += [
        "-addext",
        "subjectAltName=DNS:localhost",
        "-out",
        "cert",
        "-keyout",
        "key",
    ]
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    subprocess.run(
        ["openssl", "req", *words], cwd=tmp_path, check=True, capture_output=True
    )
    both = tmp_path / "both"
    both.write_text((tmp_path / "key").read_text() + (tmp_path / "cert").read_text())
    with host(project.output, lambda _: False, tls=both) as (port, _):
        url = f"https://localhost:{port}"
        refused = project.run("verify", url)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert"))
        accepted = project.run("verify", url)
    assert refused.code == 1
    assert "its certificate is not valid: self-signed certificate" in refused.err
    assert (accepted.code, accepted.err) == (0, "")
