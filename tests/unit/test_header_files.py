"""The table of headers, what each host's file says of it, and what it cannot say."""

from __future__ import annotations

import json

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header, headers_for, order_headers
from sitewright.stages.hosts.files import HOSTS, files_of
from sitewright.stages.hosts.headers.apache import write_apache_headers
from sitewright.stages.hosts.headers.caddy import write_caddy_headers
from sitewright.stages.hosts.headers.cloudflare import write_cloudflare_headers
from sitewright.stages.hosts.headers.cloudfront import write_cloudfront
from sitewright.stages.hosts.headers.netlify import write_netlify_headers
from sitewright.stages.hosts.headers.nginx import (
    write_nginx_header_maps,
    write_nginx_headers,
)
from sitewright.stages.hosts.headers.plain import write_plain_headers

SITE = SiteConfig("site.yaml", url="https://www.example.com")


def table(*rows):
    return order_headers(
        Header(pattern, name, value, Span("site.yaml", line))
        for line, (pattern, name, value) in enumerate(rows, 1)
    )


def lines(text):
    return [line for line in text.splitlines() if not line.startswith("#")]


def codes(findings):
    return [(item.code, item.severity.value, item.span.line) for item in findings]


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("/*", ("/", "/a", "/a/b.css", "/a/\n"), ()),
        ("/a/", ("/a/", "/a", "/a/index.html"), ("/", "/a/b", "/A/", "/ab", "/a/index.htm")),
        ("/", ("/", "/index.html"), ("/a", "//")),
        ("/a.pdf", ("/a.pdf",), ("/a.pdf/", "/a-pdf")),
        ("/a/*", ("/a/", "/a", "/a/b/c", "/a/b\nc"), ("/ab", "/b/a/")),
        ("/*.css", ("/a.css", "/a/b.css", "/.css"), ("/acss", "/a.css/", "/a.css.map")),
        ("/a/*.css", ("/a/b.css", "/a/b/c.css"), ("/a.css", "/b/a.css")),
        ("/:x/b/", ("/a/b/", "/a/b", "/ü/b/index.html"), ("/b/", "/a/c/b/", "/a/b/c")),
        ("/a/:x/", ("/a/b/", "/a/b", "/a/b.css"), ("/a/", "/a/b/c/")),
        ("/(a)+/", ("/(a)+/",), ("/aa/", "/a/")),
    ],
)  # fmt: skip
def test_what_a_pattern_is_about(pattern, fits, fits_not):
    said = table((pattern, "X-A", "b"))
    assert [path for path in fits if not headers_for(said, path)] == []
    assert [path for path in fits_not if headers_for(said, path)] == []


def test_the_narrowest_pattern_counts_header_by_header():
    said = table(
        ("/a/b/", "X-A", "page"),
        ("/:long_name/b/", "X-A", "hole"),
        ("/*", "X-A", "all"),
        ("/*", "X-B", "all"),
        ("/a/*", "x-a", "folder"),
        ("/a/*", "X-B", ""),
    )
    assert headers_for(said, "/a/b") == (("X-A", "page"),)
    assert headers_for(said, "/a/c") == (("X-A", "folder"),)
    assert headers_for(said, "/c/b/") == (("X-A", "hole"), ("X-B", "all"))
    assert headers_for(said, "/c/") == (("X-A", "all"), ("X-B", "all"))


def test_of_two_for_one_pattern_the_second_counts_and_the_first_gives_the_spelling():
    said = table(("/*", "X-Frame-Options", "DENY"), ("/*", "x-frame-options", "no"))
    assert headers_for(said, "/") == (("X-Frame-Options", "no"),)


def test_the_order_of_the_settings_does_not_matter():
    rows = [("/*", "X-A", "b"), ("/a/", "X-A", "c"), ("/*.css", "X-B", "d")]
    for host in HOSTS:
        for file in files_of(host):
            one, other = table(*rows), table(*rows[::-1])
            assert file.fill((), one, SITE)[0] == file.fill((), other, SITE)[0], host


