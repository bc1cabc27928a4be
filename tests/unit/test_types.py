"""Types of pages: which pages have one, and what is asked of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from disk import Project
from sitewright.engine.ledger import Ledger
from support import CONFIG, build, report

TYPES = (
    CONFIG
    + """types:
  article:
    fields:
      title: {kind: text, required: true}
      rating: integer
      related: page
"""
)


def found_in(files, **options):
    """Code, path, line and column of each finding."""
    site = {"site.yaml": TYPES} | files
    spans = [(it.code, it.span) for it in build(site, **options).findings]
    return [(code, span.path, span.line, span.column) for code, span in spans]


@pytest.mark.parametrize(
    "says_so",
    [
        {"content/a/b.md": "---\ntype: article\nrating: x\n---\n"},
        {"content/a/a.yaml": "type: article\n"},
        {"content/content.json": '{"type": "article"}'},
        {"content/a/b.yaml": "type: article\n"},
        {"site.yaml": f"{TYPES}defaults: {{type: article}}\n"},
        {
            "templates/t.html": "---\ntype: article\n---\n{{ content }}",
            "content/a/a.yaml": "layout: t.html\n",
        },
        {"content/a/a.yaml": "eleventyComputed: {type: '{{ \"art\" }}icle'}\n"},
        {"data/type.json": '"article"'},
        {
            "hooks.py": "from sitewright import hooks\n\n\n@hooks.computed\n"
            "def type(data):\n    return 'article'\n"
        },
    ],
)
def test_a_page_has_the_type_that_its_values_say_wherever_they_stand(says_so):
    page = {"content/a/b.md": "---\nrating: x\n---\n"}
    codes = {code for code, *_ in found_in(page | says_so)}
    assert codes == {"TYP002", "TYP003"}


def test_a_page_without_a_type_is_not_checked():
    assert found_in({"content/a.md": "---\nrating: x\n---\n"}) == []
    folder = {"content/a/a.yaml": "type: article\n"}
    assert found_in(folder | {"content/a/b.md": "---\ntype: false\n---\n"}) == []


def test_without_types_a_type_may_be_anything():
    assert (
        found_in({"site.yaml": CONFIG, "content/a.md": "---\ntype: [x]\n---\n"}) == []
    )


def test_a_value_that_a_folder_gives_counts_and_so_does_one_that_is_taken_away():
    folder = {"content/a/a.yaml": "type: article\ntitle: All\nrating: many\n"}
    assert found_in(folder | {"content/a/b.md": "---\nrating: 3\n---\n"}) == []
    assert found_in(folder | {"content/a/b.md": "---\nrating: false\n---\n"}) == []
    assert found_in(folder | {"content/a/b.md": "---\nrating:\n---\n"}) == []
    taken = found_in(folder | {"content/a/b.md": "---\ntitle:\nrating: 3\n---\n"})
    assert taken == [("TYP003", "content/a/b.md", 2, 1)]


def test_a_pending_page_may_lack_what_it_needs_but_not_be_wrong():
    page = {"content/a.md": "---\ntype: article\npending: true\nrating: x\n---\n"}
    wrong = [("TYP002", "content/a.md", 4, 9)]
    assert [it for it in found_in(page) if it[0] != "SRC008"] == wrong
    assert found_in(page, shows_drafts=True) == wrong


def test_pages_that_wait_may_name_one_another_but_none_that_is_nowhere():
    head = "---\ntype: article\ntitle: A\npending: true\n"
    site = {
        "content/index.md": "Home",
        "content/a.md": f"{head}related: b.md\n---\n",
        "content/b.md": f"{head}related: nowhere.md\n---\n",
    }
    assert found_in(site) == []
    assert found_in(site, shows_drafts=True) == [("TYP007", "content/b.md", 5, 10)]


def test_a_page_dated_in_the_future_must_be_right_as_nobody_edits_it_again():
    page = {"content/a.md": "---\ntype: article\ndate: 2999-01-01\n---\n"}
    assert ("TYP003", "content/a.md", 1, 0) in found_in(page)


def test_each_page_of_several_is_checked_at_the_template_of_its_values():
    several = """---
type: article
title: All
pagination: {data: stars, size: 1, alias: star}
stars: [1, 2, three]
eleventyComputed:
  title: "{{ star if star != 2 }}"
