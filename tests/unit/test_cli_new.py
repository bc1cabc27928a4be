"""``sitewright new`` on a real disk: what it writes, and what it says of it."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from disk import Project, at_step, count_steps, snapshot
from sitewright.commands.project import read_project
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.pipeline.site import build_site
from support import CONFIG, NOW

INSIGHTS = """\
---
title: {{ title }}
date: {{ date }}
tags: [{{ section }}, {{ slug }}]
author: {{ team.lead }}
{% include "macros/fields.txt" -%}
---

## About {{ title }}

{{ site.title | upper }} {% raw %}{{ raw }}{% endraw %}
"""
FILES = {
    "site.yaml": CONFIG + "markdown: {template: nunjucks}\n",
    "content/index.md": "---\neleventyNavigation: {key: Home}\n---\n",
    "content/insights/index.md": "---\neleventyNavigation: {key: Insights}\n---\n",
    "content/delivery/delivery.njk": "---\neleventyNavigation: {key: Delivery}\n---\n",
    "content/delivery/audit.md": "---\neleventyNavigation: {key: Audit, parent: Delivery}\n---\n",
    "content/blog.md": "---\npermalink: /log/\neleventyNavigation: {key: Blog}\n---\n",
    "content/news/news.json": '{"permalink": "/n/{{ page.fileSlug }}/"}',
    "content/news/first.md": "First\n",
    "content/plain/index.md": "---\ntitle: Plain\n---\n",
    "data/team.yaml": "lead: 'Ann: Lead'\n",
    "templates/page.html": "{{ content }}",
    "templates/archetypes/insights.md": INSIGHTS,
    "templates/archetypes/offer.md": "Offer {{ title }}",
    "templates/archetypes/macros/fields.txt": "x",
    "templates/macros/fields.txt": "layout: page.html\n",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site", FILES)


def text_of(project: Project, path: str) -> str:
    return (project.root / path).read_text("utf-8")


def test_a_page_is_begun_from_the_archetype_of_its_folder(project):
    result = project.run("new", "insights", "When", "to: stop")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "written    content/insights/when-to-stop.md\n"
        "archetype  templates/archetypes/insights.md\n"
        "address    /insights/when-to-stop/\n"
    )
    assert text_of(project, "content/insights/when-to-stop.md") == (
        '---\ntitle: "When to: stop"\ndate: 2026-01-01\n'
        'tags: [insights, when-to-stop]\nauthor: "Ann: Lead"\nlayout: page.html\n---\n\n'
        "## About When to: stop\n\nEXAMPLE {{ raw }}\n"
    )


def test_a_page_without_one_has_the_built_in_archetype(project):
    result = project.run("new", "delivery/2026/first-steps.md")
    assert result.out == (
        "written    content/delivery/2026/first-steps.md\n"
        "folder     content/delivery/2026/ is new\n"
        "archetype  (built in)\n"
        "address    /delivery/2026/first-steps/\n"
        "menu       below Delivery\n"
    )
    assert text_of(project, "content/delivery/2026/first-steps.md") == (
        "---\ntitle: First steps\ndescription:\n"
        "eleventyNavigation:\n  key: First steps\n  parent: Delivery\n---\n\n"
    )
    project.build("--strict")


@pytest.mark.parametrize(
    ("words", "key", "parent"),
    [
        (("delivery/x.md",), "X", "Delivery"),
        (("insights/x.md", "--archetype", "default"), "X", "Insights"),
        (("blog/x.md",), "X", "Blog"),
        (("plain/x.md",), None, None),
        (("x.md",), None, None),
        (("plain/x/index.md",), None, None),
        (("delivery/more/index.md",), "More", "Delivery"),
        (("delivery", "Audit", "II"), "Audit II", "Delivery"),
        (("blog", "Audit"), "Blog: Audit", "Blog"),
    ],
)
def test_the_parent_is_the_page_of_the_nearest_folder(project, words, key, parent):
    path = project.run("new", "-q", *words).out.strip()
    workspace = read_project(project.root, "site.yaml")
    site = build_site(workspace, Options(now=NOW), Ledger())
    assert site.findings == ()
    entry = next(it.navigation for it in site.site.pages if it.path == path)
    assert (entry and entry.key, entry and entry.parent) == (key, parent)
    assert not entry or entry.title == key.removeprefix("Blog: ")


@pytest.mark.parametrize(
    ("words", "head", "more"),
    [
        ((), "title: X\ndescription:\n", ""),
        (("--title", "A: b"), 'title: "A: b"\ndescription:\n', ""),
        (
            ("--draft",),
            "title: X\ndescription:\npending: true\n",
            "pending    'sitewright serve --drafts' shows it\n",
        ),
        (
            ("--date", "2026-01-01T08:00"),
            "title: X\ndescription:\ndate: 2026-01-01T08:00:00Z\n",
            "future     'sitewright serve --future' shows it\n",
        ),
        (
            ("--date", "2027-01-01", "--draft"),
            "title: X\ndescription:\ndate: 2027-01-01\npending: true\n",
            "pending    'sitewright serve --drafts --future' shows it\n",
        ),
        (("--date", "2025-06-01"), "title: X\ndescription:\ndate: 2025-06-01\n", ""),
    ],
)
def test_options_are_kept_whatever_the_archetype_says(project, words, head, more):
    result = project.run("new", "x.md", *words)
    assert (result.code, result.err) == (0, "")
    start = "written    content/x.md\narchetype  (built in)\naddress    /x/\n"
    assert result.out == start + more
    assert text_of(project, "content/x.md") == f"---\n{head}---\n\n"


def test_data_of_the_folder_decide_the_address(project):
    result = project.run("new", "news", "Big news", "--archetype", "offer")
    assert "address    /n/big-news/\n" in result.out
    assert text_of(project, "content/news/big-news.md") == (
        "---\ntitle: Big news\n---\nOffer Big news"
    )


def test_a_page_that_writes_no_file_has_no_address(project):
    project.write({"content/news/news.json": '{"permalink": false}'})
    assert "address    none\n" in project.run("new", "news/x.md").out


USAGE = """\
usage: sitewright new PATH.md [TITLE] [options]
       sitewright new FOLDER TITLE [options]
       sitewright new

