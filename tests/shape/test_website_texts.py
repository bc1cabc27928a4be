"""The texts of this repository's website, as far as a rule can judge them."""

from __future__ import annotations

import re
from html import unescape

import pytest

from website import Elements, files, outputs_of, website

SAYING_NOTHING = {"click here", "here", "learn more", "link", "more", "read more"}


@pytest.fixture(scope="module")
def pages():
    """All but the style guide, whose texts are specimens."""
    found = outputs_of(website())
    return {p: html for p, html in found.items() if p != "style-guide/index.html"}


def links_of(html: str) -> list[tuple[str, str]]:
    """Words and address of each link that has words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    texts = [(re.sub(r"<[^>]+>", "", inner), href) for href, inner in found]
    return [(" ".join(unescape(text).split()), href) for text, href in texts]


def test_descriptions_fit_where_search_engines_show_them(pages):
    for path, html in pages.items():
        (text,) = re.findall(r'<meta name="description" content="(.+?)">', html)
        assert 70 <= len(unescape(text)) <= 155, (path, text)


def test_links_say_where_they_lead(pages):
    for path, html in pages.items():
        places: dict[str, str] = {}
        for words, href in links_of(html):
            assert words.lower() not in SAYING_NOTHING, (path, href)
            assert places.setdefault(words, href) == href, (path, words)


def test_calls_are_booked_where_the_settings_say(pages):
    (address,) = re.findall(r"booking_url: (.+)", files()["site.yaml"])
    elsewhere = {
        link["href"]
        for html in pages.values()
        for link in Elements(html).named("a", target="_blank")
    }
    assert elsewhere == {address}


def test_every_topic_has_articles_and_every_article_a_topic(pages):
    below = "/insights/"
    topics = {
        p: html for p, html in pages.items() if re.match(r"insights/topics/.+/", p)
    }
    articles = {
        f"/{path.removesuffix('index.html')}"
        for path, html in pages.items()
        if '"BlogPosting"' in html
    }
    listed = []
    for path, html in topics.items():
        found = {
            href for _, href in links_of(html) if href.startswith(below)
        } & articles
        assert len(found) >= 2, path
        listed += found
    assert set(listed) == articles
