"""Publishing into a bucket of a real S3 API, through the real ``aws`` client."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from disk import SITE, Project, at_step, count_steps, page
from publishing.s3 import ENVIRONMENT, S3
from publishing.sites import aim, built
from support import CONFIG

CLIENT = frozenset({"subprocess.Popen"})
"""A step is a run of the client."""

OLD = SITE | {
    "content/p1.md": page("old 1"),
    "content/only-old.md": page("old"),
    "static/css/site.css": "/* old */\n",
    "static/logo [1].svg": "<svg/>\n",
}
NEW = SITE | {
    "content/p1.md": page("new 1"),
    "content/p2.md": page("new 2"),
    "static/css/site.css": "/* new */\n",
    "static/logo [1].svg": "<svg/>\n",
}

Place = tuple[S3, str]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    pairs = (("old", OLD), ("new", NEW))
    return {n: built(tmp_path_factory.mktemp(n) / "site", files) for n, files in pairs}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project", OLD)


def renew(project: Project) -> None:
    project.write(dict.fromkeys(OLD.keys() - NEW.keys()))
    project.write({path: NEW[path] for path in NEW if path != "site.yaml"})


def publish(project: Project, *words: str) -> str:
    """Publish, and insist that it works."""
    result = project.run("publish", *words)
    assert (result.code, result.err) == (0, ""), result
    return result.out


def served(bucket: Place) -> dict[str, bytes]:
    """What visitors can ask for; nobody does for what starts with ``.sitewright/``."""
    service, name = bucket
    files = service.files(name)
    return {k: v for k, v in files.items() if ".sitewright/" not in k}


@dataclass(frozen=True)
class Published:
    """A bucket into which the old version was published.

    Attributes:
        bucket: Its name.
        steps: How often publishing the new version after it runs the client.
        log: What the client was told then, a line each time.
    """

    bucket: str
    steps: int
    log: tuple[str, ...]


@pytest.fixture(scope="module")
def published(
    service: S3, tmp_path_factory: pytest.TempPathFactory, versions
) -> Published:
    project = Project(tmp_path_factory.mktemp("published") / "site", OLD)
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in ENVIRONMENT.items():
            patch.setenv(variable, value)
        service.make("used")
        aim(project, f'{{s3: "s3://used", endpoint: "{service.url}"}}')
        assert "now serves 2" in publish(project)
        assert served((service, "used")) == versions["old"]
        service.make("published")
        service.copy("used", "published")
        renew(project)
        tools, log = tmp_path_factory.mktemp("tools"), tmp_path_factory.mktemp("log")
        real = shutil.which("aws", path=ENVIRONMENT["PATH"])
        (tools / "aws").write_text(
            f'#!/bin/sh\necho "$*" >>{log}/aws\nexec {real} "$@"\n'
        )
        (tools / "aws").chmod(0o755)
        patch.setenv("PATH", f"{tools}{os.pathsep}{ENVIRONMENT['PATH']}")
        steps = count_steps(project, "publish", steps=CLIENT)
        told = (log / "aws").read_text("utf-8").splitlines()
        return Published("published", steps, tuple(told))


@pytest.fixture
def filled(bucket: Place, published: Published) -> Place:
    """The bucket of the test's own project, with the old version in it."""
    service, name = bucket
    service.copy(published.bucket, name)
    return bucket


def test_the_second_run_sends_nothing(project, filled, versions):
    service, name = filled
    before = service.stamps(name)
    assert f"has all {len(versions['old'])} files already" in publish(project)
    assert service.stamps(name) == before


def test_only_what_changed_travels_and_what_is_gone_is_deleted(
    project, filled, versions
):
    service, name = filled
    service.ask("PUT", f"/{name}/mine/other.txt", b"of somebody else\n")
    before = service.stamps(name)
    renew(project)
    assert publish(project, "--dry-run").split("\n")[:6] == [
        "added    p2/index.html",
        "changed  css/site.css",
        "changed  p1/index.html",
        "changed  sitemap.xml",
        "removed  only-old/index.html",
        f"live (s3://{name}) would change: 1 file added, 3 changed, 1 removed, "
        f"5 as before; {sum(len(versions['new'][p]) for p in CHANGED)} bytes would "
        "travel. Nothing was published.",
    ]
    assert service.stamps(name) == before
    publish(project)
    files = served(filled)
    assert files.pop("mine/other.txt") == b"of somebody else\n"
    assert files == versions["new"]
    after = service.stamps(name)
    same = versions["new"].keys() - set(CHANGED)
    assert same
    assert {path: after[path] for path in same} == {path: before[path] for path in same}


