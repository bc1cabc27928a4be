"""Addresses become links where markdown-it 15.0.3 makes links of them."""

from __future__ import annotations

import pytest

from rendering import render_fragment
from sitewright.model.markdown import MarkdownOptions

OPTIONS = MarkdownOptions(linkify=True)

CASES = [
    ("address", "https://e.co", '<p><a href="https://e.co">https://e.co</a></p>\n'),
    ("attribute list", "https://e.co{.x}", '<p><a href="https://e.co" class="x">https://e.co</a></p>\n'),
    ("braces of the path", "https://e.co/{.x}", '<p><a href="https://e.co/%7B.x%7D">https://e.co/{.x}</a></p>\n'),
    ("brackets and full stop", "see https://e.co/a_(b).", '<p>see <a href="https://e.co/a_(b)">https://e.co/a_(b)</a>.</p>\n'),
    ("in brackets", "(https://e.co/a?b=c&d)", '<p>(<a href="https://e.co/a?b=c&amp;d">https://e.co/a?b=c&amp;d</a>)</p>\n'),
    ("without a scheme", "//e.co/x", '<p><a href="//e.co/x">//e.co/x</a></p>\n'),
    ("bare host", "www.e.co e.co", "<p>www.e.co e.co</p>\n"),
    ("mail", "me@e.co{.x}", '<p class="x"><a href="mailto:me@e.co">me@e.co</a></p>\n'),
    ("mail with its scheme", "mailto:me@e.co", '<p><a href="mailto:me@e.co">mailto:me@e.co</a></p>\n'),
    ("in an html link", '<a href="/u">https://e.co</a>', '<p><a href="/u">https://e.co</a></p>\n'),
    ("in a link", "[https://e.co](/u)", '<p><a href="/u">https://e.co</a></p>\n'),
    ("in code", "`https://e.co`", "<p><code>https://e.co</code></p>\n"),
    ("emphasis", "*https://e.co*", '<p><em><a href="https://e.co">https://e.co</a></em></p>\n'),
    ("user and password", "https://user:pw@e.co", '<p><a href="https://user">https://user</a>:pw@e.co</p>\n'),
    ("escaped", "http\\://e.co", "<p>http://e.co</p>\n"),
    ("other scheme", "javascript://e.co", "<p>javascript://e.co</p>\n"),
    ("number of a host", "https://[::1]/", '<p><a href="https://[::1]/">https://[::1]/</a></p>\n'),
    ("other letters", "HTTP://É.co/ä", '<p><a href="HTTP://%C3%89.co/%C3%A4">HTTP://É.co/ä</a></p>\n'),
    ("dots and underscores", "a.b_c@d.e", '<p><a href="mailto:a.b_c@d.e">a.b_c@d.e</a></p>\n'),
    ("quotes", 'https://e.co/"x"', '<p><a href="https://e.co/%22x%22">https://e.co/&quot;x&quot;</a></p>\n'),
    ("closed link", "</a>https://e.co", '<p></a><a href="https://e.co">https://e.co</a></p>\n'),
    ("port", "http://localhost:8080/", '<p><a href="http://localhost:8080/">http://localhost:8080/</a></p>\n'),
    ("no port", "http://e.co:99999", "<p>http://e.co:99999</p>\n"),
    ("dots after it", "https://e.co...", '<p><a href="https://e.co">https://e.co</a>...</p>\n'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_address_becomes_what_markdown_it_makes_of_it(source, html):
    assert render_fragment(source, OPTIONS) == html


def test_address_that_an_attribute_list_follows_may_be_harmless_only():
    options = MarkdownOptions(linkify=True, untrusted=True)
    assert render_fragment("https://e.co{.x onclick=y}", options) == (
        '<p><a href="https://e.co" class="x">https://e.co</a></p>\n'
    )


@pytest.mark.parametrize(
    "piece",
    ["http://a.", "@", "a@", "http://a/([{", "mailto:", "//", "http://", "www."],
)
def test_what_only_begins_like_addresses_is_no_burden(piece):
    assert render_fragment(piece * 5_000, OPTIONS)


def test_addresses_are_no_links_unless_asked_for():
    assert render_fragment("https://e.co", MarkdownOptions()) == "<p>https://e.co</p>\n"
