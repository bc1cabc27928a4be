"""What ``sitewright move`` refuses or doubts, with the exact text of each code."""

from __future__ import annotations

from pathlib import Path

import pytest

from disk import Project
from support import CONFIG

ABOUT = "---\ntitle: About\n---\n"
FILES = {
    "site.yaml": CONFIG,
    "content/index.md": "Home\n",
    "content/about.md": ABOUT,
    "templates/page.html": "{{ content }}",
    "data/team.yaml": "- A\n",
    ".eleventyignore": "content/**/*.draft.md\n",
}
MOVE = ("content/about.md", "content/company/about.md")


def link(path: str, target: str):
    return lambda root: (root / path).symlink_to(target)


CASES = [
    pytest.param(
        {},
        ("content/abuot.md", "content/x.md"),
        """\
error[MOV001]: there is no 'content/abuot.md'
  = help: did you mean 'content/about.md'?
""",
        id="MOV001-path",
    ),
    pytest.param(
        {},
        ("/abuot/", "content/x.md"),
        """\
error[MOV001]: there is no page or file at '/abuot/'
  = help: did you mean '/about/'?
""",
        id="MOV001-address",
    ),
    pytest.param(
        {},
        ("https://example.org/about/", "content/x.md"),
        """\
error[MOV001]: there is no page or file at 'https://example.org/about/'
""",
        id="MOV001-another-host",
    ),
    pytest.param(
        {"content/empty": lambda root: (root / "content/empty").mkdir()},
        ("content/empty", "content/x"),
        """\
error[MOV001]: there is no file in content/empty/
""",
        id="MOV001-empty-folder",
    ),
    pytest.param(
        {},
        ("templates/page.html", "templates/other.html"),
        """\
error[MOV002]: this is a template, and has no address
  --> templates/page.html
  = help: rename it by hand: no address and no link depends on its name
""",
        id="MOV002-template",
    ),
    pytest.param(
        {},
        ("data/team.yaml", "data/people.yaml"),
        """\
error[MOV002]: this is data of the site, and has no address
  --> data/team.yaml
  = help: rename it by hand: no address and no link depends on its name
""",
        id="MOV002-data",
    ),
    pytest.param(
        {"content/x.draft.md": "x"},
        ("content/x.draft.md", "content/x.md"),
        """\
error[MOV002]: this is not published: an ignore file leaves content/x.draft.md out
  --> content/x.draft.md
  = help: rename it by hand: no address and no link depends on its name
""",
        id="MOV002-ignored",
    ),
    pytest.param(
        {"content/l.md": link("content/l.md", "about.md")},
        ("content/l.md", "content/x.md"),
        """\
error[MOV002]: this is a link of the file system
  --> content/l.md
  = help: move the file that it leads to, and make the link anew
""",
        id="MOV002-link",
    ),
    pytest.param(
        {
            "content/d/a.md": "",
            "content/d/l.md": link("content/d/l.md", "a.md"),
        },
        ("content/d", "content/e"),
        """\
error[MOV002]: this is a link of the file system
  --> content/d/l.md
  = help: from its new place it may lead elsewhere; take it away first
""",
        id="MOV002-link-inside",
    ),
    pytest.param(
        {},
        ("content", "pages"),
        """\
error[MOV002]: this holds all of content/
  --> content
  = help: name what lies in it, or change 'paths' in the settings
""",
        id="MOV002-whole-folder",
    ),
    pytest.param(
        {},
        ("data", "content/x/"),
        """\
error[MOV002]: this holds all of data/
  --> data
  = help: name what lies in it, or change 'paths' in the settings
""",
        id="MOV002-data-folder",
    ),
    pytest.param(
        {"more/a.txt": ""},
        ("more", "content/x/"),
        """\
error[MOV002]: only what lies in content/ and static/ can be moved
  --> more
  = help: rename it by hand: no address and no link depends on its name
""",
        id="MOV002-other-folder",
    ),
    pytest.param(
        {},
        ("../../..", "content/x.md"),
        """\
error[MOV002]: '../../..' does not lie inside the project
""",
        id="MOV002-above",
    ),
    pytest.param(
        {
            "site.yaml": CONFIG + "paths:\n  passthrough:\n    - content/a.pdf\n",
            "content/a.pdf": "x",
        },
        ("content/a.pdf", "content/b.pdf"),
        """\
error[MOV002]: the settings name 'content/a.pdf'
  --> site.yaml:5:7
  |
5 |     - content/a.pdf
  |       ^^^^^^^^^^^^^
  = help: change it there, and move it by hand
""",
        id="MOV002-named-in-the-settings",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/index.md"),
        """\
error[MOV003]: there is a 'content/index.md' already
  = help: choose another name, or move that away first
""",
        id="MOV003-taken",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/about.md"),
        """\
error[MOV004]: 'content/about.md' is where it is already
""",
        id="MOV004-same",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/company/about"),
        """\
error[MOV004]: 'content/company/about' would be no page: the names of pages end in \
.md, .njk, .html, .jinja
  --> content/about.md
""",
        id="MOV004-ending",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/.about.md"),
        """\
error[MOV004]: 'content/.about.md' would be no page: content/.about.md is hidden
  --> content/about.md
""",
        id="MOV004-hidden",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/_includes/about.md"),
        """\
error[MOV004]: 'content/_includes/about.md' would be no page: content/_includes/ is \
not for pages
  --> content/about.md
""",
        id="MOV004-not-for-pages",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/about.draft.md"),
        """\
error[MOV004]: 'content/about.draft.md' would be no page: an ignore file leaves \
content/about.draft.md out
  --> content/about.md
""",
        id="MOV004-ignored",
    ),
    pytest.param(
        {},
        ("content/about.md", "templates/about.md"),
        """\
error[MOV004]: 'templates/about.md' would be no page: pages lie in content/
  --> content/about.md
""",
        id="MOV004-elsewhere",
    ),
    pytest.param(
        {},
        ("content/about.md", "/company/about/"),
        """\
error[MOV004]: '/company/about/' does not lie inside the project
  = help: write the path of a file; its address follows from it
""",
        id="MOV004-address",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/index.md/about.md"),
        """\
error[MOV004]: 'content/index.md/about.md' cannot be: content/index.md is not a folder
""",
        id="MOV004-below-a-file",
    ),
    pytest.param(
        {"content/l": link("content/l", "../data")},
        ("content/about.md", "content/l/about.md"),
        """\
error[MOV004]: 'content/l/about.md' cannot be: content/l is not a folder
""",
        id="MOV004-through-a-link",
    ),
    pytest.param(
        {},
        ("content/about.md", "content/a\x07b.md"),
        """\
error[MOV004]: 'content/a\\x07b.md' has characters that cannot be seen
""",
        id="MOV004-bell",
    ),
    pytest.param(
        {"content/d/a.md": ""},
        ("content/d", "content/d/e"),
        """\
error[MOV004]: 'content/d/e' lies inside of what is to be moved
""",
        id="MOV004-into-itself",
    ),
    pytest.param(
        {"content/d/a.md": "", "content/d/x.draft.md": "", ".eleventyignore": "content/d/x*\n"},
        ("content/d", "content/e"),
        """\
error[MOV004]: 'content/e/x.draft.md' would be a page, which it is not now
  --> content/d/x.draft.md
""",
        id="MOV004-published-by-it",
    ),
    pytest.param(
        {"content/company/company.yaml": "pending: true\n", "content/company/x.md": ""},
        MOVE,
        """\
The move would break the site:

error[MOV005]: nothing would be found at '/about/' any more: there, this is not published
  --> content/company/about.md
  = help: look at what data of the new folder and the settings say of it

warning[MOV009]: this page has other values than before: 'pending'
  --> content/company/about.md
  = note: this file has to do with it
  --> content/company/company.yaml
  = help: what is said by folder or by name is said of other pages now; write it into \
the page's front matter if it is to stay
""",
        id="MOV005-pending",
    ),
    pytest.param(
        {"static/a.pdf": "x"},
        ("static/a.pdf", "content/a.pdf"),
        """\
The move would break the site:

error[MOV005]: nothing would be found at '/a.pdf' any more: there, this is not published
  --> content/a.pdf
  = help: look at what data of the new folder and the settings say of it
""",
        id="MOV005-static",
    ),
    pytest.param(
        {
            "site.yaml": CONFIG + "extra: {r: &r {/y/: /}}\nredirects: *r\n",
            "content/about.md": "---\neleventyComputed: {redirect_from: '{{ x }}'}\nx: /x/\n---\n",
        },
        MOVE,
        """\
The move would break the site:

error[MOV006]: nothing can be made to lead from '/about/' to '/company/about/'
  --> content/company/about.md
  = help: neither the front matter of the page nor the settings could be changed for \
certain; write 'redirect_from' into the page by hand, and move it then
""",
        id="MOV006-neither",
    ),
]  # fmt: skip


