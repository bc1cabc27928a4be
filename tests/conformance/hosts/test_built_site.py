"""A whole site, built for a host, in the hands of that host's own program."""

from __future__ import annotations

import pytest

from conformance.hosts.servers import ask, missing, serve_files
from support import build, report

FILES = {
    "content/index.md": "# Home",
    "content/about.md": "---\nredirect_from: [/about-us, /ueber.html]\n---\n# About {#top}",
    "content/news/a.md": "# News A",
    "content/news/b b.md": "# News B",
    "content/über/uns.md": "# Uns",
    "content/404.md": "---\npermalink: /404.html\n---\n# NOTFOUND",
    "static/doc.pdf": "%PDF",
    "static/.well-known/security.txt": "Contact: mailto:a@example.com",
    "old/moved.csv": "Old URL;New URL\n/chain/1;/chain/2\n/chain/2/;/about-us/#top\n",
}
SETTINGS = """
title: Example
url: https://www.example.com
redirects_import: [old/moved.csv]
redirects:
  /%C3%BCber-uns: /über/uns/
  /blog/*: /news/:splat
  /weblog/*: /blog/:splat
  /weblog/special/: {to: /about/, status: 302}
  /j/:year/:slug: {to: '/news/:slug/', status: 308}
  /old.pdf: /doc.pdf
"""
ONLY_SERVERS = """
  /?p=12: /news/a/
  /gone/: {status: 410}
"""

EVERYWHERE = [
    ("/", 200, "Home"),
    ("/about/", 200, "About"),
    ("/news/b%20b/", 200, "News B"),
    ("/%C3%BCber/uns/?x=1", 200, "Uns"),
    ("/doc.pdf", 200, "%PDF"),
    ("/.well-known/security.txt", 200, "Contact"),
    ("/feed.xml", 200, "<feed"),
    ("/sitemap.xml", 200, "<urlset"),
    ("/nowhere/", 404, "NOTFOUND"),
    ("/news/nowhere.html", 404, "NOTFOUND"),
    ("/about-us", 301, "/about/"),
    ("/about-us/?x=1", 301, "/about/?x=1"),
    ("/ueber.html", 301, "/about/"),
    ("/%C3%BCber-uns/", 301, "/%C3%BCber/uns/"),
    ("/chain/1/", 301, "/about/#top"),
    ("/chain/2", 301, "/about/#top"),
    ("/blog/a/", 301, "/news/a/"),
    ("/blog/b%20b/", 301, "/news/b%20b/"),
    ("/weblog/a/?x=1", 301, "/news/a/?x=1"),
    ("/weblog/special/", 302, "/about/"),
    ("/j/2020/a/", 308, "/news/a/"),
    ("/old.pdf", 301, "/doc.pdf"),
]
ON_SERVERS = [
    ("/?p=12", 301, "/news/a/"),
    ("/?p=13", 200, "Home"),
    ("/gone/", 410, "NOTFOUND"),
    ("/gone", 410, "NOTFOUND"),
]


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy", "wrangler"])
def served(request, tmp_path_factory):
    host = request.param
    if why := missing(host):
        pytest.skip(why)
    name = {"wrangler": "cloudflare"}.get(host, host)
    settings = (
        f"{SETTINGS}{'' if host == 'wrangler' else ONLY_SERVERS}hosts: [{name}]\n"
    )
    files = {**FILES, "site.yaml": settings}
    result = build(files)
    assert not result.is_broken, report(result, files)
    published = {
        item.path: item.content or files[item.copied_from].encode()
        for item in result.artifacts
    }
    run = tmp_path_factory.mktemp(host)
    with serve_files(host, published, result.beside, run) as port:
        yield port


@pytest.mark.parametrize(("request_line", "status", "found"), EVERYWHERE)
def test_the_built_site_answers(served, request_line, status, found):
    check_answer(served, request_line, status, found)


@pytest.mark.parametrize(("request_line", "status", "found"), ON_SERVERS)
@pytest.mark.parametrize(
    "served", ["nginx", "apache", "caddy"], indirect=True, scope="module"
)
def test_servers_know_queries_and_what_is_gone(served, request_line, status, found):
    check_answer(served, request_line, status, found)


def check_answer(port: int, request_line: str, status: int, found: str) -> None:
    answer, location, body = ask(port, request_line)
    assert answer == status
    assert location == found if 300 <= status < 400 else found in body
