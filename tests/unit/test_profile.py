"""``build --profile`` and ``--trace``: a whole build, timed."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import count

import pytest

from disk import Project, page
from sitewright.engine.ledger import Ledger
from sitewright.model.laps import Lap
from sitewright.stages.accounts.reckoning import reckon
from support import build, report

HOOKS = """\
from sitewright import hooks

@hooks.filter
def shout(text):
    return text.upper()

@hooks.shortcode
def badge(text, level=1):
    return hooks.Markup("<b>{}</b>").format(text)

@hooks.data
def team():
    return ["Ann"]
"""


def site(ending: str) -> dict[str, str]:
    """Two pages whose layout has all that Jinja's compiler makes functions of."""
    return {
        "hooks.py": HOOKS,
        f"templates/base{ending}": "{% block b %}base{% endblock %}"
        f"{{% include 'part{ending}' %}}",
        f"templates/part{ending}": "{{ title | shout }}{% badge 'new' %}",
        f"templates/m{ending}": "{% macro y(a) %}{{ a }}{{ caller() }}{% endmacro %}",
        f"templates/page{ending}": f"{{% extends 'base{ending}' %}}"
        f"{{% import 'm{ending}' as m %}}{{% block b %}}{{{{ super() }}}}"
        "{% call m.y(2) %}in{% endcall %}{{ content }}{% endblock %}",
        "content/a.md": f"---\ntitle: a\nlayout: page{ending}\n---\nText\n",
        "content/b.md": f"---\ntitle: b\nlayout: page{ending}\n---\nMore\n",
    }


class Counting:
    """A stopwatch whose clock moves on whenever somebody looks at it."""

    def __init__(self):
        self.laps, self.asked = [], {}
        self.clock = count()

    @contextmanager
    def lap(self, kind, name, key=""):
        begin = next(self.clock)
        try:
            yield
        finally:
            self.laps.append(Lap(kind, name, key, begin, next(self.clock)))

    def ask(self, stage):
        self.asked[stage] = self.asked.get(stage, 0) + 1


@pytest.mark.parametrize("ending", [".html", ".njk"])
def test_a_timed_build_makes_the_same_site(ending):
    files, stopwatch = site(ending), Counting()
    made = build(files, Ledger(stopwatch))
    assert not made.is_broken, report(made, files)
    assert made == build(files)


@pytest.mark.parametrize("ending", [".html", ".njk"])
def test_what_a_page_shows_is_on_the_account_of_the_file_that_says_so(ending):
    stopwatch = Counting()
    build(site(ending), Ledger(stopwatch))
    account = reckon({1: stopwatch.laps}, stopwatch.asked)
    rows = {row.name: (row.count, row.macros) for row in account.templates}
    # The body of a call tag belongs to the file in which it is written.
    assert rows == {
        f"templates/page{ending}": (2, 2),
        f"templates/base{ending}": (2, 0),
        f"templates/part{ending}": (2, 0),
        f"templates/m{ending}": (2, 2),
    }
    compiled = [lap.name for lap in stopwatch.laps if lap.kind == "compiling"]
    assert sorted(compiled) == sorted(rows)
    blocks = [lap.name for lap in stopwatch.laps if lap.kind == "block"]
    assert sorted(blocks) == 2 * [f"templates/base{ending}"] + 2 * [
        f"templates/page{ending}"
    ]
    assert {row.name: row.count for row in account.hooks} == {
        "filter 'shout'": 2,
        "shortcode 'badge'": 2,
        "data 'team'": 1,
    }


def test_stages_run_and_are_reused_as_the_ledger_says():
    stopwatch = Counting()
    ledger = Ledger(stopwatch)
    build(site(".njk"), ledger)
    assert {row.name: row.count for row in account_of(stopwatch).stages} == ledger.ran
    stopwatch.laps.clear()
    stopwatch.asked.clear()
    changed = site(".njk") | {"content/b.md": "---\ntitle: c\n---\nMore\n"}
    build(changed, ledger)
    rows = {row.name: (row.count, row.known) for row in account_of(stopwatch).stages}
    assert rows["document"] == (1, 1)


def account_of(stopwatch):
    return reckon({1: stopwatch.laps}, stopwatch.asked)


def test_pages_are_named_by_their_source_and_number():
    files = {
        "content/list.html": "---\npagination:\n  data: items\n  size: 1\n"
        "permalink: /list/{{ pagination.pageNumber }}/\n---\n{{ content }}",
        "data/items.yaml": "[1, 2, 3]\n",
    }
    stopwatch = Counting()
    build(files, Ledger(stopwatch))
    names = {page.name for page in account_of(stopwatch).pages}
    assert {"content/list.html", "content/list.html#1", "content/list.html#2"} <= names


