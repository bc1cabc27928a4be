"""The files of all hosts, read as the hosts read them, answer one table of requests."""

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
from conformance.hosts.interpreters import INTERPRETERS, without_host
from sitewright.kernel.urls import url_of
from sitewright.stages.hosts.files import HOSTS, files_of

LIVE = frozenset(url_of(path) for path in SITE)
ELSEWHERE = {"cloudflare": "wrangler"}


@pytest.fixture(scope="module")
def texts():
    return {
        host: {
            file.path: file.fill(REDIRECTS, (), CONFIG, LIVE)[0]
            for file in files_of(host)
        }
        for host in HOSTS
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.request)
@pytest.mark.parametrize("host", ["netlify", "cloudflare", "nginx", "apache", "caddy"])
def test_host_answers_as_planned(texts, host, case):
    status, location = INTERPRETERS[host](texts[host], case.request, LIVE)
    if not status:
        status = 200 if unquote(case.request.partition("?")[0]) in LIVE else 404
    answer = status, unquote(without_host(location))
    planned = case.status, unquote(case.location)
    assert (answer == planned) == (ELSEWHERE.get(host, host) not in case.not_on), answer


@pytest.mark.parametrize("case", WITH_QUERIES, ids=lambda case: case.request)
@pytest.mark.parametrize("host", ["netlify", "nginx", "apache", "caddy", "json"])
def test_host_looks_at_queries(texts, host, case):
    status, location = INTERPRETERS[host](texts[host], case.request, LIVE)
    if not status:
        status = 200 if unquote(case.request.partition("?")[0]) in LIVE else 404
    if host == "netlify" and "?" not in case.location:
        location = location.partition("?")[0]
    assert (status, location) == (case.status, case.location)


@pytest.mark.parametrize("request_line", NO_OPEN_REDIRECTS)
@pytest.mark.parametrize("host", ["netlify", "cloudflare", "nginx", "apache", "caddy"])
def test_nobody_is_led_to_another_host(texts, host, request_line):
    if host == "cloudflare":  # which reads the request as a URL
        request_line = request_line.replace("\\", "/")
    _, location = INTERPRETERS[host](texts[host], request_line, LIVE)
    full = urljoin(CONFIG.url, location.replace("\\", "/"))
    assert urlsplit(full).netloc == "www.example.com"
