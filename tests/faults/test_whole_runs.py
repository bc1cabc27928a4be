"""Whole runs of the program under a system that fails it; the old site stays whole.

Limits and mounts are those of the system itself. What needs the right to mount, which
root has, is skipped where that is not given.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from disk import SITE, Project, at_step, count_steps, page, record_of, snapshot
from support import CONFIG

MANY = {**SITE, **{f"content/p{n}.md": page(f"P{n}") for n in range(8)}}
EDIT = {"content/about.md": page("About", "New"), "content/new.md": page("New")}
QUICK = 60
"""Seconds after which a run that hangs fails."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose site is built."""
    project = Project(tmp_path / "site", MANY)
    project.build()
    return project


def run(
    project: Project,
    *arguments: str,
    before: Callable[[], object] = int,
    **options: object,
) -> subprocess.CompletedProcess[str]:
    """Run the program in a new process, which calls ``before`` first."""
    return subprocess.run(
        [sys.executable, "-m", "sitewright", *arguments],
        **{"cwd": project.root, "env": {**os.environ, "LC_ALL": "C.UTF-8"}, **options},
        capture_output=True,
        text=True,
        timeout=QUICK,
        preexec_fn=before,
    )


def limit(kind: int, most: int) -> Callable[[], object]:
    return lambda: resource.setrlimit(kind, (most, most))


def mount(*arguments: str) -> None:
    """Mount something, if that is allowed here."""
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


# --- what the site may lose


def test_a_site_that_has_lost_half_its_pages_is_not_written(project):
    before = project.snapshot()
    project.write(dict.fromkeys(f"content/p{n}.md" for n in range(5)))
    refused = project.run("build")
    assert (refused.code, refused.out, refused.err) == (
        1,
        "",
        """\
error[OUT003]: of 10 pages that the last build wrote, 5 are left
  = note: gone would be p0/index.html
  = note: gone would be p1/index.html
  = note: gone would be p2/index.html
  = note: and 2 more
  = help: if that is meant, build with --allow-shrink

1 finding: 1 error. Nothing was written.
""",
    )
    assert project.snapshot() == before
    assert project.run("build", "--allow-shrink").code == 0
    assert len(project.snapshot()) < len(before)
    project.build()


def test_less_than_half_may_go_and_pages_may_move(project):
    project.write(dict.fromkeys(f"content/p{n}.md" for n in range(4)))
    project.build()
    project.write(dict.fromkeys(f"content/p{n}.md" for n in range(4, 8)))
    project.write({f"content/q{n}.md": page(f"Q{n}") for n in range(4)})
    project.build()


def test_an_old_address_is_not_lost_when_the_host_sends_visitors_on(project):
    old = "".join(f"  - /old-{n}/\n" for n in range(20))
    project.write({"content/about.md": f"---\nredirect_from:\n{old}---\n"})
    project.build()
    project.write({"site.yaml": f"{CONFIG}hosts: [netlify]\n"})
    project.build()


def test_two_pages_of_a_small_site_may_go(tmp_path):
    project = Project(tmp_path / "site", {**SITE, "content/b.md": page("B")})
    project.build()
    project.write({"content/about.md": None, "content/b.md": None})
    project.build()


def test_a_fifth_of_what_visitors_see_is_not_taken_away(project):
    project.write({"site.yaml": f"{CONFIG}publish:\n  live: {{folder: ../www}}\n"})
    assert project.run("publish").code == 0
    served = snapshot(project.root.parent / "www")
    project.write(dict.fromkeys(f"content/p{n}.md" for n in range(3)))
    refused = project.run("publish")
    assert (refused.code, refused.out, refused.err) == (
        1,
        "",
        """\
error[PUB015]: of 14 files that 'live' serves, 11 are left
  --> site.yaml:4:3
  |
4 |   live: {folder: ../www}
  |   ^^^^
  = help: if that is meant, publish with --allow-shrink

1 finding: 1 error. Nothing was published.
""",
    )
    assert snapshot(project.root.parent / "www") == served
    assert project.run("publish", "--allow-shrink").code == 0


# --- disks and files


