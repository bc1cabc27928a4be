"""What is published is what was checked, whatever the target is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disk import SITE, Project, page, snapshot
from publishing.sites import aim, files_of
from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.staging import staged
from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Artifact
from support import CONFIG


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "project", SITE)
    aim(project, "{folder: ../www}")
    return project


def test_an_error_stops_it(project):
    project.write({"content/about.md": "---\nlayout: nope\n---\n"})
    result = project.run("publish")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error[TPL001]: ")
    assert result.err.endswith("1 finding: 1 error. Nothing was published.\n")
    assert not (project.root.parent / "www").exists()


def test_a_warning_stops_it_unless_it_is_allowed(project):
    project.write({"content/b.md": page("B", "A word{.class title=a b}")})
    stopped = project.run("publish")
    assert (stopped.code, stopped.out) == (1, "")
    assert "warning[MD" in stopped.err
    assert stopped.err.endswith("Nothing was published.\n")
    assert not (project.root.parent / "www").exists()
    allowed = project.run("publish", "--allow-warnings")
    assert allowed.code == 0
    assert "warning[MD" in allowed.err
    assert "now serves" in allowed.out


def test_what_a_check_finds_stops_it_unless_it_is_information(project):
    project.write({"content/b.md": page("B", "[x](https://a.example/){rel=ugc}")})
    published = project.run("publish")
    assert published.code == 0
    assert "information[LNK010]" in published.err
    project.write({"content/b.md": page("B", "[x](/nope/)")})
    stopped = project.run("publish")
    assert (stopped.code, "error[LNK001]" in stopped.err) == (1, True)
    assert project.run("publish", "--allow-warnings").code == 1


def test_it_looks_as_closely_as_a_check_does(project):
    """A build only warns of a lost address."""
    project.write({"urls.txt": "# Sitewright URL ledger, version 1\n\nlive  /lost/\n"})
    assert project.run("build").code == 0
    result = project.run("publish", "--allow-warnings")
    assert result.code == 1
    assert "error[URL010]: '/lost/' was published" in result.err


def test_the_output_of_builds_is_neither_read_nor_written(project):
    project.build()
    (project.output / "about/index.html").write_text("edited by hand")
    before = snapshot(project.output)
    assert project.run("publish").code == 0
    served = files_of(project.root.parent / "www/current")
    assert served["about/index.html"] != b"edited by hand"
    assert snapshot(project.output) == before


def test_a_target_may_have_an_address_of_its_own(project):
    aim(project, "{folder: ../www, url: 'https://staging.example.com'}")
    result = project.run("publish")
    assert result.out.endswith("sitewright verify https://staging.example.com\n")
    served = files_of(project.root.parent / "www/current")
    assert b"https://staging.example.com/about/" in served["sitemap.xml"]


def test_a_file_that_changes_meanwhile_stops_it(tmp_path):
    (tmp_path / "a.css").write_text("new")
    checked = Artifact("a.css", None, digest_of_bytes(b"old"), "a.css")
    with (
        pytest.raises(PublishError, match=r"'a\.css' has changed since it was checked"),
        staged(tmp_path, tmp_path / "out", (checked,)),
    ):
        pass
    assert not (tmp_path / "out").exists()


TARGETS = CONFIG + "publish:\n  live: {folder: ../www}\n  pages: {git: origin}\n"

WORDS = [
    ((), "which target? site.yaml has these:\n  live       ../www\n  pages      "),
    (("web",), "there is no target 'web'. site.yaml has these:\n  live "),
    (("live", "pages"), "what is 'pages'? See 'sitewright publish --help'."),
    (("rollback", "live", "a", "b"), "what is 'b'? See 'sitewright publish --help'."),
    (("list",), "which target? site.yaml has these:\n  live "),
    (("live", "--take-over"), "--take-over is for a branch or a bucket, not for a"),
]


@pytest.mark.parametrize(("words", "problem"), WORDS)
def test_words_that_make_no_sense(project, words, problem):
    project.write({"site.yaml": TARGETS})
    result = project.run("publish", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"sitewright: {problem}")


def test_a_project_without_targets_says_how_to_have_one(project):
    project.write({"site.yaml": CONFIG})
    result = project.run("publish")
    assert (result.code, result.out) == (2, "")
    assert "site.yaml does not say where to publish. Add lines such as" in result.err
    assert "  live: {folder: /srv/www/example}\n" in result.err


def test_settings_that_are_wrong_are_told_where_they_are(project):
    aim(project, "{folder: /srv, rsync: 'h:/w'}")
    for words in ((), ("list",), ("rollback",)):
        result = project.run("publish", *words)
        assert (result.code, result.out) == (1, "")
        assert "error[CFG002]: the target 'live' is both 'folder' and 'rsync'" in (
            result.err
        )
        assert "--> site.yaml:4:24\n" in result.err


def test_what_went_wrong_is_told_to_machines(project):
    aim(project, "{folder: ../www}")
    Project(project.root.parent / "www", {"index.html": "mine"})
    result = project.run("publish", "--format", "json")
    assert (result.code, result.err) == (1, "")
    report = json.loads(result.out)
    assert report["ok"] is False
    assert [item["code"] for item in report["findings"]] == ["PUB001"]
