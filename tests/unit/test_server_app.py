"""What the preview answers, without a socket."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest

from conformance.hosts.cases import (
    CASES,
    CONFIG,
    NO_OPEN_REDIRECTS,
    REDIRECTS,
    SITE,
    WITH_QUERIES,
)
from serving import files_of
from sitewright.kernel.diagnostics import Span
from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.model.serving import Fault, FilePart, Request, Response, Showing
from sitewright.server.app import answer
from sitewright.server.guard import Access

HOME = "<!doctype html><title>Home</title><body><p>Hello</p></body>"
LONG = bytes(range(100))


def artifact(path: str, content: str | bytes | None, source: str = "") -> Artifact:
    raw = content.encode() if isinstance(content, str) else content
    return Artifact(path, raw, digest_of_bytes(raw or source.encode()), source)


FILES = {
    item.path: item
    for item in (
        artifact("index.html", HOME),
        artifact("about/index.html", "<p>About</p>"),
        artifact("über uns/index.html", "<p>Us</p>"),
        artifact("contact.html", "<p>Contact</p>"),
        artifact("404.html", "<body>Not here</body>"),
        artifact("feed.xml", "<feed/>"),
        artifact("data.bin", LONG),
        artifact("css/site.css", None, "static/css/site.css"),
        artifact("gone.css", None, "static/gone.css"),
    )
}
SHOWING = Showing(FILES)
NOBODY_ELSE = Access()
SIZES = {"static/css/site.css": 20}


def ask(
    target: str = "/",
    *headers: tuple[str, str],
    method: str = "GET",
    showing: Showing = SHOWING,
    host: str = "localhost:8080",
    access: Access = NOBODY_ELSE,
) -> Response:
    request = Request(method, target, (("host", host), *headers))
    response = answer(request, showing, access, SIZES.get)
    assert response is not None
    return response


def header(response: Response, name: str) -> str:
    found = [v for k, v in response.headers if k.lower() == name.lower()]
    assert len(found) < 2
    return found[0] if found else ""


def location(target: str, showing: Showing) -> tuple[int, str]:
    response = ask(target, showing=showing)
    return response.status, header(response, "Location")


# --- what is served


@pytest.mark.parametrize(
    ("target", "status", "leads_to"),
    [
        ("/", 200, ""),
        ("/?x=1", 200, ""),
        ("/index.html", 200, ""),
        ("/about/", 200, ""),
        ("/about", 301, "/about/"),
        ("/about?x=1&y=%20", 301, "/about/?x=1&y=%20"),
        ("/about/index.html", 200, ""),
        ("/%C3%BCber%20uns/", 200, ""),
        ("/%C3%BCber%20uns", 301, "/%C3%BCber%20uns/"),
        ("/contact", 200, ""),
        ("/contact.html", 200, ""),
        ("/contact/", 404, ""),
        ("/feed.xml", 200, ""),
        ("/feed.xml/", 404, ""),
        ("/css/site.css", 200, ""),
        ("/css/", 404, ""),
        ("/css", 404, ""),
        ("/ABOUT/", 404, ""),
        ("/nowhere/", 404, ""),
        ("//", 404, ""),
        ("//about/", 404, ""),
        ("/about//", 404, ""),
        ("/about%3F", 404, ""),
        ("/.git/HEAD", 404, ""),
        ("/.env", 404, ""),
        ("/.sitewright/", 404, ""),
        ("/.sitewright/files.json", 404, ""),
        ("/%252e%252e/site.yaml", 404, ""),
    ],
)
def test_addresses_are_looked_up_as_static_hosts_do(target, status, leads_to):
    assert location(target, SHOWING) == (status, leads_to)


@pytest.mark.parametrize(
    "target",
    [
        *("/..", "/../site.yaml", "/%2e%2e/site.yaml", "/%2E%2E/site.yaml"),
        *("/..%2fsite.yaml", "/%2e%2e%2fsite.yaml", "/about/%2F..", "/a%5Cb"),
        *("/..\\site.yaml", "/a\\b", "/./", "/about/./", "/about/..", "/."),
        *("/%00", "/a%00.html", "/%0d%0aSet-Cookie:x", "/%7f", "/%c2%85"),
        *("/%", "/%4", "/%zz", "/100%", "/%ff", "/%c0%ae%c0%ae/", "/%ed%a0%80"),
        *("about/", "", "*", "http://localhost:8080/", "/a#b", "/?a#b"),
    ],
)
def test_odd_addresses_are_refused(target):
    response = ask(target)
    assert (response.status, header(response, "Location")) == (400, "")


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/css/site.css", "text/css; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/data.bin", "application/octet-stream"),
        ("/nowhere/", "text/html; charset=utf-8"),
        ("/.sitewright/client.js", "text/javascript; charset=utf-8"),
    ],
)
def test_content_types_name_the_charset_of_text(target, kind):
    assert header(ask(target), "Content-Type") == kind


def test_page_gets_the_script_and_nothing_else():
    body = ask("/").body
    assert body.startswith(b"<!doctype html><title>Home</title><body><p>Hello</p><scr")
    assert body.endswith(b"</script></body>")
    assert body.count(b"<script") == 1
    assert b'src="/.sitewright/client.js"' in body


def test_what_is_no_page_is_sent_as_it_is():
    assert ask("/feed.xml").body == b"<feed/>"
    assert ask("/css/site.css").body == FilePart("static/css/site.css", 0, 20)


def test_page_without_a_body_element_gets_the_script_at_its_end():
    assert ask("/about/").body.startswith(b"<p>About</p><script")


def test_file_that_has_just_gone_is_missing():
    assert ask("/gone.css").status == 404


def test_missing_page_is_the_sites_own():
    response = ask("/nowhere/")
    assert response.status == 404
    assert response.body.startswith(b"<body>Not here<script")


def test_missing_page_of_a_site_without_one_names_no_address():
    response = ask("/<script>alert(1)</script>/", showing=Showing({}))
    assert response.status == 404
    assert b"alert" not in response.body
    assert b"no page at this address" in response.body


def test_what_is_not_made_yet_is_waited_for():
    request = Request("GET", "/about/", (("host", "localhost"),))
    unfinished = Showing({"index.html": FILES["index.html"]}, is_whole=False)
    assert answer(request, unfinished, Access(), SIZES.get) is None
    assert ask("/", showing=unfinished).status == 200


def test_first_build_with_errors_shows_them():
    showing = Showing({}, faults=(Fault("error[NAV003]: no page has <b>"),))
    response = ask("/", showing=showing)
    assert response.status == 500
    assert b"<pre>error[NAV003]: no page has &lt;b&gt;</pre>" in response.body


# --- below a folder


@pytest.mark.parametrize(
    ("target", "status", "leads_to"),
    [
        ("/", 302, "/my%20site/"),
        ("/my%20site", 301, "/my%20site/"),
        ("/my%20site?x", 301, "/my%20site/?x"),
        ("/my%20site/", 200, ""),
        ("/my%20site/about", 301, "/my%20site/about/"),
        ("/my%20site/about/", 200, ""),
        ("/about/", 404, ""),
        ("/my%20sites/", 404, ""),
        ("/my%20site/old", 301, "/my%20site/about/"),
    ],
)
def test_site_below_a_folder(target, status, leads_to):
    old = Redirect("/old/", "/about/", Span("site.yaml"), "")
    showing = Showing(FILES, (old,), base="/my site")
    assert location(target, showing) == (status, leads_to)


# --- redirects, from the same table as those of hosts

HOSTS_SITE = Showing(
    {path: artifact(path, text) for path, text in SITE.items()}, REDIRECTS
)


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in (*CASES, *WITH_QUERIES)
        if "%0D" not in case.request  # which is refused
    ],
    ids=lambda case: case.request,
)
def test_redirects_are_those_of_hosts(case):
    status, leads_to = location(case.request, HOSTS_SITE)
    assert (status, unquote(leads_to)) == (case.status, unquote(case.location))


@pytest.mark.parametrize("target", NO_OPEN_REDIRECTS)
def test_nobody_is_led_to_another_host(target):
    _, leads_to = location(target, HOSTS_SITE)
    assert not leads_to.startswith(("//", "/\\"))
    assert urlsplit(urljoin(CONFIG.url, leads_to)).netloc == "www.example.com"


def test_old_address_is_left_even_if_a_page_stands_in_for_a_rule():
    files = FILES | {"old/index.html": artifact("old/index.html", "<p>moved")}
    old = Redirect("/old/", "/about/", Span("site.yaml"), "")
    assert location("/old/", Showing(files, (old,))) == (301, "/about/")


def test_what_is_gone_shows_the_page_for_what_is_missing():
    gone = Redirect("/sale/", "", Span("site.yaml"), "", 410)
    response = ask("/sale/", showing=Showing(FILES, (gone,)))
    assert response.status == 410
    assert b"Not here" in response.body


# --- methods


def test_head_says_what_get_would_send():
    for target in ("/", "/feed.xml", "/css/site.css", "/nowhere/", "/about"):
        got, head = ask(target), ask(target, method="HEAD")
        assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PURGE"])
def test_nothing_can_be_changed(method):
    response = ask("/", method=method)
    assert response.status == 405
    assert header(response, "Allow") == "GET, HEAD, OPTIONS"


def test_options_are_told_to_nobody_elses_pages():
    response = ask("/", method="OPTIONS")
    assert response.status == 204
    assert header(response, "Allow") == "GET, HEAD, OPTIONS"
    assert not [
        n for n, _ in response.headers if n.lower().startswith("access-control")
    ]


# --- conditions and ranges


def test_client_that_has_it_gets_nothing_again():
    etag = header(ask("/"), "ETag")
    for known in (etag, f'"x", W/{etag}', "*"):
        response = ask("/", ("if-none-match", known))
        assert (response.status, response.body) == (304, b"")
        assert header(response, "ETag") == etag
    assert ask("/", ("if-none-match", '"x"')).status == 200


def test_etag_changes_with_the_page():
    files = FILES | {"index.html": artifact("index.html", HOME + "!")}
    etags = {header(ask("/", showing=s), "ETag") for s in (SHOWING, Showing(files))}
    assert len(etags) == 2


@pytest.mark.parametrize(
    ("asked", "status", "first", "size"),
    [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=10-19", 206, 10, 10),
        ("bytes=90-", 206, 90, 10),
        ("bytes=90-500", 206, 90, 10),
        ("bytes=-5", 206, 95, 5),
        ("bytes=-500", 206, 0, 100),
        ("bytes=100-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=5-2", 200, 0, 100),
        ("bytes=-", 200, 0, 100),
        ("bytes=0-1,5-6", 200, 0, 100),
        ("bytes=" + ",".join("0-1" for _ in range(2000)), 200, 0, 100),
        ("bytes=" + "9" * 5000 + "-", 200, 0, 100),
        ("lines=1-2", 200, 0, 100),
        ("bytes=a-b", 200, 0, 100),
    ],
)
def test_parts_of_a_file(asked, status, first, size):
    response = ask("/data.bin", ("range", asked))
    assert response.status == status
    assert response.body == LONG[first : first + size]
    assert header(response, "Content-Length") == str(size)
    places = {206: f"bytes {first}-{first + size - 1}/100", 416: "bytes */100", 200: ""}
    assert header(response, "Content-Range") == places[status]


def test_part_of_a_file_on_the_disk():
    response = ask("/css/site.css", ("range", "bytes=5-"))
    assert response.body == FilePart("static/css/site.css", 5, 15)


def test_part_of_another_version_is_the_whole():
    etag = header(ask("/data.bin"), "ETag")
    asked = ("range", "bytes=0-9")
    assert ask("/data.bin", asked, ("if-range", etag)).status == 206
    assert ask("/data.bin", asked, ("if-range", '"old"')).status == 200


# --- strangers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8080", 200),
        ("LOCALHOST.:8080", 200),
        ("my.site.localhost:1", 200),
        ("127.0.0.1:8080", 200),
        ("127.1.2.3", 200),
        ("[::1]:8080", 200),
        ("preview.test:8080", 200),
        ("PREVIEW.TEST", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("evillocalhost", 403),
        ("127.0.0.1.evil.example", 403),
        ("127.0.0.256", 403),
        ("128.0.0.1", 403),
        ("0.0.0.0:8080", 403),
        ("10.0.0.1", 403),
        ("[::2]", 403),
        ("sub.preview.test", 403),
        ("", 400),
        (".", 400),
        ("local host", 400),
        ("localhost:99999", 400),
        ("localhost:x", 400),
        ("localhost/", 400),
        ("user@localhost", 400),
        ("localhost, evil.example", 400),
    ],
)
def test_names_of_the_server(host, status):
    access = Access(frozenset({"preview.test"}))
    assert ask("/", host=host, access=access).status == status


def test_request_without_a_host_or_with_two_is_refused():
    for hosts in ((), ("localhost", "localhost"), ("localhost", "evil.example")):
        request = Request("GET", "/", tuple(("host", host) for host in hosts))
        response = answer(request, SHOWING, Access(), SIZES.get)
        assert response is not None
        assert response.status == 400


def test_refusal_of_a_name_says_what_to_do():
    body = ask("/", host="preview.test").body
    assert b"--allow-host preview.test" in body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://localhost:8080"}, 200),
        ({"origin": "https://localhost:8080"}, 200),
        ({"origin": "HTTP://LOCALHOST:8080"}, 403),
        ({"origin": "http://localhost:9090"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "file://"}, 403),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, 403),
    ],
)
def test_pages_of_other_sites_get_nothing(headers, status):
    assert ask("/", *headers.items()).status == status


@pytest.mark.parametrize(
    "response",
    [
        ask("/"),
        ask("/nowhere/"),
        ask("/about"),
        ask("/", method="POST"),
        ask("/", method="OPTIONS"),
        ask("/%00"),
        ask("/", host="evil.example"),
        ask("/data.bin", ("range", "bytes=0-1")),
        ask("/data.bin", ("range", "bytes=200-")),
        ask("/", ("if-none-match", "*")),
        ask("/.sitewright/client.js"),
    ],
    ids=lambda response: str(response.status),
)
def test_every_answer_is_closed_to_others(response):
    assert header(response, "X-Content-Type-Options") == "nosniff"
    assert header(response, "Cache-Control") == "no-store"
    assert header(response, "Cross-Origin-Resource-Policy") == "same-origin"
    assert header(response, "Access-Control-Allow-Origin") == ""


# --- the site's own headers


def with_headers(*headers: tuple[str, str]) -> Response:
    return ask("/", showing=Showing(FILES, headers_for=lambda _: headers))


def test_headers_of_the_site_are_sent():
    response = with_headers(
        ("X-Robots-Tag", "noindex"),
        ("Link", "</a>; rel=preload"),
        ("Link", "</b>; rel=preload"),
        ("Referrer-Policy", "same-origin"),
        ("Content-Type", "text/html; charset=latin-1"),
    )
    assert header(response, "X-Robots-Tag") == "noindex"
    assert [v for k, v in response.headers if k == "Link"] == [
        "</a>; rel=preload",
        "</b>; rel=preload",
    ]
    assert header(response, "Referrer-Policy") == "same-origin"
    assert header(response, "Content-Type") == "text/html; charset=latin-1"


def test_headers_are_asked_for_by_the_path_below_the_sites_folder():
    asked = []
    showing = Showing(FILES, headers_for=lambda path: asked.append(path) or ())
    ask("/about/", showing=showing)
    ask(
        "/repo/about/",
        showing=Showing(FILES, base="/repo", headers_for=showing.headers_for),
    )
    assert asked == ["/about/", "/about/"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Access-Control-Allow-Origin", "*"),
        ("Cache-Control", "max-age=600"),
        ("Content-Length", "3"),
        ("Transfer-Encoding", "chunked"),
        ("Strict-Transport-Security", "max-age=9"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("X-Bad", "a\r\nSet-Cookie: b"),
        ("X Bad", "a"),
        ("", "a"),
    ],
)
def test_headers_that_would_open_or_break_the_preview_are_left_out(name, value):
    assert value not in [v for _, v in with_headers((name, value)).headers]


SCRIPT = "http://localhost:8080/.sitewright/client.js"
LIVE = "ws://localhost:8080/.sitewright/live"


@pytest.mark.parametrize(
    ("policy", "becomes"),
    [
        ("img-src 'self'", "img-src 'self'"),
        ("script-src 'none'", f"script-src {SCRIPT}"),
        (
            "default-src 'none'; img-src *",
            f"default-src 'none'; img-src *; script-src {SCRIPT}; connect-src {LIVE}",
        ),
        (
            "default-src 'self'; script-src 'nonce-a'; upgrade-insecure-requests",
            f"default-src 'self'; script-src 'nonce-a' {SCRIPT}; "
            f"connect-src 'self' {LIVE}",
        ),
        (
            "script-src-elem 'self'; script-src a.example",
            f"script-src-elem 'self' {SCRIPT}; script-src a.example {SCRIPT}",
        ),
        ("script-src 'none', img-src *", f"script-src {SCRIPT}, img-src *"),
        ("", ""),
    ],
)
def test_policy_of_the_site_admits_the_script_and_nothing_else(policy, becomes):
    response = with_headers(("Content-Security-Policy", policy))
    assert header(response, "Content-Security-Policy") == becomes


@pytest.mark.parametrize(
    ("meta", "becomes"),
    [
        (
            '<meta http-equiv="Content-Security-Policy" content="img-src *; '
            "script-src 'sha256-a'\">",
            '<meta http-equiv="Content-Security-Policy" content="img-src *; '
            f'script-src &#x27;sha256-a&#x27; {SCRIPT}">',
        ),
        (
            "<META CONTENT='default-src none' http-equiv=content-security-policy>",
            f'<META CONTENT="default-src none; script-src none {SCRIPT}; connect-src '
            f'none {LIVE}" http-equiv=content-security-policy>',
        ),
        ('<meta name="a" content="b">', '<meta name="a" content="b">'),
    ],
)
def test_policy_in_a_page_admits_the_script_as_well(meta, becomes):
    files = files_of({"index.html": f"<head>{meta}</head><p>Security-"})
    body = ask("/", showing=Showing(files)).body
    assert body.startswith(f"<head>{becomes}</head>".encode())


def test_strict_policy_admits_the_script_by_its_hash():
    response = with_headers(
        ("Content-Security-Policy", "script-src 'nonce-a' 'strict-dynamic'")
    )
    *_, source = header(response, "Content-Security-Policy").split()
    assert f'integrity="{source[1:-1]}"'.encode() in response.body