def test_a_full_disk_leaves_the_last_site(small_disk):
    project = Project(small_disk / "site", MANY)
    project.build()
    before = project.snapshot()
    project.write({"static/a.bin": bytes(300_000), "static/b.bin": bytes(300_000)})
    result = project.run("build")
    assert result.code == 1
    assert re.match(
        r"error\[OUT001\]: the site cannot be written: _site/[ab]\.bin: "
        r"no space left on device; 600,000 bytes are to be written\n",
        result.err,
    )
    assert project.snapshot() == before
    assert not list((project.root / ".sitewright").glob("staging-*"))
    project.write({"static/b.bin": None})
    project.build()


def test_a_disk_that_many_files_fill_leaves_the_last_site(small_disk, project):
    output = small_disk / "site"
    assert project.run("build", "--output", str(output)).code == 0
    before = snapshot(output)
    project.write({f"static/{n}.bin": bytes([n % 256]) * 4_000 for n in range(600)})
    result = project.run("build", "--output", str(output), "--jobs", "3")
    assert result.code == 1
    assert "no space left on device; 2,400,000 bytes are to be written\n" in result.err
    assert snapshot(output) == before
    assert [item.name for item in small_disk.iterdir()] == ["site"]


def test_an_output_that_is_mounted_is_written_file_by_file(project):
    """A folder of the same file system, as containers mount it."""
    mount("--bind", str(project.output), str(project.output))
    try:
        project.write({**EDIT, "content/p0.md": None})
        result = project.run("build")
        assert (result.code, result.err) == (0, "")
        there = {path for path, content in project.snapshot().items() if content}
        project.write({"content/about.md": page("About", "Again")})
        project.build()
        assert b"Again" in project.snapshot()["about/index.html"]
    finally:
        subprocess.run(["umount", str(project.output)], check=True)
    assert "new/index.html" in there
    assert "p0/index.html" not in there


DOCS = {
    f"content/docs/{name}.md": page(name) for name in ("a", "b", "deep/c", "deep/d")
}


def volumes(folder: Path, *kinds: str) -> list[Path]:
    """Mount volumes on a folder, each inside of the one before; ``bind`` is of its disk."""
    mounted = []
    for kind in kinds:
        folder.mkdir(exist_ok=True)
        if kind == "bind":
            mount("--bind", str(folder), str(folder))
        else:
            mount("-t", kind, kind, str(folder))
        mounted.insert(0, folder)
        folder /= "deep"
    return mounted


