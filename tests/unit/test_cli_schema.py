"""``sitewright schema``: a JSON Schema on a terminal, or in a file."""

from __future__ import annotations

import json

import pytest

from disk import Project
from support import CONFIG

FILES = {
    "site.yaml": f"{CONFIG}types: {{article: {{fields: {{title: text}}}}, note: {{}}}}\n",
    "content/a.md": "---\ntype: article\n---\n",
}


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "site", FILES)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ((), "Front matter"),
        (("article",), "Front matter of a page of the type 'article'"),
        (("site.yaml",), "Settings of a site"),
    ],
)
def test_it_prints_json_alone(project, words, title):
    result = project.run("schema", *words)
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["title"] == title


def test_it_writes_a_file_and_its_folder(project):
    result = project.run("schema", "article", "-o", "schemas/article.json")
    assert (result.code, result.out) == (0, "written  schemas/article.json\n")
    written = (project.root / "schemas/article.json").read_text("utf-8")
    assert json.loads(written) == json.loads(project.run("schema", "article").out)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("artcle", "did you mean 'article'?"),
        ("site.yml", "did you mean 'site.yaml'?"),
        ("recipe", "there are article, note, site.yaml"),
    ],
)
def test_an_unknown_type_is_wrong_usage(project, name, hint):
    result = project.run("schema", name)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"sitewright: there is no type '{name}'; {hint}\n"


def test_broken_settings_are_reported(project):
    project.write({"site.yaml": f"{CONFIG}types: {{article: {{feilds: {{}}}}}}\n"})
    result = project.run("schema", "article")
    assert (result.code, result.out) == (1, "")
    assert "error[CFG001]: unknown key 'feilds' in 'types.article'" in result.err
    assert project.run("schema", "site.yaml").code == 0


def test_a_file_that_cannot_be_written_is_reported(project):
    project.write({"notes": "a file"})
    result = project.run("schema", "-o", "notes/schema.json")
    assert (result.code, result.out) == (1, "")
    assert "notes/schema.json cannot be written" in result.err
