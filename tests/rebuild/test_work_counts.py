"""After an edit, only what the edit can change is done again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sitewright.engine.ledger import Ledger
from support import CONFIG, NOW, build

LAYOUT = "<title>{{ title }}</title>{{ content }}"
MENU = (
    "{% extends 'page.html' %}{% block menu %}"
    "{% for e in navigation.tree %}{{ e.title }}{% endfor %}{% endblock %}"
)


def page(title: str, text: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\nlayout: page.html\n{extra}---\n{text}\n"


SITE = {
    "templates/page.html": "{{ title }}{% block menu %}{% endblock %}{{ content }}",
    "templates/menu.html": MENU,
    "templates/latest.html": (
        "{% for item in collections.news[-1:] %}{{ item.data.title }}{% endfor %}"
    ),
    "content/index.md": page("Home", "hi", "eleventyNavigation: {key: Home}\n"),
    "content/about.md": page("About", "us", "eleventyNavigation: {key: About}\n"),
    "content/menu.md": "---\nlayout: menu.html\ntitle: Menu\n---\n",
    "content/latest.md": "---\nlayout: latest.html\n---\n",
    "content/n1.md": page("One", "1", "tags: news\ndate: 2025-01-01\n"),
    "content/n2.md": page("Two", "2", "tags: news\ndate: 2025-01-02\n"),
}

PROSE = dict.fromkeys(("document", "skeleton", "body", "render"), 1)
"""What an edit of one page's prose comes to, however large the site is."""

FRONT_MATTER = dict.fromkeys(
    (
        *(
            "document",
            "skeleton",
            "own templates",
            "all pages",
            "data",
            "page",
            "outline",
            "addresses",
        ),
        *("chosen pages", "plan of the site", "own layout", "item", "feed"),
    ),
    1,
)
"""What an edit of one front matter comes to: looks at the whole site, but no renders."""

PLACE = dict.fromkeys(
    (
        *("order", "dates", "selection", "collections", "keys", "prose", "listed"),
        *("navigation", "surroundings", "redirects", "host files", "plan"),
        *("targets", "frame"),
    ),
    1,
)
"""What is done besides if it says something of where the page is."""

TEMPLATE = dict.fromkeys(
    (
        *("all pages", "plan of the site", "template", "heads", "templates", "frame"),
        "prose",
    ),
    1,
)
"""What an edit of one template comes to, besides its pages."""

EDITS = [
    pytest.param({}, {}, id="nothing"),
    pytest.param(
        {"content/about.md": page("About", "we", "eleventyNavigation: {key: About}\n")},
        PROSE,
        id="body",
    ),
    pytest.param(
        {"content/n1.md": page("Uno", "1", "tags: news\ndate: 2025-01-01\n")},
        FRONT_MATTER | {"written": 1, "render": 1},
        id="title that no other page shows",
    ),
    pytest.param(
        {"content/n2.md": page("Due", "2", "tags: news\ndate: 2025-01-02\n")},
        FRONT_MATTER | {"written": 1, "render": 2},
        id="title that one other page shows",
    ),
    pytest.param(
        {
            "content/about.md": page(
                "About", "us", "eleventyNavigation: {key: About, title: We}\n"
            )
        },
        FRONT_MATTER | PLACE | {"render": 2},
        id="entry of the menu that one page shows",
    ),
    pytest.param(
        {"templates/menu.html": MENU + " "},
        TEMPLATE | {"render": 1},
        id="template of one page",
    ),
    pytest.param(
        {"templates/page.html": SITE["templates/page.html"] + "\n"},
        TEMPLATE | {"render": 5},
        id="template that others extend",
    ),
    pytest.param(
        {"templates/unused.html": "x"},
        TEMPLATE | {"levels": 1, "data": 6, "own layout": 6},
        id="template that nobody uses",
    ),
]


@pytest.mark.parametrize(("edit", "work"), EDITS)
def test_an_edit_redoes_only_what_read_it(edit, work):
    ledger = Ledger()
    assert build(SITE, ledger).findings == ()
    result = build(SITE | edit, ledger)
    assert dict(ledger.ran) == work
    assert result == build(SITE | edit)


