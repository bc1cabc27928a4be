"""``sitewright explain`` on a terminal, in pipes and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disk import Project, snapshot
from support import CONFIG

FILES = {
    "site.yaml": CONFIG + "defaults: {layout: page.html}\n",
    "templates/page.html": "<h1>{{ title }}</h1>{{ content }}",
    "content/index.md": "---\ntitle: Home\n---\n[About](/about/)\n",
    "content/about.md": "---\ntitle: About us\n---\nText\n",
    "content/draft.md": "---\ntitle: Draft\npending: true\n---\nText\n",
}

ABOUT = """\
/about/  page

  title    About us
  source   content/about.md
  address  /about/                 content/about.md  the file's path
  file     _site/about/index.html
  layout   templates/page.html     site.yaml:3:20

Values
  title   About us   content/about.md:2:8
  layout  page.html  site.yaml:3:20        defaults

Navigation
  It is in no menu: it has no entry.

Collections
  all  1 of 2  every page

Links out
  It leads nowhere.

Links in
  /  Home  content/index.md:4:9

Made of
  layout    templates/page.html
  settings  site                 site.yaml

Last build
  No build of this version has left a record in .sitewright/.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site", FILES)


@pytest.mark.parametrize(
    "name", ["/about/", "content/about.md", "_site/about/index.html"]
)
def test_a_page_is_told_in_short_sections(project, name):
    before = snapshot(project.root)
    result = project.run("explain", name)
    assert (result.code, result.out, result.err) == (0, ABOUT, "")
    assert snapshot(project.root) == before


@pytest.mark.parametrize(
    "words",
    [
        ("/about/", "title"),
        ("/about/", "--value", "title"),
        ("content/about.md", "title"),
    ],
)
def test_one_value_is_told_alone(project, words):
    result = project.run("explain", *words)
    assert result.code == 0
    assert result.out == (
        "title of /about/  value\n\n  title  About us  content/about.md:2:8\n"
    )


def test_paths_count_from_where_the_user_stands_or_from_the_project(project):
    config = str(project.root / "site.yaml")
    for name in (
        "about.md",
        "content/about.md",
        str(project.root / "content/about.md"),
    ):
        result = project.run(
            "explain", name, "--config", config, cwd=project.root / "content"
        )
        assert (result.code, result.out) == (0, ABOUT)


def test_machines_get_the_same_as_json(project):
    result = project.run("explain", "/about/", "--format", "json")
    told = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert (told["ok"], told["name"], told["kind"]) == (True, "/about/", "page")
    title, layout = told["values"]
    assert title == {
        "name": "title",
        "value": "About us",
        "place": {"path": "content/about.md", "line": 2, "column": 8, "width": 8},
        "remark": "",
        "below": [],
    }
    assert layout["remark"] == "defaults"
    assert [it["name"] for it in told["links_in"]] == ["/"]


UNKNOWN = [
    ("/abot/", "nothing is at '/abot/'; did you mean '/about/'?"),
    (
        "content/abut.md",
        "nothing is called 'content/abut.md'; did you mean 'content/about.md'?",
    ),
    ("../outside.md", "nothing is called '../outside.md'"),
    ("/etc/passwd", "nothing is at '/etc/passwd'"),
    ("/about/ titel", "templates of /about/ see no 'titel'; did you mean 'title'?"),
    ("NAV03", "nothing is called 'NAV03'; did you mean 'NAV003'?"),
]


@pytest.mark.parametrize(("words", "says"), UNKNOWN)
def test_what_nobody_knows_ends_with_2(project, words, says):
    result = project.run("explain", *words.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"sitewright: {says}")


LEFT_OUT = [
    ("content/private.md", "this line leaves it out", "content/.eleventyignore:1"),
    ("content/.hidden.md", "its name, or that of a folder, begins with '.'", ""),
    ("templates/archetypes/x.md", "only 'sitewright new' reads archetypes", ""),
    ("notes.txt", "it lies in none of the folders", ""),
    ("data/team.ods", "by its ending", ""),
]


