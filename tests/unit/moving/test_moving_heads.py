"""Where the old address is written: every form of front matter, and the settings."""

from __future__ import annotations

import pytest

from moving import moved
from support import CONFIG, build

HOME = {"content/index.md": "", "site.yaml": CONFIG}


def after_move(text: str, **more: str) -> str:
    """What becomes of the page ``/a/`` when it becomes ``/b/``."""
    path = more.pop("path", "content/a.md")
    new = path.replace("/a.", "/b.")
    return moved({**HOME, path: text, **more}, (path, new))[new]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\nredirect_from: /a/\n---\n"),
        ("Text\n", "---\nredirect_from: /a/\n---\nText\n"),
        ("---\n---\nText\n", "---\nredirect_from: /a/\n---\nText\n"),
        ("---\n# c\n---\n", "---\n# c\nredirect_from: /a/\n---\n"),
        ("---\ntitle: A  # c\n---\n", "---\ntitle: A  # c\nredirect_from: /a/\n---\n"),
        ("---  \ntitle: A\n---  \nx", "---  \ntitle: A\nredirect_from: /a/\n---  \nx"),
        ("---\n  title: A\n  b: c\n---\n", "---\n  title: A\n  b: c\n  redirect_from: /a/\n---\n"),
        ("---\na: |\n  b\n\n  c\n\n\n---\n", "---\na: |\n  b\n\n  c\nredirect_from: /a/\n\n\n---\n"),
        ("---\na: |+\n  b\n\n---\n", "---\nredirect_from: /a/\na: |+\n  b\n\n---\n"),
        ("---\n{title: A}\n---\n", "---\n{redirect_from: /a/, title: A}\n---\n"),
        ("---\n{}\n---\n", '---\n{"redirect_from": "/a/"}\n---\n'),
        # It is there.
        ("---\nredirect_from:\n---\n", "---\nredirect_from: /a/\n---\n"),
        ("---\nredirect_from:  # c\n---\n", "---\nredirect_from: /a/  # c\n---\n"),
        ("---\nredirect_from: /x/  # c\nb: c\n---\n", "---\nredirect_from:\n  - /x/  # c\n  - /a/\nb: c\n---\n"),
        ("---\nredirect_from: '/x/'\n---\n", "---\nredirect_from:\n  - '/x/'\n  - /a/\n---\n"),
        ("---\nredirect_from: []\n---\n", "---\nredirect_from: [/a/]\n---\n"),
        ("---\nredirect_from: [/x/, '/y/']  # c\n---\n", "---\nredirect_from: [/x/, '/y/', /a/]  # c\n---\n"),
        ("---\nredirect_from: [\n  /x/,\n]\n---\n", "---\nredirect_from: [\n  /x/, /a/,\n]\n---\n"),
        ("---\nredirect_from:\n- /x/ # c\n# d\nb: c\n---\n", "---\nredirect_from:\n- /x/ # c\n- /a/\n# d\nb: c\n---\n"),
        ("---\nredirect_from:\n    -   /x/\n    -   /y/\n---\n", "---\nredirect_from:\n    -   /x/\n    -   /y/\n    -   /a/\n---\n"),
        ("---\n{redirect_from: /x/, b: c}\n---\n", "---\n{redirect_from: [/x/, /a/], b: c}\n---\n"),
        ("---\n'redirect_from': /x/\n---\n", "---\n'redirect_from':\n  - /x/\n  - /a/\n---\n"),
        ("---\noverride:redirect_from: /x/\n---\n", "---\noverride:redirect_from:\n  - /x/\n  - /a/\n---\n"),
        # It has the new address from an earlier move.
        ("---\nredirect_from: /b/\n---\n", "---\nredirect_from: /a/\n---\n"),
        ('---\nredirect_from: "/b"  # c\n---\n', '---\nredirect_from: "/a/"  # c\n---\n'),
        ("---\nredirect_from: [/x/, /b/, /y/]\n---\n", "---\nredirect_from: [/x/, /a/, /y/]\n---\n"),
        ("---\nredirect_from:\n  - /x/\n  - /b/\n---\n", "---\nredirect_from:\n  - /x/\n  - /a/\n---\n"),
    ],
)  # fmt: skip
def test_the_old_address_is_added_and_all_else_is_kept(before, after):
    assert after_move(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('---json\n{"title": "A"}\n---\n', '---json\n{"redirect_from": "/a/", "title": "A"}\n---\n'),
        ('---json\n{\n  "title": "A"\n}\n---\n', '---json\n{\n  "redirect_from": "/a/",\n  "title": "A"\n}\n---\n'),
        ('---json\n{"redirect_from": "/x/"}\n---\n', '---json\n{"redirect_from": ["/x/", "/a/"]}\n---\n'),
        ('---json\n{"redirect_from": ["/x/"]}\n---\n', '---json\n{"redirect_from": ["/x/", "/a/"]}\n---\n'),
        ('---json\n{}\n---\n', '---json\n{"redirect_from": "/a/"}\n---\n'),
    ],
)  # fmt: skip
def test_json_stays_json(before, after):
    assert after_move(before) == after