def test_neighbours_in_the_menu_are_nothing_to_who_does_not_look_at_them():
    def below_home(key: str) -> str:
        return page(key, key, f"eleventyNavigation: {{key: {key}, parent: Home}}\n")

    site = SITE | {f"content/{key}.md": below_home(key) for key in "ac"}
    ledger = Ledger()
    assert build(site, ledger).findings == ()
    site["content/b.md"] = below_home("b")
    result = build(site, ledger)
    assert ledger.ran["render"] == len(("the page itself", "who shows the menu"))
    assert result == build(site)


def test_a_value_of_another_kind_is_a_change_though_python_calls_it_equal():
    ledger = Ledger()
    layout = {"templates/page.html": "{{ flag }}"}
    one = layout | {"content/a.md": "---\nlayout: page.html\nflag:   1\n---\n"}
    true = layout | {"content/a.md": "---\nlayout: page.html\nflag: true\n---\n"}
    build(one, ledger)
    assert build(true, ledger) == build(true)


NAMED = SITE | {
    "site.yaml": CONFIG + "assets: {fingerprint: [css/**, img/**]}\n",
    "static/css/site.css": "p { x: url(../img/a.png) }",
    "static/img/a.png": "a",
    "static/img/b.png": "b",
    "content/all.css.jinja": "---\npermalink: /css/all.css\n---\n{% include 'a.css' %}",
    "templates/a.css": "a {}",
    "templates/menu.html": "{{ '/css/site.css' | asset }}",
    "templates/latest.html": "{{ '/css/all.css' | asset }}{{ content }}",
}


@pytest.mark.parametrize(
    ("edit", "rendered"),
    [
        ({"static/css/site.css": "p {}"}, 1),
        ({"static/img/a.png": "other"}, 1),
        ({"static/img/b.png": "other"}, 0),
        ({"templates/a.css": "b {}"}, 2),
        ({"templates/a.css": "a {}{# of no effect #}"}, 1),
        ({"content/n1.md": SITE["content/n1.md"] + "More\n"}, 1),
    ],
)
def test_a_page_is_rendered_again_if_a_name_that_it_shows_is_another(edit, rendered):
    ledger = Ledger()
    build(NAMED, ledger)
    result = build(NAMED | edit, ledger)
    assert ledger.ran["render"] == rendered
    assert result == build(NAMED | edit)


def test_a_text_that_a_named_page_shows_gives_it_another_name():
    shows = "{% for it in collections.all %}{{ it.content }}{% endfor %}"
    head = "---\npermalink: /css/all.css\neleventyExcludeFromCollections: true\n---\n"
    files = NAMED | {"content/all.css.jinja": head + shows}
    edit = {"content/n1.md": SITE["content/n1.md"] + "More\n"}
    ledger = Ledger()
    build(files, ledger)
    result = build(files | edit, ledger)
    # The page itself, what shows it, and what names that.
    assert ledger.ran["render"] == 3
    assert result == build(files | edit)


def test_in_a_preview_no_page_changes_with_a_file():
    ledger = Ledger()
    build(NAMED, ledger, keeps_names=True)
    edit = {"static/css/site.css": "p {}", "static/img/a.png": "other"}
    build(NAMED | edit, ledger, keeps_names=True)
    assert ledger.ran["render"] == 0


def test_a_removed_page_is_forgotten():
    ledger = Ledger()
    build(SITE, ledger)
    fewer = {path: text for path, text in SITE.items() if path != "content/about.md"}
    assert build(fewer, ledger) == build(fewer)
    build(SITE, ledger)
    assert ledger.ran["document"] == 1


def test_a_template_that_appears_is_noticed_by_those_who_looked_for_it():
    ledger = Ledger()
    files = {
        "templates/page.html": "{% include ['first.html', 'extra.html'] ignore missing %}.",
        "content/a.md": "---\nlayout: page.html\n---\n",
    }
    build(files, ledger)
    more = files | {"templates/extra.html": "here"}
    assert build(more, ledger) == build(more)


def test_a_collection_that_appears_is_noticed_by_those_who_asked_for_it():
    ledger = Ledger()
    files = {
        "templates/page.html": "{{ 'some' if collections.news else 'none' }}",
        "content/a.md": "---\nlayout: page.html\n---\n",
    }
    build(files, ledger)
    more = files | {"content/b.md": "---\ntags: news\n---\n"}
    assert build(more, ledger) == build(more)


