"""The whole preview, in a process of its own: what is saved is served, and told."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect

from disk import SITE, Project, page, snapshot
from serving import PATIENCE, Answer, parse, read_all

CONFIG = SITE["site.yaml"]


class Running:
    """A preview that runs."""

    def __init__(self, project: Project, child) -> None:
        self.project = project
        self.child = child
        where = wait_for(lambda: re.search(r"at http://(\S+):(\d+)/", self.out()))
        self.port = int(where[2])

    def out(self) -> str:
        return read(Path(f"{self.child.log}.out"))

    def err(self) -> str:
        return read(Path(f"{self.child.log}.err"))

    def ask(self, target: str = "/", host: str = "localhost") -> Answer:
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as client:
            head = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            client.sendall(head.encode())
            return parse(read_all(client))

    def text(self, target: str = "/") -> str:
        return self.ask(target).body.decode()

    def wait_for(self, text: str, target: str = "/") -> None:
        wait_for(lambda: text in self.text(target))

    def wait_for_status(self, status: int, target: str) -> None:
        wait_for(lambda: self.ask(target).status == status)

    def builds(self) -> int:
        return self.out().count(" built in ")

    def settle(self) -> int:
        """Wait until nothing is built any more, and count the builds."""
        number = -1
        while number != (now := self.builds()):
            number = now
            time.sleep(0.5)
        return number

    def send(self, number: int):
        os.kill(self.child.pid, number)
        return self.child.wait()

    def listen(self):
        return connect(f"ws://localhost:{self.port}/.sitewright/live", compression=None)


def read(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def wait_for(found):
    for _ in range(PATIENCE * 100):
        with suppress(ConnectionError):
            if value := found():
                return value
        time.sleep(0.01)
    pytest.fail("it never came")


@contextmanager
def previewing(project: Project, *arguments: str, before: Callable[[], object] = int):
    child = project.spawn("serve", "-p", "0", *arguments, before=before)
    try:
        yield Running(project, child)
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "site")


@pytest.fixture
def preview(project):
    with previewing(project) as running:
        wait_for(lambda: "pages in" in running.out())
        yield running


# --- what is saved is served


def test_page_is_served_as_it_is_saved(preview):
    preview.project.write({"content/index.md": page("Home", "Edited")})
    preview.wait_for("Edited")
    wait_for(lambda: "content/index.md: built in" in preview.out())


def test_nothing_is_written_to_the_project(preview):
    root = preview.project.root
    before = snapshot(root)
    assert not (root / "_site").exists()
    preview.project.write({"content/index.md": page("Home", "Edited")})
    preview.wait_for("Edited")
    after = snapshot(root)
    assert set(after) == set(before)


@pytest.mark.parametrize(
    ("files", "target", "text"),
    [
        ({"content/new.md": page("New")}, "/new/", "New"),
        ({"content/a/b/c.md": page("Deep")}, "/a/b/c/", "Deep"),
        ({"templates/page.html": "<h2>{{ title }}</h2>"}, "/", "<h2>Home"),
        ({"static/css/site.css": "b {}"}, "/css/site.css", "b {}"),
        ({"static/new/a.txt": "text"}, "/new/a.txt", "text"),
        (
            {"data/x.yaml": "y: 1", "templates/page.html": "{{ x.y + 41 }}"},
            "/",
            "42",
        ),
        (
            {"content/content.yaml": "z: 43", "templates/page.html": "{{ z }}"},
            "/",
            "43",
        ),
        (
            {
                "site.yaml": CONFIG + "extra: {a: 44}",
                "templates/page.html": "{{ site.extra.a }}",
            },
            "/",
            "44",
        ),
        (
            {
                "hooks.py": "from sitewright import hooks\n"
                "@hooks.filter\ndef twice(text):\n    return text * 2\n",
                "templates/page.html": "{{ 'ab' | twice }}",
            },
            "/",
            "abab",
        ),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else None,
)
def test_every_kind_of_source_is_watched(preview, files, target, text):
    preview.project.write(files)
    preview.wait_for(text, target)


def test_other_folders_are_watched_once_the_settings_name_them(preview):
    preview.project.write({"pages/index.md": page("Elsewhere")})
    preview.project.write({"site.yaml": CONFIG + "paths: {content: pages}\n"})
    preview.wait_for("Elsewhere")
    preview.project.write({"pages/index.md": page("Elsewhere", "Edited")})
    preview.wait_for("Edited")


def test_module_of_hooks_is_watched(preview):
    hooks = "from sitewright import hooks\nfrom lib.words import word\n"
    hooks += "@hooks.filter\ndef own(text):\n    return word\n"
    lib = {"lib/__init__.py": "", "lib/words.py": "word = 'one'\n"}
    preview.project.write({**lib, "hooks.py": hooks})
    preview.project.write({"templates/page.html": "{{ '' | own }}"})
    preview.wait_for("one")
    preview.project.write({"lib/words.py": "word = 'two'\n"})
    preview.wait_for("two")


@pytest.mark.parametrize("edited", ["content/index.md", "templates/page.html"])
def test_what_is_saved_during_a_build_is_in_the_next_one(project, edited):
    project.write(SLOW)
    with previewing(project) as preview:
        preview.wait_for("none old")
        with watching(preview, "/") as client:
            project.write({"shut": "", "data/word.json": '"new"'})
            hear(client)  # so the build has read all that there is, and waits
            project.write({edited: "---\ntitle: Home\n---\nEdited {{ word }}\n"})
            time.sleep(0.1)
            project.write({"shut": None})
            preview.wait_for("Edited")


# --- where the system tells of nothing


def leave_room(name: str, number: int) -> Callable[[], object]:
    """Take from a child all watches of its own but some."""

    def act() -> None:
        new_user = 0x10000000
        assert ctypes.CDLL(None).unshare(new_user) == 0
        Path("/proc/sys/user", name).write_text(str(number))

    return act


@pytest.fixture
def may_limit_watches() -> None:
    words = ["unshare", "--user", "--map-root-user", "true"]
    try:
        done = subprocess.run(words, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("watches can be limited on Linux alone")
    if done.returncode:
        pytest.skip(f"watches cannot be limited here: {done.stderr.strip()}")


WATCHES = "max_inotify_watches"


@pytest.mark.usefixtures("may_limit_watches")
@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param("max_inotify_instances", 0, id="no way to watch"),
        pytest.param(WATCHES, 0, id="no watches"),
        pytest.param(WATCHES, 3, id="too few for the folders of the project"),
        pytest.param(WATCHES, 6, id="too few for those inside of them"),
        pytest.param(WATCHES, 8, id="too few for one inside of a new folder"),
        pytest.param(WATCHES, 9, id="too few for any more"),
    ],
)
def test_folders_are_looked_through_if_the_system_watches_no_more(
    project, name, number
):
    project.write({"content/a/b/c.md": page("Deep")})
    with previewing(project, before=leave_room(name, number)) as preview:
        wait_for(lambda: "pages in" in preview.out())
        says = "the system watches no more folders for changes"
        if number < 8:
            wait_for(lambda: says in preview.err())
        else:
            assert says not in preview.err()
        project.write({"content/a/b/c.md": page("Deep", "Edited")})
        preview.wait_for("Edited", "/a/b/c/")
        project.write({"content/new/more/d.md": page("New")})
        preview.wait_for("New", "/new/more/d/")
        project.write({"content/new/more/d.md": page("New", "Edited, too")})
        preview.wait_for("Edited, too", "/new/more/d/")
        assert preview.err().count(says) == 1
        assert (
            f"  sysctl fs.inotify.{name.replace('inotify', 'user')}=" in preview.err()
        )


@pytest.mark.usefixtures("may_limit_watches")
def test_folders_are_looked_through_if_asked_for(project):
    """Also those that a link leads to, of which the system would not tell."""
    project.write({"shared/team.md": page("Team")})
    (project.root / "content/team.md").symlink_to("../shared/team.md")
    none = leave_room("max_inotify_instances", 0)
    with previewing(project, "--poll", before=none) as preview:
        preview.wait_for("Team", "/team/")
        project.write({"shared/team.md": page("Team", "Edited")})
        preview.wait_for("Edited", "/team/")
        project.write({"content/new/a.md": page("New")})
        preview.wait_for("New", "/new/a/")
        assert preview.err() == ""


# --- how editors save


def save_beside(file: Path, text: str) -> None:
    other = file.with_name(f".{file.name}.tmp")
    other.write_text(text)
    other.replace(file)


def save_as_vim(file: Path, text: str) -> None:
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text)
    backup.unlink()


def save_as_jetbrains(file: Path, text: str) -> None:
    new = file.with_name(f"{file.name}___jb_tmp___")
    new.write_text(text)
    file.rename(file.with_name(f"{file.name}___jb_old___"))
    new.rename(file)
    file.with_name(f"{file.name}___jb_old___").unlink()


def save_in_pieces(file: Path, text: str) -> None:
    with file.open("w") as open_file:
        for letter in text:
            open_file.write(letter)
            open_file.flush()


def save_over(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


@pytest.mark.parametrize(
    "save", [save_beside, save_as_vim, save_as_jetbrains, save_in_pieces, save_over]
)
def test_file_is_seen_however_editors_save_it(preview, save):
    file = preview.project.root / "content/index.md"
    for number in range(3):
        save(file, page("Home", f"Edit {number}"))
        preview.wait_for(f"Edit {number}")
    preview.settle()
    assert preview.err() == ""
    assert preview.ask("/").status == 200


def test_moved_page_is_at_its_new_address_only(preview):
    content = preview.project.root / "content"
    (content / "about.md").rename(content / "team.md")
    preview.wait_for("About", "/team/")
    assert preview.ask("/about/").status == 404


def test_deleted_page_is_missing(preview):
    preview.project.write({"content/about.md": None})
    preview.wait_for_status(404, "/about/")


def test_page_moved_out_of_the_project_is_missing(preview, tmp_path):
    (preview.project.root / "content/about.md").rename(tmp_path / "about.md")
    preview.wait_for_status(404, "/about/")


def test_folder_that_moves_takes_its_pages_along(preview):
    preview.project.write({"content/old/a.md": page("Moved")})
    preview.wait_for("Moved", "/old/a/")
    content = preview.project.root / "content"
    (content / "old").rename(content / "new")
    preview.wait_for("Moved", "/new/a/")
    assert preview.ask("/old/a/").status == 404
    preview.project.write({"content/new/a.md": page("Edited")})
    preview.wait_for("Edited", "/new/a/")


def test_content_folder_that_goes_and_comes_back_is_watched(preview):
    content = preview.project.root / "content"
    content.rename(preview.project.root / "away")
    wait_for(lambda: "SRC008" in preview.err())
    assert "Home" in preview.text()
    (preview.project.root / "away").rename(content)
    wait_for(lambda: preview.builds() > 0)
    preview.project.write({"content/index.md": page("Home", "Edited")})
    preview.wait_for("Edited")


def test_many_saves_at_once_end_in_the_last_state_and_few_builds(preview):
    for number in range(300):
        preview.project.write({f"content/p{number % 50}.md": page(f"Title {number}")})
    preview.wait_for("Title 299", "/p49/")
    preview.wait_for("Title 250", "/p0/")
    assert preview.settle() < 30


def test_what_is_no_source_makes_no_build(preview):
    root = preview.project.root
    for path in SITE:
        (root / path).read_bytes()
    list(root.rglob("*"))
    preview.project.run("build")
    preview.project.write(
        {
            "_site/more.html": "x",
            ".sitewright/x": "x",
            ".git/index": "x",
            "notes.txt": "x",
            "content/.index.md.swp": "x",
            "content/index.md~": "x",
            "content/4913": "x",
            "content/.#index.md": "x",
            "node_modules/a/index.md": "x",
            "content/node_modules/a/index.md": "x",
            "unwatched/a.md": "x",
        }
    )
    preview.project.write({"content/4913": None, "content/index.md~": None})
    assert preview.settle() == 0


# --- errors


def hear(client) -> dict[str, object]:
    return json.loads(client.recv(PATIENCE))


def test_error_is_shown_and_the_site_stays_until_it_is_mended(preview):
    with preview.listen() as client:
        known = dict(re.findall(r'data-(\w+)="([^"]*)"', preview.text()))
        client.send(json.dumps({"path": "/", **known}))
        preview.project.write({"templates/page.html": "<h1>{{ titel }}</h1>"})
        message = hear(client)
        [fault] = message["faults"]
        assert "error[TPL005]" in fault["text"]
        assert "  |        ^^^^^" in fault["text"]
        assert fault["place"] == "templates/page.html:1:8"
        file = preview.project.root / "templates/page.html"
        assert fault["link"] == f"vscode://file{file}:1:8"
        # The terminal is told last.
        says = "The preview shows the site as it was before."
        wait_for(lambda: says in preview.err())
        assert fault["text"] in preview.err()
        assert "<h1>Home" in preview.text()
        preview.project.write({"templates/page.html": "<h1>{{ title }}!</h1>"})
        assert hear(client) == {"kind": "faults", "faults": []}
        assert hear(client)["kind"] == "patch"
        assert "<h1>Home!" in preview.text()


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("site.yaml", "title: [", "FM002"),
        ("site.yaml", "titel: x\nurl: https://www.example.com\n", "CFG001"),
        ("site.yaml", None, "it is not there any more"),
        ("hooks.py", "def (", "HOOK001"),
        ("hooks.py", "raise SystemExit(3)", "HOOK002"),
        ("hooks.py", "1 / 0", "HOOK002"),
        ("content/index.md", "---\na: [\n---\n", "FM002"),
        ("content/index.md", b"\xff\xfe", "SRC002"),
        ("templates/page.html", "{% if %}", "TPL003"),
        ("data/a.json", "{", "FM002"),
    ],
)
def test_preview_survives_every_error(preview, path, text, says):
    before = preview.project.root / path
    good = before.read_text() if before.exists() else ""
    preview.project.write({path: text})
    wait_for(lambda: says in preview.err())
    assert "Home" in preview.text()
    assert "Traceback" not in preview.err()
    preview.project.write({path: good or "{}" if path == "data/a.json" else good})
    preview.project.write({"content/index.md": page("Home", "Mended")})
    preview.wait_for("Mended")


def test_site_with_errors_from_the_start_is_shown_once_they_are_mended(project):
    project.write({"templates/page.html": "{{ titel }}"})
    with previewing(project) as preview:
        wait_for(lambda: "TPL005" in preview.err())
        answer = preview.ask("/")
        assert answer.status == 500
        assert "error[TPL005]" in answer.body.decode()
        assert "nothing to show yet" in preview.err()
        project.write({"templates/page.html": "{{ title }}"})
        preview.wait_for("Home")


def test_files_keep_their_names_and_the_page_stays_when_a_style_sheet_changes(project):
    project.write(
        {
            "site.yaml": CONFIG + "assets: {fingerprint: css/**}\n",
            "templates/page.html": "<link href='{{ '/css/site.css' | asset }}' "
            "integrity='{{ '/css/site.css' | integrity }}'>{{ content }}",
        }
    )
    with previewing(project) as preview:
        preview.wait_for("<link href='/css/site.css' integrity=''>")
        before = without_mark(preview.text("/about/"))
        project.write({"static/css/site.css": "a { color: blue }\n"})
        preview.wait_for("blue", "/css/site.css")
        assert without_mark(preview.text("/about/")) == before


def without_mark(page: str) -> str:
    """Leave out what marks all files that pages may load."""
    return re.sub(r'data-files="\w*"', "", page)


# --- what tabs show comes first


GATE = """
import pathlib
import time
from sitewright import hooks

