"""The command line: what it takes, what it answers, and with which code it ends."""

from __future__ import annotations

import os
import re
import tempfile
from argparse import Namespace
from pathlib import Path

import pytest

from disk import SITE, Project, snapshot
from sitewright import __version__
from sitewright.arguments import make_parser
from sitewright.cli import _run
from sitewright.kernel.codes import CODES

OPTIONS = {
    "build": "--config -o --output --base-url --drafts --future --strict --format "
    "text json github -q --quiet -v --verbose",
    "clean": "--config -o --output",
    "explain": "--config --value --drafts --future --format text json NAME",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site")


@pytest.mark.parametrize("command", OPTIONS)
def test_help_of_a_command_names_its_options(project, command):
    result = project.run(command, "--help")
    assert result.code == 0
    for option in OPTIONS[command].split():
        assert option in result.out
    assert "--debug" not in result.out


def test_help_names_every_command_and_exit_code(project):
    result = project.run("--help")
    assert result.code == 0
    for word in (*OPTIONS, "0 fine", "1 the", "2 wrong", "70 a bug", "130 interrupted"):
        assert word in result.out


def test_without_a_command_the_help_is_shown_and_nothing_done(project):
    result = project.run()
    assert (result.code, result.out) == (2, project.run("--help").out)
    assert "\ncommands:\n  COMMAND\n    build        write the site\n" in result.out


def test_version(project):
    assert project.run("--version").out == f"sitewright {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("buld", "invalid choice: 'buld'"),
        ("build --watch", "unrecognized arguments: --watch"),
        ("build --out x", "unrecognized arguments: --out x"),
        ("build --format xml", "invalid choice: 'xml'"),
        ("build -q -v", "not allowed with argument"),
        ("build -o", "expected one argument"),
        ("build --output=", "a name is needed"),
        ("clean --output=", "a name is needed"),
        ("build --manifest content/about.md", "is among the sources of the site"),
        ("build --manifest site.yaml", "--manifest site.yaml is among the sources"),
        ("build --trace templates/page.html", "is among the sources of the site"),
        ("schema -o content/about.md", "is among the sources of the site"),
        ("schema -o hooks.py", "--output hooks.py is among the sources of the site"),
        ("compare static --report static/r.html", "the files that are compared"),
        ("compare static --report content/about.md", "there already, and is no page"),
        ("markdown /dev/zero", "sitewright: /dev/zero: this is not a file"),
        ("explain", "the following arguments are required: NAME"),
        ("build --config none.yaml", "sitewright: there is no none.yaml"),
        ("build --config content", "sitewright: there is no content/site.yaml"),
        ("clean --config none.yaml", "sitewright: there is no none.yaml"),
        (f"build --config {'x' * 300}", "file name too long"),
        (f"build -o {'x' * 300}", "the output folder: file name too long"),
        ("build --base-url example.com", "--base-url must start with https://"),
        ("build --base-url=", "--base-url must start with https://"),
        ("explain NAV03", "nothing is called 'NAV03'; did you mean 'NAV003'?"),
        ("explain xyzzy", "nothing is called 'xyzzy'\n"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(project, arguments, says):
    before = snapshot(project.root)
    result = project.run(*arguments.split())
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert snapshot(project.root) == before


def test_settings_with_another_ending_are_named(project):
    (project.root / "site.yaml").rename(project.root / "site.yml")
    said = "There is site.yml: rename it, or name it with --config site.yml.\n"
    assert project.run("build").err.endswith(said)


def test_an_output_that_is_a_link_to_itself_is_no_bug(project):
    (project.root / "_site").symlink_to("_site")
    for output in ([], ["-o", str(project.root / "_site/inside")]):
        result = project.run("build", *output)
        assert (result.code, result.out) == (2, "")
        message = "sitewright: the output folder: too many levels of links"
        assert result.err.startswith(message)


@pytest.mark.parametrize("code", CODES)
def test_explain_tells_cause_example_and_cure(project, code):
    result = project.run("explain", code.lower())
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{code}: {CODES[code].title}")
    for line in CODES[code].example.splitlines():
        assert line in result.out


def test_clean_removes_its_own_files_and_the_cache_only(project):
    before = snapshot(project.root)
    project.build()
    project.write({"_site/CNAME": "mine"})
    assert project.run("clean").out == "6 files removed.\n"
    assert project.snapshot() == {"CNAME": b"mine"}
    (project.output / "CNAME").unlink()
    project.output.rmdir()
    assert snapshot(project.root) == before
    assert project.run("clean").out == "0 files removed.\n"


def test_clean_of_one_output_still_knows_the_files_of_another(project):
    project.build("-o", "preview")
    project.build()
    assert project.run("clean").out == "6 files removed.\n"
    assert project.run("clean", "-o", "preview").out == "6 files removed.\n"
    assert not (project.root / ".sitewright").exists()
    assert not (project.root / "preview").exists()


REFUSED = {
    ".": "holds more than a site",
    "..": "holds more than a site",
    "/": "holds more than a site",
    "HOME": "holds more than a site",
    "HOME/..": "holds more than a site",
    "content": "overlaps",
    "content/sub": "overlaps",
    "templates": "overlaps",
    "static/css": "overlaps",
    "link-to-content": "overlaps",
    "site.yaml": "is a file",
    ".git": "belongs to another tool",
    ".sitewright/site": "belongs to another tool",
}


@pytest.mark.parametrize("command", ["build", "clean"])
@pytest.mark.parametrize("output", REFUSED)
def test_an_output_that_would_mix_with_other_files_is_refused(
    project, tmp_path, monkeypatch, command, output
):
    home = tmp_path / "users/me"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (project.root / "link-to-content").symlink_to("content")
    before = snapshot(tmp_path)
    result = project.run(command, "-o", output.replace("HOME", str(home)))
    assert (result.code, result.out) == (2, "")
    assert re.match(f"sitewright: the output folder .*{REFUSED[output]}", result.err)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("output", ["old", "extra", "extra/deep", "./old/"])
def test_an_output_that_holds_sources_elsewhere_is_refused(project, output):
    project.write(
        {
            "old/_redirects": "/a/ / 301\n",
            "extra/deep/b.txt": "B\n",
            "site.yaml": f"{SITE['site.yaml']}redirects_import: [old/_redirects]\n"
            "paths: {passthrough: [extra/deep/b.txt]}\n",
        }
    )
    before = snapshot(project.root)
    result = project.run("build", "-o", output)
    assert (result.code, result.out) == (2, "")
    assert re.search(r"holds (old/_redirects|extra/deep/b.txt), of which", result.err)
    assert snapshot(project.root) == before


def test_the_output_of_the_settings_may_not_lead_into_the_sources_either(project):
    project.output.symlink_to("content")
    before = snapshot(project.root)
    result = project.run("build")
    assert (result.code, result.out) == (2, "")
    assert "overlaps" in result.err
    assert snapshot(project.root) == before


def test_sources_behind_a_link_are_not_written_into(project):
    (project.root / "content").rename(project.root / "pages")
    (project.root / "content").symlink_to("pages")
    before = snapshot(project.root)
    result = project.run("build", "-o", "pages")
    assert (result.code, result.out) == (2, "")
    assert snapshot(project.root) == before


def test_a_link_to_an_output_elsewhere_is_followed(project, tmp_path):
    (tmp_path / "www").mkdir()
    project.output.symlink_to(tmp_path / "www")
    assert project.run("build").code == 0
    assert (tmp_path / "www/index.html").exists()


def become_nobody() -> None:
    os.environ.pop("HOME", None)
    os.setgid(54321)
    os.setuid(54321)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody unknown")
def test_a_user_without_a_home_may_build():
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder, "site"))
        project.root.chmod(0o777)
        Path(folder).chmod(0o755)
        result = project.spawn("build", before=become_nobody).wait()
    assert (result.code, result.err) == (0, "")


def test_a_bug_of_ours_is_owned_up_to(capsys):
    without_a_code = Namespace(command="explain", debug=False)
    assert _run(without_a_code, make_parser()) == 70
    assert capsys.readouterr().err == (
        "sitewright: this is a bug in Sitewright, not in your site: "
        "AttributeError: 'Namespace' object has no attribute 'name'\n"
        "Run again with --debug for the details to report.\n"
    )


def test_a_bug_of_ours_comes_with_its_trace_on_request():
    with pytest.raises(AttributeError, match="name"):
        _run(Namespace(command="explain", debug=True), make_parser())
