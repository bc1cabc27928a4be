"""What another tool left of its site: sitemaps, lists, and whose addresses they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.reports import format_place
from sitewright.model.document import Source
from sitewright.stages.urlledger.importing import own_urls, read_lines
from sitewright.stages.urlledger.sitemaps import Found, read_sitemap

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HOME = "https://www.example.com"


def sitemap(text: str | bytes) -> tuple[list[str], list[str]]:
    raw = text if isinstance(text, bytes) else text.encode()
    made, findings = read_sitemap(raw, "sitemap.xml")
    shown = [f"{f.code} {format_place(f.span)} {f.message}" for f in findings]
    return [item.text for item in made.locations], shown


@pytest.mark.parametrize(
    "text",
    [
        f'<urlset xmlns="{SPACE}"><url><loc>{HOME}/a/</loc></url></urlset>',
        f"<urlset><url><loc>\n {HOME}/a/ \n</loc></url></urlset>",
        f'<s:urlset xmlns:s="{SPACE}"><s:url><s:loc>{HOME}/a/</s:loc></s:url></s:urlset>',
        f"<urlset><url><loc>{HOME}<b>/a</b>/</loc></url></urlset>",
        f"<urlset><url><loc><![CDATA[{HOME}/a/]]></loc></url></urlset>",
        f"<urlset><url><loc>{HOME}<!-- x -->/a/</loc><x><loc>no</loc></x></url></urlset>",
        f"<urlset><url><loc>{HOME}/a/</loc></url><loc>no</loc><x><loc>no</loc></x></urlset>",
        f'<urlset xmlns="{SPACE}" xmlns:i="x"><url><loc>{HOME}/a/</loc>'
        "<i:image><i:loc>no</i:loc></i:image><i:loc>no</i:loc></url></urlset>",
    ],
)
def test_the_locations_of_pages_are_read(text):
    assert sitemap(text) == ([f"{HOME}/a/"], [])


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", '<?xml version="1.0" encoding="utf-16le"?>'),
        ("iso-8859-1", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        ("cp1252", '<?xml version="1.0" encoding="windows-1252"?>'),
    ],
)
def test_every_encoding_that_xml_knows(encoding, declared):
    text = f"{declared}<urlset><url><loc>/é/</loc></url></urlset>"
    assert sitemap(text.encode(encoding)) == (["/é/"], [])


def test_an_index_is_told_from_a_sitemap():
    text = "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    made, _ = read_sitemap(text.encode(), "sitemap.xml")
    assert made.is_index
    assert [format_place(item.span) for item in made.locations] == ["sitemap.xml:1:24"]


BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<urlset><url><loc>&b;</loc></url></urlset>"""
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>&a;</urlset>'


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (BOMB, "2:13 this has a DOCTYPE, which no sitemap needs"),
        (FILE, "1:13 this has a DOCTYPE, which no sitemap needs"),
        ("<!DOCTYPE html><html></html>", "1:15 this has a DOCTYPE, which no sitemap needs"),
        ("<rss></rss>", "1:1 this is no sitemap, but begins with <rss>"),
        ("<urlset>\n<url></urlset>", "2:8 this is not XML: mismatched tag"),
        ("<urlset>&a;</urlset>", "1:9 this is not XML: undefined entity"),
        ("<urlset><url>", "1:14 this is not XML: no element found"),
        ("", "1:1 this is not XML: no element found"),
        (b"<urlset>\xff</urlset>", "1:9 this is not XML: not well-formed (invalid token)"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', " this is not XML: unknown encoding: no-such"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', " this is not XML: multi-byte encodings are not supported"),
    ],
)  # fmt: skip
def test_what_is_no_sitemap_is_an_error_at_its_place(text, report):
    locations, (only,) = sitemap(text)
    assert locations == []
    assert only.startswith("URL015 sitemap.xml")
    assert report in only


def test_elements_may_lie_deep():
    deep = "<a>" * 100_000 + "</a>" * 100_000
    text = f"<urlset><url><loc>/a/</loc>{deep}</url></urlset>"
    assert sitemap(text) == (["/a/"], [])


@given(st.binary())
def test_whatever_the_bytes_nothing_is_raised(raw):
    sitemap(raw)
    sitemap(b"<urlset>" + raw)