@pytest.fixture(params=["tmpfs", "bind", "tmpfs tmpfs", "bind tmpfs", "bind bind"])
def volume(project: Project, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder of the output that is mounted, with a file of somebody else in it."""
    folder = project.output / "docs"
    folder.mkdir()
    mounted = volumes(folder, *request.param.split())
    try:
        (folder / "theirs.txt").write_text("Not ours.")
        project.write(DOCS)
        project.build()
        yield folder
    finally:
        for place in mounted:
            subprocess.run(["umount", str(place)], check=True)


def test_volumes_mounted_inside_of_the_output_are_written_like_the_rest(
    project, volume
):
    """What goes, what changes and what comes, there and beside it."""
    project.write(
        {
            **EDIT,
            "content/docs/a.md": None,
            "content/docs/b.md": page("b", "New"),
            "content/docs/deep/c.md": None,
            "content/docs/deep/d.md": page("d", "New"),
            "content/docs/deep/er/e.md": page("e"),
        }
    )
    project.build()
    assert project.snapshot() == expected(project, "docs/theirs.txt")
    project.write({"content/docs/deep/d.md": page("d", "Text alone")})
    project.build()
    assert project.snapshot() == expected(project, "docs/theirs.txt")
    assert (volume / "theirs.txt").read_text() == "Not ours."


def expected(project: Project, *others: str) -> dict[str, bytes]:
    """What a build into an empty folder comes to, and what others have put there."""
    clean = Project(project.root.parent / "clean", {})
    shutil.copytree(
        project.root,
        clean.root,
        ignore=shutil.ignore_patterns("_site", ".sitewright"),
        dirs_exist_ok=True,
    )
    clean.build()
    made = clean.snapshot()
    shutil.rmtree(clean.root)
    return made | {name: (project.output / name).read_bytes() for name in others}


@pytest.mark.usefixtures("volume")
def test_volumes_inside_of_the_output_are_as_before_if_a_build_fails(project):
    before = project.snapshot()
    last = str(project.output / "p7/index.html")
    mount("--bind", last, last)
    try:
        project.write(
            {"templates/page.html": "New {{ content }}", "content/docs/a.md": None}
        )
        result = project.run("build")
        assert (result.code, project.snapshot()) == (1, before)
        assert "_site/p7/index.html: device or resource busy" in result.err
    finally:
        subprocess.run(["umount", last], check=True)


@pytest.mark.parametrize("moment", range(12))
@pytest.mark.parametrize("volume", ["tmpfs"], indirect=True)
@pytest.mark.usefixtures("volume")
def test_a_build_into_volumes_that_is_killed_is_mended_by_the_next(project, moment):
    redone = {"templates/page.html": "New {{ content }}", "content/docs/a.md": None}
    edited = {
        "templates/page.html": "Old {{ content }}",
        "content/docs/a.md": page("a"),
    }
    project.write(edited)
    project.build()
    project.write(redone)
    steps = count_steps(project, "build")
    project.write(edited)
    project.build()
    project.write(redone)
    last = steps - 100 + 8 * moment  # before that, it only reads
    kill = at_step(last, lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert project.spawn("build", before=kill).wait().code == -signal.SIGKILL
    project.build()
    assert project.snapshot() == expected(project, "docs/theirs.txt")


def test_what_fails_in_the_middle_of_the_renames_is_undone(project):
    """Nothing can take the place of a file that something is mounted on."""
    before, recorded = project.snapshot(), record_of(project).read_bytes()
    last = str(project.output / "p7/index.html")
    mount("--bind", last, last)
    try:
        for turn in range(2):
            project.write(
                {
                    **EDIT,
                    "content/about.md": page("About", f"New {turn}"),
                    "content/deep/down.md": page("Down"),
                    "content/p7.md": page("P7", f"New {turn}"),
                    **({} if turn else {"content/p0.md": None}),
                }
            )
            result = project.run("build")
            assert result.code == 1
            assert "_site/p7/index.html: device or resource busy" in result.err
            assert project.snapshot() == before
            assert record_of(project).read_bytes() == recorded
    finally:
        subprocess.run(["umount", last], check=True)
    project.build()
    after = project.snapshot()
    assert {"new/index.html", "deep/down/index.html"} <= after.keys()
    assert "p0/index.html" not in after
    assert b"New 1" in after["p7/index.html"]


def test_few_files_can_be_open_at_once(project):
    project.write(EDIT)
    result = run(project, "build", before=limit(resource.RLIMIT_NOFILE, 12))
    assert (result.returncode, result.stderr) == (0, "")


def test_too_little_memory_is_said_and_leaves_the_last_site(project):
    before = project.snapshot()
    project.write({"content/long.md": page("Long", "Some words. " * 4_000_000)})
    result = run(project, "build", before=limit(resource.RLIMIT_AS, 150 << 20))
    assert result.returncode == 1
    assert result.stderr.startswith("sitewright: there is not enough memory.")
    assert project.snapshot() == before


def test_everything_but_files_is_passed_over_and_never_opened(project, monkeypatch):
    os.mkfifo(project.root / "static/pipe.css")
    with socket.socket(socket.AF_UNIX) as sock:
        monkeypatch.chdir(project.root / "content")  # a longer name does not fit
        sock.bind("sock.md")
    result = run(project, "build")
    assert result.returncode == 0
    for name in ("content/sock.md", "static/pipe.css"):
        assert f"warning[SRC005]: this is neither a file nor a folder, and is left out\n  --> {name}\n" in result.stderr  # fmt: skip


@pytest.mark.parametrize(
    ("place", "code", "says"),
    [
        pytest.param("hooks.py", 1, "error[SRC001]: this cannot be read: it is not a file\n  --> hooks.py\n", id="hooks"),
        pytest.param(".gitignore", 1, "error[SRC001]: this cannot be read: it is not a file\n  --> .gitignore\n", id="ignore file"),
        pytest.param("urls.txt", 1, "error[SRC001]: this cannot be read: it is not a file\n  --> urls.txt\n", id="ledger"),
        pytest.param("site.yaml", 2, "sitewright: there is no site.yaml\n", id="settings"),
        pytest.param(".sitewright/last-build", 0, "sitewright: .sitewright/last-build is left aside: it is not a file\n", id="last build"),
        pytest.param(".sitewright/lock", 1, "error[OUT001]: the site cannot be written: .sitewright/lock: no such device or address\n", id="lock"),
    ],
)  # fmt: skip
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(project, place, code, says):
    before = project.snapshot()
    (project.root / place).unlink(missing_ok=True)
    os.mkfifo(project.root / place)
    if code != 0:
        project.write({"content/about.md": page("About", "Other")})
    result = run(project, "build", "--no-cache" if place.endswith("lock") else "-v")
    assert result.returncode == code
    assert result.stderr.startswith(says)
    assert project.snapshot() == before


@pytest.mark.parametrize("option", ["--manifest", "--trace"])
def test_what_tells_of_the_site_may_go_through_a_pipe_or_a_link(project, option):
    pipe, link, file = (project.root.parent / name for name in ("p", "link", "file"))
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "sitewright", "build", option, str(pipe)]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.DEVNULL) as done:
        assert pipe.read_text().startswith("{")
    assert done.returncode == 0
    assert pipe.is_fifo()
    link.symlink_to(file)
    assert project.run("build", option, str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text().startswith("{")


def test_a_cache_that_leads_elsewhere_is_not_written_through(project):
    theirs = project.root.parent / "theirs"
    theirs.mkdir()
    (theirs / "precious").write_text("mine")
    cache = project.root / ".sitewright"
    cache.rename(project.root.parent / "old-cache")
    cache.symlink_to("../theirs")
    project.write(EDIT)
    result = project.run("build")
    assert result.code == 1
    assert result.err.startswith(
        "error[OUT001]: the site cannot be written: .sitewright: "
        "a link stands where a folder must be\n"
    )
    assert snapshot(theirs) == {"precious": b"mine"}


def test_links_that_somebody_put_into_the_cache_are_not_written_through(project):
    precious = project.root.parent / "precious"
    precious.write_text("mine")
    record = record_of(project)
    for file in (record.with_suffix(".tmp"), project.root / ".sitewright/.gitignore"):
        file.unlink(missing_ok=True)
        file.symlink_to(precious)
    project.write(EDIT)
    assert project.run("build").code == 0
    assert precious.read_text() == "mine"


# --- processes


REDONE = {**EDIT, "templates/page.html": "<h1>New {{ title }}</h1>{{ content }}"}


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How often a build that changes every page touches the file system."""
    project = Project(tmp_path_factory.mktemp("count") / "site", MANY)
    project.build()
    project.write(REDONE)
    return count_steps(project, "build")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("back", [1, 4, 7, 10, 13, 16, 30])
def test_a_build_that_is_ended_leaves_the_old_site_or_the_new(
    project, steps, stop, back
):
    """Most of all near its end, where it puts its files into place."""
    old = project.snapshot()
    project.write(REDONE)
    end = at_step(steps - back, lambda: os.kill(os.getpid(), stop))
    assert project.spawn("build", before=end).wait().code == -stop
    left = project.snapshot()
    project.build()
    assert left in (old, project.snapshot())


def test_a_lock_of_a_build_that_died_holds_nobody_up(project):
    """The system lets go of it; what stands in the file means nothing."""
    (project.root / ".sitewright/lock").write_text("99999 another-host")
    project.write(EDIT)
    assert run(project, "build").returncode == 0


def test_a_folder_that_is_gone_has_no_project(project):
    gone = project.root.parent / "gone"
    gone.mkdir()

    def leave() -> None:
        os.chdir(gone)
        gone.rmdir()

    result = run(project, "build", before=leave, cwd="/")
    assert result.returncode == 2
    assert result.stderr.startswith("sitewright: there is no site.yaml\n")


def test_an_empty_environment_is_enough(project):
    project.write(EDIT)
    result = run(project, "build", env={})
    assert (result.returncode, result.stderr) == (0, "")


def test_names_are_utf_8_whatever_the_locale_says(project):
    project.write({"content/übung.md": page("Übung"), "content/ß.txt": "x"})
    locale = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = run(project, "build", env=locale, errors="strict", encoding="ascii")
    assert result.returncode == 0
    assert "  --> content/\\xdf.txt\n" in result.stderr
    assert "übung/index.html" in project.snapshot()


def test_no_folder_for_temporary_files_is_needed(project):
    project.write(EDIT)
    result = run(project, "build", env={"TMPDIR": "/nowhere", "HOME": "/nowhere"})
    assert (result.returncode, result.stderr) == (0, "")


def test_a_clock_that_runs_backwards_hides_no_change(project):
    place = project.root / "content/about.md"
    for text, when in (("Future", 4e9), ("Past", 0), ("Same!", 0)):
        project.write({"content/about.md": page("About", text)})
        os.utime(place, (when, when))
        project.build()
        assert text.encode() in project.snapshot()["about/index.html"]


def test_a_build_stops_a_template_in_every_process(project):
    """The budget is one of work: it is the same wherever a page is made."""
    loop = "{% for a in range(99) %}{% for b in range(99) %}{% endfor %}{% endfor %}"
    settings = f"{CONFIG}limits: {{steps: 2000}}\n"
    project.write({"templates/page.html": loop, "site.yaml": settings})
    before = project.snapshot()
    alone, beside = (run(project, "build", "-j", jobs) for jobs in ("1", "3"))
    assert (alone.returncode, beside.returncode) == (1, 1)
    assert alone.stderr == beside.stderr
    assert alone.stderr.startswith(
        "error[TPL013]: the templates of this page take more than 2,000 steps\n"
        "  --> templates/page.html:1\n"
    )
    assert "  = note: while rendering content/about.md\n" in alone.stderr
    assert project.snapshot() == before


def test_a_folder_in_which_nothing_may_be_changed_is_found_before_anything_is(project):
    """As where another user has built, or a part of the output is mounted for reading."""
    closed = project.output / "p0"
    mount("--bind", "-o", "ro", str(closed), str(closed))
    try:
        before = project.snapshot()
        project.write({f"content/p{n}.md": page("Other") for n in range(8)})
        result = project.run("build")
        left = project.snapshot()
    finally:
        subprocess.run(["umount", str(closed)], check=True)
    assert result.code == 1
    assert result.err.startswith(
        "error[OUT001]: the site cannot be written: _site/p0: "
        "nothing in it may be changed\n"
    )
    assert left == before
    project.build()


def test_a_cache_that_is_read_only_is_named(project):
    cache = project.root / ".sitewright"
    mount("--bind", "-o", "ro", str(cache), str(cache))
    try:
        before = project.snapshot()
        project.write(EDIT)
        result = project.run("build")
    finally:
        subprocess.run(["umount", str(cache)], check=True)
    assert result.code == 1
    assert result.err.startswith(
        "error[OUT001]: the site cannot be written: .sitewright/lock: "
        "read-only file system\n"
    )
    assert project.snapshot() == before


def test_a_large_file_is_copied_piece_by_piece(project):
    with (project.root / "static/film.bin").open("wb") as file:
        file.truncate(300 << 20)
    result = run(project, "build", before=limit(resource.RLIMIT_AS, 250 << 20))
    assert (result.returncode, result.stderr) == (0, "")
    assert (project.output / "film.bin").stat().st_size == 300 << 20


def count_calls(project: Project, *arguments: str) -> int:
    """Count the calls of functions, Python's and C's, in a run of the program."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = project.run(*arguments)
    finally:
        sys.setprofile(before)
    assert (result.code, result.err) == (0, "")
    return calls


def test_work_grows_with_the_number_of_files_and_no_faster(tmp_path):
    """Counted and not timed: what grows with the square of it takes four times as much."""
    work: dict[str, list[int]] = {}
    for number in (2, 200, 400, 800):
        files = {f"static/many/{n}.txt": str(n) for n in range(number)}
        folders = {f"content/{n}/{n}/index.md": page(f"P{n}") for n in range(number)}
        project = Project(tmp_path / str(number), {**SITE, **files, **folders})
        edits: dict[str, dict[str, str | None]] = {
            "first": {},
            "nothing": {},
            "one file": {"static/many/7.txt": "other"},
            "one page": {"content/7/7/index.md": page("P7", "Other")},
            "one gone": {"static/many/7.txt": None, "content/7/7/index.md": None},
        }
        for name, edit in edits.items():
            project.write(edit)
            work.setdefault(name, []).append(count_calls(project, "build", "-j", "1"))
    for name, (_loading, few, more, many) in work.items():
        assert many - more < 3 * (more - few), (name, work)


@pytest.mark.parametrize("moment", range(6))
def test_a_template_that_is_edited_during_a_build_is_the_old_one_or_the_new(
    project, steps, moment
):
    layout = project.root / "templates/page.html"
    project.write({"templates/page.html": "OLD {{ title }}"})
    edit = at_step(
        1 + steps * moment // 6, lambda: layout.write_text("NEW {{ title }}")
    )
    assert project.spawn("build", before=edit).wait().code == 0
    pages = [
        text[:3] for path, text in project.snapshot().items() if path[-5:] == ".html"
    ]
    assert set(pages) in ({b"OLD"}, {b"NEW"})
