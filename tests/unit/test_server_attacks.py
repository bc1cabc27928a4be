"""The preview against clients that mean harm, over real sockets."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import suppress

import pytest

from serving import PATIENCE, lines, parse, parse_all, read_all, serving, statuses
from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Artifact
from sitewright.model.serving import Showing
from sitewright.server.connection import Phase

SITE = {
    "index.html": "<p>Home",
    "about/index.html": "<p>About",
    "big.bin": bytes(30 << 20),
    "data.bin": bytes(range(200)),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def server(root):
    with serving(root, SITE) as running:
        yield running


@pytest.fixture(autouse=True)
def alive(request):
    """Whatever a test did, others are answered after it."""
    yield
    if "server" in request.fixturenames:
        assert request.getfixturevalue("server").ask("/").status == 200


HOST = "Host: localhost"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        # no HTTP at all
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), 400),
        (b"\x00" * 1000, 400),
        (b"\r\n\r\nhello\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", 400),
        # bad first lines
        (lines("GET /", HOST), 400),
        (lines("GET / HTTP/0.9", HOST), 400),
        (lines("GET / HTTP/3.7", HOST), 400),
        (lines("GET / HTTPS/1.1", HOST), 400),
        (lines("GET  HTTP/1.1", HOST), 400),
        (lines("GET /a b HTTP/1.1", HOST), 400),
        (lines("G\x00T / HTTP/1.1", HOST), 400),
        (lines("GET /\x00 HTTP/1.1", HOST), 400),
        (lines("GET /\xfcber HTTP/1.1", HOST), 400),
        (lines("GET about/ HTTP/1.1", HOST), 400),
        (lines("GET http://localhost/ HTTP/1.1", HOST), 400),
        (lines("GET http://evil.example/ HTTP/1.1", HOST), 400),
        # bad headers
        (lines("GET / HTTP/1.1"), 400),
        (lines("GET / HTTP/1.0"), 400),
        (lines("GET / HTTP/1.1", HOST, HOST), 400),
        (lines("GET / HTTP/1.1", "Host : localhost"), 400),
        (lines("GET / HTTP/1.1", " Host: localhost"), 400),
        (lines("GET / HTTP/1.1", HOST, "X: a", " b"), 400),
        (lines("GET / HTTP/1.1", HOST, "X\x00: a"), 400),
        (lines("GET / HTTP/1.1", HOST, "X: a\x00b"), 400),
        (lines("GET / HTTP/1.1", HOST, "no colon"), 400),
        (b"GET / HTTP/1.1\nHost: localhost\n\n", 400),
        # smuggling
        (
            lines(
                *("POST / HTTP/1.1", HOST),
                *("Content-Length: 3", "Transfer-Encoding: chunked"),
            ),
            400,
        ),
        (lines("GET / HTTP/1.1", HOST, "Content-Length: 1", "Content-Length: 2"), 400),
        (lines("GET / HTTP/1.1", HOST, "Content-Length: -1"), 400),
        (lines("GET / HTTP/1.1", HOST, "Content-Length: 1e3"), 400),
        (lines("GET / HTTP/1.1", HOST, "Transfer-Encoding: chunked, identity"), 400),
        (lines("GET / HTTP/1.1", HOST, "Transfer-Encoding: chunked") + b"zz\r\n", 413),
        # content that nobody wants
        (lines("GET / HTTP/1.1", HOST, "Content-Length: 9999999999"), 413),
        (lines("HEAD / HTTP/1.1", HOST, "Content-Length: 5") + b"abcde", 413),
        (lines("POST / HTTP/1.1", HOST, "Content-Length: 9999999999"), 405),
        (
            lines("PUT / HTTP/1.1", HOST, "Expect: 100-continue", "Content-Length: 9"),
            405,
        ),
        (lines("POST / HTTP/1.1", HOST, "Connection: close"), 405),
        (lines("TRACE / HTTP/1.1", HOST, "Connection: close"), 405),
        (lines("CONNECT evil.example:443 HTTP/1.1", HOST, "Connection: close"), 405),
        # too much
        (lines("GET /" + "a" * 9000 + " HTTP/1.1", HOST), 414),
        (lines("GET /?" + "a" * 200_000 + " HTTP/1.1", HOST), 414),
        (lines("GET / HTTP/1.1", HOST, "X: " + "a" * 9000), 431),
        (lines("GET / HTTP/1.1", HOST, "X: " + "a" * 300_000), 431),
        (lines("GET / HTTP/1.1", HOST, "X" * 300_000), 431),
        (
            lines("GET / HTTP/1.1", HOST, *(f"X{n}: {'a' * 500}" for n in range(80))),
            431,
        ),
        (lines("GET / HTTP/1.1", HOST, *("X:" for _ in range(20_000))), 431),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else None,
)
def test_what_is_wrong_is_refused_and_can_be_read(server, raw, status):
    answer = parse(server.send(raw))
    assert answer.status == status
    assert answer.headers["connection"] == "close"


def test_second_request_behind_content_is_not_answered(server):
    raw = lines("POST / HTTP/1.1", HOST, "Content-Length: 5") + server.request()
    assert statuses(server.send(raw)) == [405]


def test_megabytes_of_content_do_not_lose_the_answer(server):
    raw = lines("POST / HTTP/1.1", HOST, "Content-Length: 5000000") + bytes(5_000_000)
    assert statuses(server.send(raw)) == [405]


@pytest.mark.parametrize(
    "target",
    [
        *("/../", "/..%2f", "/%2e%2e/", "/%2e%2e%2f", "/..%5c", "/..\\", "/%00"),
        *("/%", "/%zz", "/%ff", "/%0d%0aX:%20y", "//..//", "/....//", "/%252e%252e/"),
        *("/.git/HEAD", "/.env", "/.sitewright/x", "/site.yaml", "/content/index.md"),
        *("/about/%2e%2e/%2e%2e/etc/passwd", "/%c0%af%c0%ae%c0%ae", "/about/..;/"),
        *("//evil.example/%2e%2e/about", "/\\evil.example/..", "/?raw??", "/about;a"),
        *("/" + "%2e%2e/" * 500, "/" + "../" * 500, "/static/../site.yaml"),
    ],
    ids=lambda target: target[:30],
)
def test_no_way_leads_out_of_the_site(server, target):
    answer = server.ask(target)
    assert answer.status in (400, 404, 200)
    assert (answer.status == 200) == (target == "/?raw??")
    assert "location" not in answer.headers
    assert b"root:" not in answer.body


def test_requests_in_a_row_are_answered_in_a_row(server):
    raw = b"".join(lines(f"GET {t} HTTP/1.1", HOST) for t in ("/", "/x", "/about"))
    assert statuses(server.send(raw + server.request("/data.bin"))) == [
        200,
        404,
        301,
        200,
    ]


def test_thousand_requests_in_one_piece(server):
    raw = lines("GET /about/ HTTP/1.1", HOST) * 1000 + server.request("/x")
    assert statuses(server.send(raw)) == [*[200] * 1000, 404]


def test_requests_behind_a_large_file_wait_for_it(server):
    raw = lines("GET /big.bin HTTP/1.1", HOST) + server.request("/about/")
    first, second = parse_all(server.send(raw))
    assert (len(first.body), second.status) == (30 << 20, 200)


def test_request_in_single_bytes(server):
    with server.connect() as client:
        for byte in server.request("/about/"):
            client.send(bytes([byte]))
        assert parse(read_all(client)).status == 200


def test_good_request_before_a_bad_one_is_answered(server):
    raw = lines("GET / HTTP/1.1", HOST) + b"\x00\x00\x00\x00\r\n\r\n"
    assert statuses(server.send(raw)) == [200, 400]


def test_connection_is_kept_and_closed_as_asked(server):
    with server.connect() as client:
        for _ in range(3):
            client.sendall(lines("GET /data.bin HTTP/1.1", HOST))
            raw = b""
            while len(raw.partition(b"\r\n\r\n")[2]) < 200:
                raw += client.recv(1 << 16)
            assert "connection" not in parse(raw).headers
        client.sendall(lines("GET / HTTP/1.0", HOST))
        assert parse(read_all(client)).headers["connection"] == "close"


def test_client_that_says_no_more_is_answered(server):
    with server.connect() as client:
        client.sendall(lines("GET / HTTP/1.1", HOST))
        client.shutdown(socket.SHUT_WR)
        assert statuses(read_all(client)) == [200]


def test_client_that_leaves_is_forgotten(server):
    for raw in (b"", b"GET", lines("GET /big.bin HTTP/1.1", HOST)):
        with server.connect() as client:
            client.sendall(raw)


def test_other_protocols_are_not_spoken(server):
    raw = lines("GET / HTTP/1.1", HOST, "Upgrade: h2c", "Connection: Upgrade")
    assert statuses(server.send(raw + server.request("/x"))) == [200, 404]


def test_head_and_parts_over_the_wire(server):
    raw = server.send(server.request("/data.bin", method="HEAD"))
    head, _, body = raw.partition(b"\r\n\r\n")
    assert (b"Content-Length: 200" in head, body) == (True, b"")
    answer = server.ask("/data.bin", "Range: bytes=10-19")
    assert (answer.status, answer.body) == (206, bytes(range(10, 20)))


def test_condition_over_the_wire(server):
    etag = server.ask("/data.bin").headers["etag"]
    answer = server.ask("/data.bin", f"If-None-Match: {etag}")
    assert (answer.status, answer.body) == (304, b"")


# --- files on the disk


def asset(path: str) -> Artifact:
    return Artifact(path, None, digest_of_bytes(path.encode()), f"static/{path}")


@pytest.fixture
def on_disk(tmp_path):
    project = tmp_path / "project"
    (project / "static").mkdir(parents=True)
    with serving(project) as running:
        yield project / "static", running


def show_assets(server, *paths: str) -> None:
    server.show(Showing({path: asset(path) for path in paths}))


def test_file_on_the_disk_is_sent_whole_and_in_part(on_disk):
    folder, server = on_disk
    content = bytes(range(256)) * 4000
    (folder / "a.bin").write_bytes(content)
    show_assets(server, "a.bin")
    assert server.ask("/a.bin").body == content
    assert server.ask("/a.bin", "Range: bytes=999999-").body == content[999_999:]


def test_file_that_has_gone_is_missing(on_disk):
    _, server = on_disk
    show_assets(server, "a.bin")
    assert server.ask("/a.bin").status == 404


def test_file_that_has_become_a_link_to_elsewhere_is_missing(on_disk):
    folder, server = on_disk
    secret = folder.parents[1] / "secret.txt"
    secret.write_text("secret")
    (folder / "a.txt").symlink_to(secret)
    (folder / "b").symlink_to(folder.parents[1])
    show_assets(server, "a.txt", "b/secret.txt", "b")
    for target in ("/a.txt", "/b/secret.txt", "/b"):
        answer = server.ask(target)
        assert (answer.status, b"secret" in answer.body) == (404, False)


# --- clients that are slow

HURRY = {Phase.HEAD: 0.3, Phase.IDLE: 0.3, Phase.SENDING: 0.3, Phase.ENDING: 0.3}


@pytest.fixture(scope="module")
def hasty(root):
    with serving(root, SITE, HURRY) as running:
        yield running


def test_request_that_never_ends_is_given_up(hasty):
    with hasty.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: local")
        assert statuses(read_all(client)) == [408]


def test_request_that_trickles_is_given_up(hasty):
    with hasty.connect() as client:
        client.settimeout(0.05)
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
        started, raw = time.monotonic(), b""
        while not raw and time.monotonic() - started < PATIENCE:
            client.sendall(b"X")
            try:
                raw = client.recv(1 << 16)
            except TimeoutError:
                continue
        assert statuses(raw) == [408]


def test_client_that_says_nothing_is_left(hasty):
    with hasty.connect() as client:
        assert read_all(client) in (b"", b"<ConnectionResetError>")


def test_client_that_asks_nothing_more_is_left(hasty):
    with hasty.connect() as client:
        client.sendall(lines("GET /data.bin HTTP/1.1", HOST))
        assert b"200 OK" in read_all(client)


def test_client_that_does_not_read_is_left(hasty):
    with hasty.connect() as client:
        client.sendall(lines("GET /big.bin HTTP/1.1", HOST))
        time.sleep(1)
        assert len(read_all(client)) < len(SITE["big.bin"])


def test_client_that_keeps_its_end_open_is_left(hasty):
    with hasty.connect() as client:
        client.sendall(lines("POST / HTTP/1.1", HOST, "Content-Length: 5"))
        assert b" 405 " in read_all(client)
        time.sleep(1)
        with suppress(ConnectionError):
            for _ in range(1000):
                client.sendall(b"x")
                time.sleep(0.01)
            pytest.fail("it is still open")


def test_three_hundred_slow_clients_do_not_stop_others(server):
    slow = [server.connect() for _ in range(300)]
    try:
        for client in slow:
            client.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        assert server.ask("/").status == 200
    finally:
        for client in slow:
            client.close()


def test_clients_beyond_the_limit_are_turned_away(root):
    with serving(root, SITE, most=2) as running:
        first, second = running.connect(), running.connect()
        first.sendall(running.request())
        assert statuses(read_all(first)) == [200]
        first.close()
        assert running.ask().status == 200
        third = running.connect()
        third.sendall(lines("GET /data.bin HTTP/1.1", HOST))
        assert third.recv(4) == b"HTTP"
        assert running.send(running.request()) in (b"", b"<ConnectionResetError>")
        second.close()
        third.close()


# --- pages that are not there yet


def test_page_that_is_being_made_is_waited_for(root):
    with serving(root) as running:
        running.show(Showing({}, is_whole=False))
        with running.connect() as client:
            client.sendall(running.request("/about/"))
            while not running.preview.list_wanted():
                time.sleep(0.01)
            assert running.preview.list_wanted() == ("/about/",)
            running.show(Showing({}, is_whole=False))
            assert running.preview.list_wanted() == ("/about/",)
            page = Artifact("about/index.html", b"<p>About", digest_of_bytes(b"a"))
            running.show(Showing({page.path: page}, is_whole=False))
            assert statuses(read_all(client)) == [200]
        assert running.preview.list_wanted() == ()


def test_who_leaves_wants_nothing_more(root):
    with serving(root) as running:
        running.show(Showing({}, is_whole=False))
        with running.connect() as client:
            client.sendall(running.request("/about/"))
            while not running.preview.list_wanted():
                time.sleep(0.01)
            at_once = struct.pack("ii", 1, 0)  # what was sent is not waited for
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        while running.preview.list_wanted():
            time.sleep(0.01)


def test_page_that_is_in_no_build_is_missing_at_its_end(root):
    with serving(root) as running:
        running.show(Showing({}, is_whole=False))
        with running.connect() as client:
            client.sendall(running.request("/nowhere/"))
            running.show(Showing({}))
            assert statuses(read_all(client)) == [404]