def urls(*texts: str, home: str = HOME, hosts: tuple[str, ...] = ()) -> list[str]:
    made, findings = own_urls([Found(text, Span("x")) for text in texts], home, hosts)
    assert findings == ()
    return list(made)


def refused(text: str, home: str = HOME) -> str:
    made, (only,) = own_urls([Found(text, Span("x", 3))], home)
    assert (made, only.code, only.severity) == ((), "URL016", "warning")
    return only.message.removeprefix(f"'{text}' is left out: ")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (HOME, "/"),
        (f"{HOME}/", "/"),
        (f"{HOME}/index.html", "/"),
        ("http://WWW.EXAMPLE.COM:80/a/", "/a/"),
        (f"{HOME}:443/a/", "/a/"),
        (f"{HOME}/a", "/a/"),
        (f"{HOME}/v1.0", "/v1.0/"),
        (f"{HOME}/a/index.html", "/a/"),
        (f"{HOME}/a.html#b", "/a.html"),
        (f"{HOME}/caf%C3%A9/", "/café/"),
        (f"{HOME}/A%2520B/", "/A%20B/"),
        ("/a/b.pdf", "/a/b.pdf"),
        ("/a:b", "/a:b/"),
    ],
)
def test_addresses_of_the_site_become_paths(text, url):
    assert urls(text) == [url]


def test_what_pages_load_is_passed_over_and_each_counts_once():
    assert urls("/a.css", "/a", f"{HOME}/a/", "/404.html") == ["/a/"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("https://example.com/a/", "it is on another host, 'example.com'"),
        (f"{HOME}:8080/a/", "it is on another host, 'www.example.com:8080'"),
        ("//www.example.com/a/", "it is neither a path nor a full address"),
        ("ftp://www.example.com/a/", "it is neither a path nor a full address"),
        ("javascript:alert(1)", "it is neither a path nor a full address"),
        ("a/b/", "it is neither a path nor a full address"),
        ("", "it is neither a path nor a full address"),
        ("https://[x/", "it is no address"),
        ("https://www.example.com:x/", "it is no address"),
        (f"{HOME}/?p=1", "it has a query"),
        (f"{HOME}/a/../../b/", "it climbs with '.' or '..'"),
        (f"{HOME}/%2e%2e/b/", "it climbs with '.' or '..'"),
        (f"{HOME}/%00/", "it contains '\\x00'"),
        (f"{HOME}/%ff/", "its percent-encoding is not UTF-8"),
        (f"{HOME}//a/", "it starts with '//', which is another host"),
        (f"{HOME}/a//b/", "it contains an empty part ('//')"),
    ],
)
def test_other_addresses_are_left_out_with_a_warning(text, problem):
    assert refused(text) == problem


def test_a_message_stays_short():
    made, (only,) = own_urls([Found("x" * 9_999, Span("x"))], HOME)
    assert (made, len(only.message) < 300) == ((), True)


def test_another_name_of_the_site_on_request():
    given = ("https://example.com/a/", "http://old.example.org/b/")
    assert urls(*given, hosts=("example.com", "Old.Example.org")) == ["/a/", "/b/"]


def test_a_site_in_a_folder():
    home = "https://example.com/docs"
    assert urls(home, f"{home}/", f"{home}/a/", "/b/", home=home) == ["/", "/a/", "/b/"]
    assert refused("https://example.com/docsy/", home) == "it is not below '/docs/'"


def test_a_text_file_has_an_address_a_line():
    text = f"# mine\n\n  /a/\n{HOME}/b c/\n"
    found, findings = read_lines(Source("list.txt", text))
    assert findings == ()
    assert [(item.text, format_place(item.span)) for item in found] == [
        ("/a/", "list.txt:3:3"),
        (f"{HOME}/b c/", "list.txt:4:1"),
    ]


def test_a_text_file_may_be_a_ledger():
    text = "# Sitewright URL ledger, version 1\nlive /a%20b\ngone /b/\nx /c/\n"
    found, findings = read_lines(Source("urls.txt", text))
    assert own_urls(found, HOME)[0] == ("/a b", "/b/")
    assert [item.code for item in findings] == ["URL011"]