CHANGED = ("p2/index.html", "css/site.css", "p1/index.html", "sitemap.xml")


def test_pages_come_after_what_they_need_and_deletions_last(published):
    order = [what for line in published.log for what in _moments(line)]
    assert order == ["store", "assets", "assets", "pages", "deletions", "deletions"]


def _moments(line: str) -> list[str]:
    marks = {
        "/.sitewright/objects/ --no-progress": "store",
        "REPLACE": "pages" if "text/html" in line else "assets",
        "delete-objects": "deletions",
    }
    return [what for mark, what in marks.items() if mark in line]


def test_what_browsers_are_told_of_each_object(filled):
    service, name = filled
    kinds = {
        "index.html": "text/html; charset=utf-8",
        "css/site.css": "text/css; charset=utf-8",
        "logo [1].svg": "image/svg+xml; charset=utf-8",
        "sitemap.xml": "application/xml; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
    }
    for key, kind in kinds.items():
        head, _ = service.ask("HEAD", f"/{name}/{key}")
        assert head["content-type"] == kind
        assert head["cache-control"] == "public, max-age=0, must-revalidate"


def test_redirects_and_headers_of_the_site(project, bucket):
    service, name = bucket
    target = (
        f'publish: {{live: {{s3: "s3://{name}/docs", endpoint: "{service.url}"}}}}\n'
    )
    config = CONFIG.replace(".com", ".com/docs") + "hosts: s3\n" + target
    config += (
        "headers:\n  '/*': {X-Robots-Tag: noarchive}\n"
        "  '/*.css': {Cache-Control: max-age=60, Content-Language: en}\n"
    )
    project.write({"site.yaml": config + "redirects: {/old/: /about/}\n"})
    publish(project)
    for key in ("docs/old", "docs/old/index.html"):
        head, _ = service.ask("HEAD", f"/{name}/{key}")
        assert head["x-amz-website-redirect-location"] == "/docs/about/"
    sheet, _ = service.ask("HEAD", f"/{name}/docs/css/site.css")
    assert (sheet["cache-control"], sheet["content-language"]) == ("max-age=60", "en")
    page, _ = service.ask("HEAD", f"/{name}/docs/index.html")
    assert page["cache-control"] == "public, max-age=0, must-revalidate"
    assert "already" in publish(project)
    project.write({"site.yaml": config + "redirects: {/older/: /}\n"})
    publish(project)
    files = served(bucket)
    assert {key for key in files if "old" in key} == {
        *("docs/older", "docs/older/index.html", "docs/only-old/index.html")
    }


def test_any_release_that_is_kept_can_be_served_again(project, filled, versions):
    service, name = filled
    aim(project, f'{{s3: "s3://{name}", endpoint: "{service.url}", keep: 2}}')
    renew(project)
    publish(project)
    assert "now serves" in publish(project, "rollback")
    assert served(filled) == versions["old"]
    head, _ = service.ask("HEAD", f"/{name}/index.html")
    assert head["content-type"] == "text/html; charset=utf-8"
    listed = json.loads(publish(project, "list", "--format", "json"))["releases"]
    assert [item["served"] for item in listed] == [False, True]
    publish(project, "rollback", "live", listed[0]["name"])
    assert served(filled) == versions["new"]

    project.write({"content/about.md": page("Third")})
    publish(project)
    kept = {key for key in service.stamps(name) if key.startswith(".sitewright/")}
    assert sum(key.startswith(".sitewright/releases/") for key in kept) == 2
    assert not any("only-old" in key for key in kept)  # nobody can go back there
    assert ".sitewright/lock" not in kept
    publish(project, "rollback")
    assert served(filled) == versions["new"]


