"""The filters that templates of Eleventy expect."""

from __future__ import annotations

import pytest

from sitewright.engine.ledger import Ledger
from support import CONFIG, build, outputs, report

SUB = CONFIG.replace("example.com", "example.com/sub")
PAGE = "---\nlayout: page.html\ntags: news\ndate: 2025-01-0{0}\n{1}---\n"
SITE = {
    "content/nav/a.md": PAGE.format(1, "eleventyNavigation: {key: A, icon: star}\n"),
    "content/nav/b.md": PAGE.format(
        2, "eleventyNavigation: {key: B & C, parent: A, excerpt: '<b>', order: 2}\n"
    ),
    "content/c.md": PAGE.format(
        3,
        "color: red\neleventyNavigation: {key: D, parent: A, pinned: true}\n"
        "nothing:\nlist: [x]\n",
    ),
    "content/off.md": "---\npermalink: false\n---\n",
}


def files(expression: str, config: str = CONFIG) -> dict[str, str]:
    text = expression if "{%" in expression else "{{ " + expression + " }}"
    return {"site.yaml": config, "templates/page.html": text, **SITE}


def shown(expression: str, config: str = CONFIG) -> str:
    """What the second of three pages shows."""
    given = files(expression, config)
    given["templates/other.html"] = ""
    for path in ("content/nav/a.md", "content/c.md"):
        given[path] = given[path].replace("page.html", "other.html")
    return outputs(given)["nav/b/index.html"]