BROKEN = {
    "a name without a value": {"templates/part.html": "{{ nobody }}"},
    "a hook that fails": {"templates/part.html": "{{ 1 | shout }}"},
    "a hook called wrongly": {"templates/part.html": "{{ 'a' | shout(2, 3) }}"},
    "an include without end": {"templates/part.html": "{% include 'part.html' %}"},
    "a macro called wrongly": {"templates/part.html": "{% macro m(a) %}{% endmacro %}"
    "{{ m(1, 2) }}"},
    "a block without one above": {"templates/base.html": "{% block b %}{{ super() }}"
    "{% endblock %}"},
    "bad syntax": {"templates/part.html": "{% if %}"},
}  # fmt: skip


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_timed_build_finds_the_same(change):
    files = site(".html") | change
    found = build(files)
    assert found.is_broken
    assert build(files, Ledger(Counting())).findings == found.findings


# -- On the command line


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "site")


def test_the_table_comes_after_the_report(project):
    done = project.run("build", "--profile")
    assert (done.code, done.err) == (0, "")
    first, rest = done.out.split("\n", 1)
    assert first.startswith("2 pages in _site/: 6 files written")
    for word in ("start-up", "Templates", "templates/page.html", "Slowest pages"):
        assert f"\n{word}" in rest
    assert "content/about.md" in rest


def test_without_being_asked_nothing_is_told(project):
    assert "Slowest" not in project.run("build").out


def test_what_is_there_already_is_built_anew_to_be_timed(project):
    project.run("build")
    assert "Slowest pages" in project.run("build", "--profile").out


def test_a_broken_site_is_accounted_for_too(project):
    project.write({"content/about.md": "---\nlayout: none.html\n---\n"})
    done = project.run("build", "--profile")
    assert done.code == 1
    assert "Nothing was written." in done.err
    assert "start-up" in done.out


def test_json_stays_json_and_the_table_goes_aside(project):
    done = project.run("build", "--profile", "--format", "json")
    assert json.loads(done.out)["ok"]
    assert "Slowest pages" in done.err


PHASES = {"X", "M"}
"""Kinds of events: complete ones, and metadata."""


def read_trace(project):
    done = project.run("build", "--trace", "trace.json", cwd=project.root)
    assert (done.code, done.err) == (0, "")
    return json.loads((project.root / "trace.json").read_text("utf-8"))


def test_the_trace_has_what_its_format_asks_for(project):
    project.write(
        {"hooks.py": HOOKS, "templates/page.html": "{{ title | shout }}{{ content }}"}
    )
    trace = read_trace(project)
    for event in trace["traceEvents"]:
        assert event["ph"] in PHASES
        assert isinstance(event["name"], str)
        assert isinstance(event["pid"], int)
        assert isinstance(event["tid"], int)
        assert isinstance(event["args"], dict)
        if event["ph"] == "X":
            assert isinstance(event["cat"], str)
            assert event["ts"] >= 0
            assert event["dur"] >= 0
    names = {event["name"] for event in trace["traceEvents"]}
    assert {
        "start-up",
        "reading",
        "building",
        "writing",
        "body",
        "render",
        "templates/page.html",
        "filter 'shout'",
    } <= names
    assert trace["displayTimeUnit"] in ("ms", "ns")


def test_events_of_a_trace_lie_inside_one_another_or_apart(project):
    events = [e for e in read_trace(project)["traceEvents"] if e["ph"] == "X"]
    around = []
    for event in events:
        begin, end = event["ts"], event["ts"] + event["dur"]
        while around and around[-1] <= begin + 0.001:
            around.pop()
        assert not around or end <= around[-1] + 0.001
        around.append(end)
    about = {"key": "content/about.md"}
    rendered = [e for e in events if e["name"] == "render" and e["args"] == about]
    building = next(e for e in events if e["name"] == "building")
    assert building["ts"] < rendered[0]["ts"]
    assert rendered[0]["ts"] + rendered[0]["dur"] < building["ts"] + building["dur"]


def test_the_trace_alone_prints_nothing_more(project):
    done = project.run("build", "--trace", "trace.json", cwd=project.root)
    assert done.out.count("\n") == 1


def test_a_trace_among_the_files_of_the_site_is_refused(project):
    done = project.run("build", "--trace", "_site/trace.json", cwd=project.root)
    assert done.code == 2
    assert done.err == (
        "sitewright: --trace _site/trace.json is among the files of the site itself\n"
    )
    assert not project.output.exists()


def test_a_trace_that_cannot_be_written_is_an_error_beside_a_whole_site(project):
    done = project.run("build", "--trace", "none/trace.json", cwd=project.root)
    assert done.code == 1
    assert done.err.startswith(
        "sitewright: the trace cannot be written: none/trace.json"
    )
    assert (project.output / "about/index.html").exists()


def test_of_many_pages_the_ten_slowest_are_named(project):
    project.write({f"content/p{n}.md": page(f"P{n}") for n in range(15)})
    out = project.run("build", "--profile").out
    assert out.partition("Slowest pages")[2].count("content/") == 10
