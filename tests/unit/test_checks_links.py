"""Where the addresses of a finished site lead."""

from __future__ import annotations

import pytest

from support import check

CONFIG = "title: T\nurl: https://www.example.com\n"


def said(files: dict[str, str], *areas: str, **options: object) -> list[str]:
    """Codes and messages of the findings of some areas."""
    result = check({"site.yaml": CONFIG, **files}, **options)
    assert result.site
    return [
        f"{item.code} {item.message}"
        for item in result.findings
        if item.code.startswith(areas or "LNK")
    ]


SITE = {
    "content/about.md": "## Team {#team}\n\n<a name='old'></a>\n",
    "content/file.md": "---\npermalink: /plain.html\n---\n",
    "content/umlaut.md": "---\npermalink: /größe/\n---\n## Maß\n",
    "static/a b.pdf": "x",
    "static/Logo.svg": "x",
}


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/about/'>",
        "<a href='/about/?from=here#team'>",
        "<a href='about/#old'>",
        "<a href='./about/index.html'>",
        "<a href='/plain.html'>",
        "<a href='/plain'>",
        "<a href='/gr%C3%B6%C3%9Fe/#ma%C3%9F'>",
        "<a href='/größe/#maß'>",
        "<a href='/a%20b.pdf'>",
        "<a href='#'>",
        "<a href=''>",
        "<a href='#top'>",
        "<a href='#:~:text=some'>",
        "<a href='/about/#team:~:text=some'>",
        "<a href='mailto:a@example.com'>",
        "<a href='tel:+44'>",
        "<a href='javascript:go()'>",
        "<a href='https://other.example/nope/'>",
        "<a href='//other.example/nope/'>",
        "<a href='https://[broken/'>",
        "<a>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img srcset='/Logo.svg 1x, data:,a 2x' width=1 height=1>",
        "<link rel=preconnect href='/nope/'>",
        "<link rel=alternate href='/feed.xml'><link rel=sitemap href=/sitemap.xml>",
        "<a href='/.netlify/functions/send'>",
        "<template><a href='/nope/'></template>",
        "<!-- <a href='/nope/'> -->",
        "<script>'<a href=/nope/>'</script>",
        "<code>&lt;a href='/nope/'&gt;</code>",
        "<base href='/about/'><a href='#team'>",
        "<meta property='og:image' content='https://www.example.com/Logo.svg'>",
    ],
)
def test_what_leads_somewhere_is_not_told(html):
    assert said({"content/index.html": html, **SITE}) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='nope/'>", "LNK001 there is no page '/nope/'"),
        ("<a href='https://www.example.com/no/'>", "LNK001 there is no page '/no/'"),
        ("<a href='//WWW.Example.com/no/'>", "LNK001 there is no page '/no/'"),
        ("<area href='/nope.pdf'>", "LNK001 there is no page '/nope.pdf'"),
        ("<form action='/send/'></form>", "LNK001 there is no page '/send/'"),
        ("<a href='/about/#nope'>", "LNK002 '/about/' has no id 'nope'"),
        ("<a href='#Team'>", "LNK002 '/' has no id 'Team'"),
        ("<img src='/no.png'>", "LNK003 there is no file '/no.png'"),
        (
            "<source srcset='/no-1.png 1x, /Logo.svg 2x'>",
            "LNK003 there is no file '/no-1.png'",
        ),
        ("<link rel=stylesheet href=/no.css>", "LNK003 there is no file '/no.css'"),
        ("<link rel=alternate href=/no.xml>", "LNK003 there is no file '/no.xml'"),
        ("<script src=/no.js></script>", "LNK003 there is no file '/no.js'"),
        ("<svg><use href='/no.svg#a'/></svg>", "LNK003 there is no file '/no.svg'"),
        (
            "<meta property='og:image' content='https://www.example.com/no.png'>",
            "LNK003 there is no file '/no.png'",
        ),
        (
            "<img src='/logo.svg'>",
            "LNK004 there is no '/logo.svg', but '/Logo.svg' in other letters",
        ),
        ("<a href='/about'>", "LNK005 '/about' only redirects to '/about/'"),
        (
            "<a href='http://www.example.com/about/'>",
            "LNK007 'http://www.example.com/about/' names the site's own host",
        ),
    ],
)
def test_what_leads_nowhere_or_by_a_detour(html, expected):
    assert said({"content/index.html": html, **SITE}) == [expected]


def test_a_redirect_is_told_whether_pages_or_only_hosts_send_visitors_on():
    files = {
        "content/index.md": "[a](/old/)\n[b](/blog/1/)\n[c](/gone/)\n",
        "content/about.md": "[home](/)",
    }
    rules = (
        "redirects:\n  /old/: /about/\n  /blog/:n/: /about/\n  /gone/: {status: 410}\n"
    )
    expected = [
        "LNK005 '/old/' only redirects to '/about/'",
        "LNK005 '/blog/1/' only redirects to '/about/'",
        "LNK001 '/gone/' is gone, as a redirect says",
    ]
    config = f"{CONFIG}hosts: netlify\n{rules}"
    assert said({**files, "site.yaml": config}) == expected
    config = f"{config}redirect_pages: false\n"
    assert said({**files, "site.yaml": config}) == expected


def test_a_link_by_source_path_is_told_by_the_build_alone():
    files = {"content/index.md": "[a](about.md#nope)\n", "content/about.md": "[b](/)"}
    assert said(files, "LNK", "MD") == [
        "MD006 there is no id 'nope' in content/about.md"
    ]


