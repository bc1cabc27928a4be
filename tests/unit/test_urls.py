"""Paths to URLs and back. Values worked out by hand from Eleventy's rules."""

from __future__ import annotations

import pytest

from sitewright.kernel.urls import (
    absolute_url,
    base_path_of,
    clash_key,
    default_output_path,
    encode_path,
    has_file_ending,
    output_path_of,
    path_problem,
    prefixed_url,
    tidy_permalink,
    url_of,
)


@pytest.mark.parametrize(
    ("path", "output_path"),
    [
        ("index.md", "index.html"),
        ("a.md", "a/index.html"),
        ("a/b.md", "a/b/index.html"),
        ("a/index.md", "a/index.html"),
        ("about/about.md", "about/index.html"),
        ("a/b/b.md", "a/b/index.html"),
        ("b/a/b.md", "b/a/b/index.html"),
        ("index/index.md", "index/index.html"),
        ("2025-01-10-x.md", "2025-01-10-x/index.html"),
        ("a.b.md", "a.b/index.html"),
        ("Sträße & Co.md", "Sträße & Co/index.html"),
    ],
)
def test_a_page_without_permalink_goes_where_eleventy_puts_it(path, output_path):
    assert default_output_path(path) == output_path


@pytest.mark.parametrize(
    ("url", "output_path"),
    [
        ("/", "index.html"),
        ("/a/", "a/index.html"),
        ("/a/b/", "a/b/index.html"),
        ("/a.html", "a.html"),
        ("/404.html", "404.html"),
        ("/a/feed.xml", "a/feed.xml"),
    ],
)
def test_url_and_output_path_name_one_another(url, output_path):
    assert output_path_of(url) == output_path
    assert url_of(output_path) == url


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("/a/", "/a/"),
        ("a/b.html", "/a/b.html"),
        ("/", "/"),
        ("/blog//x/", "/blog/x/"),
        ("//d//e//", "/d/e/"),
        ("/x/./b/", "/x/b/"),
        ("./f/", "/f/"),
        ("/x/../c/", "/c/"),
        ("/x/i/..", "/x"),
        ("../a/", "/../a/"),
        ("/x/../../a/", "/x/../../a/"),
        (".", "/."),
        ("x/..", "/x/.."),
    ],
)
def test_the_parts_of_a_permalink_are_joined_as_in_eleventy(permalink, url):
    assert tidy_permalink(permalink) == url


def test_an_index_written_out_is_its_folder():
    assert url_of(output_path_of("/a/index.html")) == "/a/"
    assert url_of(output_path_of("/index.html")) == "/"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("/", ""),
        ("/a/", ""),
        ("/a b/ü&c/x.html", ""),
        ("/...", ""),
        ("/..a/b../", ""),
        ("/" + "x" * 255, ""),
        ("/" + "ü" * 127 + "/", ""),
        ("/a/../b/", "it climbs with '.' or '..'"),
        ("/..", "it climbs with '.' or '..'"),
        ("/./a/", "it climbs with '.' or '..'"),
        ("//a/", "it starts with '//', which is another host"),
        ("/a//b/", "it contains an empty part ('//')"),
        ("/a//", "it contains an empty part ('//')"),
        ("/a?b", "it contains '?'"),
        ("/a#b", "it contains '#'"),
        ("/a\\b", "it contains '\\\\'"),
        ("/a\0b", "it contains '\\x00'"),
        ("/a\nb", "it contains '\\n'"),
        ("/a\x7fb", "it contains '\\x7f'"),
        ("/" + "x" * 256, "a part of it is longer than 255 bytes"),
        ("/" + "ü" * 128 + "/", "a part of it is longer than 255 bytes"),
    ],
)
def test_what_cannot_be_a_place_on_the_site(url, problem):
    assert path_problem(url) == problem


