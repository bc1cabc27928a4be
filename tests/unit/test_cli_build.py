"""``sitewright build``: its options, its verdict, and what it says in each format."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from disk import SITE, Project, page

BROKEN = {"content/about.md": "---\ntitle: Über\nlayout: pge.html\n---\n"}
DOUBTFUL = {"content/logo.png": ""}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site")


def test_a_fine_build_ends_with_0_and_one_line(project):
    result = project.run("build")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "2 pages in _site/: 6 files written, 0 unchanged, 0 removed in N s.\n"
    )


def test_a_broken_build_ends_with_1_and_counts_the_findings(project):
    project.write(BROKEN | DOUBTFUL)
    result = project.run("build")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith("2 findings: 1 error, 1 warning. Nothing was written.\n")


def test_warnings_fail_a_build_only_when_strict(project):
    project.write(DOUBTFUL)
    strict = project.run("build", "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert not project.output.exists()
    lax = project.run("build")
    assert lax.code == 0
    assert lax.err in strict.err
    assert lax.out.endswith("in N s. 1 finding: 1 warning.\n")


def test_quiet_says_nothing_but_findings(project):
    assert project.build("-q").out == ""
    project.write(DOUBTFUL)
    assert "SRC006" in project.run("build", "--quiet").err


def test_verbose_names_every_file_that_changes(project):
    project.build()
    project.write({"content/index.md": page("New"), "content/about.md": None})
    lines = project.build("-v").out.splitlines()
    assert lines[:-1] == [
        "written  index.html",
        "written  sitemap.xml",
        "removed  about/index.html",
    ]


def test_json_lays_out_the_whole_outcome(project):
    result = project.run("build", "--format", "json")
    outcome = json.loads(result.out)
    assert outcome.pop("seconds") >= 0
    assert (result.code, result.err) == (0, "")
    assert outcome == {
        "ok": True,
        "pages": 2,
        "written": sorted(
            path for path in project.snapshot() if (project.output / path).is_file()
        ),
        "removed": [],
        "unchanged": 0,
        "findings": [],
    }


def test_json_lays_out_each_finding(project):
    project.write(BROKEN)
    result = project.run("build", "--format", "json")
    assert (result.code, result.err) == (1, "")
    outcome = json.loads(result.out)
    assert outcome["ok"] is False
    assert outcome["findings"] == [
        {
            "code": "TPL001",
            "severity": "error",
            "message": "there is no layout 'pge.html'",
            "place": {"path": "content/about.md", "line": 3, "column": 9, "width": 8},
            "help": "did you mean 'page.html'?",
            "paste": "",
            "notes": [],
        }
    ]


@pytest.mark.parametrize(
    ("top", "prefix"), [("", ""), ("site", ""), (".", "site/"), ("elsewhere", "")]
)
def test_github_marks_the_line_in_the_repository(
    project, monkeypatch, tmp_path, top, prefix
):
    monkeypatch.setenv("GITHUB_WORKSPACE", top and str(tmp_path / top))
    project.write(BROKEN)
    result = project.run("build", "--format", "github")
    assert result.code == 1
    assert result.out == (
        f"::error title=TPL001,file={prefix}content/about.md,line=3,col=9,endColumn=17"
        "::there is no layout 'pge.html'%0Ahelp: did you mean 'page.html'?\n"
    )
    assert result.err == "1 finding: 1 error. Nothing was written.\n"


def test_settings_elsewhere_bring_their_project_with_them(project, tmp_path):
    (project.root / "site.yaml").rename(project.root / "live.yaml")
    project.write(BROKEN)
    result = project.run("build", "--config", "site/live.yaml", cwd=tmp_path)
    assert "  --> content/about.md:3:9\n" in result.err
    project.write(SITE)
    result = project.run("build", "--config", str(project.root), cwd=tmp_path)
    assert result.out.startswith("2 pages in site/_site/: ")
    assert (project.output / "index.html").exists()


def test_output_goes_where_it_is_told(project, tmp_path):
    result = project.run("build", "--output", "../elsewhere/deep", cwd=project.root)
    assert result.out.startswith(f"2 pages in {tmp_path}/elsewhere/deep/: ")
    assert (tmp_path / "elsewhere/deep/index.html").exists()
    assert not project.output.exists()


def test_base_url_replaces_the_address_of_the_site(project):
    project.build("--base-url", "http://localhost:8080/preview/")
    site = project.snapshot()
    assert b"<loc>http://localhost:8080/preview/about/</loc>" in site["sitemap.xml"]
    assert b"www.example.com" not in b"".join(site.values())


def test_drafts_and_future_pages_are_published_on_request_only(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735732800")  # 2025-01-01 12:00 UTC
    project.write(
        {
            "content/draft.md": "---\npending: true\n---\n",
            "content/later.md": "---\ndate: 2025-01-01T12:00:01Z\n---\n",
            "content/now.md": "---\ndate: 2025-01-01T12:00:00Z\n---\n",
        }
    )

    def published(*options: str) -> set[str]:
        project.build(*options)
        return {"draft", "later", "now"} & project.snapshot().keys()

    assert published() == {"now"}
    assert published("--drafts") == {"now", "draft"}
    assert published("--future") == {"now", "later"}


@pytest.mark.parametrize("time", ["tomorrow", "²", "1e9", "9" * 30])
def test_a_clock_stopped_at_no_time_is_wrong_usage(project, monkeypatch, time):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
    result = project.run("build")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"sitewright: SOURCE_DATE_EPOCH is not a time in seconds: '{time}'\n"
    )


def test_what_is_wrong_very_often_is_shown_fifty_times_and_counted(project):
    project.write({"content/about.md": page("About", "a {.b} c\n\n" * 60)})
    result = project.run("build")
    assert result.err.count("warning[MD001]") == 50
    assert result.err.endswith("10 more findings MD001 in content/about.md\n\n")
    assert "60 findings: 60 warnings" in result.out
    as_json = json.loads(project.run("build", "--format", "json").out)
    assert len(as_json["findings"]) == 60


def test_the_list_of_all_files(project, tmp_path):
    project.build("--manifest", str(tmp_path / "manifest.json"))
    text = (tmp_path / "manifest.json").read_text("utf-8")
    listed = json.loads(text)
    made = {path: content for path, content in project.snapshot().items() if content}
    assert [item["path"] for item in listed["files"]] == sorted(made)
    for item in listed["files"]:
        content = made[item["path"]]
        assert item["sha256"] == hashlib.sha256(content).hexdigest()
        assert item["size"] == len(content)
    sources = {item["path"]: item["source"] for item in listed["files"]}
    assert sources["about/index.html"] == "content/about.md"
    assert sources["css/site.css"] == "static/css/site.css"
    assert sources["sitemap.xml"] == ""

    elsewhere = Project(tmp_path / "elsewhere", SITE)
    elsewhere.build("--manifest", "list.json")
    assert (elsewhere.root / "list.json").read_text("utf-8") == text


def test_a_list_of_files_among_the_files(project):
    result = project.run("build", "--manifest", "_site/manifest.json")
    assert (result.code, result.out) == (2, "")
    assert "is among the files of the site itself" in result.err
    assert not project.output.exists()


def test_a_list_of_files_that_cannot_be_written(project):
    result = project.run("build", "--manifest", "no/such/folder.json")
    assert result.code == 1
    assert result.err == (
        "error[OUT002]: the list of files cannot be written: "
        "ROOT/no/such/folder.json: no such file or directory\n\n"
    )
    assert (project.output / "index.html").is_file()
    report = project.run("build", "--manifest", "no/such.json", "--format", "json")
    assert json.loads(report.out)["ok"] is False