archetypes:
  insights  pages in content/insights/  templates/archetypes/insights.md
  offer                                 templates/archetypes/offer.md
  default   all other pages             (built in)

'sitewright new --help' tells the options.
"""


def test_without_a_page_the_archetypes_are_listed(project):
    result = project.run("new")
    assert (result.code, result.out, result.err) == (2, USAGE, "")
    project.write({"templates/archetypes/default.md": "Own"})
    own = USAGE.replace("(built in)", "templates/archetypes/default.md")
    assert project.run("new").out == own
    assert project.run("new", "x.md", "-q").code == 0
    assert text_of(project, "content/x.md") == "Own"


@pytest.mark.parametrize(
    ("folder", "path"), [(".", "content/x.md"), ("content", "x.md"), ("data", "../content/x.md")]
)  # fmt: skip
def test_quiet_prints_the_path_as_seen_from_here(project, folder, path):
    words = ("new", "x.md", "-q", "--config", str(project.root / "site.yaml"))
    result = project.run(*words, cwd=project.root / folder)
    assert (result.code, result.out, result.err) == (0, f"{path}\n", "")


def test_json_tells_a_program_all(project):
    result = project.run("new", "insights/x.md", "--draft", "--format", "json")
    assert json.loads(result.out) == {
        "ok": True,
        "path": "content/insights/x.md",
        "archetype": "templates/archetypes/insights.md",
        "url": "/insights/x/",
        "published": False,
        "findings": [],
    }
    refused = project.run("new", "insights/x.md", "--format", "json")
    told = json.loads(refused.out)
    assert (refused.code, refused.err, told["ok"]) == (1, "", False)
    assert [item["code"] for item in told["findings"]] == ["NEW002"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("a.md", "b.md"), "one page at a time; 'b.md' is no title"),
        (("a.md", "B", "--title", "C"), "there are two titles: 'B' and 'C'"),
        (("a.md", "B\x07"), "a name or title has characters that cannot be seen"),
        (("a.md", "--date", "tomorrow"), "'tomorrow' is no date such as 2026-03-31"),
        (("a\x1b.md",), "a name or title has characters that cannot be seen"),
        (
            ("a.md", "--config", "nope.yaml"),
            "there is no nope.yaml\n"
            "Run it in the folder of your site, or name the file with --config FILE.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(project, words, says):
    before = snapshot(project.root)
    result = project.run("new", *words)
    assert (result.code, result.out, result.err) == (2, "", f"sitewright: {says}\n")
    assert snapshot(project.root) == before


def test_a_site_that_is_broken_elsewhere_can_have_a_new_page(project):
    project.write(
        {"content/bad.md": "---\neleventyNavigation: {key: A, parent: B}\n---\n"}
    )
    assert project.run("build").code == 1
    result = project.run("new", "delivery/x.md")
    assert (result.code, result.err) == (0, "")
    assert "menu       below Delivery\n" in result.out


DOUBTED = """\
warning[NAV001]: 'ordr' has no meaning in 'eleventyNavigation'
  --> content/b.md:2:30
  |
2 | eleventyNavigation: {key: B, ordr: 3}
  |                              ^^^^
  = note: made from this archetype
  --> templates/archetypes/offer.md
  = help: did you mean 'order'?

