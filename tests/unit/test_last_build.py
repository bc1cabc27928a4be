"""What is kept of the last build: when it is believed, and what it spares."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib

import pytest

from disk import SITE, Project, page

COMMENT = "<!-- a few words that were meant for nobody but those who write the page -->"
STORE = ".sitewright/last-build"
NOTHING = "2 pages in _site/: 0 files written, 6 unchanged, 0 removed in N s.\n"
EVERYTHING = "2 pages in _site/: 6 files written, 0 unchanged, 0 removed in N s.\n"


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path / "site")
    made.build()
    return made


def times(project):
    files = project.output.rglob("*.*")
    return {file.name: file.stat().st_ctime_ns for file in files if file.is_file()}


def sections(project):
    head, _, rest = (project.root / STORE).read_bytes().partition(b"\n")
    found = []
    for length in map(int, head.split(b": ")[1].split()[1:]):
        found.append(rest[:length])
        rest = rest[length:]
    return found


def put_sections(project, found):
    rest = b"".join(found)
    numbers = b" ".join(b"%d" % n for n in (zlib.crc32(rest), *map(len, found)))
    project.write({STORE: b"sitewright-last-build 2: " + numbers + b"\n" + rest})


def test_a_build_with_nothing_to_do_imports_nothing_that_builds(project):
    script = (
        "import sys\nfrom sitewright.cli import main\nmain(['build', '-q'])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=project.root, capture_output=True, check=True)
    modules = set(said.stdout.decode().split())
    assert "sitewright" in modules
    heavy = {"jinja2", "markdown_it", "yaml", "dataclasses", "pathlib", "inspect"}
    assert not modules & heavy


def test_it_writes_nothing(project):
    before = times(project)
    assert project.build().out == NOTHING
    assert times(project) == before


def test_new_times_on_the_same_contents_are_no_change(project):
    for path in SITE:
        os.utime(project.root / path, (1, 1))
    for file in project.output.rglob("*.*"):
        os.utime(file, (1, 1))
    kept = (project.root / STORE).read_bytes()
    assert project.build().out == NOTHING
    assert (project.root / STORE).read_bytes() != kept  # next time a look is enough


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("site.yaml", SITE["site.yaml"] + "description: Other\n"),
        ("templates/page.html", "<h2>{{ title }}</h2>{{ content }}"),
        ("content/about.md", page("About us")),
        ("content/more.md", page("More")),
        ("content/about.md", None),
        ("static/css/site.css", "a { color: tan }\n"),
        ("static/other.css", ""),
        ("content/content.yaml", "permalink: /a/{{ page.fileSlug }}/\n"),
        ("data/site.yaml", "{title: 1}\n"),
        ("hooks.py", ""),
        ("urls.txt", ""),
    ],
)
def test_a_change_of_any_source_is_built(project, path, text):
    project.write({path: text})
    result = project.run("build")
    clean = Project(project.root.parent / "clean", {**SITE, path: text or ""})
    if text is None:
        clean.write({path: None})
    expected = clean.run("build")
    assert (result.code, result.err) == (expected.code, expected.err)
    assert expected.code or project.snapshot() == clean.snapshot()


def test_files_of_the_site_that_somebody_changed_are_written_again(project):
    project.write({"_site/index.html": "somebody's", "_site/about/index.html": None})
    assert ": 2 files written, 4 unchanged" in project.build().out
    assert "somebody" not in (project.output / "index.html").read_text()


@pytest.mark.parametrize(
    "option", ["--drafts", "--future", "--base-url=https://a.example"]
)
def test_another_wish_is_another_site(project, option):
    project.write({"content/late.md": "---\npending: true\n---\n"})
    project.build()
    kept = (project.root / STORE).read_bytes()
    project.build(option)
    assert (project.root / STORE).read_bytes() != kept
    first = project.build(option).out
    assert ": 0 files written" in first


def test_nothing_of_it_is_believed_if_nobody_wants_to(project):
    first, *others = sections(project)
    kept = json.loads(first)
    put_sections(project, [json.dumps({**kept, "pages": 99}).encode(), *others])
    assert project.build().out.startswith("99 pages")
    assert project.build("--no-cache").out == NOTHING


def test_another_folder_has_a_memory_of_its_own(project):
    result = project.build("-o", "../other")
    assert ": 6 files written" in result.out
    assert ": 0 files written" in project.build("-o", "../other").out
    assert project.build().out == NOTHING


def test_a_page_is_published_when_its_time_comes(project, monkeypatch):
    project.write({"content/late.md": "---\ndate: 2030-01-01\n---\n"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    project.build()
    assert project.build().out == NOTHING
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893455999")
    assert project.build().out == NOTHING
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert project.build().out.startswith("3 pages")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # the clock was wrong
    assert project.build().out.startswith("2 pages")


def test_security_text_is_watched(project, monkeypatch):
    text = "security_txt: {contact: mailto:a@example.com, expires: 2030-01-01}\n"
    project.write({"site.yaml": SITE["site.yaml"] + text})
    day = 24 * 60 * 60
    said = []
    for left in (40, 31, 30, 29, 29, 1, 0):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1893456000 - left * day))
        said.append(project.run("build").err.partition("\n")[0])
    expires = "warning[SEC003]: security.txt expires in {}, on 2030-01-01"
    last = "warning[SEC002]: security.txt was to be trusted until 2030-01-01"
    days = [expires.format(left) for left in ("30 days", "29 days", "29 days", "a day")]
    assert said == ["", "", *days, last]


def warned(project):
    project.write({"content/about.md": page("About", COMMENT)})
    return project.run("build")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_what_was_found_is_said_again(project, form):
    warned(project)
    before = project.run("build", "--format", form)
    kept = sections(project)
    (project.root / STORE).unlink()
    anew = project.run("build", "--format", form)
    assert "MD004" in anew.err + anew.out
    assert (before.code, before.err) == (anew.code, anew.err)
    if form != "json":  # which has the seconds in it
        assert before.out == anew.out
    assert json.loads(kept[2])[0][1][0] == "MD004"


def test_a_strict_build_does_not_pass_over_warnings(project):
    warned(project)
    result = project.run("build", "--strict")
    assert result.code == 1
    assert "Nothing was written" in result.err
    assert project.run("build").code == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 99,
        b"sitewright-last-build 2: 0 7\n",
        b"sitewright-last-build 2: a\n",
    ],
    ids=["empty", "zeros", "short", "no number"],
)
def test_a_damaged_memory_is_left_aside(project, content):
    project.write({STORE: content})
    result = project.run("build")
    assert result.code == 0
    assert result.err.startswith(
        "sitewright: .sitewright/last-build is left aside: it is "
    )
    assert result.out == NOTHING
    assert project.build().err == ""


def test_a_memory_that_cannot_be_read_is_left_aside(project):
    (project.root / STORE).unlink()
    (project.root / STORE).mkdir()
    result = project.run("build")
    assert (result.code, result.out) == (0, NOTHING)
    said = "sitewright: .sitewright/last-build is left aside: is a directory\n"
    assert result.err == said


def test_a_memory_of_another_version_is_nobody_s_concern(project):
    old = (project.root / STORE).read_bytes()
    project.write({STORE: old.replace(b"last-build 2", b"last-build 0", 1)})
    assert project.build().out == NOTHING
    assert (project.root / STORE).read_bytes().startswith(b"sitewright-last-build 2")


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: {},
        lambda kept: kept | {"folders": 1},
        lambda kept: kept | {"folders": {"content": 1}},
        lambda kept: kept | {"folders": {"content": {"index.md": "x"}}},
        lambda kept: kept | {"outputs": []},
        lambda kept: kept | {"outputs": {"a": 1}},
        lambda kept: kept | {"apart": {"a": []}},
        lambda kept: kept | {"time": "x"},
    ],
    ids=range(9),
)
def test_a_memory_that_somebody_made_up_does_no_harm(project, change):
    first, *others = sections(project)
    put_sections(project, [json.dumps(change(json.loads(first))).encode(), *others])
    result = project.run("build")
    assert (result.code, result.out) == (0, NOTHING)
    said = "sitewright: .sitewright/last-build is left aside: "
    assert result.err in ("", said + "it is not what a build has written\n")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_other_part_of_it_is_believed_either(project, number):
    warned(project)
    found = sections(project)
    found[number] = b"[1]"
    put_sections(project, found)
    project.write({"content/about.md": page("About", "Other\n\n" + COMMENT)})
    result = project.run("build")
    assert result.code == 0
    assert "MD004" in result.err
    assert "Other" in (project.output / "about/index.html").read_text()


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b'"all"', b'"ALL"'),
        lambda _: b"sitewright-last-build 2: 634125391 4\nnull",
    ],
    ids=["lost", "empty", "cut", "changed", "of another build"],
)
def test_nothing_is_believed_of_a_site_but_what_belongs_to_it(project, change):
    file = project.root / f"{STORE}-site"
    content = change(file.read_bytes())
    file.unlink() if content is None else file.write_bytes(content)
    assert project.build().out == NOTHING
    project.write({"content/about.md": page("About", "Other")})
    assert project.build().err == ""
    assert "<p>Other</p>" in (project.output / "about/index.html").read_text()


def test_the_text_of_a_page_is_changed_alone(project):
    before = times(project)
    project.write({"content/about.md": page("About", "Other")})
    assert "written  about/index.html\n" in project.build("-v").out
    changed = {name for name, time in times(project).items() if time != before[name]}
    assert changed == {"index.html"}
    assert "<p>Other</p>" in (project.output / "about/index.html").read_text()
    assert project.build().out == NOTHING


FINGERPRINTED = {
    "site.yaml": SITE["site.yaml"] + "assets: {fingerprint: css/**}\n",
    "templates/page.html": "{{ '/css/site.css' | asset }} {{ '/css/all.css' | asset }} "
    "{{ '/css/all.css' | integrity }} {{ content }}",
    "content/all.css.jinja": "---\npermalink: /css/all.css\n"
    "eleventyExcludeFromCollections: true\n---\n{}",
}


def test_names_with_digests_are_known_when_a_text_is_changed_alone(project):
    sheet = FINGERPRINTED["content/all.css.jinja"]
    project.write({**FINGERPRINTED, "content/all.css.jinja": sheet.format("p {}")})
    project.build()
    project.write({"content/about.md": page("About", "Other")})
    assert "written  about/index.html\n" in project.build("-v").out
    about = (project.output / "about/index.html").read_text()
    assert about.split()[:3] == (project.output / "index.html").read_text().split()[:3]
    assert "<p>Other</p>" in about
    assert about.count(".immutable.css ") == 2


def test_a_text_that_gives_a_file_another_name_changes_all_pages(project):
    shows = (
        "{{% for it in collections.all %}}{{{{ it.content }}}}{{% endfor %}}".format()
    )
    sheet = FINGERPRINTED["content/all.css.jinja"]
    project.write({**FINGERPRINTED, "content/all.css.jinja": sheet.format(shows)})
    project.build()
    project.write({"content/about.md": page("About", "Other")})
    assert ": 4 files written, " in project.build().out
    about = (project.output / "about/index.html").read_text()
    assert (project.output / about.split()[1].lstrip("/")).is_file()
    project.write({"static/css/site.css": "p {}"})
    assert ": 4 files written, " in project.build().out


def test_so_are_pages_that_show_it(project):
    project.write(
        {
            "templates/page.html": "{% for i in collections.all %}{{ i.content }}{% endfor %}"
        }
    )
    project.build()
    project.write({"content/about.md": page("About", "Other")})
    assert ": 2 files written" in project.build().out
    assert "Other" in (project.output / "index.html").read_text()


def test_a_warning_goes_with_its_text(project):
    assert "MD004" in warned(project).err
    project.write({"content/about.md": page("About", "Text\n\n" + COMMENT)})
    assert "content/about.md:7:1" in project.run("build").err
    assert "content/about.md:7:1" in project.run("build").err
    project.write({"content/about.md": page("About")})
    assert project.run("build").err == ""


def test_a_warning_about_front_matter_comes_again_at_its_place(project):
    text = "---\ntitle: About\ndescripton: x\n---\nText\n"
    project.write({"content/about.md": text})
    for _ in range(2):
        assert "--> content/about.md:3:1\n" in project.run("build").err


def test_a_lost_id_is_missed_by_whoever_leads_to_it(project):
    project.write({"content/about.md": page("About", "## Team\n")})
    project.write({"content/index.md": page("Home", "[team](about.md#team)\n")})
    project.write({"site.yaml": SITE["site.yaml"] + "markdown: {heading_ids: true}\n"})
    project.build()
    project.write({"content/about.md": page("About", "## People\n")})
    assert "MD006" in project.run("build").err


def test_the_headers_follow_what_a_page_needs(project):
    extra = "hosts: [netlify]\nsecurity: {}\n"
    project.write({"site.yaml": SITE["site.yaml"] + extra})
    project.build()
    project.write({"content/about.md": page("About", "Other")})
    assert ": 1 file written" in project.build().out
    script = "<script>a()</script>"
    project.write({"content/about.md": page("About", script)})
    assert ": 2 files written" in project.build().out
    assert "sha256-" in (project.output / "_headers").read_text()


def test_an_error_in_a_text_leaves_the_site_as_it_was(project):
    project.write({"site.yaml": SITE["site.yaml"] + "markdown: {template: jinja}\n"})
    project.build()
    before = project.snapshot()
    project.write({"content/about.md": page("About", "{{ nothing.at.all }}")})
    result = project.run("build")
    assert result.code == 1
    assert "TPL005" in result.err
    assert project.snapshot() == before


def test_a_new_link_is_led(project):
    project.write({"content/about.md": page("About", "[home](index.md)")})
    project.build()
    assert '<a href="/">' in (project.output / "about/index.html").read_text()
    project.write({"content/about.md": page("About", "[home](nowhere.md)")})
    assert "MD005" in project.run("build").err


@pytest.mark.parametrize(
    "files",
    [{"hooks.py": "from sitewright import hooks\n"}, {}],
    ids=["hooks", "a link"],
)
def test_nothing_is_kept_where_nobody_knows_what_is_read(tmp_path, files):
    project = Project(tmp_path / "site", {**SITE, **files})
    if not files:
        (project.root / "content/other.md").symlink_to("about.md")
    (project.root / ".sitewright").mkdir()
    project.write({STORE: "of a time before that"})
    project.run("build")
    assert not (project.root / STORE).exists()
