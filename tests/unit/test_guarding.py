"""Headers and security.txt in whole builds: what is published, and when it is told of."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from subprocess import run

import pytest

from disk import Project
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Span
from sitewright.model.build import Options
from sitewright.model.config import SiteConfig
from sitewright.model.header import headers_for
from sitewright.model.redirect import Redirect
from sitewright.pipeline.site import build_site
from sitewright.stages.policy.pages import read_page
from sitewright.stages.redirects.stubs import render_stub
from support import CONFIG, NOW, build, outputs, texts_of, workspace_of

HOME = {"content/index.md": "# Home\n"}
GUARDED = HOME | {"site.yaml": CONFIG + "hosts: netlify\nsecurity: true\n"}
TEXT = CONFIG + "security_txt: {contact: a@b.example, expires: 2026-06-30T12:00:00Z}\n"
PLACE = ".well-known/security.txt"


def policy(files):
    site = build(files)
    return dict(headers_for(site.headers, "/"))["Content-Security-Policy"]


def test_nothing_is_said_unless_it_is_asked_for():
    files = HOME | {"site.yaml": CONFIG + "hosts: [netlify, json]\n"}
    assert outputs(files).keys() & {"_headers", "headers.json"} == set()
    assert build(files).headers == ()


def test_the_files_of_hosts_say_what_the_preview_is_told():
    site = build(GUARDED)
    lines = texts_of(site)["_headers"].splitlines()
    assert lines[1] == "/*"
    assert [line.strip() for line in lines[2:]] == [
        f"{name}: {value}" for name, value in headers_for(site.headers, "/any/")
    ]


def test_headers_of_the_site_s_own_take_the_place_of_ours():
    own = (
        "headers:\n"
        "  '/*': {x-frame-options: SAMEORIGIN, X-Thing: [a, b]}\n"
        "  /private/*: {X-Robots-Tag: noindex, Referrer-Policy: no-referrer}\n"
        "  /private/open: {X-Robots-Tag: false}\n"
    )
    settings = CONFIG + "hosts: nginx\nsecurity: true\n" + own
    table = build(HOME | {"site.yaml": settings}).headers
    home, inside, open_ = (
        {name.lower(): value for name, value in headers_for(table, path)}
        for path in ("/", "/private/x.pdf", "/private/open/index.html")
    )
    assert (home["x-frame-options"], home["x-thing"]) == ("SAMEORIGIN", "a, b")
    assert "x-robots-tag" not in home
    assert (inside["x-robots-tag"], inside["referrer-policy"]) == (
        "noindex",
        "no-referrer",
    )
    assert "x-robots-tag" not in open_
    assert open_["referrer-policy"] == "no-referrer"
    assert "content-security-policy" in open_


@pytest.mark.parametrize(
    ("more", "source"),
    [
        ({"content/404.md": "---\npermalink: /404.html\n---\n<img src=//a.example/x>"}, "img-src 'self' https://a.example"),
        ({"static/demo.html": "<img src=//a.example/x>"}, "img-src 'self' https://a.example"),
        ({"static/a.css": "@import '//a.example/x'"}, "style-src https://a.example"),
        ({"content/a.njk": "---\npermalink: /a.css\n---\n@import '//a.example/x'"}, "style-src https://a.example"),
        ({"content/a.njk": "---\npermalink: /a.txt\n---\n<img src=//a.example/x>"}, "default-src 'none'; img-src 'self'; base"),
        ({"content/a.md": "| a |\n|--:|\n| 1 |\n"}, "style-src-attr 'unsafe-hashes' 'sha256-"),
        ({"templates/l.html": "<script src=/a.js></script>", "content/a.md": "---\nlayout: l\n---\n"}, "default-src 'self'"),
    ],
)  # fmt: skip
def test_every_file_that_browsers_read_counts(more, source):
    assert source in policy(GUARDED | more)


@pytest.mark.parametrize("target", ["/über/?a='b'#c", "https://www.example.com/<d>"])
def test_pages_for_old_addresses_need_nothing(target):
    redirect = Redirect("/old/", target, Span("site.yaml"), "")
    config = SiteConfig("site.yaml", url="https://www.example.com/docs", language="en")
    html = render_stub(redirect, config)
    needs, _ = read_page(html, f"{config.url}/old/", config.url, "")
    assert (needs.sources, needs.blocked) == ((), ())


def test_pages_of_one_source_are_read_one_by_one():
    page = (
        "---\npagination: {data: x, size: 1, alias: item}\n"
        "permalink: '/{{ item }}/'\n---\n<img src=//{{ item }}.example/x>"
    )
    files = GUARDED | {"data/x.yaml": "[a, b]", "content/p.njk": page}
    assert "img-src 'self' https://a.example https://b.example" in policy(files)


def test_each_page_has_a_policy_of_its_own_and_is_changed_by_no_other():
    settings = CONFIG + "hosts: github-pages\nsecurity: {in_pages: true}\n"
    files = HOME | {"site.yaml": settings, "content/a.md": '<p style="a:b">\n'}
    before = outputs(files)
    after = outputs(files | {"content/a.md": '<p style="c:d">\n'})
    assert before["index.html"] == after["index.html"]
    assert "unsafe-hashes" not in before["index.html"]
    assert "unsafe-hashes" in before["a/index.html"]
    assert before["feed.xml"].startswith("<?xml")


def test_each_page_may_load_what_its_style_sheets_load():
    settings = CONFIG + "hosts: github-pages\nsecurity: {in_pages: true}\n"
    css = "@font-face { src: url(//fonts.example/x.woff2) }"
    made = outputs(HOME | {"site.yaml": settings, "static/a.css": css})
    assert "font-src https://fonts.example" in made["index.html"]


def test_security_txt_is_written_as_rfc_9116_asks():
    settings = (
        CONFIG + "security_txt:\n"
        "  contact: [security@example.com, 'https://www.example.com/report', 'tel:+44']\n"
        "  encryption: 'dns:5d2d37ab76d47d36._openpgpkey.example.com?type=OPENPGPKEY'\n"
        "  acknowledgments: /thanks/\n"
        "  preferred_languages: [en, de-AT]\n"
        "  policy: /über/\n"
        "  hiring: https://jobs.example.com/\n"
        "  expires: 2026-06-30 12:00:00 +02:00\n"
    )
    made = outputs(HOME | {"site.yaml": settings})
    assert made[PLACE] == (
        "Contact: mailto:security@example.com\n"
        "Contact: https://www.example.com/report\n"
        "Contact: tel:+44\n"
        "Encryption: dns:5d2d37ab76d47d36._openpgpkey.example.com?type=OPENPGPKEY\n"
        "Acknowledgments: https://www.example.com/thanks/\n"
        "Preferred-Languages: en, de-AT\n"
        "Canonical: https://www.example.com/.well-known/security.txt\n"
        "Policy: https://www.example.com/%C3%BCber/\n"
        "Hiring: https://jobs.example.com/\n"
        "Expires: 2026-06-30T10:00:00Z\n"
    )


def test_a_canonical_address_that_is_given_is_not_added_to():
    settings = TEXT.replace("contact", "canonical: 'https://a.example/s', contact")
    assert outputs(HOME | {"site.yaml": settings})[PLACE].count("Canonical") == 1


def test_a_file_of_the_site_s_own_yields_nothing_to_ours():
    old = TEXT.replace("2026-06", "2020-06")
    for own in (
        {f"static/{PLACE}": "Contact: mailto:x@example.com\n"},
        {
            "content/s.njk": f"---\npermalink: /{PLACE}\n---\nContact: mailto:x@b.example"
        },
    ):
        site = build(HOME | {"site.yaml": old} | own)
        assert site.findings == ()
        (file,) = [file for file in site.artifacts if file.path == PLACE]
        assert file.copied_from or b"x@b.example" in file.content


EXPIRES = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (EXPIRES - timedelta(days=30, seconds=1), None),
        (EXPIRES - timedelta(days=30), "SEC003"),
        (EXPIRES - timedelta(seconds=1), "SEC003"),
        (EXPIRES, "SEC002"),
        (EXPIRES + timedelta(days=400), "SEC002"),
    ],
)
def test_only_findings_depend_on_the_time(now, code):
    workspace = workspace_of(HOME | {"site.yaml": TEXT})
    site = build_site(workspace, Options(now=now), Ledger())
    assert [item.code for item in site.findings] == ([code] if code else [])
    assert site.artifacts == build_site(workspace, Options(now=NOW), Ledger()).artifacts


def test_a_file_out_of_date_is_an_error_to_those_who_look_closely():
    files = HOME | {"site.yaml": TEXT.replace("2026-06", "2020-06")}
    assert not build(files).is_broken
    assert build(files, looks_closely=True).is_broken


def test_who_asks_for_no_policy_does_not_wait_for_the_parser(tmp_path):
    Project(tmp_path).write(HOME | {"site.yaml": CONFIG})
    code = (
        "import sys; from sitewright.cli import main; main(['build']); "
        "print('selectolax' in sys.modules)"
    )
    ask = partial(run, [sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert ask(capture_output=True, text=True).stdout.endswith("False\n")
    Project(tmp_path).write({"site.yaml": CONFIG + "security: {in_pages: true}\n"})
    assert ask(capture_output=True, text=True).stdout.endswith("True\n")


def test_from_the_disk_pages_and_style_sheets_are_read_whatever_their_encoding(
    tmp_path,
):
    project = Project(tmp_path)
    project.write(HOME | {"site.yaml": CONFIG + "hosts: netlify\nsecurity: true\n"})
    project.write({"static/old.html": b"<p>\xfc<img src=//a.example/x>"})
    project.write({"static/BIG.CSS": b"\xef\xbb\xbf@import '//b.example/x';"})
    project.run("build", "--strict")
    text = (tmp_path / "_site/_headers").read_text("utf-8")
    assert "img-src 'self' https://a.example https://b.example" in text
    assert "style-src https://b.example" in text