def test_below_a_folder_addresses_count_from_the_host():
    config = "title: T\nurl: https://www.example.com/docs\n"
    html = "<a href='/docs/a/'><a href='a/'><a href='/shop/'><a href='/docs/b/'>"
    files = {"site.yaml": config, "content/index.html": html, "content/a.md": ""}
    assert said(files) == ["LNK001 there is no page '/b/'"]


def test_built_for_another_address_the_own_one_is_still_the_sites():
    files = {"content/index.md": "[a](https://www.example.com/a/)", "content/a.md": ""}
    address = "https://preview.example.net/7"
    assert said(files, base_url=address) == [
        "LNK007 'https://www.example.com/a/' names the site's own host"
    ]


def test_what_is_shown_as_a_draft_is_there():
    files = {
        "content/index.md": "[a](/a/)",
        "content/a.md": "---\npending: true\n---\n",
    }
    assert [it[:6] for it in said(files)] == ["LNK006"]
    assert said(files, shows_drafts=True) == []


LAYOUT = """<!doctype html><title>{{ page.url }}</title>
<nav>{% for e in navigation.tree %}<a href="{{ e.url }}">{{ e.title }}</a>{% endfor %}</nav>
<main>{{ content }}</main>
"""


def orphans(files: dict[str, str], levels: str = "") -> list[str]:
    config = f"{CONFIG}defaults: {{layout: a.html}}\n{levels}"
    site = {"site.yaml": config, "templates/a.html": LAYOUT, **files}
    result = check(site)
    assert result.site
    found = result.findings
    return [
        f"{it.code} {it.span.path}" for it in found if it.code in ("LNK008", "LNK009")
    ]


def test_a_page_without_links_is_an_orphan_unless_nobody_should_find_it():
    files = {
        "content/index.md": "Hello",
        "content/menu.md": "---\neleventyNavigation: {key: Menu}\n---\n[offer](offer.md)",
        "content/offer.md": "Text",
        "content/orphan.md": "[me](/orphan/)",
        "content/404.md": "---\npermalink: /404.html\n---\n",
        "content/thanks.md": "---\nsitemap: false\n---\n",
        "content/part.md": "---\nlayout: null\n---\nA piece that scripts load\n",
        "content/hidden.html": "---\nlayout: null\n---\n<html>"
        "<meta name=robots content=noindex>",
        "content/moved.html": "---\nlayout: null\n---\n<html>"
        "<meta http-equiv=refresh content='0; url=/'>",
    }
    assert orphans(files) == ["LNK008 content/orphan.md"]
    levels = "check: {levels: {LNK009: warning}}\n"
    assert orphans(files, levels) == [
        "LNK009 content/menu.md",
        "LNK008 content/orphan.md",
    ]


def test_a_link_of_a_layout_is_told_once_however_many_pages_have_it():
    pages = {f"content/p{number}.md": "" for number in range(60)}
    files = {
        "site.yaml": f"{CONFIG}defaults: {{layout: a.html}}\n",
        "templates/a.html": "<a href='{{ '/p1' ~ 'x/' }}'>x</a>",
    }
    (found,) = (it for it in check({**files, **pages}).findings if it.code == "LNK001")
    assert found.hint == "did you mean '/p1/'?"
    assert found.notes[0].message.startswith("on 60 pages, such as")


def test_many_orphans_of_a_folder_are_told_at_once():
    def site(number: int) -> dict[str, str]:
        posts = {f"content/blog/2026/p{n}.md": "" for n in range(number)}
        others = {"content/blog/index.md": "", "content/alone.md": ""}
        return {"content/index.md": "[blog](blog/index.md)", **others, **posts}

    few = [f"LNK008 content/blog/2026/p{n}.md" for n in range(10)]
    assert orphans(site(10)) == ["LNK008 content/alone.md", *sorted(few)]
    assert orphans(site(11)) == ["LNK008 content/alone.md", "LNK008 content/blog/"]
    config = f"{CONFIG}defaults: {{layout: a.html}}\n"
    files = {"site.yaml": config, "templates/a.html": LAYOUT, **site(12)}
    told = [it for it in check(files).findings if it.code == "LNK008"]
    assert told[1].message == "many pages of this folder have no link to them"
    assert [note.message for note in told[1].notes] == [
        "12 of 13 pages, such as /blog/2026/p0/, /blog/2026/p1/, /blog/2026/p10/"
    ]


def test_many_pages_of_one_source_are_one_orphan():
    paged = "---\npagination: {data: numbers, size: 1}\n---\n"
    files = {
        "content/index.md": "[a](a.md)",
        "content/a.md": "",
        "content/paged.md": paged,
        "data/numbers.json": str([*range(20)]),
    }
    assert orphans(files) == ["LNK008 content/paged.md"]


def test_the_head_and_foot_of_an_article_are_no_menu():
    files = {
        "content/index.md": "<header>\n\n[a](a.md)\n\n</header>\n<footer>\n\n[b](b.md)",
        "content/a.md": "",
        "content/b.md": "",
    }
    assert orphans(files, "check: {levels: {LNK009: warning}}\n") == []


def test_pages_that_are_no_site_to_be_walked_through_have_no_orphans():
    alone = {
        "content/a.md": "[b](b.md)",
        "content/b.md": "Text",
        "content/c.md": "Text",
    }
    assert orphans(alone) == []
    assert orphans({"content/index.md": "Text", "content/a.md": "[home](/)"}) == []
    assert orphans({**alone, "content/index.md": "Text"}) == [
        *("LNK008 content/a.md", "LNK008 content/c.md")
    ]