@pytest.mark.parametrize(("path", "why", "place"), LEFT_OUT)
def test_a_file_that_is_left_out_is_told_as_such(project, path, why, place):
    project.write({"content/.eleventyignore": "private.md\n", path: "Text\n"})
    result = project.run("explain", path)
    assert result.code == 0
    head, line = result.out.splitlines()[0], result.out.splitlines()[2]
    assert head == f"{path}  file that is no part of the site"
    assert line.split("left out")[1].strip().startswith(why)
    assert place in line


@pytest.mark.parametrize("place", ["2:8", "2", "2:1"])
def test_a_place_that_was_printed_may_be_asked_about(project, place):
    result = project.run("explain", f"content/about.md:{place}")
    assert result.out.startswith("title of /about/  value\n")


def test_a_line_of_the_settings_may_be_asked_about(project):
    result = project.run("explain", "site.yaml:1:8")
    assert result.out.startswith("title  setting\n")


def test_a_name_that_no_file_can_have_is_called_unknown(project):
    result = project.run("explain", "a" * 5000)
    assert (result.code, result.out) == (2, "")


def test_a_folder_tells_its_pages(project):
    result = project.run("explain", "content")
    assert result.out.splitlines()[0] == "content  folder"
    assert "/about/" in result.out


def test_a_pending_page_is_told_and_published_on_request(project):
    assert "page that is not published" in project.run("explain", "/draft/").out
    assert "/draft/  page\n" in project.run("explain", "/draft/", "--drafts").out


def test_of_a_site_with_errors_what_is_known_is_told(project):
    project.write({"content/bad.md": "---\ntitle: [\n---\n"})
    result = project.run("explain", "/about/")
    assert result.code == 0
    assert "content/about.md:2:8" in result.out
    assert "The site has errors, so this may not be all" in result.err


@pytest.mark.parametrize(
    "broken", [{"site.yaml": "title: [\n"}, {"hooks.py": "def (\n"}]
)
def test_of_settings_or_hooks_that_are_broken_nothing_can_be_told(project, broken):
    project.write(broken)
    result = project.run("explain", "/about/")
    assert (result.code, result.out) == (1, "")
    assert "error[" in result.err
    assert result.err.endswith(
        "Nothing can be told of the site until that is mended.\n"
    )
    assert project.run("explain", "NAV003").code == 0


def test_without_a_project_codes_are_told_and_nothing_else(project, tmp_path):
    config = str(tmp_path / "site.yaml")
    assert project.run("explain", "NAV003", "--config", config).code == 0
    result = project.run("explain", "NAV03", "--config", config)
    assert result.code == 2
    assert "there is no" in result.err
    assert "did you mean 'NAV003'?" in result.err


def past(project: Project, name: str) -> list[str]:
    """What is told of the last build, each line as its words."""
    text = project.run("explain", name).out.partition("Last build\n")[2]
    return [" ".join(line.split()) for line in text.splitlines()]


def test_why_a_page_was_written_last(project):
    project.build()
    first, *rest = past(project, "/about/")
    assert first.startswith("written 20")
    assert rest == [
        "because nothing is known of the builds before that",
        "next build leaves it as it is",
    ]
    project.write({"templates/page.html": "<h2>{{ title }}</h2>{{ content }}"})
    assert past(project, "/about/")[-2:] == [
        "next build writes it anew",
        "because of templates/page.html layout",
    ]
    project.build()
    assert past(project, "/about/")[1:] == [
        "because of templates/page.html layout",
        "next build leaves it as it is",
    ]


def test_a_text_that_is_changed_alone_is_the_cause_for_its_page_alone(project):
    project.build()
    project.write({"content/about.md": FILES["content/about.md"] + "More\n"})
    project.build()
    assert past(project, "/about/")[1] == "because of content/about.md the page itself"
    first, *rest = past(project, "/")
    assert "the same since; last build" in first
    assert rest == [
        "because nothing is known of the builds before that",
        "next build leaves it as it is",
    ]


def test_a_project_with_hooks_says_that_nothing_is_kept(project):
    project.write({"hooks.py": ""})
    project.build()
    assert past(project, "/about/") == [
        "Nothing is kept of builds with hooks.py, as nobody knows what hooks read."
    ]
