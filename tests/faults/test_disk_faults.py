"""One broken project on a real disk for each code of the edges, with its exact text."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from disk import Project, page, snapshot
from pictures import FONT, picture_of, taken_at_sea

ROOT_PAGE = {"content/index.md": page("Home"), "templates/page.html": "{{ content }}"}
CONFIG = {"site.yaml": "title: Example\nurl: https://www.example.com\n"}


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """End a test that hangs, as a pipe makes a program do that opens it."""
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def link(path: str, target: str) -> Callable[[Path], object]:
    return lambda root: (root / path).symlink_to(target)


def fold(path: str) -> Callable[[Path], object]:
    return lambda root: (root / path).mkdir(parents=True)


PICTURED = {
    **ROOT_PAGE,
    "site.yaml": CONFIG["site.yaml"] + "images: true\n",
    "content/index.md": page("Home", "Text\n\n![A hill](photo.jpg){.wide}"),
}

CARDED = {
    **ROOT_PAGE,
    "site.yaml": CONFIG["site.yaml"] + "cards: {font: cards/title.ttf}\n",
    "templates/page.html": "{% set card = title | social_card %}{{ card.url if card }}{{ content }}",
    "cards/title.ttf": FONT,
}

CASES = [
    pytest.param(
        {"content": "a file where the folder must be\n"},
        None,
        """\
error[SRC001]: this cannot be read: not a directory
  --> content
""",
        id="SRC001-not-a-folder",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            "content/café.md": b"---\ntitle: caf\xc3\xa9\n---\n\xc3\xa9t\xe9\n",
        },
        None,
        """\
error[SRC002]: this file is not UTF-8: byte 0xe9 at offset 24
  --> content/café.md:4:3
  = help: save it as UTF-8
""",
        id="SRC002-latin-1",
    ),
    pytest.param(
        {**ROOT_PAGE, "content/cut.md": b"\xef\xbb\xbfab\r\n\xf0\x9f\x98"},
        None,
        """\
error[SRC002]: this file is not UTF-8: byte 0xf0 at offset 7
  --> content/cut.md:2:1
  = help: save it as UTF-8
""",
        id="SRC002-cut-short-behind-a-mark",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            "site.yaml": CONFIG["site.yaml"] + "assets: {fingerprint: css/**}\n",
            "static/css/a.css": b"/* caf\xe9 */ @import 'b.css';\n",
            "static/css/b.css": "p::before { content: '\ufffd' }\n",
        },
        None,
        """\
warning[AST004]: this is not UTF-8, so the files that it loads keep their plain names
  --> static/css/a.css
  = help: save it as UTF-8
""",
        id="AST004-latin-1",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            "site.yaml": CONFIG["site.yaml"] + "paths: {static: sattic, data: data}\n",
        },
        None,
        """\
error[CFG005]: there is no folder 'sattic'
  --> site.yaml:3:17
  |
3 | paths: {static: sattic, data: data}
  |                 ^^^^^^
  = help: correct it; paths count from the folder of the settings file
""",
        id="CFG005-no-folder",
    ),
    pytest.param(
        {**ROOT_PAGE, "content/wide.md": "Text".encode("utf-16")},
        None,
        """\
error[SRC002]: this file is UTF-16
  --> content/wide.md
  = help: save it as UTF-8
""",
        id="SRC002-utf-16",
    ),
    *(
        pytest.param(
            {**ROOT_PAGE, "content/wide.md": "---\n---\nText".encode(encoding)},
            None,
            """\
error[SRC002]: this file is UTF-16
  --> content/wide.md
  = help: save it as UTF-8
""",
            id=f"SRC002-{encoding}",
        )
        for encoding in ("utf-16-le", "utf-16-be")
    ),
    pytest.param(
        {**ROOT_PAGE, "site.yaml": b"title: Caf\xe9\n"},
        None,
        """\
error[SRC002]: this file is not UTF-8: byte 0xe9 at offset 10
  --> site.yaml:1:11
  = help: save it as UTF-8
