"""Which data files apply to a page; expectations were run through Eleventy 3.1.8."""

from __future__ import annotations

import pytest

from sitewright.model.data import DataFile
from sitewright.stages.directorydata import (
    find_data_files,
    find_unattached,
    make_level,
)

NAMES = (
    "content.json",
    "content/content.json",
    "content/content.11tydata.json",
    "content/index.json",
    "content/about/about.json",
    "content/about/about.11tydata.json",
    "content/about/about/about.json",
    "content/blog/blog.yaml",
    "content/blog/blog.yml",
    "content/blog/blog.toml",
    "content/blog/blog.json",
    "content/blog/blog.11tydata.yaml",
    "content/blog/2024/2024.json",
    "content/blog/2024/post.json",
    "content/blog/2024/post.11tydata.json",
    "content/a.b.json",
    "content/a.json",
)

ROOT = ["content.json", "content.11tydata.json"]
ABOUT = [*ROOT, "about/about.json", "about/about.11tydata.json"]
BLOG = [
    *ROOT,
    *(f"blog/blog.{ending}" for ending in ("yaml", "yml", "toml", "json")),
    "blog/blog.11tydata.yaml",
    "blog/2024/2024.json",
]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("index.md", [*ROOT, "index.json"]),
        ("content.md", ROOT),
        ("a.b.md", [*ROOT, "a.b.json"]),
        ("about/x.md", ABOUT),
        ("about/about.md", ABOUT),
        ("about/about/about.md", [*ABOUT, "about/about/about.json"]),
        ("blog/2024/other.md", BLOG),
        (
            "blog/2024/post.njk",
            [*BLOG, "blog/2024/post.json", "blog/2024/post.11tydata.json"],
        ),
        ("none/x.md", ROOT),
    ],
)
def test_files_of_a_page_lowest_first(page, expected):
    found = find_data_files(f"content/{page}", "content", frozenset(NAMES))
    assert list(found) == [f"content/{name}" for name in expected]


def test_a_content_folder_of_several_parts_is_named_by_its_last():
    names = {"site/src/src.json", "site/site.json"}
    assert find_data_files("site/src/a.md", "site/src", names) == ("site/src/src.json",)


def test_no_data_files_at_all():
    assert find_data_files("content/a.md", "content", ()) == ()


def lost(names: list[str], pages: list[str]) -> list[str]:
    return [item.span.path for item in find_unattached(names, pages, "content")]


def test_attached_files_are_not_reported():
    pages = ["index", "about/about", "about/about/about", "blog/2024/post", "a.b", "a"]
    names = [name for name in NAMES if name.startswith("content/")]
    assert lost(names, [f"content/{page}.md" for page in pages]) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("content/blog/blogs.json", "did you mean 'blog.json'?"),
        ("content/blog/pots.11tydata.yaml", "did you mean 'post.11tydata.yaml'?"),
        ("content/blog/authors.json", "call it 'blog.json' if"),
        ("content/data.json", "call it 'content.json' if"),
        ("content/empty/empty.json", "move it to the pages"),
    ],
)
def test_a_file_of_no_page_is_told_what_to_be_called(name, hint):
    [found] = find_unattached([name], ["content/blog/post.md"], "content")
    assert found.span.path == name
    assert found.hint.startswith(hint)


def test_a_level_is_a_mapping():
    head, findings = make_level(DataFile("a.json", {"a": 1}))
    assert findings == ()
    assert head.fields == {"a": 1}
    assert make_level(DataFile("a.json", {}))[0].fields == {}
    assert make_level(DataFile("a.json", [1]))[0] is None
