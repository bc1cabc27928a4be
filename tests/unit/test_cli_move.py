"""``sitewright move`` on a real disk: what it writes, what it says, what it refuses."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from disk import Project, at_step, count_steps, snapshot
from sitewright.commands.project import read_project
from sitewright.edges.naming import Named
from sitewright.edges.relocating import find_relocation
from sitewright.model.build import Options
from sitewright.pipeline.moving import plan_move
from support import CONFIG, NOW

LEDGER = """\
# Sitewright URL ledger, version 1
# Every address that this site has had. live: published; moved: redirected;
# gone: removed on purpose. 'sitewright ledger accept' keeps it up to date.

live  /
live  /about/  # a comment
live  /team/
"""
FILES = {
    "site.yaml": CONFIG + "extra: {a: /about/}\n",
    "urls.txt": LEDGER,
    "content/index.md": "[a](about.md) [b](/about/#team)\n",
    "content/about.md": b"\xef\xbb\xbf---\r\ntitle: About\r\n---\r\n[h](index.md)",
    "content/team.md": "[a](<about.md> 't')\n",
    "content/about.yaml": "who: we\n",
    "static/a.css": "a {}\n",
    "static/doc.pdf": b"%PDF\x00\xff",
    "templates/page.html": "<a href='/about/'>{{ content }}",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site", FILES)


def sources(project: Project) -> dict[str, bytes]:
    """All files but the cache; folders are not counted."""
    found = snapshot(project.root)
    return {
        path: raw
        for path, raw in found.items()
        if not path.startswith((".sitewright", ".git"))
        and (project.root / path).is_file()
    }


MOVED = """\
moved      content/about.md -> content/company/about.md
moved      content/about.yaml -> content/company/about.yaml
address    /about/ -> /company/about/, redirected in content/company/about.md
rewritten  content/company/about.md: 1 link
rewritten  content/index.md: 2 links
rewritten  content/team.md: 1 link
rewritten  site.yaml: 1 link
rewritten  templates/page.html: 1 link
ledger     moved /about/
ledger     live  /company/about/
2 files moved, 6 links rewritten in 5 files, 1 URL redirected.
"""
AFTER = FILES | {
    "site.yaml": CONFIG + "extra: {a: /company/about/}\n",
    "urls.txt": LEDGER.replace("live  /about/  # a comment", "moved /about/  # a comment\nlive  /company/about/"),
    "content/index.md": "[a](company/about.md) [b](/company/about/#team)\n",
    "content/company/about.md": b"\xef\xbb\xbf---\r\ntitle: About\r\nredirect_from: /about/\r\n---\r\n[h](../index.md)",
    "content/company/about.yaml": "who: we\n",
    "content/team.md": "[a](<company/about.md> 't')\n",
    "templates/page.html": "<a href='/company/about/'>{{ content }}",
}  # fmt: skip
del AFTER["content/about.md"], AFTER["content/about.yaml"]


def as_bytes(files) -> dict[str, bytes]:
    return {p: t if isinstance(t, bytes) else t.encode() for p, t in files.items()}


def test_a_page_goes_with_its_data_and_everything_follows(project):
    (project.root / "content/about.md").chmod(0o640)
    (project.root / "content/team.md").chmod(0o604)
    result = project.run("move", "content/about.md", "content/company/")
    assert (result.code, result.err, result.out) == (0, "", MOVED)
    assert sources(project) == as_bytes(AFTER)
    modes = {
        path: (project.root / path).stat().st_mode & 0o777
        for path in ("content/company/about.md", "content/team.md")
    }
    assert modes == {"content/company/about.md": 0o640, "content/team.md": 0o604}
    about = "content/company/about.md"
    project.write({about: AFTER[about] + b"{#team}"})  # which is missed from the start
    assert project.run("check", "--strict").code == 0
    assert project.run("ledger").code == 0


@pytest.mark.parametrize(
    ("old", "new", "folder"),
    [
        ("content/about.md", "content/company/about.md", "."),
        ("about.md", "company/about.md", "content"),
        ("./about.md", "../content/company/", "content"),
        ("content/about.md", "content/company/", "content"),
        ("/about/", "content/company/", "."),
        ("/about", "company/", "content"),
        ("https://www.example.com/about/", "content/company/", "."),
        ("ROOT/content/about.md", "ROOT/content/company/about.md", "templates"),
    ],
)
def test_both_ends_can_be_named_in_several_ways(project, old, new, folder):
    old, new = (word.replace("ROOT", str(project.root)) for word in (old, new))
    config = str(project.root / "site.yaml")
    words = ("move", "--config", config, old, new)
    result = project.run(*words, cwd=project.root / folder)
    assert (result.code, result.err) == (0, "")
    assert sources(project) == as_bytes(AFTER)


def test_it_works_from_elsewhere_with_the_settings_named(project, tmp_path):
    config = str(project.root / "site.yaml")
    words = ("--config", config, "content/about.md", "content/company/")
    assert project.run("move", *words, cwd=tmp_path).code == 0
    assert sources(project) == as_bytes(AFTER)


def test_the_name_is_kept_in_a_folder_that_is_there(project):
    (project.root / "content/company").mkdir()
    assert project.run("move", "content/about.md", "content/company").code == 0
    assert sources(project) == as_bytes(AFTER)


DIFF = """\
diff --git a/content/about.md b/content/b c.md
rename from content/about.md
rename to content/b c.md
--- a/content/about.md
+++ b/content/b c.md\t
@@ -1,4 +1,5 @@
 \ufeff---\r
 title: About\r