""",
        id="SRC002-settings",
    ),
    pytest.param(
        ROOT_PAGE,
        link("content/passwd.md", "/etc/passwd"),
        """\
warning[SRC003]: this link is not followed
  --> content/passwd.md
  = help: links may lead to files inside the project; copy what is meant
""",
        id="SRC003-file-outside",
    ),
    pytest.param(
        {**ROOT_PAGE, "static/a.css": ""},
        link("static/again", "."),
        """\
warning[SRC003]: this link is not followed
  --> static/again
  = help: links may lead to files inside the project; copy what is meant
""",
        id="SRC003-folder-inside",
    ),
    pytest.param(
        ROOT_PAGE,
        link("static", "/etc"),
        """\
warning[SRC003]: this link is not followed
  --> static
  = help: links may lead to files inside the project; copy what is meant
""",
        id="SRC003-whole-folder-outside",
    ),
    pytest.param(
        ROOT_PAGE,
        link("content/team.md", "../gone.md"),
        """\
error[SRC004]: this link leads nowhere
  --> content/team.md
  = help: remove the link, or restore what it points to
""",
        id="SRC004-dangling",
    ),
    pytest.param(
        ROOT_PAGE,
        link("content/loop.md", "loop.md"),
        """\
error[SRC004]: this link leads nowhere
  --> content/loop.md
  = help: remove the link, or restore what it points to
""",
        id="SRC004-loop",
    ),
    pytest.param(
        ROOT_PAGE,
        lambda root: os.mkfifo(root / "content/pipe.md"),
        """\
warning[SRC005]: this is neither a file nor a folder, and is left out
  --> content/pipe.md
  = help: sockets, pipes and devices cannot be published; move it away
""",
        id="SRC005-pipe",
    ),
    pytest.param(
        {**ROOT_PAGE, "content/logo.png": b"\x89PNG", "content/.notes.txt": ""},
        None,
        """\
warning[SRC006]: this file is not a page and is not published
  --> content/logo.png
  = help: put files that are to be copied into the static folder, or name them in \
'paths.passthrough'
""",
        id="SRC006-picture",
    ),
    pytest.param(
        ROOT_PAGE,
        lambda root: Path(
            os.fsdecode(bytes(root / "content") + b"/caf\xe9.md")
        ).touch(),
        """\
error[SRC007]: this file cannot be used: its name is not UTF-8
  --> content/caf\\udce9.md
  = help: rename it
""",
        id="SRC007-latin-1-name",
    ),
    pytest.param(
        {**ROOT_PAGE, "static/a\nb\x1b[31m.css": ""},
        None,
        """\
