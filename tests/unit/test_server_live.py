"""What tabs that listen are told, over real WebSockets."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, contextmanager

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from serving import PATIENCE, files_of, lines, serving, statuses
from sitewright.model.serving import Fault, Showing

SITE = {
    "index.html": "<body>Home</body>",
    "about/index.html": "<body>About</body>",
    "404.html": "<body>Not here</body>",
    "css/site.css": "a { color: red }",
}


@pytest.fixture
def server(tmp_path):
    with serving(tmp_path, SITE) as running:
        yield running


class Tab:
    """A tab that shows a page."""

    def __init__(self, server, path: str, socket) -> None:
        self._socket = socket
        body = server.ask(path).body.decode()
        self.known = dict(re.findall(r'data-(\w+)="([^"]*)"', body))
        self.say(path=path, mark=self.known["mark"], files=self.known["files"])
        self.early = self.heard()

    def say(self, **words: str) -> None:
        self._socket.send(json.dumps(words))

    def hear(self) -> dict[str, object]:
        return json.loads(self._socket.recv(PATIENCE))

    def heard(self) -> list[dict[str, object]]:
        """All that it was told, up to the answer to a question asked now."""
        self.say(kind="about")
        found = []
        while (message := self.hear())["kind"] != "about":
            found.append(message)
        return found


@contextmanager
def tab_of(server, path: str):
    with server.listen() as socket:
        yield Tab(server, path, socket)


@pytest.fixture
def open_tab(server):
    with ExitStack() as tabs:
        yield lambda path: tabs.enter_context(tab_of(server, path))


def changed(**texts: str | None) -> Showing:
    names = {"home": "index.html", "about": "about/index.html", "css": "css/site.css"}
    site = SITE | {names.get(k, k): v for k, v in texts.items()}
    return Showing(files_of({k: v for k, v in site.items() if v is not None}))


def kinds(tab: Tab) -> list[object]:
    return [message["kind"] for message in tab.heard()]


def test_page_that_changed_is_sent_as_it_was_and_is(server, open_tab):
    home = open_tab("/")
    server.show(changed(home="<body>Welcome</body>"))
    [message] = home.heard()
    assert message["kind"] == "patch"
    assert (message["before"], message["after"]) == (
        "<body>Home</body>",
        "<body>Welcome</body>",
    )
    again = server.ask("/").body.decode()
    assert f'data-mark="{message["mark"]}"' in again


def test_page_that_did_not_change_is_left_alone(server, open_tab):
    home, about = open_tab("/"), open_tab("/about/")
    server.show(changed(about="<body>About us</body>"))
    assert (kinds(home), kinds(about)) == ([], ["patch"])


def test_build_that_changes_nothing_says_nothing(server, open_tab):
    home = open_tab("/")
    server.show(changed())
    assert kinds(home) == []


def test_stylesheet_that_changed_is_named(server, open_tab):
    home = open_tab("/")
    server.show(changed(css="a { color: blue }"))
    [message] = home.heard()
    assert (message["kind"], message["paths"]) == ("files", ["/css/site.css"])
    assert f'data-files="{message["mark"]}"' in server.ask("/").body.decode()


def test_deleted_page_is_gone_and_comes_back(server, open_tab):
    about = open_tab("/about/")
    server.show(changed(about=None))
    assert kinds(about) == ["gone"]
    server.show(changed())
    assert kinds(about) == ["reload"]


def test_missing_page_that_comes_to_be_is_loaded(server, open_tab):
    team = open_tab("/team/")
    server.show(Showing(files_of(SITE | {"team/index.html": "<body>Team</body>"})))
    assert kinds(team) == ["reload"]


def test_missing_page_changes_with_the_page_for_it(server, open_tab):
    nowhere = open_tab("/nowhere/")
    server.show(Showing(files_of(SITE | {"404.html": "<body>Lost?</body>"})))
    assert kinds(nowhere) == ["patch"]


def test_page_with_other_headers_is_loaded_again(server, open_tab):
    home = open_tab("/")
    files = files_of(SITE | {"index.html": "<body>Welcome</body>"})
    server.show(Showing(files, headers_for=lambda _: (("X-A", "b"),)))
    assert kinds(home) == ["reload"]


def test_errors_are_shown_to_all_until_they_are_mended(server, open_tab):
    home = open_tab("/")
    fault = Fault("error[NAV003]: no", "content/a.md:2:3", "vscode://file/a.md:2:3")
    server.show(Showing(files_of(SITE), faults=(fault,)))
    expected = {
        "kind": "faults",
        "faults": [{"text": fault.text, "place": fault.place, "link": fault.link}],
    }
    assert home.heard() == [expected]
    late = open_tab("/about/")
    assert late.early == [expected]
    server.show(changed())
    assert home.heard() == [{"kind": "faults", "faults": []}]


def test_page_that_is_pending_says_so_until_it_is_not(server, open_tab):
    pending = Showing(files_of(SITE), pending=frozenset({"about/index.html"}))
    home, about = open_tab("/"), open_tab("/about/")
    server.show(pending)
    assert (home.heard(), about.heard()) == ([], [{"kind": "pending", "is": True}])
    assert open_tab("/about/").early == [{"kind": "pending", "is": True}]
    server.show(changed())
    assert about.heard() == [{"kind": "pending", "is": False}]


@pytest.mark.parametrize("what", ["mark", "files"])
def test_tab_that_missed_something_is_loaded_again(open_tab, what):
    tab = open_tab("/")
    tab.say(path="/", **(tab.known | {what: "old"}))
    assert tab.hear() == {"kind": "reload"}


def test_tab_of_a_server_that_ended_is_loaded_again_only_if_the_site_differs(tmp_path):
    with serving(tmp_path, SITE) as old, tab_of(old, "/") as tab:
        assert tab.heard() == []
    for texts, kinds_told in ((SITE, []), (SITE | {"index.html": "x"}, ["reload"])):
        with serving(tmp_path, texts) as new, tab_of(new, "/about/") as again:
            again.say(path="/", mark=tab.known["mark"], files=tab.known["files"])
            assert kinds(again) == kinds_told


def test_tab_of_an_unfinished_site_is_told_when_its_page_comes(server, open_tab):
    server.show(Showing(files_of({"index.html": SITE["index.html"]}), is_whole=False))
    tab = open_tab("/")
    assert tab.heard() == []
    server.show(Showing(files_of(SITE)))
    assert tab.heard() == []
    server.show(changed(home="<body>Welcome</body>"))
    assert kinds(tab) == ["patch"]


def test_page_tells_about_itself(server, open_tab):
    server.show(Showing(files_of(SITE), about=lambda path: {"source": path}))
    tab = open_tab("/about/")
    tab.say(kind="about")
    assert tab.hear() == {"kind": "about", "source": "about/index.html"}


def test_two_hundred_tabs_are_told(server, open_tab):
    tabs = [open_tab("/") for _ in range(200)]
    assert all(kinds(tab) == [] for tab in tabs)
    server.show(changed(home="<body>Welcome</body>"))
    assert all(kinds(tab) == ["patch"] for tab in tabs)


# --- strangers


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://127.0.0.1:1",
        "http://localhost",
        "null",
        "file://",
    ],
)
def test_pages_of_other_sites_hear_nothing(server, origin):
    with pytest.raises(InvalidStatus, match="403"), server.listen(origin):
        pass


def test_program_that_is_no_browser_may_listen(server):
    with server.listen("") as client:
        client.send('{"path": "/", "mark": "", "files": ""}')
        assert client.recv(PATIENCE) == '{"kind": "reload"}'


def test_name_of_another_host_hears_nothing(server):
    raw = lines(
        "GET /.sitewright/live HTTP/1.1",
        *("Host: evil.example", "Origin: http://evil.example"),
        *("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"),
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    assert statuses(server.send(raw)) == [403]


UPGRADE = ("Upgrade: websocket", "Connection: Upgrade")
KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
VERSION = "Sec-WebSocket-Version: 13"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((), 426),
        ((*UPGRADE, KEY), 426),
        ((*UPGRADE, KEY, "Sec-WebSocket-Version: 8"), 426),
        ((*UPGRADE, VERSION), 400),
        ((*UPGRADE, VERSION, "Sec-WebSocket-Key: short"), 400),
        ((*UPGRADE, VERSION, "Sec-WebSocket-Key: ????"), 400),
        ((*UPGRADE, VERSION, KEY, KEY), 400),
    ],
)
def test_bad_handshake_is_refused(server, headers, status):
    raw = lines("GET /.sitewright/live HTTP/1.1", "Host: localhost", *headers)
    if status != 400 and not headers:
        raw = server.request("/.sitewright/live")
    assert statuses(server.send(raw)) == [status]


def test_handshake_is_that_of_the_standard(server):
    with server.connect() as client:
        client.sendall(
            lines(
                *("GET /.sitewright/live HTTP/1.1", "Host: localhost"),
                *(*UPGRADE, VERSION, KEY),
            )
        )
        head = client.recv(1 << 16)
    assert (
        b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in head
    )  # RFC 6455, 1.3


def test_socket_elsewhere_is_a_plain_request(server):
    raw = lines("GET /about/ HTTP/1.1", "Host: localhost", *UPGRADE, VERSION, KEY)
    assert statuses(server.send(raw)) == [200]


@pytest.mark.parametrize(
    "nonsense",
    [
        *(
            "",
            "{",
            "[]",
            "null",
            '"x"',
            '{"path": 1}',
            "[" * 10_000,
            '{"kind":"about"}',
        ),
        *('{"path": "/%00", "mark": "", "files": ""}', "\x00", '{"path": "/"}'),
    ],
)
def test_nonsense_is_passed_over(server, nonsense):
    with server.listen() as client:
        client.send(nonsense)
        client.send('{"path": "/", "mark": "", "files": ""}')
        assert client.recv(PATIENCE) == '{"kind": "reload"}'


def test_message_that_is_too_long_ends_it(server):
    with server.listen() as client:
        client.send("x" * 20_000)
        with pytest.raises(ConnectionClosed):
            client.recv(PATIENCE)
    assert server.ask("/").status == 200


def test_bytes_that_are_no_frame_end_it(server):
    with server.connect() as client:
        client.sendall(
            lines(
                *("GET /.sitewright/live HTTP/1.1", "Host: localhost"),
                *(*UPGRADE, VERSION, KEY),
            )
            + b"\xff" * 100
        )
        while client.recv(1 << 16):
            pass
    assert server.ask("/").status == 200


def test_tab_that_closes_is_forgotten(server):
    with server.listen() as client:
        client.send('{"path": "/", "mark": "", "files": ""}')
        client.recv(PATIENCE)
        assert len(server.preview.tabs) == 1
    with server.listen() as client:  # so that the server has seen the end of the other
        client.send('{"path": "/", "mark": "", "files": ""}')
        client.recv(PATIENCE)
        assert len(server.preview.tabs) == 1


def test_server_that_ends_says_so(tmp_path):
    with ExitStack() as stack:
        with serving(tmp_path, SITE) as running:
            client = stack.enter_context(running.listen())
        with pytest.raises(ConnectionClosed) as closed:
            client.recv(PATIENCE)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001