def fault(expression: str) -> str:
    given = files(expression)
    lines = report(build(given), given).split("\n")
    hints = [line.partition("= help: ")[2] for line in lines if "= help: " in line]
    return "; ".join([lines[0], *hints[:1]])


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'Über uns & so' | slugify", "ueber-uns-and-so"),
        ("'fooBar ♥' | slugify", "foobar-love"),
        ("2024 | slugify", "2024"),
        ("1.0 | slugify", "1"),
        ("nothing | default('') | slugify", ""),
        ("'a b' | slugify(separator='_')", "a_b"),
        ("'a b' | slugify({'separator': '_'})", "a_b"),
        ("'a b' | slugify({'separator': '_'}, separator='+')", "a+b"),
        ("'A.b' | slugify(lowercase=false, preserveCharacters=['.'])", "A.b"),
        ("'_a-' | slugify(preserveLeadingUnderscore=true)", "_a"),
        ("'_a-' | slugify(preserveTrailingDash=true)", "a-"),
        ("'Foo_bar Ü' | slug", "foo_bar-u"),
        ("'Foo bar' | slug(replacement='+', lower=false)", "Foo+bar"),
    ],
)
def test_slugs(expression, text):
    assert shown(expression) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("(collections.news | getPreviousCollectionItem).url", "/nav/a/"),
        ("(collections.news | getNextCollectionItem).url", "/c/"),
        ("(collections.news | getNextCollectionItem(page)).url", "/c/"),
        ("(collections.news | getCollectionItem).url", "/nav/b/"),
        ("collections.news | getCollectionItemIndex", "1"),
        ("collections.news[1:] | getCollectionItemIndex", "0"),
        ("collections.news | reverse | list | getCollectionItemIndex", "1"),
        (
            "(collections.news | getNextCollectionItem(collections.news[0])).url",
            "/nav/b/",
        ),
        ("'none' if not collections.all[:1] | getCollectionItem", "none"),
        ("(collections.news[:2] | getNextCollectionItem).data.x or 'none'", "none"),
        ("(collections.news[1:] | getPreviousCollectionItem) is defined", "False"),
        (
            "{% macro m(c) %}{{ (c | getNextCollectionItem).url }}{% endmacro %}"
            "{{ m(collections.news) }}",
            "/c/",
        ),
    ],
)
def test_neighbours_in_a_collection(expression, text):
    assert shown(expression) == text


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("nav/a.md", "/nav/a/"),
        ("nav/a.md#f", "/nav/a/#f"),
        ("nav/a.md?q#f", "/nav/a/?q#f"),
        ("./nav/a.md", "/nav/a/"),
        ("/nav/a.md", "/nav/a/"),
        ("content/nav/a.md", "/nav/a/"),
        ("a.md", "/nav/a/"),
        ("../c.md", "/c/"),
        ("nav/%61.md", "/nav/a/"),
        ("https://other.example/a.md", "https://other.example/a.md"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_source_path_becomes_an_address(written, url):
    assert shown(f"'{written}' | inputPathToUrl") == url


LIST = "collections.all | eleventyNavigation"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (f"{LIST} | map(attribute='key') | join(',')", "A"),
        (f"{LIST}('A') | map(attribute='key') | join(',')", "D,B &amp; C"),
        (f"{LIST}('A') | map(attribute='parentKey') | join(',')", "A,A"),
        (f"{LIST}('gone') | length", "0"),
        (f"({LIST})[0].icon", "star"),
        (f"({LIST})[0].pluginType", "eleventy-navigation"),
        (f"({LIST})[0].parentKey | default('none')", "none"),
        (f"({LIST})[0].children[0].data.color", "red"),
        (f"({LIST})[0].children[0].page.url", "/c/"),
        (f"({LIST})[0].children[0].data.page.url", "/c/"),
        (f"({LIST})[0].children[0].pinned", "True"),
        (f"({LIST}('A'))[1].order", "2"),
        (f"({LIST}('A'))[1].excerpt", "&lt;b&gt;"),
        (f"({LIST})[0] | length", "12"),
        (
            f"{LIST} | eleventyNavigationToHtml({{'listClass': 'm', 'activeKey': 'D'}},"
            " activeListItemClass='on', showExcerpt=true)",
            '<ul class="m"><li><a href="/nav/a/">A</a><ul><li class="on">'
            '<a href="/c/">D</a></li>\n<li><a href="/nav/b/">B &amp; C</a>: &lt;b&gt;'
            "</li></ul></li></ul>",
        ),
        (f"{LIST}('D') | eleventyNavigationToHtml", ""),
        (
            f"{LIST} | eleventyNavigationToMarkdown(showExcerpt=true) | safe",
            "* [A](/nav/a/)\n  * [D](/c/)\n  * [B \\& C](/nav/b/): \\<b\\>\n",
        ),
        (
            "collections.all | eleventyNavigationBreadcrumb(eleventyNavigation.key)"
            " | map(attribute='key') | join",
            "A",
        ),
        (
            "collections.all | eleventyNavigationBreadcrumb('D', {'includeSelf': true})"
            " | eleventyNavigationToHtml",
            '<ul><li><a href="/nav/a/">A</a></li>\n<li><a href="/c/">D</a></li></ul>',
        ),
        (
            "collections.all | eleventyNavigationBreadcrumb('D', ['includeSelf'])"
            " | length",
            "2",
        ),
        (
            "collections.all | eleventyNavigationBreadcrumb(absent, allowMissing=true)"
            " | length",
            "0",
        ),
        ("collections.news[1:] | eleventyNavigation | length", "0"),
        ("collections.news | where('url') | eleventyNavigation | length", "1"),
    ],
)
def test_navigation_filters(expression, text):
    assert shown(expression) == text


def test_menus_carry_the_folder_of_the_sites_address():
    html = shown(f"{LIST}('A') | eleventyNavigationToHtml", config=SUB)
    assert '<a href="/sub/c/">' in html


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("list | slugify", "the 'slugify' filter needs text, not ['x']"),
        ("'a' | slugify(seperator='')", "has no option 'seperator'; did you mean"),
        ("'a' | slugify('_')", "the options of 'slugify' are a mapping"),
        ("absent | slugify", "'absent' is not defined"),
        ("'nav/z.md' | inputPathToUrl", "there is no page 'nav/z.md'; did you mean"),
        ("'off.md' | inputPathToUrl", "there is no page 'off.md'"),
        ("'#f' | inputPathToUrl", "there is no page '#f'"),
        ("absent | getNextCollectionItem", "'absent' is not defined"),
        ("5 | getNextCollectionItem", "needs a collection"),
        ("collections.all | getNextCollectionItem(5)", "needs a page"),
        ("collections.news[:1] | getNextCollectionItem", "has no next item here: test"),
        ("collections.all | eleventyNavigationToHtml", "needs the entries of a navi"),
        ("5 | eleventyNavigationToHtml", "needs the entries of a navigation; write:"),
        ("5 | eleventyNavigation", "'eleventyNavigation' needs a collection"),
        ("[5] | eleventyNavigation", "needs pages of a collection"),
        ("absent | eleventyNavigation", "'absent' is not defined"),
        ("collections.all | eleventyNavigationBreadcrumb('d')", "; did you mean 'D'?"),
        ("collections.all | eleventyNavigationBreadcrumb", "needs the key of an entry"),
        (
            "collections.news[1:] | eleventyNavigationBreadcrumb('D')",
            "'D', or an entry above it, is not in this collection",
        ),
    ],
)
def test_what_a_filter_refuses(expression, says):
    assert says in fault(expression)