def test_a_finding_moves_with_its_line():
    ledger = Ledger()
    build({"content/a.md": "---\nlayout: none.html\n---\n"}, ledger)
    moved = {"content/a.md": "---\n# why\nlayout: none.html\n---\n"}
    found = build(moved, ledger).findings
    assert [item.span.line for item in found] == [3]
    assert found == build(moved).findings


def test_what_an_imported_template_imports_counts_for_every_page():
    ledger = Ledger()
    files = {
        "templates/page.html": "{% from 'a.html' import show %}{{ show() }}",
        "templates/a.html": (
            "{% import 'b.html' as b %}{% macro show() %}{{ b.word }}{% endmacro %}"
        ),
        "templates/b.html": "{% set word = 'old' %}",
        "content/one.md": "---\nlayout: page.html\n---\n",
        "content/two.md": "---\nlayout: page.html\n---\n",
    }
    build(files, ledger)
    edited = files | {"templates/b.html": "{% set word = 'new' %}"}
    assert build(edited, ledger) == build(edited)


def test_a_hint_follows_what_there_is_to_suggest():
    ledger = Ledger()
    files = {
        "templates/page.html": "{% include 'heder.html' %}",
        "templates/header.html": "x",
        "content/a.md": "---\nlayout: page.html\n---\n",
    }
    assert build(files, ledger).findings[0].hint == "did you mean 'header.html'?"
    del files["templates/header.html"]
    assert build(files, ledger) == build(files)


GUARDED = SITE | {
    "site.yaml": CONFIG + "hosts: [netlify, nginx]\nsecurity: true\n",
    "static/site.css": "p { color: red }",
}
READ = PROSE | {"needs of a page": 1}


@pytest.mark.parametrize(
    ("edit", "work"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param(
            {"content/menu.md": SITE["content/menu.md"] + "we"}, READ, id="prose"
        ),
        pytest.param(
            {"content/menu.md": SITE["content/menu.md"] + '<p style="a:b">we'},
            READ
            | dict.fromkeys(
                ("blocked", "headers that guard", "host files", "host file"), 1
            ),
            id="style in a page",
        ),
    ],
)
def test_of_a_site_that_guards_itself_only_the_edited_page_is_read(edit, work):
    ledger = Ledger()
    files = GUARDED | {"templates/menu.html": "{{ content }}"}
    assert build(files, ledger).findings == ()
    result = build(files | edit, ledger)
    assert dict(ledger.ran) == work
    assert result == build(files | edit)


LINKED = {
    "templates/page.html": "{{ content }}{{ lead | default('') | markdown }}",
    "content/a.md": "---\nlayout: page.html\n---\n[b](b.md#two)\n",
    "content/b.md": "---\nlayout: page.html\n---\n## One\n\n## Two\n",
    "content/c.md": "---\nlayout: page.html\nlead: '[b](b.md)'\n---\n",
    "content/d.md": "---\nlayout: page.html\n---\nnothing\n",
}


@pytest.mark.parametrize(
    ("edit", "work"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param(
            {"content/b.md": LINKED["content/b.md"] + "\nText\n"},
            {"document": 1, "body": 1, "render": 1},
            id="text of a page that others link to",
        ),
        pytest.param(
            {"content/b.md": "---\nlayout: page.html\npermalink: /x/\n---\n## Two\n"},
            FRONT_MATTER | {"body": 1, "links": 1, "render": 3},
            id="address of a page that others link to",
        ),
        pytest.param(
            {"content/b.md": LINKED["content/b.md"].replace("One", "Three")},
            {"document": 1, "body": 1, "links": 1, "render": 2},
            id="id in a page that others link to",
        ),
        pytest.param(
            {"content/a.md": LINKED["content/a.md"] + "Text\n"},
            {"document": 1, "body": 1, "links": 1, "render": 1},
            id="text of a page with links",
        ),
    ],
)
def test_links_follow_what_they_lead_to(edit, work):
    ledger = Ledger()
    assert build(LINKED, ledger).findings == ()
    result = build(LINKED | edit, ledger)
    counts = dict(ledger.ran)
    assert {stage: counts.get(stage, 0) for stage in work} == work
    assert result == build(LINKED | edit)