error[SRC007]: this file cannot be used: its name has characters that cannot be seen
  --> static/a\\nb\\x1b[31m.css
  = help: rename it
""",
        id="SRC007-line-break-in-name",
    ),
    pytest.param(
        {"templates/page.html": "{{ content }}"},
        fold("content/empty"),
        """\
error[SRC008]: there is no page in content/
  --> site.yaml
  = help: write one, such as content/index.md, or set 'paths.content'
""",
        id="SRC008-no-pages",
    ),
    pytest.param(
        {"content/logo.png": ""},
        None,
        """\
warning[SRC006]: this file is not a page and is not published
  --> content/logo.png
  = help: put files that are to be copied into the static folder, or name them in \
'paths.passthrough'

error[SRC008]: there is no page in content/
  --> site.yaml
  = help: write one, such as content/index.md, or set 'paths.content'
""",
        id="SRC008-no-pages-but-a-picture",
    ),
    pytest.param(
        {"content/a.md": "", ".eleventyignore": "content/*.md\n"},
        None,
        """\
error[SRC008]: there is no page in content/
  --> site.yaml
  = note: an ignore file leaves this out
  --> content/a.md
  = help: write one, such as content/index.md, or set 'paths.content'
""",
        id="SRC008-no-page-but-ignored-ones",
    ),
    pytest.param(
        {**ROOT_PAGE, "static/.env": "KEY=1\n", "static/.nojekyll": ""},
        None,
        """\
warning[SRC010]: hidden files are not published
  --> static/.env
  = help: published are .well-known, .nojekyll, .htaccess; rename others, or move \
them away
""",
        id="SRC010-hidden-file",
    ),
    pytest.param(
        {**ROOT_PAGE, ".gitignore": "*.log\n!\n"},
        None,
        """\
warning[SRC011]: '!' is no pattern, and is passed over
  --> .gitignore:2:1
""",
        id="SRC011-no-pattern",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            ".gitignore": "lib\n",
            **{f"content/lib/{n}.md": "" for n in range(6)},
        },
        None,
        """\
warning[SRC012]: this line leaves out what Eleventy builds
  --> .gitignore:1:1
  = note: this page is left out
  --> content/lib/0.md
  = note: this page is left out
  --> content/lib/1.md
  = note: this page is left out
  --> content/lib/2.md
  = note: this page is left out
  --> content/lib/3.md
  = note: and 2 more
  = help: a line such as 'content/**/drafts' or 'content/**/*.draft.md' means the same \
to both
""",
        id="SRC012-built-there",
    ),
    pytest.param(
        {**ROOT_PAGE, "content/.draft.md": ""},
        None,
        """\
warning[SRC010]: hidden files are not published
  --> content/.draft.md
  = help: published are .well-known, .nojekyll, .htaccess; rename others, or move \
them away
""",
        id="SRC010-hidden-page",
    ),
    pytest.param(
        {**ROOT_PAGE, "data/team.xlsx": b"PK", "data/.DS_Store": ""},
        None,
        """\
warning[DAT006]: this file is not read as data
  --> data/team.xlsx
  = help: data files end in .yaml, .yml, .csv, .toml, .json; move others away
""",
        id="DAT006-a-spreadsheet",
    ),
    pytest.param(
        {**ROOT_PAGE, "content/_data/team.yaml": "- A\n"},
        None,
        """\
warning[DAT006]: this folder is not read as data
  --> content/_data
  = help: set 'paths.data' to 'content/_data'
""",
        id="DAT006-another-folder",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            **dict.fromkeys(("data/build.js", "data/a/siteMeta.mjs"), ""),
            "hooks.py": "from sitewright import hooks\n\n\n"
            "@hooks.data\ndef build():\n    return 1\n",
            **dict.fromkeys(("content/blog.11ty.js", "content/x.11tydata.cjs"), ""),
            "templates/old.11ty.js": "",
        },
        None,
        """\
error[DAT007]: this is JavaScript, which is not run
  --> content/blog.11ty.js
  = help: write the page as Markdown, or as a template that ends in .njk or .jinja

error[DAT007]: this is JavaScript, which is not run
  --> content/x.11tydata.cjs
  = help: write plain values as content/x.yaml; what is computed, in hooks.py:

    from sitewright import hooks


    @hooks.computed
    def key(data):
        return data.get("key")

error[DAT007]: this is JavaScript, which is not run
  --> data/a/siteMeta.mjs
  = help: write plain data as data/a/siteMeta.yaml; else in hooks.py:

    from sitewright import hooks


    @hooks.data("siteMeta")
    def site_meta():
        return {}

error[DAT007]: this is JavaScript, which is not run
  --> templates/old.11ty.js
  = help: write the page as Markdown, or as a template that ends in .njk or .jinja
""",
        id="DAT007-javascript",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            "site.yaml": CONFIG["site.yaml"]
            + "paths:\n  passthrough:\n    - content/asets\n    - {img/*.png: /img}\n",
        },
        None,
        """\
error[CFG008]: there is no 'content/asets' to copy
  --> site.yaml:5:7
  |
5 |     - content/asets
  |       ^^^^^^^^^^^^^
  = help: paths count from the folder of the settings file

warning[CFG008]: no file matches 'img/*.png'
  --> site.yaml:6:19
  |
6 |     - {img/*.png: /img}
  |                   ^^^^
""",
        id="CFG008-nothing-to-copy",
    ),
    pytest.param(
        {
            **ROOT_PAGE,
            "site.yaml": CONFIG["site.yaml"] + "paths: {passthrough: [etc]}\n",
        },
        link("etc", "/etc"),
        """\
warning[SRC003]: this link is not followed
  --> etc
  = help: links may lead to files inside the project; copy what is meant
""",
        id="SRC003-copied-folder-outside",
    ),
    pytest.param(
        {**PICTURED, "content/photo.jpg": "<h1>404 Not Found</h1>"},
        None,
        """\
error[IMG002]: content/photo.jpg cannot be shown: it is no picture of a known kind
  --> content/index.md:7:11
  |
7 | ![A hill](photo.jpg){.wide}
  |           ^^^^^^^^^
  = help: export or download it again
""",
        id="IMG002-no-picture",
    ),
    pytest.param(
        {**PICTURED, "content/photo.jpg": picture_of(80, 60)[:-400]},
        None,
        """\
error[IMG002]: content/photo.jpg cannot be shown: it is broken, or was cut short
  --> content/index.md:7:11
  |
7 | ![A hill](photo.jpg){.wide}
  |           ^^^^^^^^^
  = help: export or download it again
""",
        id="IMG002-cut-short",
    ),
    pytest.param(
        {**PICTURED, "content/photo.jpg": picture_of(16_000, 8_000, "PNG", "1")},
        None,
        """\
error[IMG003]: content/photo.jpg cannot be shown: it has 16000 by 8000 pixels, and \
100 million are enough
  --> content/index.md:7:11
  |
7 | ![A hill](photo.jpg){.wide}
  |           ^^^^^^^^^
  = help: make it smaller
""",
        id="IMG003-huge",
    ),
    pytest.param(
        {
            **PICTURED,
            "content/photo.jpg": picture_of(80, 60),
            "static/img/photo.jpg": picture_of(80, 60, exif=taken_at_sea()),
        },
        None,
        """\
warning[IMG005]: this file says where it was taken, and is published as it is
  --> static/img/photo.jpg
  = help: move it beside a page that shows it, so that only what is made of it is \
published, or remove its metadata
""",
        id="IMG005-says-where",
    ),
    pytest.param(
        {**CARDED, "content/index.md": page("Проект")},
        None,
        """\
warning[IMG006]: this page has no card of its own: the font has no 'Проект'
  --> content/index.md
  = help: name a font under 'cards' that has these characters
""",
        id="IMG006-letters-that-the-font-lacks",
    ),
    pytest.param(
        {**CARDED, "cards/title.ttf": b"wOF2\0\1\0\0"},
        None,
        """\
error[IMG007]: this font cannot be used: it is no TrueType or OpenType font
  --> cards/title.ttf
  = help: name a font that ends in .ttf; web fonts (.woff2) have to be unpacked
""",
        id="IMG007-web-font",
    ),
    pytest.param(
        {**CARDED, "cards/title.ttf": FONT[:900]},
        None,
        """\
error[IMG007]: this font cannot be used: it is broken
  --> cards/title.ttf
  = help: name a font that ends in .ttf; web fonts (.woff2) have to be unpacked
""",
        id="IMG007-cut-short",
    ),
    pytest.param(
        {**CARDED, "site.yaml": CARDED["site.yaml"].replace("title.t", "titel.t")},
        None,
        """\
error[CFG008]: 'cards' names 'cards/titel.ttf', which is not there
  --> site.yaml:3:1
  |
3 | cards: {font: cards/titel.ttf}
  | ^^^^^
  = help: paths count from the folder of the settings file
""",
        id="CFG008-no-font",
    ),
    pytest.param(
        ROOT_PAGE,
        fold("_site/index.html"),
        """\
error[OUT001]: the site cannot be written: _site/index.html: a folder stands where \
a file must be
""",
        id="OUT001-folder-in-the-way",
    ),
]


@pytest.mark.parametrize(("files", "prepare", "says"), CASES)
def test_disk_fault(tmp_path, files, prepare, says):
    project = Project(tmp_path, {**CONFIG, **files})
    if prepare:
        prepare(tmp_path)
    with no_longer_than(20):
        result = project.run("build", "--strict")
    shown, _, tally = result.err.rpartition("\n\n")
    assert (result.code, shown + "\n") == (1, says)
    assert tally.endswith("Nothing was written.\n")


def test_without_pillow_pictures_are_published_as_they_are(tmp_path, monkeypatch):
    photo = picture_of(80, 60)
    monkeypatch.setitem(sys.modules, "PIL", None)  # as Python knows what is not there
    project = Project(tmp_path, {**CONFIG, **PICTURED, "content/photo.jpg": photo})
    result = project.run("build")
    assert (result.code, result.err) == (
        0,
        """\
warning[IMG004]: pictures are published as they are: Pillow is not installed
  --> site.yaml:3:1
  |
3 | images: true
  | ^^^^^^
  = help: install it with: pip install 'sitewright[images]'

""",
    )
    assert (project.output / "photo.jpg").read_bytes() == photo
    shown = '<img src="/photo.jpg" alt="A hill" class="wide" '
    assert shown in (project.output / "index.html").read_text()
    monkeypatch.undo()  # and it is installed
    project.build()
    assert not (project.output / "photo.jpg").exists()


OF_PICTURES = {"IMG002", "IMG003", "IMG005", "IMG006", "IMG007"}


def test_every_code_of_the_edges_has_a_broken_project():
    covered = {str(case.id)[:6] for case in CASES}
    of_sources = {f"SRC{number:03}" for number in range(1, 13)} - {"SRC009"}
    assert covered == {
        "OUT001",
        "AST004",
        "CFG005",
        "CFG008",
        "DAT006",
        "DAT007",
        *of_sources,
        *OF_PICTURES,
    }


def test_a_link_to_a_file_inside_the_project_is_followed(tmp_path):
    project = Project(
        tmp_path, {**CONFIG, **ROOT_PAGE, "content/_parts/a.md": "Shared"}
    )
    (tmp_path / ".eleventyignore").write_text("content/_parts\n", "utf-8")
    (tmp_path / "content/a.md").symlink_to("_parts/a.md")
    project.build()
    assert project.snapshot()["a/index.html"] == b"<p>Shared</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            b"\xef\xbb\xbf---\ntitle: A\n---\n\n*a*\n\nb\n", id="byte-order mark"
        ),
        pytest.param(b"---\r\ntitle: A\r\n---\r\n\r\n*a*\r\n\r\nb\r\n", id="CRLF"),
        pytest.param(b"---\rtitle: A\r---\r\r*a*\r\rb\r", id="lone CR"),
    ],
)
def test_marks_and_line_ends_of_any_system_give_the_same_page(tmp_path, text):
    project = Project(tmp_path, {**CONFIG, "content/a.md": text})
    project.build()
    assert project.snapshot()["a/index.html"] == b"<p><em>a</em></p>\n<p>b</p>\n"


def test_names_that_start_with_a_dot_are_left_out_and_eleventys_folders(tmp_path):
    hidden = dict.fromkeys(
        ("content/.a.md", "content/_data/c.md", "content/_includes/d.md"), ""
    ) | {"static/.DS_Store": ""}
    names = ("_redirects", ".well-known/security.txt", ".nojekyll", ".htaccess")
    shown = {f"static/{name}": "" for name in names}
    project = Project(tmp_path, {**CONFIG, **ROOT_PAGE, **hidden, **shown})
    assert project.run("build").code == 0
    files = {path for path in project.snapshot() if (project.output / path).is_file()}
    assert files == {
        "index.html",
        *names,
        "feed.xml",
        "robots.txt",
        "sitemap.xml",
    }


def test_a_finding_about_files_leaves_the_last_site_alone(tmp_path):
    project = Project(tmp_path, {**CONFIG, **ROOT_PAGE})
    project.build()
    before = snapshot(tmp_path)
    (tmp_path / "content/index.md").rename(tmp_path / "content/index.txt")
    assert project.run("build").code == 1
    (tmp_path / "content/index.txt").rename(tmp_path / "content/index.md")
    assert snapshot(tmp_path) == before
