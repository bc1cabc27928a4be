"""``sitewright ledger`` in real folders, and what a build says of the ledger."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from disk import SITE, Project, Result, page
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Build, Options
from sitewright.model.document import Source
from sitewright.model.urlledger import UrlLedger
from sitewright.pipeline.site import build_site
from sitewright.stages.urlledger.accepting import accept
from sitewright.stages.urlledger.comparing import compare
from sitewright.stages.urlledger.lines import format_ledger
from support import NOW, workspace_of

HEAD = """\
# Sitewright URL ledger, version 1
# Every address that this site has had. live: published; moved: redirected;
# gone: removed on purpose. 'sitewright ledger accept' keeps it up to date.

"""
OWN = HEAD + "live  /\nlive  /about/\nlive  /feed.xml\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "site", SITE)


@pytest.fixture
def accepted(project: Project) -> Project:
    assert project.run("ledger", "accept").code == 0
    return project


def urls(project: Project) -> str:
    return (project.root / "urls.txt").read_text("utf-8")


def state(project: Project) -> set[str]:
    return {path.name for path in project.root.iterdir()}


def refusal(result: Result) -> str:
    """The first line of what was said, if nothing was done."""
    assert (result.code, result.out) == (1, ""), result
    assert result.err.endswith(". Nothing was written.\n")
    return result.err.split("\n")[0]


def test_a_site_without_a_ledger_has_nothing_to_lose(project):
    assert project.run("ledger") == Result(
        0,
        "There is no urls.txt yet: 0 live, 0 moved, 0 gone, 3 new, 0 lost.\n"
        "new   /\nnew   /about/\nnew   /feed.xml\n"
        "'sitewright ledger accept' takes in what is new.\n",
        "",
    )
    assert project.build().code == 0


def test_accepting_writes_what_the_site_has(project):
    before = state(project)
    assert project.run("ledger", "accept") == Result(
        0,
        "live  /\nlive  /about/\nlive  /feed.xml\n"
        "urls.txt written: 3 URLs added, 0 changed, 0 as before.\n",
        "",
    )
    assert urls(project) == OWN
    assert state(project) == before | {"urls.txt"}
    status = "urls.txt: 3 live, 0 moved, 0 gone, 0 new, 0 lost.\n"
    assert project.run("ledger") == Result(0, status, "")


def test_accepting_twice_writes_once(accepted):
    first = (accepted.root / "urls.txt").stat()
    assert accepted.run("ledger", "accept").out == (
        "urls.txt is up to date: 0 URLs added, 0 changed, 3 as before.\n"
    )
    assert (accepted.root / "urls.txt").stat().st_mtime_ns == first.st_mtime_ns


def test_a_dry_run_shows_a_difference_and_writes_nothing(accepted):
    accepted.write({"content/new.md": page("New")})
    result = accepted.run("ledger", "accept", "--dry-run")
    assert result.out == (
        "--- a/urls.txt\n+++ b/urls.txt\n@@ -5,3 +5,4 @@\n"
        " live  /\n live  /about/\n live  /feed.xml\n+live  /new/\n"
        "urls.txt would change: 1 URL added, 0 changed, 3 as before. "
        "Nothing was written.\n"
    )
    assert urls(accepted) == OWN


def test_a_dry_run_sends_no_control_characters(project):
    project.write({"urls.txt": "# \x1b[2J\nlive /\n"})
    result = project.run("ledger", "accept", "--dry-run")
    assert "\\x1b[2J" in result.out
    assert "\x1b" not in result.out


LOST = """\
error[URL010]: '/about/' was published, and nothing answers for it now
  --> urls.txt:6:7
  |
6 | live  /about/
  |       ^^^^^^^
  = help: if content/about-us.md took its place, write there what follows; \
or if it went on purpose: sitewright ledger accept --gone /about/

    redirect_from: /about/

