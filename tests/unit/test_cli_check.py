"""``sitewright check``: what a build does not say, and nothing written."""

from __future__ import annotations

import json

import pytest

from disk import Project
from support import CONFIG

FILES = {
    "site.yaml": CONFIG,
    "content/index.md": "---\ntitle: Home\nlayout: page.njk\ntags: x\n---\n",
    "content/a.md": "---\ntitle: A\nlayout: page.njk\nsubtitle: Some\n---\n",
    "templates/page.njk": "{{ title }}{{ subtitle | upper }}\n"
    "{{ page.titel | upper }}{% if nope %}{{ nope }}{% endif %}\n"
    "{{ social.x | default('') }}{{ social.x or '-' }}{% for t in tagz %}{% endfor %}\n",
}

FOUND = """\
warning[TPL012]: 'page.titel' has no value on any page
  --> templates/page.njk:2
  |
2 | {{ page.titel | upper }}{% if nope %}{{ nope }}{% endif %}
  = help: correct the name, or write {{ page.titel | default('') }} if it may be missing

warning[TPL012]: 'tagz' has no value on any page
  --> templates/page.njk:3
  |
3 | {{ social.x | default('') }}{{ social.x or '-' }}{% for t in tagz %}{% endfor %}
  = help: correct the name, or write {{ tagz | default('') }} if it may be missing

2 findings: 2 warnings.
"""


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path, FILES)


def test_what_has_no_value_on_any_page_is_a_warning(project):
    result = project.run("check")
    assert (result.code, result.out, result.err) == (0, "", FOUND)


def test_warnings_fail_a_strict_check(project):
    assert project.run("check", "--strict").code == 1


def test_a_build_says_nothing_of_it_and_a_check_writes_nothing(project):
    project.run("check")
    assert not project.output.exists()
    assert project.run("build", "--strict").code == 0


def test_errors_are_reported_and_fail(project):
    project.write({"content/b.md": "---\nlayout: nope.njk\n---\n"})
    result = project.run("check")
    assert result.code == 1
    assert "error[TPL001]" in result.err


def test_a_clean_site(project):
    project.write({"templates/page.njk": "{{ title }}"})
    result = project.run("check", "--strict")
    assert (result.code, result.out, result.err) == (
        0,
        "2 pages: nothing to report.\n",
        "",
    )


def test_json(project):
    result = project.run("check", "--format", "json")
    told = json.loads(result.out)
    assert (told["ok"], told["pages"]) == (True, 2)
    assert [item["code"] for item in told["findings"]] == ["TPL012", "TPL012"]


def test_pages_that_wait_are_checked_on_demand(project):
    project.write({"content/c.njk": "---\npending: true\n---\n{{ 1 | nope }}"})
    assert project.run("check").code == 0
    assert project.run("check", "--drafts").code == 1


def test_a_folder_without_a_project(tmp_path):
    assert Project(tmp_path, {}).run("check").code == 2