ROWS = table(
    ("/*", "X-A", "all"),
    ("/*", "X-B", "all"),
    ("/a/*", "X-A", "folder"),
    ("/a/ü/", "X-A", "page"),
)


def test_netlify():
    text, findings = write_netlify_headers(ROWS, SITE)
    assert lines(text) == [
        *("/*", "  X-A: all", "  X-B: all"),
        *("/a/*", "  X-A: folder"),
        *("/a/%C3%BC/", "  X-A: page"),
        *("/a/%C3%BC/index.html", "  X-A: page"),
    ]
    assert findings == ()
    _, findings = write_netlify_headers(table(("/a/", "X-A", "")), SITE)
    assert codes(findings) == [("HOST032", "error", 1)]


def test_cloudflare_takes_away_before_it_sets_again():
    text, findings = write_cloudflare_headers(ROWS, SITE)
    assert lines(text) == [
        *("/*", "  X-A: all", "  X-B: all"),
        *("/a/*", "  ! X-A", "  X-A: folder"),
        *("/a/%C3%BC/", "  ! X-A", "  X-A: page"),
    ]
    assert findings == ()


def test_cloudflare_does_not_fill_placeholders_into_values():
    rows = table(("/:slug/:x/", "X-A", ":slug :x"))
    text, findings = write_cloudflare_headers(rows, SITE)
    said = ["  X-A: :slug :x"]
    named = "/:sitewright0/:sitewright1"
    assert lines(text) == [f"{named}/", *said, named, *said]
    assert findings == ()
    splat = table(("/a/", "X-A", ":splat"), ("/*", "X-B", "a:splat"))
    _, findings = write_cloudflare_headers(splat, SITE)
    assert codes(findings) == [("HOST033", "error", 2)]


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (80, []),
        (81, [("HOST001", "warning", 81)]),
        (100, [("HOST001", "warning", 100)]),
        (101, [("HOST002", "error", 101)]),
    ],
)
def test_cloudflare_counts_rules(count, found):
    rows = table(*((f"/{n:03}.txt", "X-A", "b") for n in range(count)))
    assert codes(write_cloudflare_headers(rows, SITE)[1]) == found


