"""Every form of link, and what is written instead of it once its page has moved."""

from __future__ import annotations

import pytest

from moving import moved, plan, shown
from support import CONFIG

OLD, NEW = "content/about.md", "content/company/us.md"
ABOUT = "---\ntitle: About\n---\n\n## Team\n"
HERE = "content/index.md"


def in_text(text: str, path: str = HERE, **more: str) -> str:
    """What becomes of a text while ``/about/`` moves to ``/company/us/``."""
    files = {OLD: ABOUT, "site.yaml": CONFIG, HERE: "", path: text, **more}
    return moved(files, (OLD, NEW))[path]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # By source path.
        ("[x](about.md)", "[x](company/us.md)"),
        ("[x](./about.md)", "[x](./company/us.md)"),
        ("[x](/about.md)", "[x](/company/us.md)"),
        ("[x](about.md#team)", "[x](company/us.md#team)"),
        ("[x](about.md?a=b#team)", "[x](company/us.md?a=b#team)"),
        ("[x](<about.md>)", "[x](<company/us.md>)"),
        ('[x](about.md "About.")', '[x](company/us.md "About.")'),
        ("[x](  about.md  'about.md' )", "[x](  company/us.md  'about.md' )"),
        ("[about.md](about.md)", "[about.md](company/us.md)"),
        ("[x](\nabout.md\n)", "[x](\ncompany/us.md\n)"),
        (r"[x](about\.md)", r"[x](company/us.md)"),
        ("[x](about&#46;md)", "[x](company/us.md)"),
        ("[x](about%2Emd)", "[x](company/us.md)"),
        ("![x](about.md)", "![x](company/us.md)"),
        ("[![x](/about/)](about.md)", "[![x](/company/us/)](company/us.md)"),
        # Defined elsewhere, used or not, used twice.
        ("[x][a]\n\n[a]: about.md 'T'", "[x][a]\n\n[a]: company/us.md 'T'"),
        ("[a]\n[a][]\n\n[a]: about.md", "[a]\n[a][]\n\n[a]: company/us.md"),
        ("[a]: <about.md>", "[a]: <company/us.md>"),
        ("[a]:\nabout.md", "[a]:\ncompany/us.md"),
        ("[about.md]\n\n[about.md]: about.md", "[about.md]\n\n[about.md]: company/us.md"),
        ("> 1. [x](about.md)\n>    - [y](about.md)", "> 1. [x](company/us.md)\n>    - [y](company/us.md)"),
        ("| a |\n|---|\n| [x](about.md) `a\\|b` |", "| a |\n|---|\n| [x](company/us.md) `a\\|b` |"),
        ("[x](about.md){.single}", "[x](company/us.md){.single}"),
        # By address.
        ("[x](/about/)", "[x](/company/us/)"),
        ("[x](/about)", "[x](/company/us)"),
        ("[x](/about/index.html)", "[x](/company/us/index.html)"),
        ("[x](/about/?next=/about/)", "[x](/company/us/?next=/about/)"),
        ("[x](/b/?next=/about/)", "[x](/b/?next=/about/)"),
        ("[x](/about/?a#team)", "[x](/company/us/?a#team)"),
        ("[x](</about/>)", "[x](</company/us/>)"),
        ("[x](/%61bout/)", "[x](/%61bout/)"),  # reported: see below
        ("[x](https://www.example.com/about/)", "[x](https://www.example.com/company/us/)"),
        ("[x](HTTPS://WWW.Example.COM/about/)", "[x](HTTPS://WWW.Example.COM/company/us/)"),
        ("[x](//www.example.com/about/)", "[x](//www.example.com/company/us/)"),
        ("<https://www.example.com/about/>", "<https://www.example.com/company/us/>"),
        ("[x](about/)", "[x](company/us/)"),
        ("[x](./about/)", "[x](./company/us/)"),
        ("[x](about)", "[x](company/us)"),
        # In raw HTML.
        ('<a href="/about/">x</a>', '<a href="/company/us/">x</a>'),
        ("<a href='/about/#team'>x</a>", "<a href='/company/us/#team'>x</a>"),
        ("a <a class=b href=/about/ id=c>x</a>", "a <a class=b href=/company/us/ id=c>x</a>"),
        ('<div>\n<a\n href = "/about/">x</a>\n</div>', '<div>\n<a\n href = "/company/us/">x</a>\n</div>'),
        ('<a href="about/">x</a>', '<a href="company/us/">x</a>'),
        ('<img srcset="/about/ 1x, /b.png 2x">', '<img srcset="/company/us/ 1x, /b.png 2x">'),
        ('<p data-url="/about/">x</p>', '<p data-url="/company/us/">x</p>'),
        ('[x](/b/){data-url="/about/"}', '[x](/b/){data-url="/company/us/"}'),
    ],
)  # fmt: skip
def test_a_link_is_led_to_the_new_place(before, after):
    assert in_text(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "`[x](about.md)` and `/about/`",
        "```\n[x](about.md)\n<a href='/about/'>\n```",
        "~~~ /about/\n/about/\n~~~",
        r"\[x](about.md)",
        "[x] (about.md)",
        "Read /about/ or about.md.",
        "<!-- <a href='/about/'> [x](about.md) -->",
        "<script>\nlet a = '/about/'\n</script>",
        "[x](/about/team/) [y](/the/about/) [z](/about-us/) [w](/About/)",
        "[x](https://example.org/about/) [y](mailto:about.md) [z](ftp://www.example.com/about/)",
        "[x](other/about.md.txt)",
        "[x](#about) [y](?about)",
        "[x](/b/ '/about/')",
        "[a]: /b/\n[a]: about.md",  # the second of two definitions is none
    ],
)
def test_what_is_no_link_there_stays(text):
    assert in_text(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("url: /about/", "url: /company/us/"),
        ("url: '/about/'  # /about/", "url: '/company/us/'  # /about/"),
        ('url: "\\/about/#team"', 'url: "\\/company/us/#team"'),
        ("a: {b: [/about/, '/b/', /about/]}", "a: {b: [/company/us/, '/b/', /company/us/]}"),
        ("a: &x /about/\nb: *x", "a: &x /company/us/\nb: *x"),
        ("a: >-\n  See [us](about.md)\n  or not", "a: >-\n  See [us](company/us.md)\n  or not"),
        ("a: \"[us](about.md)\"", "a: \"[us](company/us.md)\""),
        ("a: <a href='/about/'>x</a>", "a: <a href='/company/us/'>x</a>"),
        ("link: about.md", "link: company/us.md"),
        ("link: ./content/about.md", "link: ./content/company/us.md"),
        ("/about/: 1", "/about/: 1"),
        ("a: See /about/", "a: See /about/"),
        ("a: '`[x](about.md)`'", "a: '`[x](about.md)`'"),
        ("permalink: /about/x/", "permalink: /about/x/"),
        ("title: about.md", "title: about.md"),
        ("tags: [/about/]", "tags: [/about/]"),
        (
            "eleventyNavigation: {key: /about/, title: /about/, url: /about/}",
            "eleventyNavigation: {key: /about/, title: /about/, url: /company/us/}",
        ),
    ],
)  # fmt: skip
def test_front_matter_is_led_value_by_value(before, after):
    assert in_text(f"---\n{before}\n---\n") == f"---\n{after}\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/about/">', '<a href="/company/us/">'),
        ("<a class='{{ c }}' href='/about/#t'>", "<a class='{{ c }}' href='/company/us/#t'>"),
        ("<a {% if c %}href='/about/'{% endif %}>", "<a {% if c %}href='/company/us/'{% endif %}>"),
        ("{{ '/about/' | url }}", "{{ '/company/us/' | url }}"),
        ('{{ "about.md#team" | inputPathToUrl }}', '{{ "company/us.md#team" | inputPathToUrl }}'),
        ("{% if page.url == '/about/' %}{% endif %}", "{% if page.url == '/company/us/' %}{% endif %}"),
        ("{% raw %}<a href='/about/'>{{ '/about/' }}{% endraw %}", "{% raw %}<a href='/company/us/'>{{ '/about/' }}{% endraw %}"),
        ("{# '/about/' #}", "{# '/about/' #}"),
        ("<!-- <a href='/about/'> -->", "<!-- <a href='/about/'> -->"),
        ("{{ '/about/' ~ title }}", "{{ '/about/' ~ title }}"),
        ("{{ title + '/about/' }}", "{{ title + '/about/' }}"),
        ("<a href='/about/{{ c }}'>", "<a href='/about/{{ c }}'>"),
        ("<p>'/about/' \"/about/\"</p>", "<p>'/about/' \"/about/\"</p>"),
        ("<a href='about/'>", "<a href='about/'>"),  # of which page, nobody knows
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["html", "njk"])
def test_templates_are_led_in_attributes_and_strings(before, after, ending):
    path = f"templates/some.{ending}"
    assert in_text(before, path) == after


