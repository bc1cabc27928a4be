"""Files that pages of older releases name, which somebody may still have, stay for a while."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disk import SITE, Project, page
from publishing.sites import PUBLISH, files_of
from support import CONFIG

SOURCES = SITE | {
    "templates/page.html": "<link href=\"{{ '/css/site.css' | asset }}\">{{ content }}",
    "static/css/site.css": "/* one */\n",
    "content/many.md": page("Many"),
}
NAME = re.compile(r"css/site\.[0-9a-f]{10}\.immutable\.css")

Look = Callable[[], Mapping[str, bytes]]
"""Takes all files that visitors can ask for."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project", SOURCES)


def aim(project: Project, target: str) -> None:
    settings = f"{CONFIG}assets: {{fingerprint: css/**}}\n{PUBLISH.format(target)}"
    project.write({"site.yaml": settings})


def aim_at_folder(project: Project, _request: pytest.FixtureRequest) -> Look:
    aim(project, "{folder: ../www, keep: 2}")
    return lambda: files_of(project.root.parent / "www/current")


def aim_at_server(project: Project, request: pytest.FixtureRequest) -> Look:
    request.getfixturevalue("reachable")
    www = project.root.parent / "www of 'example'"
    aim(project, f'{{rsync: "testserver:{www}", keep: 2}}')
    return lambda: files_of(www / "current")


def aim_at_branch(project: Project, _request: pytest.FixtureRequest) -> Look:
    git = ["git", f"--git-dir={project.root.parent / 'origin.git'}"]
    subprocess.run([*git, "init", "-q", "--bare"], check=True)
    aim(project, "{git: ../origin.git}")

    def look() -> dict[str, bytes]:
        words = [*git, "archive", "gh-pages"]
        packed = subprocess.run(words, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            found = ((item.name, archive.extractfile(item)) for item in archive)
            return {name: file.read() for name, file in found if file}

    return look


def aim_at_bucket(project: Project, request: pytest.FixtureRequest) -> Look:
    service, name = request.getfixturevalue("bucket")
    aim(project, f'{{s3: "s3://{name}", endpoint: "{service.url}", keep: 2}}')
    return lambda: {
        key: content
        for key, content in service.files(name).items()
        if ".sitewright/" not in key
    }


PLACES = {
    "folder": aim_at_folder,
    "server": aim_at_server,
    "branch": aim_at_branch,
    "bucket": aim_at_bucket,
}


@pytest.fixture(params=PLACES)
def look(project: Project, request: pytest.FixtureRequest) -> Look:
    return PLACES[request.param](project, request)


def publish(project: Project, text: str = "", *words: str) -> str:
    """Publish, perhaps with another style sheet, and insist that it works."""
    if text:
        project.write({"static/css/site.css": f"/* {text} */\n"})
    result = project.run("publish", *words)
    assert (result.code, result.err) == (0, ""), result
    return result.out


def sheets(look: Look) -> set[str]:
    """What the style sheets say whose names have a digest in them."""
    files = look()
    named = NAME.search(files["index.html"].decode())
    assert named
    assert named[0] in files
    return {text.decode()[3:-4] for path, text in files.items() if NAME.fullmatch(path)}


def test_what_an_older_page_names_is_served_until_its_release_is_gone(project, look):
    publish(project, "one")
    assert sheets(look) == {"one"}
    assert "1 kept for older pages" in publish(project, "two")
    assert sheets(look) == {"one", "two"}
    publish(project, "three")
    assert sheets(look) == {"one", "two", "three"}
    if "git" not in (project.root / "site.yaml").read_text():  # which keeps ten of them
        publish(project, "four")
        assert sheets(look) == {"two", "three", "four"}


def test_nothing_is_published_for_the_sake_of_what_is_kept(project, look):
    publish(project, "one")
    publish(project, "two")
    before = look()
    assert "already" in publish(project)
    assert "already" in publish(project)
    assert look() == before


@pytest.mark.usefixtures("look")
def test_what_is_kept_is_told_and_changes_no_digest(project):
    digest = re.compile("^Digest .*$", re.MULTILINE)
    project.write({"static/css/site.css": "/* two */\n"})
    clean = publish(project, "", "--dry-run")
    publish(project, "one")
    planned = publish(project, "two", "--dry-run")
    assert re.search(f"^kept     {NAME.pattern}$", planned, re.MULTILINE)
    assert digest.findall(planned) == digest.findall(clean)
    assert digest.findall(publish(project)) == digest.findall(clean)


def test_a_roll_back_serves_what_was_kept_then(project, look):
    publish(project, "one")
    publish(project, "two")
    then = look()
    project.write({"content/index.md": page("Home", "Other")})
    publish(project, "three")
    assert project.run("publish", "rollback").code == 0
    assert look() == then
    publish(project, "five")
    assert sheets(look) >= {"two", "five"}