@pytest.mark.parametrize(
    ("url", "has"),
    [
        ("/a.html", True),
        ("/a.b/c.xml", True),
        ("/_redirects", True),
        ("/deep/.htaccess", True),
        ("/CNAME", True),
        ("/a", False),
        ("/a.b/c", False),
        ("/.hidden", False),
        ("/my_redirects", False),
    ],
)
def test_what_a_host_can_give_a_content_type(url, has):
    assert has_file_ending(url) is has


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("About/index.html", "about/index.html", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("Straße", "STRASSE", True),
        ("CAFE\u0301", "caf\u00e9", True),
        ("cafe", "caf\u00e9", False),
        ("a/b", "a-b", False),
    ],
)
def test_which_paths_are_one_on_some_computers(one, other, clash):
    assert (clash_key(one) == clash_key(other)) is clash


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ("/a/b.html", "/a/b.html"),
        ("/a b/", "/a%20b/"),
        ("/ü/", "/%C3%BC/"),
        ("/100%/", "/100%25/"),
        ('/"<>/', "/%22%3C%3E/"),
        ("/a&b;c=d,e+f'g(h)/", "/a&b;c=d,e+f'g(h)/"),
    ],
)
def test_a_path_is_percent_encoded_once(path, encoded):
    assert encode_path(path) == encoded


@pytest.mark.parametrize(
    ("site_url", "base"),
    [
        ("https://example.com", ""),
        ("https://example.com/", ""),
        ("https://example.com/docs", "/docs"),
        ("https://example.com:8080/a/b/", "/a/b"),
    ],
)
def test_the_folder_below_which_the_site_lives(site_url, base):
    assert base_path_of(site_url) == base


# What Eleventy 3.1.8 made of each, with the path prefixes / and /docs/.
@pytest.mark.parametrize(
    ("url", "at_the_top", "below"),
    [
        ("", ".", "."),
        ("/", "/", "/docs/"),
        ("//", "/", "/docs/"),
        (".", ".", "."),
        ("./", "./", "./"),
        ("a", "a", "a"),
        ("a/", "a/", "a/"),
        ("a///", "a/", "a/"),
        ("a//b", "a/b", "a/b"),
        ("/a//b/", "/a/b/", "/docs/a/b/"),
        ("./a", "a", "a"),
        ("../a", "../a", "../a"),
        ("/../a", "/a", "/a"),
        ("/a/../b/", "/b/", "/docs/b/"),
        ("/a/.", "/a", "/docs/a"),
        ("/a/..", "/", "/docs/"),
        ("a/..", ".", "."),
        ("#x", "#x", "#x"),
        ("?x", "?x", "?x"),
        ("/a?x=1", "/a?x=1", "/docs/a?x=1"),
        ("/#x", "/#x", "/docs/#x"),
        ("//host/a//b", "//host/a//b", "//host/a//b"),
        ("https://a.b//c", "https://a.b//c", "https://a.b//c"),
        ("  http://x", "  http://x", "  http://x"),
        ("mailto:a@b.c", "mailto:a@b.c", "mailto:a@b.c"),
        ("a:b//c", "a:b//c", "a:b//c"),
        ("/a:b//c", "/a:b/c", "/docs/a:b/c"),
        ("/docs/", "/docs/", "/docs/"),
        ("/docs", "/docs", "/docs/docs"),
        ("/docs/#x", "/docs/#x", "/docs/docs/#x"),
        ("/docs/a", "/docs/a", "/docs/docs/a"),
    ],
)
def test_the_prefix_is_put_in_front_as_eleventy_does(url, at_the_top, below):
    assert prefixed_url("", url) == at_the_top
    assert prefixed_url("/docs", url) == below


@pytest.mark.parametrize(
    ("url", "below"),
    [
        ("/a?u=http://x//y", "/docs/a?u=http://x//y"),
        ("/a//b#f//g/..", "/docs/a/b#f//g/.."),
        ("http://", "http://"),
        ("http://a b//c", "http://a b//c"),
    ],
)
def test_what_eleventy_would_damage_stays(url, below):
    assert prefixed_url("/docs", url) == below


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("/", "https://example.com/docs/"),
        ("/a b/", "https://example.com/docs/a%20b/"),
        ("a/", "https://example.com/docs/a/"),
        ("", "https://example.com/docs/"),
        ("https://other.example/x y", "https://other.example/x y"),
        ("mailto:us@example.com", "mailto:us@example.com"),
        ("//cdn.example/x", "//cdn.example/x"),
    ],
)
def test_a_path_becomes_a_full_address_and_a_full_address_stays(url, full):
    assert absolute_url("https://example.com/docs/", url) == full