"""


def test_only_warnings_about_the_new_page_are_told(project):
    text = "---\neleventyNavigation: {key: B, ordr: 3}\n---\n"
    project.write({"content/old.md": text.replace("B", "A")})
    assert project.run("new", "a.md").err == ""
    project.write({"templates/archetypes/offer.md": text})
    result = project.run("new", "b.md", "--archetype", "offer")
    assert (result.code, result.err) == (0, DOUBTED)
    assert text_of(project, "content/b.md") == text


@pytest.mark.parametrize(
    "files",
    [
        {"site.yaml": "title: [\n"},
        {"hooks.py": "import nothing_of_that_name\n"},
    ],
)
def test_a_site_that_cannot_be_read_has_none(project, files):
    project.write(files)
    before = project.run("build").err.replace(" Nothing was written.", "")
    result = project.run("new", "x.md")
    assert result.code == 1
    assert result.err.replace(" Nothing was written.", "") == before
    assert not (project.root / "content/x.md").exists()


def test_the_first_page_makes_a_site(tmp_path):
    project = Project(tmp_path / "site", {"site.yaml": CONFIG})
    result = project.run("new", "index.md", "Welcome")
    assert result.out.startswith(
        "written    content/index.md\nfolder     content/ is new\n"
    )
    assert (
        text_of(project, "content/index.md")
        == "---\ntitle: Welcome\ndescription:\n---\n\n"
    )
    project.build("--strict")


def test_what_a_hook_makes_is_there_for_archetypes(project):
    hooks = "from sitewright import hooks\n\n@hooks.filter\ndef loud(text):\n    print('here')\n    return f'{text}!: #'\n"
    project.write(
        {
            "hooks.py": hooks,
            "templates/archetypes/offer.md": "---\ntitle: {{ title | loud }}\n---\n",
        }
    )
    result = project.run("new", "x.md", "--archetype", "offer", "-q")
    assert (result.code, result.out, result.err) == (0, "content/x.md\n", "here\n")
    assert text_of(project, "content/x.md") == '---\ntitle: "X!: #"\n---\n'


def test_archetypes_are_no_templates_and_no_files_of_the_site(project):
    project.write({"templates/archetypes/broken.md": "---\ntitle: {{ @\n"})
    build = project.build("--strict")
    assert "7 pages" in build.out
    workspace = read_project(project.root, "site.yaml")
    assert [it.path for it in workspace.templates] == [
        "templates/archetypes/macros/fields.txt",
        "templates/macros/fields.txt",
        "templates/page.html",
    ]
    assert not any("archetypes" in path for path in project.snapshot())


def test_whatever_fails_on_the_way_leaves_nothing(project):
    words = ("new", "a/b/x.md")
    steps = count_steps(Project(project.root.parent / "twin", FILES), *words)
    before = snapshot(project.root)

    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    told = set()
    for number in range(1, steps + 1):
        result = project.spawn(*words, before=at_step(number, fail)).wait()
        if result.code == 0:
            (project.root / "content/a/b/x.md").unlink()
            (project.root / "content/a/b").rmdir()
            (project.root / "content/a").rmdir()
        assert snapshot(project.root) == before
        told.add(result.err)
    assert "sitewright: nothing was written: no space left on device\n" in told


def test_a_file_that_appears_meanwhile_is_not_written_over(project):
    place = project.root / "content/x.md"
    steps = count_steps(Project(project.root.parent / "twin", FILES), "new", "x.md")
    act = at_step(steps, lambda: place.write_text("mine"))
    result = project.spawn("new", "x.md", before=act).wait()
    assert result.code == 1
    assert "content/x.md: file exists" in result.err
    assert place.read_text() == "mine"


TYPES = (
    CONFIG
    + """types:
  note:
    fields:
      title: {kind: text, required: true, max: 12}
      description: {kind: text, required: true, description: one sentence}
      level: {kind: integer, required: true}
"""
)


def test_what_a_type_asks_for_is_named_and_left_to_be_written(project):
    project.write({"site.yaml": TYPES, "content/notes/notes.yaml": "type: note\n"})
    result = project.run("new", "notes", "Short one")
    assert result.code == 0
    assert "warning[TYP003]: 'description' is empty" in result.err
    assert "warning[TYP003]: 'level' is missing" in result.err
    assert (project.root / "content/notes/short-one.md").exists()
    assert "error[TYP003]: 'level' is missing" in project.run("build").err


def test_a_pending_page_may_lack_what_its_type_asks_for(project):
    project.write({"site.yaml": TYPES, "content/notes/notes.yaml": "type: note\n"})
    result = project.run("new", "notes", "Short one", "--draft")
    assert (result.code, result.err) == (0, "")
    assert project.run("build").code == 0


def test_what_a_type_refuses_is_refused(project):
    project.write({"site.yaml": TYPES, "content/notes/notes.yaml": "type: note\n"})
    before = snapshot(project.root)
    result = project.run("new", "notes", "A title that is too long")
    assert result.code == 1
    assert "error[TYP005]: 'title' must have 12 characters at the most" in result.err
    assert snapshot(project.root) == before
