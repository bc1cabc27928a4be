"""``sitewright nav``: the tree on a terminal, and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disk import Project
from sitewright.cli import main
from support import CONFIG


def entry(text: str, more: str = "") -> str:
    return f"---\n{more}eleventyNavigation: {{{text}}}\n---\n"


FILES = {
    "site.yaml": CONFIG
    + "navigation:\n  - {key: Blog, url: 'https://blog.example.com/', parent: Footer}\n",
    "content/index.md": entry("key: Home, order: null"),
    "content/delivery.md": entry("key: Delivery, title: 交付, order: 2"),
    "content/first.md": entry("key: First, parent: Delivery, order: -1.5"),
    "content/pinned.md": entry("key: Pinned, parent: Delivery, pinned: true"),
    "content/footer.md": entry("key: Footer"),
    "content/draft.md": entry("key: Draft, parent: Footer", "pending: true\n"),
    "content/late.md": entry("key: Late, order: 3", "date: 2999-01-01\n"),
    "content/other.md": "---\ntitle: in no menu\n---\n",
}

TREE = """\
Home                  0     /
交付      (Delivery)  2     /delivery/
  Pinned                    /pinned/                   pinned
  First               -1.5  /first/
Footer                      /footer/
  Blog                      https://blog.example.com/
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site", FILES)


def nav(project: Project, *arguments: str) -> int:
    return main(["nav", "--config", str(project.root / "site.yaml"), *arguments])


def test_the_tree_stands_in_columns(project, capsys):
    assert nav(project) == 0
    assert capsys.readouterr() == (TREE, "")


def test_pending_and_future_entries_on_request(project, capsys):
    assert nav(project, "--drafts", "--future") == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[4:] == [
        "Late 3 /late/",
        "Footer /footer/",
        "Draft /draft/ pending",
        "Blog https://blog.example.com/",
    ]


def test_for_machines(project, capsys):
    assert nav(project, "--format", "json") == 0
    out, errors = capsys.readouterr()
    told = json.loads(out)
    assert (told["ok"], told["findings"], errors) == (True, [], "")
    assert [item["key"] for item in told["entries"]] == [
        "Home",
        "Delivery",
        "Pinned",
        "First",
        "Footer",
        "Blog",
    ]
    assert told["entries"][3] == {
        "key": "First",
        "title": "First",
        "url": "/first/",
        "parent": "Delivery",
        "root": "Delivery",
        "depth": 1,
        "order": -1.5,
        "excerpt": "",
        "pinned": False,
        "pending": False,
        "page": "content/first.md",
    }


def test_errors_go_to_the_error_stream_and_the_rest_is_shown(project, capsys):
    project.write({"content/lost.md": entry("key: Lost, parent: Delivry")})
    assert nav(project) == 1
    out, errors = capsys.readouterr()
    assert out == TREE
    assert errors.startswith("error[NAV003]: no page has the navigation key 'Delivry'")
    assert "4 |" not in errors
    assert nav(project, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [found["code"] for found in told["findings"]] == ["NAV003"]


def test_what_is_wrong_elsewhere_is_not_asked_for(project, capsys):
    project.write({"content/odd.md": "---\ntitel: x\nlayout: none.html\n---\n"})
    nav(project)
    assert "FM014" not in capsys.readouterr().err


def test_settings_that_cannot_be_read(project, capsys):
    project.write({"site.yaml": "title: x\n"})
    assert nav(project) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith("error[CFG003]")


def test_no_project(tmp_path, capsys):
    assert main(["nav", "--config", str(tmp_path / "none.yaml")]) == 2
    assert "there is no" in capsys.readouterr().err


def test_an_empty_navigation_is_said_to_be_empty(tmp_path, capsys):
    project = Project(
        tmp_path / "site", {"site.yaml": CONFIG, "content/a.md": "---\n---\n"}
    )
    assert nav(project) == 0
    assert capsys.readouterr().out.startswith("The navigation is empty")


def test_what_would_move_the_cursor_is_shown_as_an_escape(project, capsys):
    project.write(
        {"content/bad.md": entry('key: Bad, title: "a\\u001b[2Jb", order: 9')}
    )
    assert nav(project) == 0
    assert "a\\x1b[2Jb" in capsys.readouterr().out


def test_doubts_about_the_navigation_are_told_without_failing(project, capsys):
    project.write({"content/odd.md": entry("key: Odd, order: 9, exerpt: x")})
    assert nav(project) == 0
    assert capsys.readouterr().err.startswith("warning[NAV001]: 'exerpt'")