def test_a_page_that_is_a_template_knows_from_where_its_addresses_count():
    files = {
        OLD: ABOUT,
        HERE: "",
        "content/a/b.njk": "<a href='../../about/'>{{ c }}</a>",
    }
    after = moved(files | {"data/c.yaml": "c"}, (OLD, NEW))
    assert after["content/a/b.njk"] == "<a href='../../company/us/'>{{ c }}</a>"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("data/menu.yaml", "- /about/\n- b: '/about/'\n", "- /company/us/\n- b: '/company/us/'\n"),
        ("data/menu.json", '[{"a": "\\/about\\/"}]', '[{"a": "/company/us/"}]'),
        ("data/menu.toml", "a = '/about/' # /about/\n", "a = '/company/us/' # /about/\n"),
        ("data/menu.csv", "a,b\n/about/,x\n", "a,b\n/company/us/,x\n"),
        ("content/content.yaml", "a: '[x](/about.md)'\n", "a: '[x](/company/us.md)'\n"),
        ("content/index.yaml", "a: '[x](about.md)'\n", "a: '[x](company/us.md)'\n"),
        ("static/a/b.css", "a{b:url(../about/)}", "a{b:url(../company/us/)}"),
        ("static/b.css", "/* url(/about/) */ @import '/about/';", "/* url(/about/) */ @import '/company/us/';"),
        ("static/b.html", "<a href=/about/>/about/</a>", "<a href=/company/us/>/about/</a>"),
    ],
)  # fmt: skip
def test_data_and_files_to_copy_are_led_too(path, before, after):
    assert in_text(before, path) == after


