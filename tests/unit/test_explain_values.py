"""Where values come from: every level of the cascade, what is made, and settings."""

from __future__ import annotations

import pytest

from explaining import ask, line, lines, row, rows, told
from sitewright.pipeline.explaining import Unknown
from support import BARE, CONFIG

SITE = {
    "site.yaml": CONFIG
    + """defaults:
  colour: red
  meta: {title: From defaults, robots: all}
extra: {email: hello@example.com}
""",
    "data/colour.yaml": "green\n",
    "data/team.yaml": "lead: Ann\nsize: 3\n",
    "data/team.json": '{\n  "lead": "Bea"\n}\n',
    "data/site.yaml": "motto: Onwards\n",
    "templates/base.html": "---\ncolour: cyan\n---\n{{ content }}",
    "templates/page.html": "---\nlayout: base.html\ncolour: blue\n---\n{{ content }}",
    "content/content.yaml": "colour: white\ntags: [all-pages]\n",
    "content/news/news.yaml": "colour: grey\nlayout: page.html\ntags: [news]\n",
    "content/news/first.yaml": "colour: pink\n",
    "content/news/first.md": """---
title: First
colour: black
tags:
  - launch
meta:
  title: For the head
eleventyComputed:
  subtitle: "{{ title }} of all"
  title: "The {{ title }}"
permalink: "/n/{{ page.fileSlug }}/"
---
Text
""",
    "content/about.md": "---\ntitle: About\noverride:meta:\n  title: Alone\n---\n",
    "content/plain.md": "---\ndescription:\n---\nText\n",
}
FIRST = "content/news/first.md"


def test_a_value_of_every_level_lists_all_of_them_the_highest_first():
    assert lines(row(told(SITE, FIRST), "colour", "Values")) == [
        ("colour", "black", f"{FIRST}:3:9", ""),
        ("over page data", "pink", "content/news/first.yaml:1:9", ""),
        ("over folder data", "grey", "content/news/news.yaml:1:9", ""),
        ("over folder data", "white", "content/content.yaml:1:9", ""),
        ("over layout", "blue", "templates/page.html:3:9", ""),
        ("over layout", "cyan", "templates/base.html:2:9", ""),
        ("over data", "green", "data/colour.yaml", ""),
        ("over defaults", "red", "site.yaml:4:11", ""),
    ]


def test_lists_that_join_name_every_part():
    assert lines(row(told(SITE, FIRST), "tags", "Values")) == [
        ("tags", ["all-pages", "news", "launch"], f"{FIRST}:5:3", "joined"),
        ("from front matter", ["launch"], f"{FIRST}:5:3", ""),
        ("from folder data", ["news"], "content/news/news.yaml:3:7", ""),
        ("from folder data", ["all-pages"], "content/content.yaml:2:7", ""),
    ]


def test_mappings_that_merge_are_told_value_by_value():
    answer = told(SITE, FIRST)
    assert lines(row(answer, "meta.title", "Values")) == [
        ("meta.title", "For the head", f"{FIRST}:7:10", ""),
        ("over defaults", "From defaults", "site.yaml:5:17", ""),
    ]
    assert lines(row(answer, "meta.robots", "Values")) == [
        ("meta.robots", "all", "site.yaml:5:40", "defaults")
    ]


def test_what_is_computed_names_its_template_and_what_it_is_laid_over():
    answer = told(SITE, FIRST)
    assert lines(row(answer, "subtitle", "Values")) == [
        ("subtitle", "The First of all", f"{FIRST}:9:13", "computed"),
        ("made of", "{{ title }} of all", "", ""),
    ]
    assert lines(row(answer, "title", "Values")) == [
        ("title", "The First", f"{FIRST}:10:10", "computed"),
        ("made of", "The {{ title }}", "", ""),
        ("over front matter", "First", f"{FIRST}:2:8", ""),
    ]
    assert lines(row(answer, "address")) == [
        ("address", "/n/first/", f"{FIRST}:11:12", "permalink, computed"),
        ("made of", "/n/{{ page.fileSlug }}/", "", ""),
    ]


def test_what_was_replaced_with_all_around_it_is_told_as_such():
    answer = told(SITE, "content/about.md", "meta.robots")
    (one,) = answer.about
    assert line(one) == (
        "meta.robots",
        "",
        "content/about.md:4:3",
        "replaced with what stands around it, not defaults",
    )
    assert line(one.below[0]) == ("over defaults", "all", "site.yaml:5:40", "")


VALUES = [
    ("/n/first/", "colour", "black", f"{FIRST}:3:9"),
    ("/n/first/", "page.url", "/n/first/", f"{FIRST}:11:12"),
    ("/n/first/", "page.fileSlug", "first", FIRST),
    ("/n/first/", "page.inputPath", f"./{FIRST}", FIRST),
    ("/about/", "page.url", "/about/", "content/about.md"),
    ("/about/", "meta.title", "Alone", "content/about.md:4:10"),
    ("/about/", "tags.0", "all-pages", "content/content.yaml:2:8"),
    ("/about/", "tags[0]", "all-pages", "content/content.yaml:2:8"),
    ("/about/", "content", "", "content/about.md:6:1"),
    ("/about/", "toc", [], ""),
    ("/plain/", "description", None, "content/plain.md:2:1"),
    ("/about/", "team.lead", "Bea", "data/team.json:2:11"),
    ("/about/", "team.size", 3, "data/team.yaml:2:7"),
    ("/about/", "site.title", "Example", "site.yaml:1:8"),
    ("/about/", "site.extra.email", "hello@example.com", "site.yaml:6:16"),
    ("/about/", "site.motto", "Onwards", "data/site.yaml:1:8"),
    ("/about/", "site.language", "en", ""),
    ("/about/", "collections.news", "1 page", ""),
    ("team.lead", "", "Bea", "data/team.json:2:11"),
    ("site.title", "", "Example", "site.yaml:1:8"),
    ("collections.all", "", "3 pages", ""),
    ("feed.path", "", "/feed.xml", ""),
    ("site.yaml", "url", "https://www.example.com", "site.yaml:2:6"),
    ("site.yaml", "defaults.colour", "red", "site.yaml:4:11"),
    ("site.yaml", "markdown.breaks", False, ""),
    ("site.yaml", "security.csp", False, ""),
    ("data/team.json", "team.lead", "Bea", "data/team.json:2:11"),
    ("content/news/news.yaml", "colour", "grey", "content/news/news.yaml:1:9"),
    ("templates/page.html", "colour", "blue", "templates/page.html:3:9"),
]


