"""What is written for hosts about headers, asked of the real ones on loopback."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from conformance.hosts.cases import CONFIG, REDIRECTS
from conformance.hosts.header_cases import CASES, FILES, TABLE, planned
from conformance.hosts.servers import FOLDER, ask_for_headers, missing, serve
from sitewright.stages.hosts.headers.netlify import write_netlify_headers


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy", "wrangler"])
def server(request, tmp_path_factory):
    host = request.param
    if why := missing(host):
        pytest.skip(why)
    folder = tmp_path_factory.mktemp(host)
    redirects = REDIRECTS
    if host == "wrangler":
        redirects = tuple(r for r in REDIRECTS if not (r.is_gone or r.query))
    with serve(host, FILES, redirects, CONFIG, folder, TABLE) as port:
        yield host, port


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.request)
def test_answer_has_the_headers_that_were_planned(server, case):
    host, port = server
    status, headers = ask_for_headers(port, case.request)
    wrong = {
        name: headers.get_all(name)
        for name, value in planned(case).items()
        if headers.get_all(name) != ([value] if value else None)
    }
    answer = status, wrong
    assert (answer == (case.status, {})) == (host not in case.not_on), answer


@pytest.mark.parametrize("host", ["nginx", "apache", "caddy"])
def test_a_site_in_a_folder_says_nothing_of_what_lies_beside_it(host, tmp_path):
    if why := missing(host):
        pytest.skip(why)
    config = replace(CONFIG, url=f"{CONFIG.url}/f%C3%B6%20o")
    site = {f"fö o/{path}": text for path, text in FILES.items()} | {"a.html": "a"}
    with serve(host, site, (), config, tmp_path, TABLE) as port:
        status, headers = ask_for_headers(port, "/f%C3%B6%20o/about/")
        assert (status, headers.get_all("X-Page")) == (200, ["about"])
        assert headers.get_all("Referrer-Policy") == ["origin"]
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
        status, headers = ask_for_headers(port, "/a.html")
        assert (status, headers.get_all("X-Content-Type-Options")) == (200, None)


@pytest.fixture(scope="module")
def netlify(tmp_path_factory):
    if not shutil.which("node") or not (FOLDER / "node_modules").exists():
        pytest.skip("no Netlify packages: run npm ci in tests/conformance/hosts")
    file = tmp_path_factory.mktemp("netlify") / "_headers"
    text, findings = write_netlify_headers(TABLE, CONFIG)
    assert findings == ()
    file.write_text(text, "utf-8")
    answer = subprocess.run(
        ["node", str(FOLDER / "netlify_headers.mjs"), str(file)],
        input=json.dumps([case.request for case in CASES]),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    answers = zip(CASES, result["answers"], strict=True)
    return text, result, {case.request: found for case, found in answers}


def test_netlify_reads_every_block(netlify):
    text, result, _ = netlify
    assert result["errors"] == []
    assert result["blocks"] == len(re.findall("(?m)^/", text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.request)
def test_netlify_finds_the_headers_that_were_planned(netlify, case):
    _, _, answers = netlify
    found = answers[case.request]
    wrong = {
        name: found.get(name)
        for name, value in planned(case).items()
        if found.get(name) != (re.sub(r"\s*,\s*", ", ", value) if value else None)
    }
    assert (wrong == {}) == ("netlify" not in case.not_on), wrong
