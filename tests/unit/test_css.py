"""Which addresses a style sheet has, by the tokens of CSS Syntax Level 3."""

from __future__ import annotations

import pytest

from sitewright.kernel.css import Use, find_addresses, write_css_text


def addresses(css):
    return [item.address for item in find_addresses(css)]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { x: url(a) url( 'b' ) URL(\"c\") }", ["a", "b", "c"]),
        ("p { x: url(  a\n) }", ["a"]),
        (r"p { x: url(a\)b) url('\62 c') u\72l(d) \75 rl(e) }", ["a)b", "bc", "d", "e"]),
        ("p { x: url('a\\\n b\\\r\nc') }", ["a bc"]),
        (r"p { x: url(\0) url(\110000) url(\d800 x) }", ["\ufffd", "\ufffd", "\ufffdx"]),
        ("p { x: url(a", ["a"]),
        ("p { x: url('a", ["a"]),
        ("p { x: url('a\\", ["a"]),
        ("p { x: url() }", [""]),
        # What is no url().
        ("p { x: myurl(a) -url(b) url-(c) éurl(d) #url(e) 10url(f) @url(g) }", []),
        ("p { x: 'url(a)' \"url(b)\"; y: 'it\\'s url(c)' }", []),
        ("/* url(a) */ p { x: url(b) } /* url(c)", ["b"]),
        ("p { x: 'a /* b'; y: url(c); z: '*/' }", ["c"]),
        ("p { x: url(/* no comment */) }", []),
        ("p { x: url(a/*b) }", ["a/*b"]),
        ("p { x: url(a b); y: url(a'b); z: url(a(b); ok: url(c) }", ["c"]),
        (r"p { x: url(a 'b\)'); y: url(c) }", ["c"]),
        ("p { x: 'broken\n; y: url(a) }", ["a"]),
        ("p { x: url('broken\n); y: url(a) }", ["a"]),
        # Imports.
        ("@import 'a'; @IMPORT url(b) print; @im\\port \"c\"", ["a", "b", "c"]),
        ("@import/**/url(\"a\") layer(x) supports(x: url(b)) 'c';", ["a"]),
        ("@charset 'a'; @namespace 'b'; @namespace c url(d); p { x: url(e) }", ["e"]),
        ("@importer 'a'; @media print { p { x: url(b) } }", ["b"]),
        # Sets of pictures.
        ("p { x: image-set('a' 1x, 'b' type('c'), url(d)) 'e' }", ["a", "b", "d"]),
        ("p { x: -webkit-IMAGE-SET('a' calc(1x * (2))) }", ["a"]),
        ("p { x: image-set(url(('a') }", []),
    ],
)  # fmt: skip
def test_addresses(css, found):
    assert addresses(css) == found


def test_what_an_address_is_for():
    css = "@import 'a'; @font-face { src: url(b) } @media x { @font-face { src: url(c) } }"
    css += " p { src: url(d) }"
    assert [(item.address, item.use) for item in find_addresses(css)] == [
        ("a", Use.IMPORT),
        ("b", Use.FONT),
        ("c", Use.FONT),
        ("d", Use.OTHER),
    ]


def test_the_place_of_an_address_is_that_of_its_token():
    css = "@import 'a' x; p { x: url( b ) url( \"c\" ) }"
    taken = [css[item.start : item.end] for item in find_addresses(css)]
    assert taken == ["'a'", "url( b )", '"c"']


@pytest.mark.parametrize(
    "text",
    ["", "a", "a b", "a'b", 'a"b', "a\\b", "a\nb", "a)b", "é\x00", "\x7f", '\\"1'],
)
def test_a_text_is_read_as_it_was_written(text):
    meant = text.replace("\x00", "\ufffd")
    for is_bare in (True, False):
        written = write_css_text(text, is_bare=is_bare)
        css = f"p {{ x: {written} }}" if is_bare else f"@import {written};"
        assert addresses(css) == [meant]


@pytest.mark.parametrize(
    "css",
    [
        "\\aaaaaa" * 40_000 + "!",
        '"' + "\\a" * 100_000,
        "url(" * 100_000,
        "url('" * 60_000,
        "image-set(" * 50_000,
        "image-set " + "-" * 200_000,
        "'" * 200_000 + "\\",
        "/*" * 200_000 + "url(",
        "@import '" * 50_000,
    ],
    ids=lambda css: css[:9],
)
def test_no_text_takes_long(css):
    list(find_addresses(css))