def test_settings_are_led_where_they_lead_somewhere():
    before = CONFIG + (
        "redirects:  # /about/\n  /a/: /about/\n  /b/: {to: '/about/#team', status: 302}\n"
        "navigation:\n- {key: X, url: /about/}\nextra: {a: /about/}\ndescription: /about/\n"
    )
    after = CONFIG + (
        "redirects:  # /about/\n  /a/: /company/us/\n  /b/: {to: '/company/us/#team', status: 302}\n"
        "navigation:\n- {key: X, url: /company/us/}\nextra: {a: /company/us/}\n"
        "description: /about/\n"
    )
    assert in_text(before, "site.yaml") == after


def test_headers_go_with_their_addresses():
    config = CONFIG + (
        "hosts: [netlify]\nheaders:\n  /about/: {X-A: b}  # c\n  '/about/*': {X-A: b}\n"
        "  /*: {X-B: /about/}\n"
    )
    assert in_text(config, "site.yaml") == (
        config.replace("  /about/:", "  /company/us/:").replace(
            "/about/*", "/company/us/*"
        )
    )


def test_rules_of_other_generators_are_led():
    config = CONFIG + "redirects_import: [old/_redirects, old/moved.csv]\n"
    more = {"site.yaml": config, "old/moved.csv": "/c/,/about/,301\n"}
    text = in_text("/a/ /about/ 301  # /about/\n", "old/_redirects", **more)
    assert text == "/a/ /company/us/ 301  # /about/\n"


INSIDE = [
    ("[x](index.md)", "[x](../index.md)"),
    ("[x](/index.md)", "[x](/index.md)"),
    ("[x](about.md#team)", "[x](us.md#team)"),
    ("[x](/about/)", "[x](/company/us/)"),
    ("[x](#team)", "[x](#team)"),
    ("[x](../)", "[x](../../)"),
    ("[x](../b/?c)", "[x](../../b/?c)"),
    ("![x](pic.png)", "![x](../../about/pic.png)"),
    ("![x](./pic.png)", "![x](../../about/pic.png)"),
    ("<img src=pic.png>", "<img src=../../about/pic.png>"),
    ("[x](/b/) [y](https://example.org/)", "[x](/b/) [y](https://example.org/)"),
]


