"""What looks like a fault and does no harm: it is built, and nothing else happens."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from disk import SITE, Project, at_step, count_steps, page, snapshot
from support import build, outputs, report

LAYOUT = (
    "<title>{{ title }}</title><script type=application/ld+json>"
    '{"name": {{ title | tojson }}}</script>{{ content }}'
)

SHOWN = [
    pytest.param("a\0b", "<p>a\ufffdb</p>\n", id="NUL"),
    pytest.param("{{ title }} {% raw %} {{ 7 * 7 }}", "<p>{{ title }} {% raw %} {{ 7 * 7 }}</p>\n", id="templates in Markdown"),
    pytest.param("{{ ''.__class__.__mro__ }}", "<p>{{ ''.<strong>class</strong>.<strong>mro</strong> }}</p>\n", id="Python in Markdown"),
    pytest.param("[x](javascript:alert(1)) [y](JAVA\tscript:1) [z](data:text/html,x)", "<p>[x](javascript:alert(1)) [y](JAVA\tscript:1) [z](data:text/html,x)</p>\n", id="addresses that are programs"),
    pytest.param("![a\"onerror=x](/i.png 'b\"onload=y')", '<p><img src="/i.png" alt="a&quot;onerror=x" title="b&quot;onload=y"></p>\n', id="quotes in a picture"),
    pytest.param("``` js\"><script>\nx\n```", '<pre><code class="language-js&quot;&gt;&lt;script&gt;">x\n</code></pre>\n', id="a language with markup"),
    pytest.param("", "", id="nothing"),
    pytest.param(" \n\n\t\n", "", id="white space"),
    pytest.param("No line end", "<p>No line end</p>\n", id="no line end"),
    pytest.param("a\u2028b\u200d", "<p>a\u2028b\u200d</p>\n", id="odd characters in prose"),
    pytest.param("---", "<hr>\n", id="a rule"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "html"), SHOWN)
def test_text_that_looks_dangerous(text, html):
    files = {"content/a.md": f"---\ntitle: A\n---\n{text}"}
    assert outputs(files)["a/index.html"] == html


def test_a_second_document_is_text():
    html = outputs({"content/a.md": "---\na: 1\n---\n---\nb: 2\n\n---\n"})
    assert html["a/index.html"] == "<hr>\n<p>b: 2</p>\n<hr>\n"


def test_a_title_breaks_out_of_nothing():
    title = "</title></script><b>&\"' \u202e 😀"
    files = {
        "templates/page.html": LAYOUT,
        "content/a.md": "---\nlayout: page.html\n"
        'title: "</title></script><b>&\\"\' \\u202e 😀"\n---\n',
    }
    html = outputs(files)["a/index.html"]
    escaped = "&lt;/title&gt;&lt;/script&gt;&lt;b&gt;&amp;&quot;&#39; \u202e 😀"
    assert html.startswith(f"<title>{escaped}</title>")
    assert html.count("</script>") == 1
    assert title not in html


@pytest.mark.parametrize("ending", ["html", "xml", "j2", "txt"])
def test_every_template_escapes_whatever_its_name(ending):
    files = {
        f"templates/page.{ending}": "{{ title }}",
        "content/a.md": f"---\ntitle: <b>\nlayout: page.{ending}\n---\n",
    }
    assert outputs(files)["a/index.html"] == "&lt;b&gt;"


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd", "/etc/passwd", "./../site.yaml", "..\\site.yaml"),
        *("page.html\0", "../content/a.md", "page.html/../../site.yaml"),
    ],
)
@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_no_template_takes_in_what_is_none(tag, name):
    rest = " as x" if tag == "import" else ""
    quoted = name.replace("\\", "\\\\")
    files = {
        "templates/page.html": f"{{% {tag} '{quoted}'{rest} %}}",
        "content/a.md": "---\nlayout: page.html\n---\n",
    }
    found = report(build(files), files)
    assert found.startswith("error[TPL004]: there is no template ")
    assert "  --> templates/page.html:1" in found


def test_an_address_made_of_signs_alone_takes_no_place_of_another():
    files = {
        "content/index.md": "Home",
        "content/a.md": '---\npermalink: "/{{ title | slugify }}/"\ntitle: ???\n---\n',
    }
    found = report(build(files), files)
    assert found.startswith("error[URL003]: two sources want the address '/'\n")


def test_names_of_any_script_and_length_are_built():
    stems = ("日本語", "😀", "Ünï", "a" * 240, "'quoted' & more, (1)+[2];=~@$!%")
    names = [unicodedata.normalize("NFC", stem) for stem in stems]
    made = outputs({f"content/{name}.md": "Text" for name in names})
    assert {f"{name}/index.html" for name in names} <= made.keys()


def test_a_build_asks_nobody_on_the_network(tmp_path):
    project = Project(tmp_path / "site")

    def refuse(event: str, _: object) -> None:
        if event.startswith("socket."):
            os._exit(77)

    child = project.spawn("build", before=lambda: sys.addaudithook(refuse))
    assert child.wait().code == 0


def test_a_file_of_the_site_is_no_second_name_of_a_source(tmp_path):
    """Not even where somebody has made it one."""
    project = Project(tmp_path / "site")
    project.build()
    source, made = project.root / "static/css/site.css", project.output / "css/site.css"
    assert source.stat().st_ino != made.stat().st_ino
    made.unlink()
    os.link(source, made)
    other = project.root / "new.css"
    other.write_text("b { color: blue }\n")
    before = source.read_bytes()
    other.replace(source)
    project.build()
    assert source.read_bytes() == b"b { color: blue }\n"
    os.link(made, project.root / "kept.css")
    project.write({"static/css/site.css": before})
    project.build()
    assert (project.root / "kept.css").read_bytes() == b"b { color: blue }\n"


@pytest.mark.parametrize("moment", range(8))
def test_a_source_that_vanishes_while_it_is_read_is_missed_or_was_there(
    tmp_path, moment
):
    project = Project(tmp_path / "site", SITE)
    project.build()
    before = project.snapshot()
    project.write({"content/about.md": page("About", "New")})
    about = project.root / "content/about.md"
    opens = frozenset({"open", "os.scandir", "os.listdir"})
    steps = count_steps(Project(tmp_path / "other", SITE), "build", steps=opens)
    vanish = at_step(1 + steps * moment // 8, lambda: _unlink(about), opens)
    result = project.spawn("build", "--no-cache", before=vanish).wait()
    assert "Traceback" not in result.err
    if result.code == 1:
        assert "error[SRC001]: this cannot be read: it is not there any more" in result.err  # fmt: skip
        assert project.snapshot() == before
    else:
        assert result.code == 0
        assert project.snapshot().keys() - {"about", "about/index.html"} == before.keys() - {"about", "about/index.html"}  # fmt: skip


def _unlink(file: Path) -> None:
    file.unlink(missing_ok=True)


def test_nothing_tells_where_and_by_whom_a_site_was_built(tmp_path):
    project = Project(tmp_path / "a-telling-name", SITE)
    project.build()
    told = b"\n".join(snapshot(project.output).values())
    for secret in (str(tmp_path), "a-telling-name", f"{Path.home()}/"):
        assert secret.encode() not in told


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(">" * 10_000 + " a", id="quotes"),
        pytest.param("- " * 10_000 + "a", id="lists on one line"),
        pytest.param("\n".join("  " * n + "- a" for n in range(400)), id="lists"),
        pytest.param("*" * 10_001 + "a" + "*" * 10_001, id="emphasis"),
        pytest.param("[" * 5_000 + "a" + "](b)" * 5_000, id="links"),
        pytest.param("<b>" * 10_000, id="tags"),
        pytest.param(
            "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b" * 1000, id="cells"
        ),
        pytest.param("".join(f"[{n}]: /{n}\n" for n in range(5000)), id="references"),
        pytest.param("\"a' " * 20_000, id="quotation marks"),
    ],
)
def test_text_that_is_deep_or_wide_is_built(text):
    settings = "title: A\nurl: https://a.example\nmarkdown: {typographer: true}\n"
    made = build({"site.yaml": settings, "content/a.md": text})
    assert not made.is_broken
    assert any(item.path == "a/index.html" for item in made.artifacts)


@pytest.mark.parametrize(
    "files",
    [
        {"content/index.md": "A\0B\n"},
        {"content/index.html": "A\0B\n"},
        {"content/index.md": "---\nlayout: a.njk\n---\n", "templates/a.njk": "A\0B"},
        {"content/index.html": "{{ said }}", "data/said.json": '"A\\u0000B"'},
    ],
    ids=["Markdown", "HTML", "layout", "data"],
)
def test_no_page_has_a_nul_wherever_it_was_written(files):
    html = outputs(files)["index.html"]
    assert "A\ufffdB" in html
    assert "\0" not in html
