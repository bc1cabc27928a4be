"""What is read again after a change is what a first reading would come to."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sitewright.edges.rereading import WorkspaceReader
from sitewright.model.build import Workspace
from support import CONFIG

FIELDS = (
    *("content", "templates", "data", "content_data", "redirects", "copied", "assets"),
)

TEXTS: dict[str, tuple[bytes, ...]] = {
    "site.yaml": (
        CONFIG.encode(),
        (CONFIG + "paths: {content: src, data: content/b}\n").encode(),
        (CONFIG + "paths: {passthrough: [old, content/a.md, urls.txt]}\n").encode(),
        (CONFIG + "paths: {passthrough: ['**/*.txt', .gitignore]}\n").encode(),
        (CONFIG + "redirects: {import: [old/_redirects, data/x.yaml]}\n").encode(),
        (CONFIG + "security: {}\n").encode(),
        b"title: [",
    ),
    "hooks.py": (
        b"import site_helpers\n",
        b"from sitewright import hooks\nhooks.add_global('n', 1)\n",
        b"def broken(\n",
    ),
    "site_helpers.py": (b"a = 1\n", b"a = 2\n"),
    "site_helpers/__init__.py": (b"b = 1\n", b"raise ValueError\n"),
    ".gitignore": (b"a.md\n", b"b/\n", b"*.txt\n!x.txt\n"),
    "content/.eleventyignore": (b"c.md\n", b"b\n"),
    "urls.txt": (b"live /\n", b"live /a/\n"),
    "old/_redirects": (b"/a /b\n", b"/a /c\n"),
}
PLAIN = (b"one", b"two", b"three", b"\xff")

PATHS = (
    *TEXTS,
    *["content/index.md", "content/a.md", "content/b/c.md", "content/b/b.json"],
    *[
        "content/.hidden.md",
        "content/.obs/x.md",
        "content/x.txt",
        "content/b/x.11ty.js",
    ],
    *[
        "content/_data/d.yaml",
        "content/node_modules/z.md",
        "src/index.md",
        "src/b/c.md",
    ],
    *["src/new/deep/x.md", "templates/page.html", "data/x.yaml", "data/x.js"],
    *["static/s.css", "static/b/.secret", "static/_redirects", "_site/index.html"],
    *["notes.txt", "node_modules/x/y.txt"],
)
FOLDERS = (
    "content",
    "content/b",
    "src",
    "src/b",
    "static",
    "data",
    "site_helpers",
    "old",
)
ANY = st.sampled_from(PATHS + FOLDERS)
FILE = st.sampled_from(PATHS)
NUMBER = st.integers(0, 5)

_ticks = count(1)


def text_of(path: str, number: int) -> bytes:
    texts = TEXTS.get(path, PLAIN)
    return texts[number % len(texts)]


def stamp(place: Path) -> None:
    """Give a file a time of its own, as not all systems' clocks are as quick as this."""
    moment = time.time_ns() - next(_ticks) * 1_000_000
    with suppress(OSError):
        os.utime(place, ns=(moment, moment))


def make_folder(root: Path, place: Path) -> Iterator[str]:
    if not place.is_dir():
        yield from make_folder(root, place.parent)
        place.mkdir()
        yield place.relative_to(root).as_posix()


def write(root: Path, path: str, number: int) -> Iterator[str]:
    """Write a file in its place, as some editors do; through a link, its target."""
    place = root / path
    yield from make_folder(root, place.parent)
    real = Path(os.path.realpath(place))
    if real.is_relative_to(root) and (real.is_file() or not real.exists()):
        real.write_bytes(text_of(path, number))
        stamp(real)
        yield real.relative_to(root).as_posix()


def swap(root: Path, path: str, number: int) -> Iterator[str]:
    """Write a file beside its place and rename it, as other editors do."""
    place = root / path
    yield from make_folder(root, place.parent)
    beside = place.with_name(f".{place.name}.swp")
    beside.write_bytes(text_of(path, number))
    stamp(beside)
    beside.replace(place)
    yield path
    yield beside.relative_to(root).as_posix()