---
"""
    found = found_in({"content/a.md": several})
    assert found == [("TYP003", "content/a.md", 7, 3)]


def test_references_wait_until_all_pages_can_be_read():
    page = {"content/a.md": "---\ntype: article\ntitle: A\nrelated: b.md\n---\n"}
    assert [code for code, *_ in found_in(page)] == ["TYP007"]
    broken = page | {"content/b.md": "---\ntitle: [\n---\n"}
    assert [code for code, *_ in found_in(broken)] == ["FM002"]
    assert found_in(page | {"content/b.md": "B"}) == []


def test_a_page_that_comes_back_is_found_again():
    page = {"content/a.md": "---\ntype: article\ntitle: A\nrelated: b.md\n---\n"}
    site, other = {"site.yaml": TYPES} | page, {"content/b.md": "B"}
    ledger = Ledger()
    assert build(site | other, ledger).findings == ()
    assert [it.code for it in build(site, ledger).findings] == ["TYP007"]
    assert build(site | other, ledger).findings == ()


def test_only_the_page_that_has_changed_is_checked_again():
    pages = {
        f"content/p{n}.md": f"---\ntype: article\ntitle: {n}\n---\n" for n in range(9)
    }
    site = {"site.yaml": TYPES} | pages
    ledger = Ledger()
    build(site, ledger)
    assert ledger.ran["type"] == 9
    build(site | {"content/p1.md": "---\ntype: article\ntitle: New\n---\n"}, ledger)
    assert ledger.ran["type"] == 1
    build(site | {"content/p1.md": f"{pages['content/p1.md']}More text"}, ledger)
    assert ledger.ran["type"] == 1  # the title is the old one again
    changed = {"site.yaml": TYPES.replace("integer", "number")}
    build(site | changed, ledger)
    assert ledger.ran["type"] == 9


def test_an_incremental_build_finds_what_a_clean_one_finds():
    good = "---\ntype: article\ntitle: A\nrelated: b.md\n---\n"
    site = {"site.yaml": TYPES, "content/a.md": good, "content/b.md": "B"}
    ledger = Ledger()
    for edit in (
        {"content/a.md": good.replace("title: A", "title: 1")},
        {"content/a.md": good.replace("b.md", "c.md")},
        {"content/b.md": "---\npending: true\n---\n"},
        {"content/b.md": "---\npermalink: /c/\n---\n"},
        {"site.yaml": TYPES.replace("title:", "subtitle:")},
        {"content/a.md": good.replace("type:", "kind:")},
        {},
    ):
        now = site | edit
        assert report(build(now, ledger), now) == report(build(now), now)


def test_values_that_data_have_are_known_as_they_change():
    types = CONFIG + "types: {note: {fields: {level: {kind: text, enum: levels}}}}\n"
    page = "---\ntype: note\nlevel: low\n---\n"
    site = {"site.yaml": types, "content/a.md": page, "data/levels.yaml": "[low]"}
    ledger = Ledger()
    assert build(site, ledger).findings == ()
    found = build(site | {"data/levels.yaml": "[high]"}, ledger).findings
    assert [(it.code, it.hint) for it in found] == [("TYP004", "known: 'high'")]
    assert build(site | {"data/levels.yaml": "{low: 1}"}, ledger).findings == ()
    build(site | {"data/levels.yaml": "{low: 2}"}, ledger)
    assert ledger.ran["type"] == 0  # the keys are what they were


def test_a_value_of_the_wrong_type_leaves_the_old_site_as_it_was(tmp_path):
    project = Project(tmp_path / "site", {"site.yaml": TYPES, "content/a.md": "A"})
    project.build()
    before = {p: p.read_bytes() for p in project.output.rglob("*.*")}
    project.write({"content/a.md": "---\ntype: article\n---\nB"})
    assert "TYP003" in project.run("build").err
    assert {p: p.read_bytes() for p in project.output.rglob("*.*")} == before


def test_a_site_without_types_loads_nothing_of_them():
    code = (
        "import sys\n"
        "sys.path[:0] = ['tests']\n"
        "from support import build\n"
        "build({'content/a.md': '---\\ntype: article\\n---\\n'})\n"
        "sys.exit(any(\n"
        "    name.endswith('.types') or '.types.' in name or '.schemas' in name\n"
        "    for name in sys.modules if name.startswith('sitewright.stages')\n"
        "))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