def test_log_hands_on_and_tells():
    given = files(
        "{% if page.url == '/c/' %}{{ color | log }}{{ x | log or '' }}{% endif %}"
    )
    result = build(given)
    assert [found.message for found in result.findings] == [
        "log: 'red'",
        "log: a name without a value",
    ]
    html = {a.path: a.content for a in result.artifacts}["c/index.html"]
    assert html == b"red"


def test_what_log_shows_is_the_same_in_every_build():
    given = files("{% set x = collections.all | log %}")
    assert "0x" not in report(build(given), given)


def test_a_menu_deeper_than_python_can_recurse():
    deep = {
        f"content/{n:04}.md": f"---\neleventyNavigation: {{key: K{n}, "
        f"parent: {f'K{n - 1}' if n else 'null'}}}\n---\n"
        for n in range(2_000)
    }
    deep["content/last.md"] = "---\nlayout: page.html\n---\n"
    deep["templates/page.html"] = (
        f"{{{{ {LIST} | eleventyNavigationToHtml }}}}{{{{ {LIST} | "
        "eleventyNavigationToMarkdown }}{{ collections.all | "
        "eleventyNavigationBreadcrumb('K1999') | length }}"
    )
    html = outputs(deep)["last/index.html"]
    assert html.count("<ul>") == html.count("</ul>") == 2_000
    assert html.endswith("1999")


TITLE = "content/c.md"
EDITS = [
    pytest.param(f"({LIST})[0].key", ("color: red", "color: blue"), 1, id="not shown"),
    pytest.param(
        f"({LIST})[0].children[0].data.color",
        ("color: red", "color: blue"),
        3,
        id="data",
    ),
    pytest.param(
        f"({LIST})[0].children[0].title", ("key: D", "key: D, title: E"), 3, id="title"
    ),
    pytest.param(
        f"({LIST})[0].key", ("key: D", "key: D, title: E"), 1, id="title of others"
    ),
    pytest.param(
        "'c.md' | inputPathToUrl", ("color: red", "permalink: /x/"), 3, id="address"
    ),
    pytest.param(
        "'c.md' | inputPathToUrl", ("color: red", "color: blue"), 1, id="no address"
    ),
    pytest.param(
        "(collections.news | getNextCollectionItem).data.color or ''",
        ("color: red", "color: blue"),
        2,
        id="next item",
    ),
]


@pytest.mark.parametrize(("expression", "edit", "renders"), EDITS)
def test_an_edit_renders_again_what_looked_at_it(expression, edit, renders):
    ledger = Ledger()
    before = files(expression)
    after = before | {TITLE: before[TITLE].replace(*edit)}
    assert build(before, ledger).findings == ()
    result = build(after, ledger)
    assert ledger.ran["render"] == renders
    assert result == build(after)


def test_the_menu_of_all_is_not_made_by_a_look_at_every_page():
    plain = {f"content/p{n}.md": "---\ntitle: x\n---\n" for n in range(300)}
    ledger = Ledger()
    build(files(f"({LIST})[0].key") | plain, ledger)
    reads = ledger.stage("render").reads_of("content/c.md")
    assert not [name for name in reads if name.startswith("page:content/p")]
    assert len(reads) < 20


def test_an_edit_of_the_settings_reaches_the_menus():
    ledger = Ledger()
    before = files(f"{LIST} | map(attribute='url') | join(' ')")
    entry = "navigation: [{key: Blog, url: 'https://blog.example.com/'}]\n"
    after = before | {"site.yaml": CONFIG + entry}
    build(before, ledger)
    result = build(after, ledger)
    assert result == build(after)
    html = {a.path: a.content for a in result.artifacts}["c/index.html"]
    assert html == b"/nav/a/ https://blog.example.com/"
