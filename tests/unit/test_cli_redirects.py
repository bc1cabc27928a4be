"""``sitewright redirects``: where old addresses lead, and what tells a host of it."""

from __future__ import annotations

import json

import pytest

from disk import Project
from support import CONFIG

FILES = {
    "site.yaml": CONFIG
    + """\
redirect_pages: false
redirects:
  /a/: /old/
  /?p=12: {to: '/new/?x=1#y', status: 302}
  /gone.pdf: {status: 410}
  /blog/*: /news/:splat
""",
    "content/new.md": "---\nredirect_from: /old/\n---\n## Y{#y}",
}

TABLE = """\
302  /?p=12     /new/?x=1#y   site.yaml:6:3
301  /a/        /new/         site.yaml:5:3
301  /blog/*    /news/:splat  site.yaml:8:3
410  /gone.pdf                site.yaml:7:3
301  /old/      /new/         content/new.md:2:16
5 redirects.
"""


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, FILES)


def test_the_table_is_printed(project):
    result = project.run("redirects")
    assert (result.code, result.err, result.out) == (0, "", TABLE)
    assert not project.output.exists()


def test_the_table_for_machines(project):
    result = project.run("redirects", "--format", "json")
    told = json.loads(result.out)
    assert (result.code, told["ok"], told["findings"]) == (0, True, [])
    assert told["redirects"][3:] == [
        {
            "source": "/gone.pdf",
            "target": None,
            "status": 410,
            "pattern": False,
            "page": None,
            "file": "site.yaml",
            "line": 7,
        },
        {
            "source": "/old/",
            "target": "/new/",
            "status": 301,
            "pattern": False,
            "page": "content/new.md",
            "file": "content/new.md",
            "line": 2,
        },
    ]


def test_a_site_without_redirects(tmp_path):
    project = Project(tmp_path, {"site.yaml": CONFIG, "content/index.md": ""})
    assert project.run("redirects").out == "There are no redirects.\n"


def test_what_tells_a_host_that_the_settings_do_not_name(project):
    result = project.run("redirects", "--host", "netlify")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1:4] == [
        "/gone.pdf /404.html 410",
        "/ p=12 /new/?x=1#y 302!",
        "/index.html p=12 /new/?x=1#y 302!",
    ]


def test_several_files_are_named(project):
    result = project.run("redirects", "--host", "nginx")
    named = [line for line in result.out.splitlines() if line.startswith("==>")]
    assert named == ["==> sitewright-maps.conf <==", "==> sitewright-server.conf <=="]
    result = project.run("redirects", "--host", "nginx", "--format", "json")
    assert list(json.loads(result.out)["files"]) == [name[4:-4] for name in named]


def test_what_a_host_cannot_do_is_said(project):
    result = project.run("redirects", "--host", "cloudflare")
    assert (result.code, result.out) == (1, "")
    assert "error[HOST011]" in result.err
    assert "warning[HOST004]" in result.err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ngin", "did you mean 'nginx'?"),
        ("github-pages", "known: netlify, cloudflare, apache, json, nginx, caddy, s3"),
    ],
)
def test_an_unknown_host_is_wrong_usage(project, name, hint):
    result = project.run("redirects", "--host", name)
    message = f"sitewright: --host: no file tells '{name}' of redirects\n{hint}\n"
    assert (result.code, result.out, result.err) == (2, "", message)


def test_a_broken_site_has_no_table(project):
    project.write({"content/a.md": "---\nredirect_from: /old/\n---\n"})
    result = project.run("redirects")
    assert (result.code, result.out) == (1, "")
    assert "error[RED004]" in result.err