DOUBTS = [
    pytest.param(
        {"content/index.md": "`/about/` [y](/{{ x }}/)\n", "hooks.py": "HOME = '/about/'\n"},
        """\
warning[MOV007]: '/about/' is named here, and stays as it is
  --> content/index.md:1:2
  |
1 | `/about/` [y](/{{ x }}/)
  |  ^^^^^^^
  = help: it may be an example, or the start of something longer; change it by hand if \
not

warning[MOV007]: '/about/' is named here, and stays as it is
  --> hooks.py:1:9
  |
1 | HOME = '/about/'
  |         ^^^^^^^
  = help: it may be an example, or the start of something longer; change it by hand if \
not
""",
        id="MOV007-named",
    ),
    pytest.param(
        {"content/index.md": "about [x](/%61bout/)\n"},
        """\
warning[MOV008]: the link '/%61bout/' is about what has moved, and stays as it is
  --> content/index.md:1:11
  |
1 | about [x](/%61bout/)
  |           ^^^^^^^^^
  = help: change it by hand: where it stands could not be told for certain
""",
        id="MOV008-missed",
    ),
    pytest.param(
        {"content/company/company.yaml": "layout: page.html\nwho: we\n", "content/company/x.md": ""},
        """\
warning[MOV009]: this page has other values than before: 'layout', 'who'
  --> content/company/about.md
  = note: this file has to do with it
  --> content/company/company.yaml
  = help: what is said by folder or by name is said of other pages now; write it into \
the page's front matter if it is to stay
""",
        id="MOV009-values",
    ),
    pytest.param(
        {
            "content/about.md": "---\nlayout: page.html\nsection: about\n---\n",
            "templates/page.html": "<a href='/{{ section }}/'>x</a>",
        },
        """\
warning[MOV010]: this page leads to '/about/' by a link that is computed
  --> content/company/about.md
  = help: visitors are sent on; look for it in the page, its templates and data
""",
        id="MOV010-computed",
    ),
    pytest.param(
        {
            "site.yaml": CONFIG + "collections: {some: {from: '*.md'}}\n",
            "content/about.md": "",
        },
        """\
warning[MOV009]: this page is in the collection 'some' no longer
  --> content/company/about.md
  = help: let 'collections.some' in the settings, or the hook that makes it, name the \
new place
""",
        id="MOV009-collection",
    ),
    pytest.param(
        {
            "content/about.md": "---\nlayout: page.html\n---\n",
            "templates/page.html": "<link rel=stylesheet href='../a.css'>{{ content }}",
            "static/a.css": "",
        },
        """\
warning[MOV011]: the link '../a.css' leads elsewhere from this page's new address
  --> content/company/about.md
  = help: it led to '/a.css'; write it from the top of the site where it stands: in a \
layout, or on a page that comes in numbers
""",
        id="MOV011-layout",
    ),
]  # fmt: skip


def make(root: Path, files) -> Project:
    plain = {path: what for path, what in files.items() if not callable(what)}
    project = Project(root, FILES | plain)
    for what in files.values():
        if callable(what):
            what(root)
    return project


@pytest.mark.parametrize(("files", "words", "says"), CASES)
def test_refused(tmp_path, files, words, says):
    result = make(tmp_path, files).run("move", *words)
    shown, _, tally = result.err.rpartition("\n\n")
    assert (result.code, result.out) == (1, "")
    assert shown + "\n" == says
    assert tally.endswith("Nothing was written.\n")


@pytest.mark.parametrize(("files", "says"), DOUBTS)
def test_doubted(tmp_path, files, says):
    result = make(tmp_path, files).run("move", *MOVE)
    assert result.code == 0
    assert result.err == says + "\n"
    assert (tmp_path / MOVE[1]).exists()
    assert not (tmp_path / MOVE[0]).exists()


def test_every_code_of_moving_has_a_case():
    covered = {str(case.id)[:6] for case in (*CASES, *DOUBTS)}
    assert covered == {f"MOV{number:03}" for number in range(1, 12)}