"""


@pytest.fixture
def moved(accepted: Project) -> Project:
    accepted.write({"content/about.md": None, "content/about-us.md": page("About us")})
    return accepted


def test_a_lost_address_is_told_with_the_lines_that_mend_it(moved):
    assert moved.run("ledger") == Result(
        1,
        "urls.txt: 2 live, 0 moved, 0 gone, 1 new, 1 lost.\nnew   /about-us/\n",
        LOST,
    )
    moved.write(
        {
            "content/about-us.md": page("About us").replace(
                "---\n", "---\nredirect_from: /about/\n", 1
            )
        }
    )
    assert moved.run("ledger").code == 0
    assert moved.run("ledger", "accept").out == (
        "live  /about-us/\nmoved /about/  (was live)\n"
        "urls.txt written: 1 URL added, 1 changed, 2 as before.\n"
    )
    assert urls(moved) == HEAD + (
        "live  /\nlive  /about-us/\nmoved /about/\nlive  /feed.xml\n"
    )


def test_nothing_is_accepted_while_an_address_is_lost(moved):
    result = moved.run("ledger", "accept")
    assert result == Result(1, "", LOST + "1 finding: 1 error. Nothing was written.\n")
    assert urls(moved) == OWN


@pytest.mark.parametrize("word", ["/about/", "/about", "https://www.example.com/about/", "/ab*"])  # fmt: skip
def test_what_is_named_is_gone(moved, word):
    assert moved.run("ledger", "accept", "--gone", word).code == 0
    assert "gone  /about/\n" in urls(moved)
    assert moved.run("ledger").out == (
        "urls.txt: 3 live, 0 moved, 1 gone, 0 new, 0 lost.\n"
    )


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("/", "no such address of urls.txt is lost"),
        ("/x*", "no such address of urls.txt is lost"),
        ("about", "it does not start with '/'"),
        ("https://example.org/about/", "it does not start with '/'"),
        ("/a#b", "it has a fragment"),
    ],
)
def test_a_wish_that_makes_no_sense_is_wrong_usage(moved, word, problem):
    result = moved.run("ledger", "accept", "--gone", "/about/", word)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"sitewright: --gone '{word}': {problem}")
    assert urls(moved) == OWN


def test_a_check_fails_and_a_plain_build_warns(moved):
    check = moved.run("check")
    assert check.code == 1
    assert "error[URL010]: '/about/'" in check.err
    strict = moved.run("build", "--strict")
    assert (strict.code, moved.output.exists()) == (1, False)
    assert "error[URL010]: '/about/'" in strict.err
    plain = moved.run("build")
    assert plain.code == 0
    assert plain.err.count("warning[URL010]: '/about/'") == 1


def test_a_page_that_is_withheld_is_lost(accepted):
    accepted.write({"content/about.md": "---\ntitle: A\npending: true\n---\n"})
    result = accepted.run("ledger")
    assert result.code == 1
    assert "its page is pending, or its date is to come" in result.err


def test_of_a_page_that_cannot_be_read_no_address_is_lost(accepted):
    accepted.write({"content/about.md": "---\ntitle: [\n---\n"})
    result = accepted.run("check")
    assert "error[FM" in result.err
    assert "URL010" not in result.err


def test_a_bad_line_stops_a_build_and_is_never_dropped(accepted):
    text = OWN + "lvie /more/\n"
    accepted.write({"urls.txt": text})
    for words in (["build"], ["check"], ["ledger"], ["ledger", "accept"]):
        result = accepted.run(*words)
        assert result.code == 1
        assert "error[URL011]: 'lvie' is not a state\n  --> urls.txt:8:1" in result.err
    old = accepted.root.parent / "list.txt"
    old.write_text("/x/")
    assert "URL011" in refusal(accepted.run("ledger", "import", str(old)))
    assert urls(accepted) == text


def test_json_for_machines(moved):
    status = json.loads(moved.run("ledger", "--format", "json").out)
    assert [item["code"] for item in status.pop("findings")] == ["URL010"]
    counts = {"live": 2, "moved": 0, "gone": 0}
    assert status == {"ok": False, **counts, "new": ["/about-us/"], "lost": ["/about/"]}
    refused = moved.run("ledger", "--format", "json", "accept")
    assert (refused.code, refused.err) == (1, "")
    assert json.loads(refused.out)["lost"] == ["/about/"]
    done = moved.run("ledger", "accept", "--gone", "/about/", "--format", "json")
    assert json.loads(done.out) == {
        "ok": True,
        "written": True,
        "changes": [
            {"url": "/about-us/", "state": "live", "before": None},
            {"url": "/about/", "state": "gone", "before": "live"},
        ],
        "findings": [],
    }


def test_options_may_stand_before_and_behind_the_task(project):
    config = str(project.root / "site.yaml")
    for words in (
        ["ledger", "--config", config, "accept", "--dry-run"],
        ["ledger", "accept", "--dry-run", "--config", config],
    ):
        result = project.run(*words, cwd=project.root.parent)
        assert (result.code, result.err) == (0, "")
        assert "3 URLs added" in result.out


def test_many_changes_are_cut_short(project):
    project.write({f"content/p{n}.md": page("P") for n in range(30)})
    lines = project.run("ledger", "accept").out.splitlines()
    assert (len(lines), lines[-2]) == (22, "… and 13 more")


@pytest.fixture
def old(tmp_path: Path) -> Project:
    """What another tool left."""
    files = ("index.html", "a/index.html", "b.html", "doc.pdf", "x.css", "404.html")
    return Project(tmp_path / "old", {f"_site/{path}": "" for path in files})


SITEMAP = (
    "<urlset><url><loc>https://www.example.com/a/</loc></url>\n"
    "<url><loc>https://example.org/b/</loc></url></urlset>"
)


def test_an_old_output_folder_is_imported(project, old):
    result = project.run("ledger", "import", str(old.root / "_site"))
    assert result == Result(
        0,
        "live  /\nlive  /a/\nlive  /b.html\nlive  /doc.pdf\n"
        "urls.txt written: 4 URLs added, 0 changed, 0 as before.\n",
        "",
    )
    assert project.run("ledger").code == 1
    gone = project.run("ledger", "accept", "--gone", "/a/", "/b.html", "/doc.pdf")
    assert gone.code == 0
    assert project.run("ledger").code == 0


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_and_an_index_of_them_are_imported(project, old, packed):
    raw = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    index = "<sitemapindex><sitemap><loc>https://www.example.com/maps/one.xml.gz</loc></sitemap></sitemapindex>"
    old.write({"one.xml.gz": raw, "index.xml": index})
    for name in ("one.xml.gz", "index.xml"):
        result = project.run("ledger", "import", str(old.root / name))
        assert (result.code, urls(project)) == (0, HEAD + "live  /a/\n")
        assert "warning[URL016]: 'https://example.org/b/' is left out" in result.err
    result = project.run(
        "ledger", "import", str(old.root / "index.xml"), "--host", "https://Example.org"
    )
    assert (result.err, urls(project)) == ("", HEAD + "live  /a/\nlive  /b/\n")


def test_several_sources_merge_into_what_is_there(accepted, old):
    old.write({"list.txt": b"\xef\xbb\xbf/about\r\n/c/\r\n"})
    result = accepted.run(
        *("ledger", "import", "../old/_site", "../old/list.txt", "--dry-run")
    )
    assert "4 URLs added, 0 changed, 3 as before" in result.out
    assert urls(accepted) == OWN


@pytest.mark.parametrize(
    ("name", "content", "report"),
    [
        ("none.xml", None, "URL015]: this cannot be read: no such file or directory"),
        ("a" * 300, None, "URL015]: this cannot be read: file name too long"),
        ("empty", b"", "URL015]: there is no address in this file"),
        ("u16.txt", "/a/".encode("utf-16"), "SRC002]: this file is UTF-16"),
        ("latin.txt", b"/caf\xe9/", "SRC002]: this file is not UTF-8"),
        ("cut.gz", gzip.compress(b"x" * 99)[:20], "URL015]: this cannot be read: compr"),
        ("bad.gz", b"\x1f\x8bxxxxxxxxx", "URL015]: this cannot be read: unknown comp"),
        ("bomb.gz", gzip.compress(bytes(65 << 20)), "URL015]: this is larger than 64"),
        ("x.xml", b"<!DOCTYPE a><urlset/>", "URL015]: this has a DOCTYPE"),
        ("x.xml", b"<sitemapindex></sitemapindex>", "URL015]: there is no address in this file"),
        ("x.xml", b"<sitemapindex><sitemap><loc>/../site/site.yaml</loc></sitemap></sitemapindex>", "URL015]: the index names '/../site/site.yaml'"),
        ("x.xml", b"<sitemapindex><sitemap><loc>https://[</loc></sitemap></sitemapindex>", "URL015]: the index names 'https://['"),
        ("folder/a.html", b"", "URL015]: there is no index.html in this folder"),
    ],
)  # fmt: skip
def test_a_source_that_is_of_no_use_is_an_error(project, old, name, content, report):
    if content is not None:
        old.write({name: content})
    place = f"../old/{name.split('/')[0]}"
    assert f"error[{report}" in refusal(project.run("ledger", "import", place))
    assert not (project.root / "urls.txt").exists()


def test_a_sitemap_that_was_read_may_be_in_an_index_too(project, old):
    index = "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap></sitemapindex>"
    old.write({"one.xml": "<urlset><url><loc>/a/</loc></url></urlset>", "i.xml": index})
    result = project.run("ledger", "import", "../old/one.xml", "../old/i.xml")
    assert (result.code, result.err) == (0, "")
    assert urls(project) == HEAD + "live  /a/\n"


def test_a_sitemap_that_an_index_names_twice_is_read_once(project, old):
    entry = "<sitemap><loc>/one.xml</loc></sitemap>"
    index = f"<sitemapindex>{entry}{entry}</sitemapindex>"
    old.write({"one.xml": SITEMAP, "index.xml": index})
    result = project.run("ledger", "import", "../old/index.xml")
    assert result.err.count("warning[URL016]") == 1


def test_an_index_that_names_itself_is_refused(project, old):
    old.write(
        {"i.xml": "<sitemapindex><sitemap><loc>/i.xml</loc></sitemap></sitemapindex>"}
    )
    said = refusal(project.run("ledger", "import", "../old/i.xml"))
    assert said == "error[URL015]: '../old/i.xml' is an index itself"


def test_an_index_inside_an_index_is_refused(project, old):
    index = "<sitemapindex><sitemap><loc>/{}.xml</loc></sitemap></sitemapindex>"
    old.write({"a.xml": index.format("b"), "b.xml": index.format("a")})
    said = refusal(project.run("ledger", "import", "../old/a.xml"))
    assert said == "error[URL015]: '../old/b.xml' is an index itself"


def test_links_and_odd_names_in_a_folder_are_left_out(project, old):
    site = old.root / "_site"
    (site / "link.html").symlink_to(site / "b.html")
    (site / "round").symlink_to(site)
    os.mkfifo(site / "pipe")
    (site / os.fsdecode(b"caf\xe9.html")).touch()
    (site / "line\nbreak.html").touch()
    result = project.run("ledger", "import", "../old/_site")
    assert result.code == 0
    assert result.err.count("warning[SRC003]: this link is not followed") == 2
    assert "'/line\\nbreak.html' is left out: it contains '\\n'" in result.err
    assert "'caf\\xe9.html' is left out: its name is not UTF-8" in result.err
    assert "live  /b.html\nlive  /doc.pdf\n" in urls(project)
    assert "link" not in urls(project)


def test_a_ledger_that_cannot_be_read_is_an_error(project):
    (project.root / "urls.txt").mkdir()
    for words in (["build"], ["ledger"], ["ledger", "import", "content"]):
        result = project.run(*words)
        assert result.code == 1
        assert "error[SRC001]: this cannot be read: it is not a file" in result.err


def test_a_ledger_behind_a_link_stays_there_and_none_outside_is_written(project):
    inside, link = project.root / "kept.txt", project.root / "urls.txt"
    inside.write_text(HEAD)
    inside.chmod(0o640)
    link.symlink_to("kept.txt")
    assert project.run("ledger", "accept").code == 0
    assert (inside.read_text(), link.is_symlink()) == (OWN, True)
    assert inside.stat().st_mode & 0o777 == 0o640

    outside = project.root.parent / "outside.txt"
    outside.write_text(HEAD)
    link.unlink()
    link.symlink_to(outside)
    result = project.run("ledger", "accept")
    assert result.code == 1
    assert "urls.txt is a link that leads out of the project" in result.err
    assert outside.read_text() == HEAD


def test_what_others_wrote_meanwhile_is_not_lost(project):
    line = "import pathlib\npathlib.Path('urls.txt').write_text('live /mine/')\n"
    project.write({"hooks.py": line, "urls.txt": HEAD})
    # The ledger is read before hooks.py runs.
    result = project.run("ledger", "accept")
    assert (result.code, urls(project)) == (1, "live /mine/")
    assert "urls.txt has changed meanwhile; run this again" in result.err


def test_a_ledger_that_cannot_be_written_is_an_error(project):
    (project.root / f".urls.txt.{os.getpid()}.tmp").mkdir()
    result = project.run("ledger", "accept")
    assert (result.code, result.out) == (1, "")
    assert "urls.txt cannot be written: is a directory" in result.err


FILES = {
    "content/index.md": "",
    "content/a.md": "---\nredirect_from: [/old/, /older/]\n---\n",
    "content/b/one.md": "",
    "content/b/two.md": "---\npermalink: /b/two.html\n---\n",
    "content/list.md": "---\npagination: {data: items, size: 1}\nitems: [1, 2]\n---\n",
    "static/doc.pdf": "",
    "static/site.css": "",
}


def build_with(files: dict[str, str], ledger: str) -> Build:
    workspace = replace(workspace_of(files), ledger=Source("urls.txt", ledger))
    return build_site(workspace, Options(now=NOW, spares_lost=False), Ledger())


def test_a_build_knows_all_that_it_answers():
    site = build_with(FILES, HEAD).addresses
    standing = compare(UrlLedger(), site)
    assert [f"{entry.state} {entry.url}" for entry in standing.new] == [
        *("live /", "live /a/", "live /b/one/", "live /b/two.html", "live /doc.pdf"),
        *("live /feed.xml", "live /list/", "live /list/1/"),
        *("moved /old/", "moved /older/"),
    ]
    by_url = {address.url: address for address in site.published}
    assert "/site.css" in by_url
    assert "/old/" not in by_url
    assert by_url["/a/"].path == "content/a.md"
    assert by_url["/a/"].old == ("/old/", "/older/")
    assert (by_url["/list/"].path, by_url["/list/1/"].path) == ("", "")


@pytest.mark.parametrize(
    ("path", "lost"),
    [
        ("content/index.md", {"/"}),
        ("content/a.md", {"/a/", "/old/", "/older/"}),
        ("content/b/one.md", {"/b/one/"}),
        ("content/b/two.md", {"/b/two.html"}),
        ("content/list.md", {"/list/", "/list/1/"}),
        ("static/doc.pdf", {"/doc.pdf"}),
        ("static/site.css", set()),
    ],
)
def test_each_address_that_goes_with_a_source_is_one_error(path, lost):
    standing = compare(UrlLedger(), build_with(FILES, HEAD).addresses)
    text = format_ledger(accept(UrlLedger(), standing).ledger)
    assert build_with(FILES, text).findings == ()
    less = {name: content for name, content in FILES.items() if name != path}
    findings = build_with(less, text).findings
    assert {item.message.split("'")[1] for item in findings} == lost
    assert len(findings) == len(lost)
    assert {(item.code, item.severity.value) for item in findings} <= {
        ("URL010", "error")
    }
