"""The links of finished pages: which there are, and where on the page they stand."""

from __future__ import annotations

import re

import pytest

from sitewright.stages.explaining.links import list_links

PAGE = """<!doctype html>
<head><link rel=stylesheet href=/site.css><script src="/site.js"></script></head>
<header><a href="/top/">Top</a></header>
<nav class="a > b"><a href='/menu/'>Menu</a></nav>
<main>
<header><a href="/lead/">Lead</a></header>
<p><a class="x" href="/text/">Text</a> <a href="/text/">Again</a></p>
<a class="c" href = "/card/?x=card">Card</a>
<img alt="1 < 2" src="/a,b.png" srcset="/small.png 1x, /large.png 2x">
<!-- <a href="/comment/">no</a> -->
<script>document.write('<a href="/written/">no</a>')</script>
</main>
<footer><a href="/imprint/?a=1&amp;b=2#end">Imprint</a></footer>
"""
TEXT = '<p><a class="x" href="/text/">Text</a>'

FOUND = [
    ("/site.css", "loaded"),
    ("/site.js", "loaded"),
    ("/top/", "menu"),
    ("/menu/", "menu"),
    ("/lead/", "page"),
    ("/text/", "text"),
    ("/text/", "page"),
    ("/card/?x=card", "page"),
    ("/a,b.png", "loaded"),
    ("/small.png", "loaded"),
    ("/large.png", "loaded"),
    ("/imprint/?a=1&b=2#end", "menu"),
]


def test_every_link_is_found_in_its_spot():
    links = [(it.address, it.spot.value) for it in list_links(PAGE, TEXT)]
    assert links == FOUND


@pytest.mark.parametrize("wanted", ["text", "card", "site", "png", "imprint", "menu"])
def test_links_to_one_place_are_those_among_all(wanted):
    found = list_links(PAGE, TEXT, re.compile(wanted))
    links = [(it.address, it.spot.value) for it in found]
    assert set(links) == {it for it in FOUND if wanted in it[0]}


def test_a_page_without_links_has_none():
    assert [*list_links("<p>href = none</p>", "")] == []


def test_a_text_that_a_layout_has_changed_is_known_by_its_addresses():
    changed = PAGE.replace('<a class="x" href="/text/">', '<a href="/text/" id="t">')
    spots = [it.spot.value for it in list_links(changed, TEXT) if "text" in it.address]
    assert spots == ["text", "text"]
    menu = [it.spot.value for it in list_links(changed, '<a href="/menu/">Menu</a>')]
    assert menu == [spot if spot != "text" else "page" for _, spot in FOUND]