@pytest.mark.parametrize(("name", "value", "is_value", "place"), VALUES)
def test_a_value_is_told_with_its_place(name, value, is_value, place):
    one = told(SITE, name, value).about[0]
    assert line(one)[1:3] == (is_value, place)


def test_what_a_higher_level_says_in_vain_is_told_as_such():
    nothing = {"data/team.json": '{\n  "lead": null\n}\n'}
    assert lines(told(SITE | nothing, "team.lead").about[0]) == [
        ("team.lead", "Ann", "data/team.yaml:1:7", "data"),
        ("despite data", None, "data/team.json:2:11", ""),
    ]


def test_data_of_several_files_tells_which_is_overridden():
    assert lines(told(SITE, "team.lead").about[0]) == [
        ("team.lead", "Bea", "data/team.json:2:11", "data"),
        ("over data", "Ann", "data/team.yaml:1:7", ""),
    ]


HOOKED = {
    "hooks.py": """from sitewright import hooks

@hooks.data
def weather():
    return {"today": "rain"}

@hooks.computed
def size(data):
    return 7

hooks.add_global("answer", 42)
""",
    "content/a.md": "---\ntitle: A\nsize: 3\nlayout: page.html\n---\nText\n",
    "templates/page.html": BARE,
}


def test_hooks_are_named_and_what_they_are_laid_over():
    assert lines(row(told(HOOKED, "content/a.md"), "size", "Values")) == [
        ("size", 7, "hooks.py:8:5", "computed by hook 'size'"),
        ("over front matter", 3, "content/a.md:3:7", ""),
    ]
    weather = told(HOOKED, "/a/", "weather.today").about[0]
    assert line(weather) == (
        "weather.today",
        "rain",
        "hooks.py:4:5",
        "hook 'weather'",
    )


NUMBERED = {
    "data/topics.yaml": "- name: First\n  text: one\n- name: Second\n  text: two\n",
    "content/topics.md": """---
pagination: {data: topics, size: 1, alias: topic}
permalink: "/{{ topic.name | slugify }}/"
eleventyComputed:
  title: "On {{ topic.name }}"
---
""",
}


def test_a_part_of_data_leads_to_the_item_that_a_page_has():
    second = told(NUMBERED, "/second/")
    assert line(row(second, "topic.text", "Values")) == (
        "topic.text",
        "two",
        "data/topics.yaml:4:9",
        "part 2 of 2 of 'topics'",
    )
    assert lines(row(second, "title", "Values")) == [
        ("title", "On Second", "content/topics.md:5:10", "computed"),
        ("made of", "On {{ topic.name }}", "", ""),
    ]
    pages = [line(it)[0] for it in rows(second, "Pages of this source")]
    assert pages == ["/first/", "/second/"]


REFUSED = [
    ("/about/", "titel", "templates of /about/ see no 'titel'", ("title",)),
    ("site.yaml", "titel", "there is no setting 'titel'", ("title",)),
    ("site.yaml", "feed.pat", "there is no setting 'feed.pat'", ("feed.path",)),
    (
        "templates/page.html",
        "color",
        "'color' is not in templates/page.html",
        ("colour",),
    ),
    ("/sitemap.xml", "x", "/sitemap.xml has no values", ()),
    ("team.led", "", "nothing is called 'team.led'", ()),
    ("/abot/", "title", "nothing is at '/abot/'", ("/about/",)),
]


@pytest.mark.parametrize(("name", "value", "message", "near"), REFUSED)
def test_a_value_that_there_is_not_is_refused_with_the_nearest(
    name, value, message, near
):
    answer = ask(SITE, name, value)
    assert isinstance(answer, Unknown)
    assert (answer.message, answer.near[: len(near)]) == (message, near)


def test_settings_are_all_told_the_written_ones_first():
    settings = rows(told(SITE, "site.yaml"), "Settings")
    assert [line(it)[0] for it in settings[:3]] == ["title", "url", "defaults.colour"]
    defaults = {it.label: it.value for it in settings if it.remark == "default"}
    assert defaults["paths.content"] == "content"
    assert defaults["markdown.heading_ids"] is True
    assert "title" not in defaults


def test_a_global_value_leads_to_the_hook_that_gives_it():
    assert line(told(HOOKED, "/a/", "answer").about[0]) == (
        "answer",
        42,
        "hooks.py",
        "global value of hooks.py",
    )


def test_what_wraps_a_layout_is_not_where_its_pages_layout_comes_from():
    site = {
        "site.yaml": CONFIG + "defaults: {layout: page.html}\n",
        "templates/base.html": BARE,
        "templates/page.html": "---\nlayout: base.html\na: 1\n---\n{{ content }}",
        "content/a.md": "",
    }
    assert lines(told(site, "/a/", "layout").about[0]) == [
        ("layout", "page.html", "site.yaml:3:20", "defaults")
    ]
