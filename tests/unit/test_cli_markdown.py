"""``sitewright markdown``: one file to HTML, with the site's settings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from disk import Project, page, snapshot
from support import CONFIG

FILES = {
    "site.yaml": CONFIG + "markdown: {footnotes: true, heading_ids: false}\n",
    "content/index.md": page("Home", "# Über uns{.a}\n\n[us](team/index.md#we)"),
    "content/team/index.md": page("Team", "## We {#we}\n\n[Home](../index.md)"),
    "content/draft.md": "---\npending: true\nshowTOC: true\n---\n## Draft\n[u](nope.md)",
    "content/broken.md": "---\ntitle: 'x\n---\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site", FILES)


def run(
    project: Project, *arguments: str, given: bytes = b"", ascii_only: bool = False
):
    done = subprocess.run(
        [sys.executable, "-m", "sitewright", "markdown", *arguments],
        cwd=project.root,
        input=given,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii" if ascii_only else "utf-8"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_page_is_printed_as_its_body_would_be(project):
    assert run(project, "content/index.md") == (
        0,
        '<h1 class="a">Über uns</h1>\n<p><a href="/team/#we">us</a></p>\n',
        "",
    )


def test_what_hooks_write_does_not_mix_with_the_html(project):
    project.write({"hooks.py": "import sys\nsys.stdout.write('seen')\n"})
    code, out, err = run(project, "content/index.md")
    assert (code, out[:3], err) == (0, "<h1", "seen")


def test_html_is_utf_8_whatever_the_terminal_takes(project):
    assert "Über" in run(project, "content/index.md", ascii_only=True)[1]


def test_links_count_from_where_the_file_lies(project):
    assert '<a href="/">Home</a>' in run(project, "content/team/index.md")[1]


def test_links_lead_to_ids_that_hooks_write(project):
    hooks = (
        "from sitewright import hooks\n\n\n@hooks.preprocessor('.md')\n"
        "def sign(data, text): return text + '\\n\\n## End {#end}\\n'\n"
    )
    project.write({"hooks.py": hooks, "content/a.md": "[x](team/index.md#end)"})
    assert run(project, "content/a.md") == (
        0,
        '<p><a href="/team/#end">x</a></p>\n',
        "",
    )


def test_standard_input_is_read_as_a_file_of_the_content_folder(project):
    text = "\ufeff---\ntitle: X\n---\nText[^1] and [us](team/index.md){.b}\r\n\r\n[^1]: Note"
    code, out, err = run(project, "-", given=text.encode())
    assert (code, err) == (0, "")
    assert out.startswith('<p>Text<sup class="footnote-ref">')
    assert '<a href="/team/" class="b">us</a></p>\n<hr class="footnotes-sep">' in out


def test_what_is_wrong_is_said_at_its_line_and_html_still_comes(project):
    code, out, err = run(project, "content/draft.md")
    assert code == 1
    assert out == '<h2 id="draft">Draft</h2>\n<p><a href="nope.md">u</a></p>\n'
    assert err.startswith(
        "error[MD005]: there is no page content/nope.md\n"
        "  --> content/draft.md:6:5\n  |\n6 | [u](nope.md)\n  |     ^^^^^^^\n"
    )
    assert "broken.md" not in err


def test_a_doubt_about_standard_input_is_placed_there(project):
    code, _, err = run(project, "-", given=b"One\n\nTwo {.a} three\n")
    assert code == 0
    assert err.startswith("warning[MD001]")
    assert "  --> -:3:5\n  |\n3 | Two {.a} three\n  |     ^^^^\n" in err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"\xff\xfea\0", "error[SRC002]: this file is UTF-16"),
        (b"a\xe9", "error[SRC002]: this file is not UTF-8: byte 0xe9 at offset 1"),
        (b"---\ntitle: 'x\n---\n", "error[FM002]"),
    ],
)
def test_what_cannot_be_read_prints_nothing(project, given, says):
    code, out, err = run(project, "-", given=given)
    assert (code, out) == (1, "")
    assert err.startswith(says)


def test_settings_that_cannot_be_read_are_reported(project):
    project.write({"site.yaml": "title: X\n"})
    code, out, err = run(project, "-", given=b"x")
    assert (code, out) == (1, "")
    assert err.startswith("error[CFG003]: 'url' is missing")


def test_a_file_that_is_not_there_is_wrong_usage(project):
    assert run(project, "nope.md") == (
        2,
        "",
        "sitewright: nope.md: no such file or directory\n",
    )
    assert run(project, "content")[0] == 2


def test_nothing_is_written(project):
    before = snapshot(project.root)
    run(project, "content/index.md")
    assert snapshot(project.root) == before
