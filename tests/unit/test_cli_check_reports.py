"""How ``sitewright check`` reports, and what it is told to leave alone."""

from __future__ import annotations

import json

import pytest

from disk import Project, snapshot
from support import CONFIG

PAGE = '[call](https://example.org/){rel="ugc"}\n\n[us](/abuot/)\n'
FILES = {
    "site.yaml": f"{CONFIG}check: {{levels: {{LNK001: warning}}}}\n",
    "content/index.md": PAGE,
    "content/about.md": "Hello\n",
}
BASELINE = """\
# Findings that 'sitewright check' leaves alone until they are mended.
# 'sitewright check --write-baseline' writes this file.
LNK001 content/index.md: there is no page '/abuot/'
LNK010 content/index.md: 'ugc' says that a visitor wrote this link
"""
GONE = """\
information[CHK001]: this finding of LNK010 does not occur any more
  --> check-baseline.txt:4:1
  |
4 | LNK010 content/index.md: 'ugc' says that a visitor wrote this link
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: remove the line, or run 'sitewright check --write-baseline'

1 finding: 1 for information. 1 old finding left alone.
"""


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path, FILES)


def test_information_never_fails_a_strict_check(project):
    assert project.run("check").code == 0
    assert project.run("check", "--strict").code == 1
    project.write({"content/index.md": PAGE.replace("abuot", "about")})
    result = project.run("check", "--strict")
    assert (result.code, "information[LNK010]" in result.err) == (0, True)


def test_an_error_of_a_check_fails_it(project):
    project.write({"site.yaml": CONFIG})
    result = project.run("check")
    assert result.code == 1
    assert result.err.endswith("2 findings: 1 error, 1 for information.\n")
    assert project.run("build").code == 0


def test_what_the_baseline_knows_is_left_alone_wherever_it_moves(project):
    result = project.run("check", "--write-baseline")
    assert result.out == "check-baseline.txt: 2 findings to be left alone.\n"
    assert (project.root / "check-baseline.txt").read_text() == BASELINE
    project.write({"content/index.md": f"New text above\n\n{PAGE}"})
    result = project.run("check", "--strict")
    told = "2 pages: nothing to report. 2 old findings left alone.\n"
    assert (result.code, result.out, result.err) == (0, told, "")
    assert json.loads(project.run("check", "--format", "json").out)["left_out"] == 2


def test_a_second_finding_of_the_same_kind_is_told(project):
    project.run("check", "--write-baseline")
    project.write({"content/index.md": f"{PAGE}\n[again](/abuot/)\n"})
    result = project.run("check", "--strict")
    assert (result.code, result.err.count("[LNK001]")) == (1, 1)


def test_a_line_of_the_baseline_without_a_finding_is_told(project):
    project.run("check", "--write-baseline")
    project.write({"content/index.md": PAGE.replace("ugc", "nofollow")})
    result = project.run("check", "--strict")
    assert (result.code, result.err) == (0, GONE)
    project.run("check", "--write-baseline")
    assert "LNK010" not in (project.root / "check-baseline.txt").read_text()
    written = project.run("check", "--write-baseline", "--format", "json")
    assert json.loads(written.out) == {"ok": True, "left_out": 1, "findings": []}


def test_the_baseline_hides_no_error_of_the_build(project):
    project.run("check", "--write-baseline")
    project.write({"content/b.md": "---\nlayout: nope\n---\n"})
    before = snapshot(project.root)
    result = project.run("check", "--write-baseline")
    assert (result.code, "error[TPL001]" in result.err) == (1, True)
    assert snapshot(project.root) == before


def test_a_baseline_that_cannot_be_read_is_an_error(project):
    (project.root / "check-baseline.txt").mkdir()
    result = project.run("check")
    assert result.code == 1
    assert "error[SRC001]: this cannot be read: it is not a file" in result.err


def test_github(project):
    lines = project.run("check", "--format", "github").out.splitlines()
    assert lines[0].startswith(
        "::notice title=LNK010,file=content/index.md,line=1,col="
    )
    assert lines[1].startswith(
        "::warning title=LNK001,file=content/index.md,line=3,col="
    )


def test_sarif(project):
    """The same was once held against the schema of OASIS, which is not ours to copy."""
    told = json.loads(project.run("check", "--format", "sarif").out)
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["LNK001", "LNK010"]
    results = run["results"]
    assert [(it["ruleId"], it["level"]) for it in results] == [
        *(("LNK010", "note"), ("LNK001", "warning"))
    ]
    assert [rules[it["ruleIndex"]] for it in results] == ["LNK010", "LNK001"]
    place = results[1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "content/index.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 6, "endColumn": 13},
    }
    assert results[1]["message"]["text"] == (
        "there is no page '/abuot/'\nhelp: did you mean '/about/'?"
    )
    prints = {it["partialFingerprints"]["sitewright/v1"] for it in results}
    assert {len(value) for value in prints} == {64}
    project.write({"content/index.md": f"Above\n\n{PAGE}"})
    again = json.loads(project.run("check", "--format", "sarif").out)
    moved = again["runs"][0]["results"]
    assert {it["partialFingerprints"]["sitewright/v1"] for it in moved} == prints


def test_sarif_of_a_clean_site_is_a_whole_document(project):
    project.write({"content/index.md": "Hello\n"})
    told = json.loads(project.run("check", "--format", "sarif").out)
    assert told["runs"][0]["results"] == []


def test_of_much_information_only_the_first_is_shown_and_all_is_counted(project):
    pages = {f"content/p{n}.md": PAGE.replace("abuot", "about") for n in range(60)}
    project.write({**pages, "content/index.md": "Hello\n"})
    result = project.run("check", "--strict")
    assert (result.code, result.err.count("information[LNK010]")) == (0, 50)
    assert result.err.endswith(
        "10 more findings LNK010\n\n60 findings: 60 for information.\n"
    )
    told = json.loads(project.run("check", "--format", "json").out)
    assert len(told["findings"]) == 60