@pytest.mark.parametrize(
    ("write", "limit", "around"),
    [
        (write_cloudflare_headers, 2_000, len("X-A: ")),
        (write_nginx_header_maps, 4_000, 2),
    ],
)
def test_a_line_has_a_limit(write, limit, around):
    for length, found in (
        (limit * 8 // 10, []),
        (limit * 8 // 10 + 1, [("HOST001", "warning", 1)]),
        (limit, [("HOST001", "warning", 1)]),
        (limit + 1, [("HOST003", "error", 1)]),
    ):
        rows = table(("/*", "X-A", "b" * (length - around)))
        assert codes(write(rows, SITE)[1]) == found, length


def test_a_long_policy_comes_with_advice():
    header = Header("/*", "X-A", "b" * 3_000, Span("site.yaml"), "put it elsewhere")
    _, (finding,) = write_cloudflare_headers(order_headers([header]), SITE)
    assert finding.hint == "put it elsewhere"
    assert finding.message == (
        "the line of 'X-A' for Cloudflare Pages has 3,005 characters, of which 2,000 are "
        "read"
    )


def test_apache_sets_what_is_the_same_everywhere_without_a_condition():
    text, _ = write_apache_headers(table(("/*", "X-A", 'a "b" \\ 5%')), SITE)
    assert lines(text) == ['Header always set X-A "a \\"b\\" \\\\ 5%%"']
    text, _ = write_apache_headers(ROWS, SITE)
    assert lines(text)[4:] == [
        'Header always set X-A "all"',
        'Header always set X-B "all"',
        'Header always set X-A "folder" "expr=reqenv(\'SITEWRIGHT_ASKED\') =~ '
        'm#^/a(?s:/.*)?\\z#"',
        'Header always set X-A "page" "expr=reqenv(\'SITEWRIGHT_ASKED\') =~ '
        'm#^/a/ü(?:/(?:index[.]html)?)?\\z#"',
    ]


def test_nginx_has_a_map_for_what_is_not_the_same_everywhere():
    maps, _ = write_nginx_header_maps(ROWS, SITE)
    assert "x_b" not in maps
    assert [line.strip() for line in maps.splitlines() if '"~' in line] == [
        '"~^/a/ü(?:/(?:index[.]html)?)?\\z" "page";',
        '"~^/a(?s:/.*)?\\z" "folder";',
        '"~^(?s:/.*)?\\z" "all";',
    ]
    text, _ = write_nginx_headers(ROWS, SITE)
    assert lines(text) == [
        "set $sitewright_first $sitewright_asked;",
        "add_header X-A $sitewright_header_x_a always;",
        'add_header X-B "all" always;',
    ]
    plain = table(("/*", "X-A", "$5"))
    assert "map" not in write_nginx_header_maps(plain, SITE)[0]
    assert lines(write_nginx_headers(plain, SITE)[0]) == [
        'add_header X-A "${sitewright_dollar}5" always;'
    ]


def test_nginx_is_not_told_of_types():
    rows = table(("/a", "content-type", "text/plain"), ("/a", "X-A", "b"))
    _, findings = write_nginx_header_maps(rows, SITE)
    assert codes(findings) == [("HOST034", "warning", 1)]
    assert "type" not in write_nginx_headers(rows, SITE)[0].lower()


def test_caddy_leaves_narrower_patterns_out():
    text, _ = write_caddy_headers(ROWS, SITE)
    assert "\theader X-B `all`\n" in text
    assert text.count('not vars_regexp {http.request.orig_uri.path} "^/a/ü') == 2
    assert write_caddy_headers((), SITE) == ("", ())


def test_the_plain_table():
    text, _ = write_plain_headers(table(("/*", "X-A", "b"), ("/ü/", "X-A", "")), SITE)
    assert json.loads(text) == [
        {"path": "/*", "headers": {"X-A": "b"}},
        {"path": "/%C3%BC/", "headers": {"X-A": None}},
    ]


def test_cloudfront_has_settings_of_its_own_for_some_headers():
    rows = table(
        ("/*", "Content-Security-Policy", "default-src 'none'"),
        ("/*", "Strict-Transport-Security", "max-age=60; includeSubDomains"),
        ("/*", "X-Content-Type-Options", "nosniff"),
        ("/*", "X-Frame-Options", "DENY"),
        ("/*", "Referrer-Policy", "no-referrer"),
        ("/*", "Permissions-Policy", "midi=()"),
        ("/a/*", "X-Frame-Options", "ALLOWALL"),
    )
    text, findings = write_cloudfront(rows, SITE)
    narrow, wide = json.loads(text)
    assert findings == ()
    assert (narrow["paths"], wide["paths"]) == (["/a/*", "/a"], ["*"])
    assert wide["policy"] == {
        "Name": "www-example-com-0",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "Override": True,
                "ContentSecurityPolicy": "default-src 'none'",
            },
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": "no-referrer"},
            "StrictTransportSecurity": {
                "Override": True,
                "AccessControlMaxAgeSec": 60,
                "IncludeSubdomains": True,
                "Preload": False,
            },
            "ContentTypeOptions": {"Override": True},
            "FrameOptions": {"Override": True, "FrameOption": "DENY"},
        },
        "CustomHeadersConfig": {
            "Quantity": 1,
            "Items": [
                {"Header": "Permissions-Policy", "Value": "midi=()", "Override": True}
            ],
        },
    }
    assert "FrameOptions" not in narrow["policy"]["SecurityHeadersConfig"]
    assert narrow["policy"]["CustomHeadersConfig"]["Quantity"] == 2


def test_cloudfront_counts_headers_of_its_own():
    rows = table(*(("/*", f"X-{n}", "b") for n in range(11)))
    assert codes(write_cloudfront(rows, SITE)[1]) == [("HOST002", "error", 1)]