def remove(root: Path, path: str, _number: int) -> Iterator[str]:
    place = root / path
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink()
    yield path


def move(root: Path, path: str, number: int) -> Iterator[str]:
    targets = FOLDERS if (root / path).is_dir() else PATHS
    target = targets[number * 5 % len(targets)]
    yield from make_folder(root, (root / target).parent)
    (root / path).rename(root / target)
    yield path
    yield target


def link(root: Path, path: str, number: int) -> Iterator[str]:
    place = root / path
    yield from make_folder(root, place.parent)
    place.symlink_to(("a.md", "b", "../notes.txt", "..", "/etc/hostname", path)[number])
    yield path


def link_hard(root: Path, path: str, number: int) -> Iterator[str]:
    target = PATHS[number * 4]
    yield from make_folder(root, (root / target).parent)
    os.link(root / path, root / target)
    yield target


def touch(root: Path, path: str, _number: int) -> Iterator[str]:
    if (root / path).exists():
        os.utime(root / path)
        yield path


def bar(root: Path, path: str, number: int) -> Iterator[str]:
    (root / path).chmod(0o755 if number % 2 else 0o100)
    yield path


def put_pipe(root: Path, path: str, _number: int) -> Iterator[str]:
    if not path.endswith(".py"):
        os.mkfifo(root / path)
        yield path


Change = tuple[Callable[[Path, str, int], Iterator[str]], str, int]

EDITS = st.tuples(st.sampled_from([write, swap]), FILE, NUMBER)
OTHERS = st.tuples(
    st.sampled_from([remove, move, link, link_hard, touch, bar, put_pipe]), ANY, NUMBER
)
HISTORIES = st.lists(
    st.lists(st.one_of(EDITS, EDITS, OTHERS), min_size=1, max_size=3), max_size=12
)


def make(root: Path, changes: list[Change]) -> set[str]:
    """Change a project; name what has changed, as a watcher would."""
    changed: set[str] = set()
    for change, path, number in changes:
        with suppress(OSError):
            changed.update(change(root, path, number))
    return changed


def shown(workspace: Workspace) -> list[object]:
    """All of a workspace that can be compared: functions are new at each reading."""
    hooks = workspace.hooks
    return [
        *(getattr(workspace, name) for name in FIELDS),
        *(workspace.config, workspace.paths, workspace.ledger, workspace.scripts),
        *(
            workspace.findings,
            hooks.sources,
            hooks.findings,
            hooks.digest,
            hooks.values,
        ),
    ]


def sources_of(workspace: Workspace) -> dict[object, object]:
    return {
        (name, item.path, getattr(item, "output_path", "")): item
        for name in FIELDS
        for item in getattr(workspace, name)
    }


def check(root: Path, history: list[list[Change]], clock: Callable[[], int]) -> None:
    for path in ("site.yaml", "content/index.md", "content/a.md", "content/b/c.md"):
        make(root, [(write, path, 0)])
    reader = WorkspaceReader(root, "site.yaml", clock)
    before = reader.read()
    for changes in history:
        after = reader.reread(make(root, changes))
        assert shown(after) == shown(WorkspaceReader(root, "site.yaml").read())
        old = sources_of(before)
        for key, item in sources_of(after).items():
            assert item is old.get(key) or item != old.get(key)
        before = after


@settings(max_examples=150, deadline=None)
@given(HISTORIES, st.booleans())
def test_rereading_equals_a_first_reading(history, is_old):
    """Files count as old enough to be known by their times, or as too new."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        try:
            check(root, history, lambda: time.time_ns() + (10**13 if is_old else 0))
        finally:
            for place in root.rglob("*"):
                if place.is_dir() and not place.is_symlink():
                    place.chmod(0o755)
