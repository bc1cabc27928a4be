"""What is written for hosts, asked of the real ones: each serves one site on loopback.

nginx, Apache and Caddy come with ``apt-get install --no-install-recommends nginx-light
apache2 caddy``; Netlify's own parser and redirector with ``npm ci`` in this folder;
wrangler, which serves as Cloudflare Pages does, with ``npm ci`` in the folder beside it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from conformance.hosts.cases import (
    CASES,
    CONFIG,
    NO_OPEN_REDIRECTS,
    REDIRECTS,
    SITE,
    WITH_QUERIES,
    Case,
)
from conformance.hosts.servers import ask, missing, serve
from sitewright.kernel.diagnostics import Span
from sitewright.kernel.urls import url_of
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.netlify import write_netlify

FOLDER = Path(__file__).parent
LIVE = {url_of(path) for path in SITE}


def same(location: str) -> str:
    """Undo the encoding of what needs none, in which servers differ."""
    return re.sub(
        r"%(24|27|28|29|2[BbCc]|3[ABDabd]|40)", lambda m: unquote(m[0]), location
    )


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy", "wrangler"])
def server(request, tmp_path_factory):
    host = request.param
    if why := missing(host):
        pytest.skip(why)
    folder = tmp_path_factory.mktemp(host)
    redirects = REDIRECTS
    if host == "wrangler":
        redirects = tuple(r for r in REDIRECTS if not (r.is_gone or r.query))
    with serve(host, SITE, redirects, CONFIG, folder) as port:
        yield host, port


ODD = "aAbB0-_~ \"'$%&()+,;=@[]^`{|}!:é漢ß<>."


def odd_redirects():
    """Make the same odd addresses every time, some about the same letters."""
    letters = Random(6)
    sources = {"/plain/", "/PLAIN/", "/x" * 60 + "/"}
    while len(sources) < 300:
        parts = ["".join(letters.choices(ODD, k=4)) for _ in range(2)]
        if all(part[0] != ":" and set(part) != {"."} for part in parts):
            sources.add(f"/{parts[0]}/{parts[1]}/")
    # So many that nginx needs more room.
    sources |= {f"/many/{number}/" for number in range(1200)}
    return tuple(
        Redirect(source, "/about/", Span("site.yaml", 3), "", 301 + index % 2)
        for index, source in enumerate(sorted(sources))
    )


@pytest.mark.parametrize("host", ["nginx", "apache", "caddy"])
@pytest.mark.parametrize("folder", ["", "/below"])
def test_odd_addresses_are_followed(host, folder, tmp_path):
    if why := missing(host):
        pytest.skip(why)
    redirects = odd_redirects()
    config = replace(CONFIG, url=f"{CONFIG.url}{folder}")
    site = {f"{folder[1:]}/about/index.html".lstrip("/"): "<h1>about</h1>"}
    with serve(host, site, redirects, config, tmp_path) as port:
        for redirect in redirects:
            if re.match("/many/.*[1-9]/", redirect.source):
                continue
            for safe in ("/", "/!$&'()*+,;=:@~-._"):
                request = quote(folder + redirect.source, safe=safe)
                answer = ask(port, request)[:2]
                assert answer == (redirect.status, f"{folder}/about/"), request
        assert ask(port, f"{folder}/about/")[0] == 200
        assert ask(port, f"{folder}/many/1200/")[0] == 404


@pytest.mark.parametrize("host", ["nginx", "apache", "caddy", "wrangler"])
def test_a_site_without_redirects_is_served(host, tmp_path):
    if why := missing(host):
        pytest.skip(why)
    with serve(host, SITE, (), CONFIG, tmp_path) as port:
        assert ask(port, "/about/")[0] == 200
        assert ask(port, "/about/nowhere/")[0] == 404


def test_there_are_enough_requests():
    assert len(CASES) >= 60
    assert all(
        sum(host in c.not_on for c in CASES) < 20 for host in ("apache", "caddy")
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.request)
def test_request_is_answered_as_planned(server, case):
    check_answer(*server, case)


@pytest.mark.parametrize("case", WITH_QUERIES, ids=lambda case: case.request)
@pytest.mark.parametrize(
    "server", ["nginx", "apache", "caddy"], indirect=True, scope="module"
)
def test_servers_look_at_queries(server, case):
    check_answer(*server, case)


def check_answer(host: str, port: int, case: Case) -> None:
    status, location, body = ask(port, case.request)
    assert status < 500
    answer = status, same(location.removeprefix(CONFIG.url))
    if host in case.not_on:
        assert answer != (case.status, same(case.location)), "no longer a miss"
        return
    assert answer == (case.status, same(case.location))
    if status in (404, 410):
        assert "NOTFOUND" in body


@pytest.mark.parametrize("request_line", NO_OPEN_REDIRECTS)
def test_nobody_is_led_to_another_host(server, request_line):
    _, port = server
    _, location, _ = ask(port, request_line)
    base = "https://www.example.com/"
    assert (
        urlsplit(urljoin(base, location.replace("\\", "/"))).netloc
        == urlsplit(base).netloc
    )


def test_no_answer_holds_a_header_of_the_visitors(server):
    _, port = server
    status, location, _ = ask(port, "/blog/x%0D%0ASet-Cookie:%20a=b")
    assert (status, same(location)) == (301, "/news/x%0D%0ASet-Cookie:%20a=b")


@pytest.fixture(scope="module")
def netlify(tmp_path_factory):
    if not shutil.which("node") or not (FOLDER / "node_modules").exists():
        pytest.skip("no Netlify packages: run npm ci in tests/conformance/hosts")
    file = tmp_path_factory.mktemp("netlify") / "_redirects"
    text, findings = write_netlify(REDIRECTS, CONFIG, frozenset(LIVE))
    assert findings == ()
    file.write_text(text, "utf-8")
    cases = (*CASES, *WITH_QUERIES)
    requests = [*(case.request for case in cases), *NO_OPEN_REDIRECTS]
    answer = subprocess.run(
        ["node", str(FOLDER / "netlify.mjs"), str(file)],
        input=json.dumps(requests),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    return text, result, dict(zip(requests, result["answers"], strict=True))


def test_netlify_reads_every_line(netlify):
    text, result, _ = netlify
    assert result["errors"] == []
    assert result["rules"] == sum(
        not line.startswith("#") for line in text.split("\n")[:-1]
    )


@pytest.mark.parametrize("case", [*CASES, *WITH_QUERIES], ids=lambda case: case.request)
def test_netlify_follows_as_planned(netlify, case):
    _, _, answers = netlify
    found = answers[case.request]
    path = unquote(case.request.partition("?")[0])
    is_live = path in LIVE
    if found is None or (is_live and not found["force"]):
        answer = (200 if is_live else 404, "")
    elif found["status"] == 410:
        assert found["to"] == "/404.html"
        answer = (410, "")
    else:
        answer = found["status"], same(found["to"].removeprefix(CONFIG.url))
    planned = case.status, _without_query(case)
    assert (answer == planned) == ("netlify" not in case.not_on), answer


def _without_query(case: Case) -> str:
    """Leave the visitor's query out, which Netlify adds at its edge, not here."""
    asked = case.request.partition("?")[2]
    location = same(case.location)
    return location.replace(f"?{same(asked)}", "") if asked else location


@pytest.mark.parametrize("request_line", NO_OPEN_REDIRECTS)
def test_netlify_leads_nobody_to_another_host(netlify, request_line):
    _, _, answers = netlify
    found = answers[request_line]
    base = "https://www.example.com/"
    assert (
        not found
        or urlsplit(urljoin(base, found["to"])).netloc == urlsplit(base).netloc
    )