@pytest.mark.parametrize("ending", ["njk", "html", "jinja"])
def test_templates_say_it_in_front_matter_too(ending):
    text = after_move("<p>x</p>\n", path=f"content/a.{ending}")
    assert text == "---\nredirect_from: /a/\n---\n<p>x</p>\n"


def test_an_odd_address_is_written_in_quotes():
    files = {**HOME, "content/a: b's.md": ""}
    after = moved(files, ("content/a: b's.md", "content/b.md"))
    assert after["content/b.md"] == '---\nredirect_from: "/a: b\'s/"\n---\n'


def test_a_single_text_of_the_pages_data_is_taken_over():
    files = {**HOME, "content/a.md": "x", "content/a.yaml": "redirect_from: /x/\n"}
    pairs = ("content/a.md", "content/b.md"), ("content/a.yaml", "content/b.yaml")
    after = moved(files, *pairs)
    assert after["content/b.md"] == "---\nredirect_from:\n  - /x/\n  - /a/\n---\nx"


def test_a_list_of_other_files_is_joined():
    files = {
        **HOME,
        "content/d/a.md": "x",
        "content/d/d.yaml": "redirect_from: [/x/]\n",
    }
    after = moved(files, ("content/d/a.md", "content/d/b.md"))
    assert after["content/d/b.md"] == "---\nredirect_from: [/d/a/]\n---\nx"
    assert len(build(after).addresses.redirects) == 2


def test_a_list_of_other_files_stays_hidden_where_it_was():
    files = {
        **HOME,
        "content/d/a.md": "---\nredirect_from: /y/\n---\n",
        "content/d/d.yaml": "redirect_from: [/x/]\n",
    }
    after = moved(files, ("content/d/a.md", "content/d/b.md"))
    assert after["content/d/b.md"] == (
        "---\noverride:redirect_from:\n  - /y/\n  - /d/a/\n---\n"
    )


def test_what_data_of_the_old_folder_said_is_taken_along():
    files = {
        **HOME,
        "content/d/a.md": "x",
        "content/d/d.yaml": "redirect_from: [/x/, /y/]\n",
    }
    after = moved(files, ("content/d/a.md", "content/a.md"))
    items = "  - /x/\n  - /y/\n  - /d/a/\n"
    assert after["content/a.md"] == f"---\nredirect_from:\n{items}---\nx"


COMPUTED = "---\neleventyComputed: {redirect_from: '{{ old }}'}\nold: /x/\n---\n"


@pytest.mark.parametrize(
    ("config", "after"),
    [
        ("", "redirects:\n  /a/: /b/\n"),
        ("\nextra: {a: b}", "\nextra: {a: b}\n\nredirects:\n  /a/: /b/\n"),
        ("redirects:\n", "redirects:\n  /a/: /b/\n"),
        ("redirects: {}\n", "redirects: {/a/: /b/}\n"),
        ("redirects: {/y/: /}  # c\n", "redirects: {/a/: /b/, /y/: /}  # c\n"),
        ("redirects:  # c\n    /y/: /  # d\n", "redirects:  # c\n    /y/: /  # d\n    /a/: /b/\n"),
        ("redirects:\n  /y/:\n    to: /\nextra: {a: b}\n", "redirects:\n  /y/:\n    to: /\n  /a/: /b/\nextra: {a: b}\n"),
        ("redirects:\n  /y/: /", "redirects:\n  /y/: /\n  /a/: /b/\n"),
    ],
)  # fmt: skip
def test_settings_say_it_if_the_page_cannot(config, after):
    files = {**HOME, "content/a.md": COMPUTED, "site.yaml": CONFIG + config}
    made = moved(files, ("content/a.md", "content/b.md"))
    assert made["site.yaml"] == CONFIG + after
    assert made["content/b.md"] == COMPUTED


def test_a_rule_that_leads_back_is_taken_out():
    config = CONFIG + "redirects:\n  /b/: /a/  # once\n  /y/: /a/\n"
    files = {**HOME, "content/a.md": "", "site.yaml": config}
    made = moved(files, ("content/a.md", "content/b.md"))
    assert made["site.yaml"] == CONFIG + "redirects:\n  /y/: /b/\n"


def test_a_file_to_copy_is_told_in_the_settings_there_and_back():
    config = CONFIG + "hosts: [netlify]\n"
    files = {**HOME, "static/a.pdf": "x", "site.yaml": config}
    there = moved(files, ("static/a.pdf", "static/docs/b.pdf"))
    assert there["site.yaml"] == config + "redirects:\n  /a.pdf: /docs/b.pdf\n"
    back = moved(there, ("static/docs/b.pdf", "static/a.pdf"))
    assert back["site.yaml"] == config + "redirects:\n  /docs/b.pdf: /a.pdf\n"


def test_numbered_pages_are_told_in_the_settings_but_for_the_first():
    files = {
        **HOME,
        "data/x.yaml": "[1, 2, 3]\n",
        "content/a.md": "---\npagination: {data: x, size: 1, alias: n}\n---\n",
    }
    made = moved(files, ("content/a.md", "content/b.md"))
    assert "redirect_from: /a/\n" in made["content/b.md"]
    rules = "redirects:\n  /a/1/: /b/1/\n  /a/2/: /b/2/\n"
    assert made["site.yaml"] == CONFIG + rules
    assert build(made).findings == ()
