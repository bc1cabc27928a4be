"""What pages give to other hosts, and take from them."""

from __future__ import annotations

import pytest

from support import check

CONFIG = "title: T\nurl: https://www.example.com\n"
SHOP = "https://shop.example.org/"


def said(html: str, config: str = CONFIG) -> list[str]:
    result = check({"site.yaml": config, "content/index.html": html})
    assert result.site
    return [it.code for it in result.findings if it.code.startswith("SEC")]


@pytest.mark.parametrize(
    "html",
    [
        f"<a href='{SHOP}' target='_blank'>",
        f"<a href='{SHOP}' target='_BLANK' rel='nofollow'>",
        f"<a href='{SHOP}' target='shop' rel='NoOpener'>",
        f"<a href='{SHOP}' target='shop' rel='external noreferrer'>",
        f"<a href='{SHOP}' target='_top' rel='opener'>",
        f"<a href='{SHOP}' rel='opener'>",
        f"<a href='{SHOP}' target='frame'><iframe name='frame' title='Shop'></iframe>",
        "<a href='/' target='window'>",
        "<a href='https://www.EXAMPLE.com/' target='window'>",
        "<a href='mailto:anna@example.com' target='window'>",
        "<a href='https://[' target='window'>",
        "<a target='window'>",
        f"<script src='{SHOP}a.js' integrity='sha384-x' crossorigin></script>",
        "<script src='//www.example.com/a.js'></script><script>a()</script>",
        "<script src='data:text/javascript,a()'></script>",
        "<a href='http://www.example.org/'>",
        "<link rel='me' href='http://www.example.org/'>",
        "<link rel='alternate' hreflang='de' href='http://www.example.de/'>",
        "<meta property='og:image' content='http://www.example.org/a.png'>",
        "<form action='https://forms.example.org/'></form>",
    ],
)
def test_what_does_no_harm(html):
    assert said(html) == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (f"<a href='{SHOP}' target='shop'>", "SEC005"),
        (f"<a href=' {SHOP}' target='shop' rel='nofollow'>", "SEC005"),
        (f"<a href='{SHOP}' target='_blank' rel='Opener'>", "SEC005"),
        ("<area href='//shop.example.org' target='shop'>", "SEC005"),
        (f"<form action='{SHOP}' target='shop'></form>", "SEC005"),
        (f"<script src='{SHOP}a.js'></script>", "SEC006"),
        ("<script src='//cdn.example.org/a.js' integrity></script>", "SEC006"),
        ("<script type=module src='https://cdn.example.org/a.js'></script>", "SEC006"),
        ("<link rel='preload stylesheet' href='http://a.example.org/a.css'>", "SEC007"),
        ("<img src='HTTP://a.example.org/a.png'>", "SEC007"),
        ("<img srcset='/a.png, http://a.example.org/a.png 2x'>", "SEC007"),
        ("<iframe src=' http://a.example.org/'></iframe>", "SEC007"),
        ("<form action='http://a.example.org/'></form>", "SEC007"),
        ("<p style='background: url(http://a.example.org/a.png)'>", "SEC007"),
        ("<img src='http://www.example.com/a.png'>", "SEC007"),
    ],
)
def test_what_strangers_can_use(html, code):
    assert code in said(html)


def test_a_site_without_encryption_needs_none_for_what_it_loads():
    plain = CONFIG.replace("https", "http")
    assert said("<img src='http://a.example.org/a.png'>", plain) == []