@hooks.filter
def gate(word):
    while pathlib.Path(word).exists():
        time.sleep(0.01)
    return word
"""
SLOW = {
    "hooks.py": GATE,
    "data/word.json": '"old"',
    "templates/page.html": "{{ gate | default('none') | gate }} {{ word }}",
    "content/about.md": "---\nlayout: page.html\ngate: shut\n---\n",
}


@contextmanager
def watching(preview: Running, path: str):
    """Listen as a tab does that shows a page."""
    known = dict(re.findall(r'data-(\w+)="([^"]*)"', preview.text(path)))
    with preview.listen() as client:
        client.send(json.dumps({"path": path, **known}))
        yield client


def test_page_that_a_tab_shows_is_told_of_before_all_others_are_made(project):
    project.write(SLOW)
    with previewing(project) as preview:
        preview.wait_for("none old")
        with watching(preview, "/") as client:
            project.write({"shut": "", "data/word.json": '"new"'})
            message = hear(client)
            assert (message["kind"], message["after"]) == ("patch", "none new")
            assert "none new" in preview.text("/")
            assert "shut old" in preview.text("/about/")
            assert preview.builds() == 0
            project.write({"shut": None})
            preview.wait_for("shut new", "/about/")
            project.write({"content/index.md": page("Home", "Other")})
            preview.settle()
            assert "none new" in preview.text("/")


def listen_plainly(preview: Running, said: bytes) -> socket.socket:
    """Listen as a tab does that says this, with a socket and nothing more."""
    listener = socket.create_connection(("127.0.0.1", preview.port), PATIENCE)
    head = (
        "GET /.sitewright/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
    )
    key = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
    frame = Frame(Opcode.TEXT, said).serialize(mask=True)
    listener.sendall(f"{head}{key}{'A' * 22}==\r\n\r\n".encode() + frame)
    return listener


def wait_to_hear(listener: socket.socket, words: bytes) -> None:
    heard = b""
    while words not in heard:
        heard += listener.recv(1 << 16) or pytest.fail(f"heard only {heard!r}")


def test_a_thousand_tabs_are_told_at_once(project):
    """With room for few files, as a shell has it; the preview asks for more."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < 3000:
        pytest.skip(f"no process may open more than {most} files here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    few = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (256, most))
    with previewing(project, before=few) as preview, ExitStack() as opened:
        wait_for(lambda: "pages in" in preview.out())
        known = dict(re.findall(r'data-(\w+)="([^"]*)"', preview.text()))
        said = json.dumps({"path": "/", **known}).encode()
        tabs = [
            opened.enter_context(listen_plainly(preview, said)) for _ in range(1000)
        ]
        for tab in tabs:
            wait_to_hear(tab, b"HTTP/1.1 101 ")
        project.write({"content/index.md": page("Home", "Edited")})
        for tab in tabs:
            wait_to_hear(tab, b'"kind": "patch"')
        assert preview.ask("/about/").status == 200
        assert preview.err() == ""


def test_page_that_was_told_of_too_soon_is_taken_back(project):
    broken = "{{ gate | default('none') | gate }} {{ word }} {{ more[word].x }}"
    files = {"templates/page.html": broken, "data/more.json": '{"old": {"x": 1}}'}
    project.write(
        SLOW
        | files
        | {"content/index.md": "---\nlayout: page.html\nmore: {new: {x: 2}}\n---\n"}
    )
    with previewing(project) as preview:
        preview.wait_for("shut old 1", "/about/")
        with watching(preview, "/") as client:
            project.write({"shut": "", "data/word.json": '"new"'})
            message = hear(client)
            assert (message["kind"], message["after"]) == ("patch", "none new 2")
            project.write({"shut": None})
            assert hear(client)["kind"] == "faults"
            message = hear(client)
            assert (message["kind"], message["after"]) == ("patch", "none old 1")
            assert "none old" in preview.text("/")


# --- options


def test_pending_pages_are_shown_if_asked_for(project):
    pending = "---\ntitle: Soon\npending: true\n---\nText\n"
    project.write({"content/soon.md": pending})
    with previewing(project) as preview:
        preview.wait_for("Home")
        assert preview.ask("/soon/").status == 404
    with previewing(project, "--drafts") as preview:
        preview.wait_for("Text", "/soon/")
        known = dict(re.findall(r'data-(\w+)="([^"]*)"', preview.text("/soon/")))
        with preview.listen() as client:
            client.send(json.dumps({"path": "/soon/", **known}))
            assert hear(client) == {"kind": "pending", "is": True}


def test_pages_of_the_future_are_shown_if_asked_for(project):
    project.write({"content/later.md": "---\ntitle: Later\ndate: 3000-01-01\n---\n"})
    with previewing(project, "--future") as preview:
        preview.wait_for("Home")
        assert preview.ask("/later/").status == 200


def test_next_free_port_is_taken_unless_another_will_not_do(project):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        child = project.spawn("serve", "-p", str(port))
        running = Running(project, child)
        assert running.port > port
        assert f"Port {port} is in use.\n" in running.out()
        assert running.send(signal.SIGTERM).code == 0
        result = project.run("serve", "-p", str(port), "--strict-port")
        assert result.code == 1
        assert f"port {port} is in use" in result.err


def test_names_are_answered_to_if_asked_for(project):
    with previewing(project, "--allow-host", "Preview.Test:80") as preview:
        preview.wait_for("Home")
        assert preview.ask("/", "preview.test").status == 200
        assert preview.ask("/", "evil.example").status == 403


def test_other_address_is_bound_with_a_warning(project):
    with previewing(project, "--bind", "0.0.0.0") as preview:
        preview.wait_for("Home")
        assert "Everybody on this network can see it" in preview.err()
        assert preview.ask("/", "192.168.0.1").status == 403


def test_both_kinds_of_loopback_address_are_bound(preview):
    for address in ("127.0.0.1", "::1"):
        with suppress(OSError), socket.create_server((address, preview.port)):
            pytest.fail("it is free")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ("-p x", 2, "invalid port number value: 'x'"),
        ("-p 70000", 2, "there is no port 70000"),
        ("--allow-host a/b", 2, "'a/b' is not the name of a host"),
        ("--editor {file}", 2, "may hold {path}, {line} and {column} only"),
        ("--editor {", 2, "may hold {path}, {line} and {column} only"),
        ("--bind 203.0.113.1", 1, "cannot assign requested address"),
        ("--bind nonsense", 1, "the preview cannot listen"),
        ("--config none.yaml", 2, "there is no none.yaml"),
    ],
)
def test_what_cannot_be_is_refused(project, arguments, code, says):
    result = project.run("serve", *arguments.split())
    assert result.code == code
    assert says in result.err
    assert "Traceback" not in result.err


# --- the end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_it_without_a_trace(preview, number):
    with preview.listen(), socket.create_connection(("localhost", preview.port)):
        result = preview.send(number)
    assert (result.code, result.err) == (0, "")


def test_signal_ends_it_while_it_builds(project):
    many = {f"content/p{number}.md": page(f"P{number}") for number in range(1000)}
    project.write(many)
    with previewing(project) as preview:
        result = preview.send(signal.SIGINT)
    assert (result.code, result.err) == (0, "")
    assert " pages in " not in result.out