@pytest.mark.parametrize(("before", "after"), INSIDE)
def test_links_inside_of_what_moves_count_from_its_new_place(before, after):
    page = f"---\ntitle: About\n---\n## Team\n\n{before}\n"
    files = {OLD: page, HERE: "", "content/b.md": ""}
    text = moved(files, (OLD, NEW))[NEW]
    head = "---\ntitle: About\nredirect_from: /about/\n---\n## Team\n\n"
    assert text == f"{head}{after}\n"


def test_a_site_in_a_folder_is_led_below_it():
    config = "title: A\nurl: https://example.org/docs\n"
    text = "[a](/docs/about/) [b](https://example.org/docs/about/) [c](https://example.org/about/)"
    after = "[a](/docs/company/us/) [b](https://example.org/docs/company/us/) [c](https://example.org/about/)"
    assert in_text(text, **{"site.yaml": config}) == after


def test_bare_addresses_are_led_where_they_are_links():
    text = "See https://www.example.com/about/."
    config = CONFIG + "markdown: {linkify: true}\n"
    assert in_text(text) == text
    after = in_text(text, **{"site.yaml": config})
    assert after == "See https://www.example.com/company/us/."


def test_templates_in_markdown_are_led():
    config = CONFIG + "markdown: {template: jinja}\n"
    text = "[x](about.md) {{ '/about/' | url }} `{{ '/about/' }}`"
    after = "[x](company/us.md) {{ '/company/us/' | url }} `{{ '/company/us/' }}`"
    assert in_text(text, **{"site.yaml": config}) == after


def test_new_paths_are_written_so_that_the_place_can_hold_them():
    files = {"content/a.md": "", HERE: "[x](a.md) [y](</a/>)\n<a href='/a/'>\n"}
    after = moved(files, ("content/a.md", "content/ü (1)/b'c.md"))
    assert after[HERE] == (
        "[x](ü%20%281%29/b%27c.md) [y](</ü%20%281%29/b%27c/>)\n"
        "<a href='/ü%20%281%29/b%27c/'>\n"
    )


def test_a_value_is_encoded_only_if_it_must_be():
    files = {"content/a.md": "", HERE: "---\nb: {c: /a/}\nd: /a/\n---\n"}
    after = moved(files, ("content/a.md", "content/x y.md"))
    assert after[HERE] == "---\nb: {c: /x y/}\nd: /x y/\n---\n"
    after = moved(files, ("content/a.md", "content/x}y.md"))
    assert after[HERE] == "---\nb: {c: /x%7Dy/}\nd: /x%7Dy/\n---\n"


@pytest.mark.parametrize("link", ["../", "..", "./../", "../#x", "/d/"])
def test_the_page_of_a_folder_is_found_from_inside(link):
    files = {"content/d/index.md": "", "content/d/a.md": f"[x]({link})\n", HERE: ""}
    after = moved(files, ("content/d/index.md", "content/other.md"))
    assert "other" in after["content/d/a.md"]


def test_what_was_encoded_stays_encoded():
    files = {"content/ä b.md": "", HERE: "[x](%C3%A4%20b.md) [y](<ä b.md>)\n"}
    after = moved(files, ("content/ä b.md", "content/ö c.md"))
    assert after[HERE] == "[x](%C3%B6%20c.md) [y](<ö c.md>)\n"


def test_a_link_that_cannot_be_rewritten_is_reported():
    planned = plan({OLD: ABOUT, HERE: "about [x](/%61bout/)\n"}, (OLD, NEW))
    assert shown(planned) == (
        "warning[MOV008]: the link '/%61bout/' is about what has moved, and stays as it is\n"
        "  --> content/index.md:1:11\n"
        "  |\n"
        "1 | about [x](/%61bout/)\n"
        "  |           ^^^^^^^^^\n"
        "  = help: change it by hand: where it stands could not be told for certain"
    )
