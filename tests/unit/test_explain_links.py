"""The links of finished pages: which there are, and where on the page they stand."""

from __future__ import annotations

import pytest

from sitewright.model.leads import find_leads
from sitewright.stages.checks.scan import read_markup
from sitewright.stages.explaining.links import Spots

PAGE = """<!doctype html>
<head><link rel=stylesheet href=/site.css><script src="/site.js"></script>
<link rel=canonical href=/here/><meta property=og:image content=/card.png>
<style>@import "/more.css"; i { background: url(/i.svg); filter: url(#soft) }</style></head>
<header><a href="/top/">Top</a></header>
<nav class="a > b"><a href='/menu/'>Menu</a></nav>
<main>
<header><a href="/lead/">Lead</a></header>
<p><a class="x" href="/text/">Text</a> <a href="/text/">Again</a></p>
<a class="c" href = "/card/?x=card">Card</a>
<img alt="1 < 2" src="/a,b.png" srcset="/small.png 1x, /large.png 2x">
<article><footer><a href="/author/">Author</a></footer></article>
<b style="background: url('/b.png'), url()">b</b>
<!-- <a href="/comment/">no</a> -->
<script>document.write('<a href="/written/">no</a>')</script>
<form action="/send/"></form>
</main>
<footer><a href="/imprint/?a=1&amp;b=2#end">Imprint</a></footer>
"""
TEXT = '<p><a class="x" href="/text/">Text</a>'

FOLLOWED = [
    ("/top/", "menu"),
    ("/menu/", "menu"),
    ("/lead/", "page"),
    ("/text/", "text"),
    ("/text/", "page"),
    ("/card/?x=card", "page"),
    ("/author/", "page"),
    ("/imprint/?a=1&b=2#end", "menu"),
    ("/send/", "page"),
]
LOADED = {
    *("/site.css", "/site.js", "/card.png", "/more.css", "/i.svg"),
    *("/a,b.png", "/small.png", "/large.png", "/b.png"),
}


def listed(page: str, text: str) -> list[tuple[str, str]]:
    markup = read_markup(page)
    spots = Spots(markup, lambda: read_markup(text))
    return [(it.address, spots.of(it).value) for it in find_leads(markup)]


def test_every_link_is_found_in_its_spot():
    links = listed(PAGE, TEXT)
    assert [it for it in links if it[1] != "loaded"] == FOLLOWED
    assert {it[0] for it in links if it[1] == "loaded"} == LOADED


def test_a_page_without_links_has_none():
    assert listed("<p>href = none</p>", "") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a class="x" href="/text/">', '<a href="/text/" id="t">'),
        (">Text<", "><svg></svg>Text<"),
        ("<a href='/menu/'>Menu</a>", '<a class="x" href="/text/">Text</a>'),
    ],
)
def test_a_text_that_a_layout_has_changed_is_known_by_its_addresses(before, after):
    spots = [spot for it, spot in listed(PAGE.replace(before, after), TEXT)]
    in_text = [
        it for it in listed(PAGE.replace(before, after), TEXT) if it[1] == "text"
    ]
    assert spots.count("menu") == 3
    assert {it for it, _ in in_text} == {"/text/"}


def test_what_is_in_a_menu_is_not_of_the_text_though_it_leads_to_the_same():
    menu = [it[1] for it in listed(PAGE, '<a href="/menu/">Menu</a>')]
    assert "text" not in menu
