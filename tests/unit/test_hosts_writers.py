"""What each host's file says, what it leaves out, and what is reported about that."""

from __future__ import annotations

import json
import time

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.apache import write_apache
from sitewright.stages.hosts.caddy import write_caddy
from sitewright.stages.hosts.cloudflare import write_cloudflare
from sitewright.stages.hosts.files import HOSTS, files_of
from sitewright.stages.hosts.netlify import write_netlify
from sitewright.stages.hosts.nginx import write_nginx, write_nginx_server
from sitewright.stages.hosts.plain import write_plain
from sitewright.stages.hosts.s3 import write_s3_objects, write_s3_website

SITE = SiteConfig("site.yaml", url="https://www.example.com", redirect_pages=False)


def redirect(source, target="/new/", status=301, line=1):
    return Redirect(
        source, "" if status == 410 else target, Span("r.csv", line), "", status
    )


def lines(text):
    return [line for line in text.splitlines() if not line.startswith("#")]


def codes(findings):
    return [(item.code, item.severity.value, item.span.line) for item in findings]


def numbered(count, write="/old-{:04}/"):
    return tuple(redirect(write.format(i), line=i + 1) for i in range(count))


def test_single_addresses_come_before_patterns_and_the_longest_first():
    table = (
        redirect("/a/*"),
        redirect("/z/"),
        redirect("/a/:b/"),
        redirect("/a/long/"),
    )
    text, _ = write_plain(table, SITE)
    assert [item["source"] for item in json.loads(text)] == [
        "/a/long/",
        "/z/",
        "/a/:b/",
        "/a/*",
    ]


def test_every_rule_of_netlify_and_cloudflare_has_a_status():
    table = (redirect("/old/"), redirect("/b/*", "/n/:splat", 302))
    for write in (write_netlify, write_cloudflare):
        text, findings = write(table, SITE)
        assert findings == ()
        assert all(line.split()[2] in ("301", "302") for line in lines(text))


def test_netlify_is_told_to_prefer_the_redirect_where_a_page_stands_for_it():
    text, _ = write_netlify((redirect("/old/"),), SiteConfig("s", url=SITE.url))
    assert lines(text) == ["/old/ /new/ 301!", "/old/index.html /new/ 301!"]


def test_netlify_answers_with_the_page_for_what_is_not_there_if_it_is_gone():
    text, findings = write_netlify((redirect("/old.pdf", status=410),), SITE)
    assert (lines(text), findings) == (["/old.pdf /404.html 410"], ())


@pytest.mark.parametrize(
    ("source", "code"),
    [("/.netlify/x/", "HOST007"), ("/blog/:slug.html", "HOST006")],
)
def test_netlify_refuses(source, code):
    text, findings = write_netlify((redirect(source, line=7),), SITE)
    assert (lines(text), codes(findings)) == ([], [(code, "error", 7)])


def test_netlify_advises_against_many():
    _, findings = write_netlify(numbered(8_000), SITE)
    assert findings == ()
    _, findings = write_netlify(numbered(8_001), SITE)
    assert codes(findings) == [("HOST001", "warning", 8_001)]


def test_cloudflare_has_a_line_for_each_spelling():
    text, _ = write_cloudflare((redirect("/old/"), redirect("/b/*", "/n/:splat")), SITE)
    assert lines(text) == [
        "/old/ /new/ 301",
        "/old /new/ 301",
        "/old/index.html /new/ 301",
        "/b /n/ 301",
        "/b/* /n/:splat 301",
    ]


def test_cloudflare_is_told_of_no_pattern_that_covers_a_file_of_the_site():
    table = (redirect("/:slug/", "/posts/:slug/"),)
    text, _ = write_cloudflare(table, SITE, frozenset({"/", "/robots.txt"}))
    assert lines(text) == ["/:slug/ /posts/:slug/ 301"]
    text, _ = write_cloudflare(table, SITE, frozenset({"/", "/a/feed.xml"}))
    assert len(lines(text)) == 2


@pytest.mark.parametrize(
    ("source", "target", "status", "finding"),
    [
        ("/gone/", "", 410, ("HOST004", "warning", 7)),
        ("/gone/*", "", 410, ("HOST004", "warning", 7)),
        ("/a/", "http://example.org/", 301, ("HOST005", "error", 7)),
        ("/a:b/", "/new/", 301, ("HOST006", "error", 7)),
    ],
)
def test_cloudflare_refuses(source, target, status, finding):
    text, findings = write_cloudflare((redirect(source, target, status, 7),), SITE)
    assert (lines(text), codes(findings)) == ([], [finding])


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (800, []),
        (801, [("HOST001", "warning", 801)]),
        (1_000, [("HOST001", "warning", 1_000)]),
        (1_001, [("HOST002", "error", 1_001)]),
    ],
)
def test_cloudflare_takes_two_thousand_lines_of_single_addresses(count, found):
    # two lines each: those with index.html are left out where there is no room
    table = tuple(redirect(f"/old-{i:04}/", line=i + 1) for i in range(count))
    text, findings = write_cloudflare(table, SITE)
    assert codes(findings) == found
    assert len(lines(text)) == 2 * count
    assert "Without the forms that end in index.html" in text


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (80, []),
        (81, [("HOST001", "warning", 81)]),
        (100, [("HOST001", "warning", 100)]),
        (101, [("HOST002", "error", 101)]),
    ],
)
def test_cloudflare_takes_a_hundred_lines_of_patterns(count, found):
    table = tuple(redirect(f"/o{i:03}/*", line=i + 1) for i in range(count))
    _, findings = write_cloudflare(table, SITE)
    assert codes(findings) == found