def test_a_link_is_an_error_from_the_moment_that_its_page_is_gone():
    ledger = Ledger()
    build(LINKED, ledger)
    fewer = {path: text for path, text in LINKED.items() if path != "content/b.md"}
    result = build(fewer, ledger)
    assert [item.code for item in result.findings] == ["MD005", "MD005"]
    assert result == build(fewer)
    assert build(LINKED, ledger) == build(LINKED)


SHOWN = {
    "site.yaml": CONFIG + "markdown: {template: jinja}\n",
    "templates/page.html": "{{ content }}",
    "content/list.njk": (
        "{% for item in collections.news %}{{ item.content | safe }}{% endfor %}"
    ),
    "content/n1.md": page("One", "{{ title }}", "tags: news\n"),
    "content/n2.md": page("Two", "{{ about.two }}", "tags: news\n"),
    "content/other.md": page("Other", "{{ title }}"),
    "data/about.yaml": "two: 2\n",
}


@pytest.mark.parametrize(
    ("edit", "renders"),
    [
        pytest.param({}, 0, id="nothing"),
        pytest.param(
            {"content/n1.md": SHOWN["content/n1.md"] + "more\n"},
            2,
            id="text of a page whose content another one shows",
        ),
        pytest.param(
            {"data/about.yaml": "two: zwei\n"},
            2,
            id="data that only the content of a page looks at",
        ),
        pytest.param(
            {"content/other.md": SHOWN["content/other.md"] + "more\n"},
            1,
            id="text of a page whose content no other one shows",
        ),
    ],
)
def test_content_shown_elsewhere_is_made_again_with_what_it_reads(edit, renders):
    ledger = Ledger()
    assert build(SHOWN, ledger).findings == ()
    result = build(SHOWN | edit, ledger)
    assert ledger.ran["render"] == renders
    assert result == build(SHOWN | edit)


def test_a_hook_that_appears_has_its_word_on_every_page():
    ledger = Ledger()
    files = {"content/a.md": "Text", "templates/unused.html": ""}
    build(files, ledger)
    hooks = (
        "from sitewright import hooks\n\n\n@hooks.postprocessor('.html')\n"
        "def shout(text, path): return text.upper()\n"
    )
    assert build(files | {"hooks.py": hooks}, ledger) == build(
        files | {"hooks.py": hooks}
    )


def test_a_finding_goes_with_the_link_that_it_is_about():
    ledger = Ledger()
    bad = LINKED | {"content/a.md": "---\nlayout: page.html\n---\n[x](none.md)\n"}
    good = LINKED | {"content/a.md": "---\nlayout: page.html\n---\nplain\n"}
    assert [item.code for item in build(bad, ledger).findings] == ["MD005"]
    assert build(good, ledger).findings == ()
    assert build(bad, ledger) == build(bad)


def test_what_is_printed_in_vain_is_found_each_time():
    ledger = Ledger()
    page = "---\nlayout: page.njk\n---\n"
    files = {"templates/page.njk": "{{ nothing }}", "content/a.md": page}
    for more in ({}, {}, {"content/b.md": "text"}):
        result = build(files | more, ledger, looks_closely=True)
        assert [item.code for item in result.findings] == ["TPL012"]


def test_a_page_that_moves_is_written_where_it_is_now():
    ledger = Ledger()
    build({"content/a.md": "Text"}, ledger)
    moved = {"content/a.md": "---\npermalink: /x/\n---\nText"}
    assert build(moved, ledger) == build(moved)


DATED = {
    "templates/page.html": "{{ collections.all | length }}",
    "content/a.md": "---\nlayout: page.html\n---\n",
    "content/b.md": "---\nlayout: page.html\ndate: 2026-01-01T12:00:00Z\n---\n",
}


def test_time_that_passes_changes_nothing_until_the_date_of_a_page():
    ledger, day = Ledger(), timedelta(days=1)
    build(DATED, ledger, now=NOW)
    assert build(DATED, ledger, now=NOW + day / 4).page_count == 1
    assert dict(ledger.ran) == {}
    assert build(DATED, ledger, now=NOW + day).page_count == 2
    assert build(DATED, ledger, now=NOW + day) == build(DATED, now=NOW + day)
