"""What a project on a real disk comes to: pages, data, templates, files to copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitewright.edges.workspace import read_workspace
from sitewright.kernel.globs import GlobError, compile_glob, fixed_folder, is_glob
from sitewright.model.document import Source
from sitewright.stages.config import read_config
from support import CONFIG


def workspace(root: Path, files, settings: str = ""):
    texts = {"site.yaml": CONFIG + settings}
    texts |= files if isinstance(files, dict) else dict.fromkeys(files, "")
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return read_workspace(root, "site.yaml")


def paths_of(sources) -> list[str]:
    return [source.path for source in sources]


def copies(found) -> dict[str, str]:
    return {asset.path: asset.output_path for asset in found.assets}


def codes(found) -> list[str]:
    return [f"{item.code} {item.span.path}" for item in found.findings]


def test_data_of_the_site_and_of_pages(tmp_path):
    found = workspace(
        tmp_path,
        (
            "content/index.md",
            "content/content.yaml",
            "content/blog/blog.11tydata.json",
            "content/blog/post.md",
            "content/blog/post.toml",
            "content/blog/.draft.yml",
            "content/_includes/_includes.json",
            "content/.hidden.json",
            "content/table.csv",
            "data/team.csv",
            "data/org/units.yml",
            "data/a.toml",
            "data/_x.json",
            "data/.hidden.yaml",
        ),
    )
    assert paths_of(found.data) == [
        "data/_x.json",
        "data/a.toml",
        "data/org/units.yml",
        "data/team.csv",
    ]
    assert paths_of(found.content_data) == [
        "content/blog/blog.11tydata.json",
        "content/blog/post.toml",
        "content/content.yaml",
    ]
    assert codes(found) == ["SRC006 content/table.csv"]


def test_an_eleventy_project_with_all_folders_inside_the_content(tmp_path):
    settings = "paths: {content: src, data: src/_data, templates: src/_includes}\n"
    found = workspace(
        tmp_path,
        ("src/index.md", "src/src.json", "src/_data/a.json", "src/_includes/b.html"),
        settings,
    )
    assert paths_of(found.content) == ["src/index.md"]
    assert paths_of(found.content_data) == ["src/src.json"]
    assert paths_of(found.data) == ["src/_data/a.json"]
    assert paths_of(found.templates) == ["src/_includes/b.html"]
    assert codes(found) == []


def test_folders_with_a_task_of_their_own_are_no_content(tmp_path):
    settings = "paths: {data: content/d, templates: content/t, static: content/s}\n"
    files = ("content/a.md", "content/d/a.json", "content/t/a.md", "content/s/a.js")
    found = workspace(tmp_path, files, settings)
    assert paths_of(found.content) == ["content/a.md"]
    assert (len(found.content_data), len(found.data)) == (0, 1)
    assert copies(found) == {"content/s/a.js": "a.js"}
    assert codes(found) == []


def test_scripts_that_are_only_included_are_templates(tmp_path):
    files = ("content/a.md", "templates/menu.js", "templates/.hidden.html")
    found = workspace(tmp_path, files)
    assert paths_of(found.templates) == ["templates/menu.js"]
    assert codes(found) == []


def test_ignore_files(tmp_path):
    files = {
        ".gitignore": "/_site/\nnode_modules/\n/content/secret.md\n*.log\n",
        ".eleventyignore": "# drafts\ncontent/drafts\n!content/kept.log\nREADME.md\n",
        "content/.eleventyignore": "/a*.md\n!about.md\n",
        **dict.fromkeys(
            (
                "content/about.md",
                "content/aside.md",
                "content/blog/aside.md",
                "content/blog/README.md",
                "content/drafts/new.md",
                "content/drafts/drafts.json",
                "content/index.md",
                "content/kept.log",
                "content/node_modules/x/y.md",
                "content/secret.md",
                "content/x.log",
                "static/x.log",
            ),
            "",
        ),
    }
    found = workspace(tmp_path, files)
    assert paths_of(found.content) == [
        "content/about.md",
        "content/blog/aside.md",
        "content/index.md",
    ]
    assert paths_of(found.content_data) == []
    assert copies(found) == {"static/x.log": "x.log"}
    # In Eleventy, the line README.md is about the one in the project's folder.
    assert codes(found) == ["SRC006 content/kept.log", "SRC012 .eleventyignore"]


def test_lines_of_ignore_files_that_eleventy_reads_from_their_folder(tmp_path):
    """What Eleventy leaves out is left out; what else git leaves out is reported."""
    files = {
        ".gitignore": "lib\n*.draft.md\n/content/drafts/\ncontent/**/tmp\n",
        ".eleventyignore": "./content/secret.md\n  ./content/own.md\n_wip/\n",
        "content/.eleventyignore": "./a.md\nb/six.md\nseven.md\n",
        **dict.fromkeys(
            (
                "content/index.md",
                "content/lib/a.md",
                "content/lib/x/b.md",
                "content/x.draft.md",
                "content/drafts/a.md",
                "content/b/tmp/a.md",
                "content/secret.md",
                "content/own.md",
                "content/a.md",
                "content/_wip/a.md",
                "content/b/a.md",
                "content/b/six.md",
                "content/b/seven.md",
                "content/lib2/logo.png",
            ),
            "",
        ),
    }
    found = workspace(tmp_path, files)
    assert paths_of(found.content) == ["content/b/a.md", "content/index.md"]
    told = {
        (item.span.path, item.span.line): [note.span.path for note in item.notes]
        for item in found.findings
        if item.code == "SRC012"
    }
    assert told == {
        (".gitignore", 1): ["content/lib/a.md", "content/lib/x/b.md"],
        (".gitignore", 2): ["content/x.draft.md"],
        (".eleventyignore", 3): ["content/_wip/a.md"],
        ("content/.eleventyignore", 3): ["content/b/seven.md"],
    }


def test_what_eleventy_builds_is_built_or_reported(tmp_path):
    files = (
        "content/index.md",
        "content/.well-known/x.njk",
        "content/x/_includes/a.md",
        "content/x/_data/b.md",
        "content/_includes/c.md",
        "content/_data/d.md",
        "content/.hid.md",
        "content/.folder/deep/e.md",
        "content/.settings/theme.css",
        "content/.git/f.md",
        "content/._index.md",
        "content/.#index.md",
        "content/x/.well-known/g.md",
    )
    found = workspace(tmp_path, files)
    assert paths_of(found.content) == [
        "content/.well-known/x.njk",
        "content/index.md",
        "content/x/_data/b.md",
        "content/x/_includes/a.md",
    ]
    assert codes(found) == [
        "SRC010 content/.folder",
        "SRC010 content/.hid.md",
        "SRC010 content/x/.well-known",
        "DAT006 content/_data",
    ]


def test_what_an_ignored_folder_holds_cannot_be_taken_back(tmp_path):
    ignore = "content/drafts/\n!content/drafts/new.md\n"
    files = {"content/a.md": "", "content/drafts/new.md": "", ".gitignore": ignore}
    assert paths_of(workspace(tmp_path, files).content) == ["content/a.md"]


def test_the_ignore_file_of_the_content_overrules_that_of_the_project(tmp_path):
    files = {
        ".eleventyignore": "*.en.md\n!c.md\n",
        "content/.eleventyignore": "!a.en.md\nc.md\n",
        **dict.fromkeys(("content/a.en.md", "content/b.en.md", "content/c.md"), ""),
    }
    assert paths_of(workspace(tmp_path, files).content) == ["content/a.en.md"]


def test_a_later_ignore_file_takes_a_line_of_git_back(tmp_path):
    files = {
        ".gitignore": "content/\n",
        ".eleventyignore": "!content/\n",
        "content/a.md": "",
    }
    assert paths_of(workspace(tmp_path, files).content) == ["content/a.md"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "content/assets",
            {"content/assets/a.png": "assets/a.png", "content/assets/in/b.png": "assets/in/b.png"},
        ),
        ("./content/robots.txt", {"content/robots.txt": "robots.txt"}),
        ("img/", {"img/c.png": "img/c.png"}),
        ("{img: /pictures/new}", {"img/c.png": "pictures/new/c.png"}),
        ("{img: /}", {"img/c.png": "c.png"}),
        ("{content/robots.txt: /bots.txt}", {"content/robots.txt": "bots.txt"}),
        ("{content/robots.txt: meta/}", {"content/robots.txt": "meta/robots.txt"}),
        (
            "'**/*.png'",
            {
                "content/assets/a.png": "assets/a.png",
                "content/assets/in/b.png": "assets/in/b.png",
                "img/c.png": "img/c.png",
            },
        ),
        (
            "{'content/**/*.{png,gif}': /all}",
            {"content/assets/a.png": "all/a.png", "content/assets/in/b.png": "all/b.png"},
        ),
        ("content/*/?.png", {"content/assets/a.png": "assets/a.png"}),
        ("{node_modules/x/x.png: /x.png}", {"node_modules/x/x.png": "x.png"}),
        ("node_modules/x/*.png", {"node_modules/x/x.png": "node_modules/x/x.png"}),
    ],
)  # fmt: skip
def test_files_that_the_settings_name_are_copied(tmp_path, entry, expected):
    files = (
        "content/a.md",
        "content/assets/a.png",
        "content/assets/in/b.png",
        "content/robots.txt",
        "img/c.png",
        "node_modules/x/x.png",
        "_site/d.png",
        ".hidden/e.png",
    )
    found = workspace(tmp_path, files, f"paths:\n  passthrough:\n    - {entry}\n")
    assert copies(found) == expected
    content = {path for path in files if path.startswith("content/")}
    left = content - {"content/a.md"} - set(expected)
    assert codes(found) == [f"SRC006 {path}" for path in sorted(left)]


def test_files_are_copied_once_to_each_place(tmp_path):
    entries = "[img, 'img/*.png', {img/a.png: /b.png, img: /}]"
    files = ("content/a.md", "img/a.png", "static/z.css", "static/a.css")
    found = workspace(tmp_path, files, f"paths: {{passthrough: {entries}}}\n")
    assert [(asset.path, asset.output_path) for asset in found.assets] == [
        ("img/a.png", "a.png"),
        ("img/a.png", "b.png"),
        ("img/a.png", "img/a.png"),
        ("static/a.css", "a.css"),
        ("static/z.css", "z.css"),
    ]


def test_a_page_that_is_copied_is_still_a_page_and_data_only_where_it_is_some(tmp_path):
    files = (
        "content/assets/a.md",
        "content/assets/assets.json",
        "content/assets/manifest.json",
        "content/assets/x.11ty.css",
    )
    found = workspace(tmp_path, files, "paths: {passthrough: content/assets}\n")
    assert len(found.assets) == 4
    assert paths_of(found.content) == ["content/assets/a.md"]
    assert paths_of(found.content_data) == ["content/assets/assets.json"]


def test_hidden_files_are_copied_only_by_their_own_name(tmp_path):
    files = ("content/a.md", "img/.env", "img/.htaccess", ".nojekyll")
    found = workspace(tmp_path, files, "paths: {passthrough: [img, .nojekyll]}\n")
    assert copies(found) == {
        ".nojekyll": ".nojekyll",
        "img/.htaccess": "img/.htaccess",
    }
    assert codes(found) == ["SRC010 img/.env"]


def test_a_folder_that_holds_the_output_is_not_copied():
    paths = "paths: {output: build/site, passthrough: [build]}\n"
    config, findings = read_config(Source("site.yaml", CONFIG + paths))
    assert config is None
    assert [item.code for item in findings] == ["CFG005"]


def test_a_name_that_no_system_can_have_is_reported(tmp_path):
    paths = f"paths: {{passthrough: [{'x' * 300}]}}\n"
    assert codes(workspace(tmp_path, ["content/a.md"], paths)) == ["CFG008 site.yaml"]


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("a/*.png", ["a/b.png", "a/.png"], ["a/b/c.png", "b.png", "a/b.pngx"]),
        ("**/*.png", ["b.png", "a/b/c.png"], ["b.jpg"]),
        ("a/**", ["a/b", "a/b/c"], ["b/a"]),
        ("a?.[a-c]", ["ab.a"], ["a/.a", "ab.d"]),
        ("[!a].x", ["b.x"], ["a.x", "/.x"]),
        ("x.{png,{jpg,gif}}", ["x.png", "x.gif"], ["x.webp"]),
        ("a,b.(c)*", ["a,b.(c)d"], ["b.(c)"]),
        ("*\n", ["x\n"], ["x"]),
        ("*a*b/*c", ["aab/c", "xaxbxb/xc"], ["b/ac", "ba/c", "ab/c/c"]),
        ("*a" * 40 + "b", ["a" * 90 + "b"], ["a" * 250]),  # in no time
    ],
)
def test_patterns(glob, yes, no):
    match = compile_glob(glob).match
    assert [path for path in yes if not match(path)] == []
    assert [path for path in no if match(path)] == []


@pytest.mark.parametrize("glob", ["{a", "a}", "}{", "[z-a]"])
def test_broken_patterns(glob):
    with pytest.raises(GlobError):
        compile_glob(glob)


def test_the_folder_of_a_pattern():
    assert [fixed_folder(g) for g in ("a/b/*.x", "a/*/b", "**/x", "*")] == [
        "a/b",
        "a",
        "",
        "",
    ]
    assert is_glob("a/b.png") is False