def test_a_bucket_of_somebody_else_is_not_written_over(project, bucket):
    service, name = bucket
    service.ask("PUT", f"/{name}/index.html", b"theirs\n")
    for words in ((), ("--dry-run",)):
        result = project.run("publish", *words)
        assert (result.code, result.out) == (1, "")
        assert f"error[PUB001]: 's3://{name}' holds 'index.html', which" in result.err
    assert served(bucket) == {"index.html": b"theirs\n"}
    publish(project, "--take-over")
    assert served(bucket)["index.html"] != b"theirs\n"


def test_an_object_that_vanished_is_put_back(project, filled, versions):
    service, name = filled
    service.ask("DELETE", f"/{name}/about/index.html")
    assert "0 files added, 1 changed" in publish(project)
    assert served(filled) == versions["old"]


def test_a_bucket_that_is_not_there(project, bucket):
    service, _ = bucket
    aim(project, f'{{s3: "s3://no-such-bucket", endpoint: "{service.url}"}}')
    for words in ((), ("--dry-run",), ("list",)):
        result = project.run("publish", *words)
        assert (result.code, result.out) == (1, "")
        assert "error[PUB003]: 'aws' ended with 255" in result.err
        assert "The specified bucket does not exist" in result.err


@pytest.mark.usefixtures("bucket")
def test_a_client_that_is_missing(project, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert "error[PUB002]: there is no 'aws' on this machine" in result.err
    assert "install it: pipx install awscli" in result.err


def test_two_people_do_not_publish_at_once(project, filled, versions, tmp_path):
    service, name = filled
    colleague = Project(tmp_path / "colleague", NEW)
    aim(colleague, f'{{s3: "s3://{name}", endpoint: "{service.url}"}}')
    stop = at_step(8, lambda: os.kill(os.getpid(), signal.SIGSTOP), CLIENT)
    child = colleague.spawn("publish", before=stop)
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert "error[PUB005]: " in result.err
    assert "has been publishing there since 20" in result.err
    assert f"aws s3 rm s3://{name}/.sitewright/lock" in result.err
    os.kill(child.pid, signal.SIGCONT)
    assert child.wait().code == 0
    assert served(filled) == versions["new"]


def test_runs_of_one_project_wait_for_one_another(project, filled, versions):
    renew(project)
    children = [project.spawn("publish") for _ in range(2)]
    results = [child.wait() for child in children]
    assert [(result.code, result.err) for result in results] == [(0, "")] * 2
    assert sum("now serves" in result.out for result in results) == 1
    assert served(filled) == versions["new"]


@pytest.mark.slow
@pytest.mark.parametrize(("moment", "then"), [(0.6, "old"), (0.7, "old"), (0.8, "new")])
def test_a_killed_run_leaves_whole_pages_and_the_next_one_mends_all(
    project, filled, versions, published, moment, then
):
    service, name = filled
    renew(project)
    step = int(moment * published.steps)
    kill = at_step(step, lambda: os.kill(os.getpid(), signal.SIGKILL), CLIENT)
    assert project.spawn("publish", before=kill).wait().code == -signal.SIGKILL
    with (project.root / ".sitewright/publish-live.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # what it had started has ended, too

    left, old, new = served(filled), versions["old"], versions["new"]
    for path, content in left.items():
        assert content in (old.get(path), new.get(path)), path
    assert left.keys() >= old.keys() & new.keys()
    if any(left.get(path) == new[path] for path in ("p1/index.html", "p2/index.html")):
        assert left["css/site.css"] == new["css/site.css"]
    if not left.keys() >= old.keys():  # deletions come last
        assert left == new

    if then == "old":  # the author takes the edit back
        project.write(dict.fromkeys(NEW.keys() - OLD.keys()))
        project.write({path: OLD[path] for path in OLD if path != "site.yaml"})
    publish(project)
    assert served(filled) == versions[then]
    kept = {key for key in service.stamps(name) if key.startswith(".sitewright/")}
    assert not {".sitewright/lock", ".sitewright/changing"} & kept