@pytest.mark.parametrize(
    ("length", "found"),
    [
        (800, []),
        (801, [("HOST001", "warning", 7)]),
        (1_000, [("HOST001", "warning", 7)]),
        (1_001, [("HOST003", "error", 7)]),
    ],
)
def test_cloudflare_reads_a_thousand_characters_of_a_line(length, found):
    source = "/" + "x" * (length - len("/.html /new/ 301")) + ".html"
    text, findings = write_cloudflare((redirect(source, line=7),), SITE)
    assert len(lines(text)[0]) == length
    assert codes(findings) == found


def test_s3_follows_patterns_by_routing_rules_and_single_addresses_by_objects():
    table = (redirect("/old/"), redirect("/b/*", "/n/:splat", 302))
    settings, findings = write_s3_website(table, SITE)
    assert findings == ()
    rules = json.loads(settings)["RoutingRules"]
    assert rules[0] == {
        "Condition": {"KeyPrefixEquals": "b/", "HttpErrorCodeReturnedEquals": "404"},
        "Redirect": {"HttpRedirectCode": "302", "ReplaceKeyPrefixWith": "n/"},
    }
    objects, findings = write_s3_objects(table, SITE)
    assert json.loads(objects) == [
        {"key": "b", "location": "/n/"},
        {"key": "old", "location": "/new/"},
        {"key": "old/index.html", "location": "/new/"},
    ]
    assert codes(findings) == [("HOST010", "warning", 1)]


def test_the_object_of_a_single_address_comes_before_that_of_a_pattern():
    table = (redirect("/b/"), redirect("/b/*", "/n/:splat"))
    objects, _ = write_s3_objects(table, SITE)
    assert {item["location"] for item in json.loads(objects)} == {"/new/"}


@pytest.mark.parametrize(
    ("source", "target", "status", "found"),
    [
        ("/a/:b/", "/n/:b/", 301, [("HOST009", "error", 7)]),
        ("/a/:b/*", "/n/:splat", 301, [("HOST009", "error", 7)]),
        ("/a/*", "/n/?x=:splat", 301, [("HOST009", "error", 7)]),
        ("/a/*", "/n/:splat#top", 301, [("HOST009", "error", 7)]),
        ("/a/*", "", 410, [("HOST004", "warning", 7)]),
        ("/a/", "", 410, [("HOST004", "warning", 7)]),
        ("/a/", "/n/", 307, [("HOST010", "warning", 7)]),
    ],
)
def test_s3_refuses(source, target, status, found):
    table = (redirect(source, target, status, 7),)
    findings = write_s3_website(table, SITE)[1] + write_s3_objects(table, SITE)[1]
    assert codes(findings) == found


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (20, []),
        (21, [("HOST001", "warning", 21)]),
        (25, [("HOST001", "warning", 25)]),
        (26, [("HOST002", "error", 26)]),
    ],
)
def test_s3_takes_fifty_routing_rules(count, found):
    table = tuple(redirect(f"/o{i:02}/*", line=i + 1) for i in range(count))
    assert codes(write_s3_website(table, SITE)[1]) == found


@pytest.mark.parametrize("write", [write_nginx, write_apache, write_caddy])
def test_servers_number_nine_placeholders(write):
    nine = "/" + "".join(f":p{i}/" for i in range(9))
    assert write((redirect(nine),), SITE)[1] == ()
    ten = redirect(f"{nine}:p9/", line=7)
    assert codes(write((ten,), SITE)[1]) == [("HOST008", "error", 7)]


def test_nginx_answers_with_the_statuses_that_are_used():
    table = (redirect("/a/", status=308), redirect("/b/", status=410))
    text, _ = write_nginx_server(table, SITE)
    assert "return 308 $1;" in text
    assert "return 410;" in text
    assert "return 301" not in text


def test_apache_hides_the_files_of_other_hosts_and_shows_the_page_for_404():
    text, _ = write_apache((), SiteConfig("s", url="https://example.com/docs"))
    assert "ErrorDocument 404 /docs/404.html" in text
    assert (
        '"^(?:_redirects|_headers|redirects[.]json|headers[.]json)$" - [R=404,L]'
        in text
    )


def test_json_says_what_is_gone_what_is_asked_and_what_is_a_pattern():
    table = (
        redirect("/café/", status=410),
        redirect("/?p=12"),
        redirect("/b/*", "/:splat", 302),
    )
    text, _ = write_plain(table, SITE)
    assert json.loads(text) == [
        {
            "source": "/",
            "query": "p=12",
            "target": "/new/",
            "status": 301,
            "pattern": False,
        },
        {
            "source": "/caf%C3%A9/",
            "query": None,
            "target": None,
            "status": 410,
            "pattern": False,
        },
        {
            "source": "/b/*",
            "query": None,
            "target": "https://www.example.com/:splat",
            "status": 302,
            "pattern": True,
        },
    ]


@pytest.mark.parametrize("host", HOSTS)
def test_the_order_of_the_table_does_not_matter(host):
    table = (redirect("/b/"), redirect("/a/*"), redirect("/:c/"), redirect("/a/b/"))
    for file in files_of(host):
        assert file.fill(table, (), SITE) == file.fill(table[::-1], (), SITE)


@pytest.mark.parametrize("host", HOSTS)
def test_ten_thousand_redirects_take_less_than_a_second(host):
    table = numbered(9_900) + numbered(100, "/pattern-{}/*")
    start = time.process_time()
    for file in files_of(host):
        file.fill(table, (), SITE)
    assert time.process_time() - start < 1
