"""What ``sitewright new`` refuses, with the exact text of each code."""

from __future__ import annotations

from pathlib import Path

import pytest

from disk import Project, snapshot
from support import CONFIG

FILES = {
    "site.yaml": CONFIG,
    "content/index.md": "Home\n",
    "content/insights/index.md": "---\neleventyNavigation: {key: Insights}\n---\n",
    "content/Old/a.md": "A\n",
    "templates/page.html": "{{ content }}",
    "templates/archetypes/insights.md": "---\ntitle: {{ title }}\n---\n",
    ".eleventyignore": "content/**/*.draft.md\n",
}


def link(path: str, target: str):
    return lambda root: (root / path).symlink_to(target)


def archetype(text: str) -> dict[str, str]:
    return {"templates/archetypes/default.md": text}


CASES = [
    pytest.param(
        {},
        ("../x.md",),
        """\
error[NEW001]: '../x.md' does not lie in content/
  = help: write its path below content/, such as 'about/team.md'
""",
        id="NEW001-above",
    ),
    pytest.param(
        {},
        ("/content/x.md",),
        """\
error[NEW001]: '/content/x.md' does not lie in content/
  = help: write its path below content/, such as 'about/team.md'
""",
        id="NEW001-from-the-root",
    ),
    pytest.param(
        {},
        ("../..", "A", "title"),
        """\
error[NEW001]: '../..' does not lie in content/
  = help: write its path below content/, such as 'about/team.md'
""",
        id="NEW001-folder-above",
    ),
    pytest.param(
        {},
        ("insights/When to stop?.md",),
        """\
error[NEW001]: 'insights/When to stop?.md' would make an odd address
  = help: did you mean 'insights/when-to-stop.md'?
""",
        id="NEW001-odd",
    ),
    pytest.param(
        {},
        ("My Texts", "A", "title"),
        """\
error[NEW001]: 'My Texts/a-title.md' would make an odd address
  = help: did you mean 'my-texts/a-title.md'?
""",
        id="NEW001-odd-folder",
    ),
    pytest.param(
        {},
        ("con.md",),
        """\
error[NEW001]: 'con.md' would make an odd address
  = help: write small letters, digits and hyphens
""",
        id="NEW001-device",
    ),
    pytest.param(
        {},
        ("insights/",),
        """\
error[NEW001]: 'insights/' is a folder
  = help: give the page a title: sitewright new insights/ "When to stop"
""",
        id="NEW001-folder",
    ),
    pytest.param(
        {},
        ("/insights/x/",),
        """\
error[NEW001]: '/insights/x/' does not end in .md, as new pages do
  = help: did you mean 'insights/x.md'?
""",
        id="NEW001-address",
    ),
    pytest.param(
        {},
        ("feed.njk",),
        """\
error[NEW001]: 'feed.njk' does not end in .md, as new pages do
  = help: did you mean 'feed.md'?
""",
        id="NEW001-template",
    ),
    pytest.param(
        {},
        ("insights", "¿…?"),
        """\
error[NEW001]: no name can be made of the title '¿…?'
  = help: name its file, and give the title with --title
""",
        id="NEW001-no-letters",
    ),
    pytest.param(
        {},
        ("insights/x.draft.md",),
        """\
error[NEW001]: 'content/insights/x.draft.md' would be no page: an ignore file leaves \
content/insights/x.draft.md out
  = help: choose another place
""",
        id="NEW001-ignored",
    ),
    pytest.param(
        {},
        ("_includes/x.md",),
        """\
error[NEW001]: 'content/_includes/x.md' would be no page: content/_includes/ is not \
for pages
  = help: choose another place
""",
        id="NEW001-includes",
    ),
    pytest.param(
        {"content/out": link("content/out", "..")},
        ("out/x.md",),
        """\
error[NEW001]: 'content/out/x.md' cannot be: content/out is not a folder
  --> content/out
  = help: choose another place
""",
        id="NEW001-through-a-link",
    ),
    pytest.param(
        {
            "hooks.py": "from sitewright import hooks\n\n@hooks.preprocessor\n"
            "def secret(data, text):\n    return False if data.get('title') == 'X' else None\n"
        },
        ("x.md", "--archetype", "insights"),
        """\
error[NEW001]: 'content/x.md' would be no page: hooks.py leaves it out
  --> content/x.md
  = help: choose another place
""",
        id="NEW001-left-out-by-a-hook",
    ),
    pytest.param(
        {},
        ("index.md/x.md",),
        """\
error[NEW001]: 'content/index.md/x.md' cannot be: content/index.md is not a folder
  --> content/index.md
  = help: choose another place
""",
        id="NEW001-below-a-page",
    ),
    pytest.param(
        {},
        ("insights/index.md",),
        """\
error[NEW002]: there is a file of that name already
  --> content/insights/index.md
  = help: change that one, or give the new page another name
""",
        id="NEW002-page",
    ),
    pytest.param(
        {"content/l.md": link("content/l.md", "nowhere.md")},
        ("l.md",),
        """\
error[NEW002]: there is a file of that name already
  --> content/l.md
  = help: change that one, or give the new page another name
""",
        id="NEW002-link",
    ),
    pytest.param(
        {},
        ("x.md", "--archetype", "insihgts"),
        """\
error[NEW003]: there is no archetype 'insihgts'
  = help: did you mean 'insights'?
""",
        id="NEW003-near",
    ),
    pytest.param(
        {},
        ("x.md", "--archetype", "../page"),
        """\
error[NEW003]: there is no archetype '../page'
  = help: there are: default, insights
""",
        id="NEW003-far",
    ),
    pytest.param(
        archetype("---\npending: false\n---\n"),
        ("x.md", "--draft"),
        """\
error[NEW004]: --draft asks for something else than the archetype says
  --> content/x.md:2:10
  |
2 | pending: false
  |          ^^^^^
  = note: made from this archetype
  --> templates/archetypes/default.md
  = help: write 'pending: {{ pending }}' into the archetype
""",
        id="NEW004-draft",
    ),
    pytest.param(
        archetype("---json\n{}\n---\n"),
        ("x.md", "--date", "2026-03-31"),
        """\
error[NEW004]: nothing can be added for --date
  --> content/x.md:1
  |
1 | ---json
  = note: made from this archetype
  --> templates/archetypes/default.md
  = help: write 'date: {{ date }}' into the archetype
""",
        id="NEW004-json",
    ),
    pytest.param(
        archetype("---\ntitle: {{ titel }}\n---\n"),
        ("x.md",),
        """\
error[TPL005]: 'titel' is not defined
  --> templates/archetypes/default.md:2:11
  |
2 | title: {{ titel }}
  |           ^^^^^
  = note: while rendering content/x.md
  = help: did you mean 'title'?
""",
        id="TPL005-in-an-archetype",
    ),
    pytest.param(
        archetype("---\ntitle: {{ title\n---"),
        ("x.md",),
        """\
error[TPL003]: unexpected 'end of template'
  --> templates/archetypes/default.md:3
  |
3 | ---
  = note: while rendering content/x.md
""",
        id="TPL003-in-an-archetype",
    ),
    pytest.param(
        archetype("---\n\n{% include 'nope.md' %}\n---\n"),
        ("x.md",),
        """\
error[TPL004]: there is no template 'nope.md'
  --> templates/archetypes/default.md:3:13
  |
3 | {% include 'nope.md' %}
  |             ^^^^^^^
  = note: while rendering content/x.md
  = help: templates are looked for in templates/
""",
        id="TPL004-in-an-archetype",
    ),
    pytest.param(
        {"templates/archetypes/default.md": b"\xff"},
        ("x.md",),
        """\
error[SRC002]: this file is not UTF-8: byte 0xff at offset 0
  --> templates/archetypes/default.md:1:1
  = help: save it as UTF-8
""",
        id="SRC002-archetype",
    ),
    pytest.param(
        archetype("---\ntitle: @{{ title }}\n---\n"),
        ("x.md",),
        """\
The page would break the site:

error[FM002]: '@' cannot start a value without quotes
  --> content/x.md:2:8
  |
2 | title: @X
  |        ^^
  = note: made from this archetype
  --> templates/archetypes/default.md
  = help: put it in quotes: '@X'
""",
        id="FM002-by-an-archetype",
    ),
    pytest.param(
        {"static/x/index.html": "X"},
        ("x.md",),
        """\
The page would break the site:

error[URL003]: two sources want the address '/x/'
  --> static/x/index.html
  = note: the page is here
  --> content/x.md
  = help: give one of them another 'permalink' or name
""",
        id="URL003-file",
    ),
    pytest.param(
        {"content/b.md": "---\nredirect_from: /x/\n---\n"},
        ("x.md",),
        """\
The page would break the site:

error[RED006]: '/x/' is still content/x.md
  --> content/b.md:2:16
  |
2 | redirect_from: /x/
  |                ^^^
  = help: remove it from 'redirect_from', or move the page or file
""",
        id="RED-redirected",
    ),
    pytest.param(
        {
            "templates/page.html": "{{ hero }}",
            **archetype("---\nlayout: page.html\n---\n"),
        },
        ("x.md",),
        """\
The page would break the site:

error[TPL005]: 'hero' is not defined
  --> templates/page.html:1:4
  |
1 | {{ hero }}
  |    ^^^^
  = note: while rendering content/x.md
  = help: test it with '{% if hero %}', or give it a '| default(…)'
""",
        id="TPL005-in-the-layout",
    ),
    pytest.param(
        {
            "templates/page.html": "{{ hero }}",
            **archetype("---\nlayout: page.html\n---\n"),
        },
        ("x.md", "--draft", "--date", "2999-01-01"),
        """\
The page would break the site:

error[TPL005]: 'hero' is not defined
  --> templates/page.html:1:4
  |
1 | {{ hero }}
  |    ^^^^
  = note: while rendering content/x.md
  = help: test it with '{% if hero %}', or give it a '| default(…)'
""",
        id="TPL005-of-a-draft",
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
    project = make(tmp_path, files)
    before = snapshot(tmp_path)
    result = project.run("new", *words)
    shown, _, tally = result.err.rpartition("\n\n")
    assert (result.code, result.out) == (1, "")
    assert shown + "\n" == says
    assert tally.endswith("Nothing was written.\n")
    assert snapshot(tmp_path) == before


def test_every_code_of_new_pages_has_a_case():
    covered = {str(case.id)[:6] for case in CASES if str(case.id).startswith("NEW")}
    assert covered == {f"NEW{number:03}" for number in range(1, 5)}