+redirect_from: /about/\r
 ---\r
 [h](index.md)
\\ No newline at end of file
diff --git a/content/about.yaml b/content/b c.yaml
rename from content/about.yaml
rename to content/b c.yaml
diff --git a/content/index.md b/content/index.md
--- a/content/index.md
+++ b/content/index.md
@@ -1 +1 @@
-[a](about.md) [b](/about/#team)
+[a](b%20c.md) [b](/b%20c/#team)
diff --git a/content/team.md b/content/team.md
--- a/content/team.md
+++ b/content/team.md
@@ -1 +1 @@
-[a](<about.md> 't')
+[a](<b%20c.md> 't')
diff --git a/site.yaml b/site.yaml
--- a/site.yaml
+++ b/site.yaml
@@ -1,3 +1,3 @@
 title: Example
 url: https://www.example.com
-extra: {a: /about/}
+extra: {a: /b c/}
diff --git a/templates/page.html b/templates/page.html
--- a/templates/page.html
+++ b/templates/page.html
@@ -1 +1 @@
-<a href='/about/'>{{ content }}
\\ No newline at end of file
+<a href='/b%20c/'>{{ content }}
\\ No newline at end of file
diff --git a/urls.txt b/urls.txt
--- a/urls.txt
+++ b/urls.txt
@@ -3,5 +3,6 @@
 # gone: removed on purpose. 'sitewright ledger accept' keeps it up to date.
 \n\
 live  /
-live  /about/  # a comment
+moved /about/  # a comment
+live  /b%20c/
 live  /team/
2 files would be moved, 5 links would be rewritten in 4 files, 1 URL would be \
redirected. Nothing was written.
"""


def test_a_dry_run_shows_a_diff_and_writes_nothing(project):
    before = snapshot(project.root)
    result = project.run("move", "content/about.md", "content/b c.md", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out == DIFF
    assert snapshot(project.root) == before


def git(project: Project, *words: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", "-c", "core.autocrlf=false", *words],
        cwd=project.root,
        input=given,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("content/about.md", "content/b c.md"),
        ("content/about.md", "content/é/about.md"),
        ("static/doc.pdf", "static/x y/doc.pdf"),
    ],
)
def test_git_applies_the_diff_to_the_same_end(project, tmp_path, old, new):
    git(project, "init", "--quiet")
    out = subprocess.run(
        [project_python(), "-m", "sitewright", "move", old, new, "--dry-run"],
        cwd=project.root,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ).stdout
    diff = out[: out.rindex(b"\n", 0, -1) + 1]
    git(project, "apply", "--whitespace=nowarn", given=diff)
    twin = Project(tmp_path / "twin", FILES)
    assert twin.run("move", old, new).code == 0
    assert sources(project) == sources(twin)


def project_python() -> str:
    import sys

    return sys.executable


def test_json_tells_a_program_all(project):
    result = project.run("move", "/about/", "content/company/", "--format", "json")
    told = json.loads(result.out)
    assert result.err == ""
    assert told == {
        "ok": True,
        "written": True,
        "moved": [
            {"from": "content/about.md", "to": "content/company/about.md"},
            {"from": "content/about.yaml", "to": "content/company/about.yaml"},
        ],
        "addresses": [
            {
                "from": "/about/",
                "to": "/company/about/",
                "redirected_in": "content/company/about.md",
            }
        ],
        "kept": [],
        "rewritten": told["rewritten"],
        "ledger": [
            {"url": "/about/", "state": "moved", "before": "live"},
            {"url": "/company/about/", "state": "live", "before": None},
        ],
        "findings": [],
    }
    assert told["rewritten"][0] == {
        "path": "content/company/about.md",
        "line": 5,
        "column": 5,
        "from": "index.md",
        "to": "../index.md",
    }
    refused = project.run("move", "/nope/", "content/x.md", "--format", "json")
    told = json.loads(refused.out)
    assert (refused.code, told["ok"]) == (1, False)
    assert [item["code"] for item in told["findings"]] == ["MOV001"]


def test_a_fixed_address_stays_and_needs_no_redirect(project):
    text = "---\npermalink: /about/\n---\n[h](index.md)\n"
    project.write({"content/about.md": text})
    result = project.run("move", "content/about.md", "content/company/")
    assert "address    /about/ stays, without a redirect\n" in result.out
    new = (project.root / "content/company/about.md").read_text("utf-8")
    assert new == text.replace("index.md", "../index.md")
    links = (project.root / "content/index.md").read_text("utf-8")
    assert links == "[a](company/about.md) [b](/about/#team)\n"
    assert (project.root / "urls.txt").read_text("utf-8") == LEDGER


FOLDER = {
    "site.yaml": CONFIG + "paths: {passthrough: ['content/**/*.png']}\nredirects_import: [old/_redirects]\nhosts: [netlify]\n",
    "old/_redirects": "/news/* /blog/:splat\n",
    ".eleventyignore": "content/**/*.draft.md\n",
    "content/index.md": "[b](blog/index.md) ![p](/blog/img/p.png)\n",
    "content/blog/index.md": "---\ntitle: Blog\n---\n[p](post.md) [h](../index.md) ![p](img/p.png)\n",
    "content/blog/post.md": "[b](./index.md) [i](/)\n",
    "content/blog/post.json": '{"a": 1}',
    "content/blog/blog.yaml": "tags: blog\n",
    "content/blog/blog.11tydata.json": "{}",
    "content/blog/x.draft.md": "[never](seen.md)\n",
    "content/blog/img/p.png": b"\x89PNG",
    "content/blog/.notes": "mine",
    "content/blog/deep/blog.md": "deep\n",
}  # fmt: skip


def test_a_folder_goes_with_all_that_is_in_it(tmp_path):
    project = Project(tmp_path / "site", FOLDER)
    (project.root / "content/in").mkdir()
    result = project.run("move", "content/blog", "content/in/sights")
    assert (result.code, result.err) == (0, "")
    post, front = "[b](./index.md) [i](/)\n", "redirect_from: /blog/"
    deep = "content/in/sights/deep/blog.md"
    assert sources(project) == as_bytes({
        **{path: text for path, text in FOLDER.items() if "blog" not in path},
        "site.yaml": FOLDER["site.yaml"] + "redirects:\n  /blog/img/p.png: /in/sights/img/p.png\n",
        "old/_redirects": "/news/* /in/sights/:splat\n",
        "content/index.md": "[b](in/sights/index.md) ![p](/in/sights/img/p.png)\n",
        "content/in/sights/index.md": f"---\ntitle: Blog\n{front}\n---\n[p](post.md) [h](../../index.md) ![p](img/p.png)\n",
        "content/in/sights/post.md": f"---\n{front}post/\n---\n{post}",
        "content/in/sights/post.json": '{"a": 1}',
        "content/in/sights/sights.yaml": "tags: blog\n",
        "content/in/sights/sights.11tydata.json": "{}",
        "content/in/sights/x.draft.md": "[never](seen.md)\n",
        "content/in/sights/img/p.png": b"\x89PNG",
        "content/in/sights/.notes": "mine",
        deep: f"---\n{front}deep/blog/\n---\ndeep\n",
    })  # fmt: skip
    assert not (project.root / "content/blog").exists()
    assert project.run("check").code == 0


def test_data_of_a_whole_folder_stay_with_it(tmp_path):
    files = {
        "site.yaml": CONFIG,
        "content/d/d.md": "D\n",
        "content/d/e.md": "E\n",
        "content/d/d.yaml": "a: b\n",
    }
    project = Project(tmp_path / "site", files)
    assert project.run("move", "content/d/d.md", "content/x.md").code == 0
    assert {"content/x.md", "content/d/d.yaml"} < sources(project).keys()


@pytest.mark.parametrize(
    ("old", "new", "is_folder"),
    [
        ("content/about.md", "content/company/about.md", False),
        ("static/doc.pdf", "static/docs/d.pdf", False),
        ("content/blog", "content/x/news", True),
    ],
)
def test_the_project_is_afterwards_what_was_foretold(tmp_path, old, new, is_folder):
    files = FOLDER | {"content/about.md": "[b](blog/index.md)", "static/doc.pdf": b"x"}
    project = Project(tmp_path / "site", files)
    workspace = read_project(project.root, "site.yaml")
    relocation, _ = find_relocation(project.root, workspace, Named(old, new, is_folder))
    planned = plan_move(workspace, Options(now=NOW), relocation)
    assert project.run("move", old, new).code == 0
    assert read_project(project.root, "site.yaml") == planned.workspace


def test_a_static_file_is_told_in_the_settings(project):
    project.write({"content/team.md": "[d](/doc.pdf)\n"})
    result = project.run("move", "static/doc.pdf", "static/docs/")
    assert result.code == 0
    after = sources(project)
    assert after["static/docs/doc.pdf"] == b"%PDF\x00\xff"
    assert after["content/team.md"] == b"[d](/docs/doc.pdf)\n"
    assert after["site.yaml"].endswith(b"redirects:\n  /doc.pdf: /docs/doc.pdf\n")
    assert after["urls.txt"].endswith(
        b"moved /doc.pdf\nlive  /docs/doc.pdf\nlive  /team/\n"
    )
    assert "warning[RED007]" in result.err


def test_what_pages_load_by_themselves_gets_a_rule_only_where_hosts_have_such(project):
    project.write({"content/team.md": "![p](/p.png)\n", "static/p.png": "x"})
    result = project.run("move", "static/p.png", "static/img/")
    assert (result.code, result.err) == (0, "")
    assert (
        "address    /p.png -> /img/p.png, without a redirect: pages load it by "
        "themselves\n"
    ) in result.out
    assert (
        "1 file moved, 1 link rewritten in 1 file, 0 URLs redirected.\n" in result.out
    )
    assert sources(project)["site.yaml"] == as_bytes(FILES)["site.yaml"]
    project.write({"site.yaml": CONFIG + "hosts: [nginx]\n"})
    assert project.run("move", "static/img/p.png", "static/p.png").code == 0
    assert b"/img/p.png: /p.png" in sources(project)["site.yaml"]


def test_a_link_of_the_file_system_is_not_written_through(project):
    project.write({"content/team.md": None, "data/shared.md": "[a](/about.md)\n"})
    (project.root / "content/team.md").symlink_to("../data/shared.md")
    before = (project.root / "data/shared.md").read_bytes()
    result = project.run("move", "content/about.md", "content/company/")
    # The link would lead nowhere then, and nobody may write it.
    assert (result.code, "error[MD005]" in result.err) == (1, True)
    assert (project.root / "data/shared.md").read_bytes() == before
    assert (project.root / "content/about.md").exists()


def test_letter_case_alone_can_change(project):
    project.write({"content/index.md": "[a](about.md)\n"})
    result = project.run("move", "content/about.md", "content/About.md")
    # Many computers take /about/ and /About/ for one, so it cannot be redirected there.
    assert (result.code, "error[URL004]" in result.err) == (1, True)
    text = "---\npermalink: /about/\n---\n"
    project.write({"content/about.md": text})
    assert project.run("move", "content/about.md", "content/About.md").code == 0
    assert sources(project)["content/index.md"] == b"[a](About.md)\n"
    names = {path.name for path in (project.root / "content").iterdir()}
    assert {"About.md", "About.yaml"} <= names


def test_nothing_is_moved_in_a_broken_site(project):
    project.write({"content/team.md": "[x](nope.md)\n"})
    before = snapshot(project.root)
    result = project.run("move", "content/about.md", "content/company/")
    assert result.code == 1
    assert result.out == ""
    assert result.err.startswith(
        "The site is broken before anything is moved:\n\nerror[MD005]: there is no page"
    )
    assert result.err.endswith("1 finding: 1 error. Nothing was written.\n")
    assert snapshot(project.root) == before


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"content/company.md": "---\npermalink: /company/about/\n---\n"}, "URL003"),
        ({"content/x.md": "---\nredirect_from: /company/about/\n---\n"}, "RED006"),
        ({"site.yaml": CONFIG + "redirects: {/company/about/: /team/}\n"}, "RED006"),
        ({"static/company/about/index.html": "x"}, "URL003"),
        ({"content/company/company.yaml": "layout: nope.html\n", "content/company/x.md": "---\nlayout: page.html\noverride:layout: page.html\n---\n"}, "TPL001"),
    ],
)  # fmt: skip
def test_nothing_is_moved_that_would_break_the_site(project, files, code):
    project.write(files)
    before = snapshot(project.root)
    result = project.run("move", "content/about.md", "content/company/")
    assert result.code == 1
    assert result.err.startswith("The move would break the site:\n\n")
    assert f"error[{code}]" in result.err
    assert snapshot(project.root) == before


def fail() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def steps_of(project: Project) -> int:
    project.run("move", "/about/", "content/x.md", "--dry-run")  # all is imported then
    return count_steps(project, "move", "content/about.md", "content/company/")


def test_whatever_fails_is_undone(tmp_path):
    """The disk is full, or a permission missing, at each touch of the file system."""
    steps = steps_of(Project(tmp_path / "count", FILES))
    outcomes = set()
    for step in range(1, steps + 1):
        project = Project(tmp_path / f"p{step}", FILES)
        words = ("move", "content/about.md", "content/company/")
        result = project.spawn(*words, before=at_step(step, fail)).wait()
        now = sources(project)
        # A folder that could not be removed, or a cache, is all that may differ.
        assert now in (as_bytes(FILES), as_bytes(AFTER)), (step, result)
        assert now == as_bytes(AFTER if result.code == 0 else FILES), (step, result)
        assert result.code == 0 or not (project.root / ".sitewright/move").exists()
        outcomes.add(result.code)
    assert outcomes == {0, 1}


def test_killed_at_any_moment_no_text_is_lost(tmp_path):
    steps = steps_of(Project(tmp_path / "count", FILES))
    for step in range(1, steps + 1):
        project = Project(tmp_path / f"p{step}", FILES)

        def kill() -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        words = ("move", "content/about.md", "content/company/")
        project.spawn(*words, before=at_step(step, kill)).wait()
        now = sources(project)
        allowed = [as_bytes(FILES), as_bytes(AFTER)]
        assert all(raw in (one.get(p) for one in allowed) for p, raw in now.items())
        assert "content/about.md" in now or "content/company/about.md" in now


def test_an_edit_in_between_is_not_overwritten(tmp_path):
    steps = steps_of(Project(tmp_path / "count", FILES))
    results = set()
    for step in range(1, steps + 1):
        project = Project(tmp_path / f"p{step}", FILES)
        file = project.root / "content/team.md"

        def edit(file: Path = file) -> None:
            os.truncate(file, 0)

        words = ("move", "content/about.md", "content/company/")
        result = project.spawn(*words, before=at_step(step, edit)).wait()
        refused = "content/team.md has changed meanwhile; run this again" in result.err
        if refused:
            wanted = as_bytes(FILES | {"content/team.md": ""})
            assert (result.code, sources(project)) == (1, wanted)
        results.add(refused)
    assert results == {True, False}
