"""``sitewright hosts``: what goes into the settings of a server."""

from __future__ import annotations

import pytest

from disk import Project
from support import CONFIG

FILES = {
    "site.yaml": CONFIG + "hosts: [nginx, caddy, s3, json]\nredirects: {/old/: /}\n",
    "content/index.md": "Home",
}


def test_the_files_are_written_where_they_are_wanted(tmp_path):
    project = Project(tmp_path, FILES)
    result = project.run("hosts", "-o", "deploy/conf")
    assert (result.code, result.err) == (0, "")
    written = sorted(path.name for path in (tmp_path / "deploy/conf").iterdir())
    assert written == [
        "s3-objects.json",
        "s3-website.json",
        "sitewright-maps.conf",
        "sitewright-server.conf",
        "sitewright.caddy",
    ]
    assert "/old" in (tmp_path / "deploy/conf/sitewright.caddy").read_text("utf-8")
    assert not project.output.exists()


def test_what_is_published_is_no_part_of_them(tmp_path):
    settings = CONFIG + "hosts: netlify\nredirects: {/old/: /}\n"
    project = Project(tmp_path, FILES | {"site.yaml": settings})
    result = project.run("hosts", "-o", "deploy")
    assert (result.code, "nothing to write" in result.out) == (0, True)
    assert not (tmp_path / "deploy").exists()


def test_a_broken_site_writes_nothing(tmp_path):
    project = Project(tmp_path, FILES | {"content/a.md": "---\nlayout: nope\n---\n"})
    result = project.run("hosts", "-o", "deploy")
    assert (result.code, "TPL001" in result.err) == (1, True)
    assert not (tmp_path / "deploy").exists()


@pytest.mark.parametrize(
    ("folder", "whose"),
    [
        ("content", "the sources of the site"),
        ("static/conf", "the sources of the site"),
        ("_site", "the files of the site itself"),
    ],
)
def test_a_folder_of_the_site_or_its_sources_is_refused(tmp_path, folder, whose):
    project = Project(tmp_path, FILES)
    result = project.run("hosts", "-o", folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"sitewright: --output {folder} is among {whose}\n"
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == [
        "index.md"
    ]


def test_a_folder_that_cannot_be(tmp_path):
    project = Project(tmp_path, FILES | {"deploy": "a file"})
    result = project.run("hosts", "-o", "deploy/conf")
    assert result.code == 1
    assert "cannot be written" in result.err
