"""What took how long: reckoned out of laps, laid out as a table and as a trace."""

from __future__ import annotations

import json

import pytest

from sitewright.model.laps import Lap
from sitewright.stages.accounts.reckoning import Account, PageSpent, Spent, reckon
from sitewright.stages.accounts.table import format_account
from sitewright.stages.accounts.trace import format_trace

MS = 1_000_000


def lap(kind, name, begin, end, key=""):
    """A lap; its times are in milliseconds."""
    return Lap(kind, name, key, begin * MS, end * MS)


# In the order in which they end, as a stopwatch writes them down.
LAPS = (
    lap("step", "start-up", 0, 100),
    lap("step", "reading", 110, 130),
    lap("stage", "body", 150, 180, "content/a.md"),
    lap("stage", "body", 180, 190, "content/b.md"),
    lap("compiling", "templates/page.njk", 200, 215),
    lap("macro", "templates/m.njk", 225, 230),
    lap("stage", "body", 232, 235, "content/c.md"),
    lap("hook", "filter 'shout'", 236, 240),
    lap("template", "templates/head.njk", 220, 245, "root"),
    lap("block", "templates/page.njk", 246, 248, "main"),
    lap("template", "templates/page.njk", 216, 250, "root"),
    lap("stage", "render", 195, 260, "content/a.md"),
    lap("stage", "all", 145, 270),
    lap("step", "building", 140, 280),
    lap("step", "writing", 280, 300),
)
ASKED = {"body": 5, "render": 1, "all": 1}


def times(rows):
    return {row.name: (row.count, row.total // MS, row.own // MS) for row in rows}


def test_a_stage_has_on_its_account_what_templates_do_for_it_and_no_other_stage():
    account = reckon({1: LAPS}, ASKED)
    assert times(account.stages) == {
        "start-up": (1, 100, 100),
        "reading": (1, 20, 20),
        "building": (1, 140, 140 - 125),
        "all": (1, 125, 125 - 30 - 10 - 65),
        "body": (3, 43, 43),
        "render": (1, 65, 65 - 3),
        "writing": (1, 20, 20),
    }
    # What no lap covers is nobody's: 10 ms before reading, 10 ms before building.
    assert (account.wall, account.work) == (300 * MS, 280 * MS)
    assert {row.name: row.known for row in account.stages if row.known} == {"body": 2}


def test_a_file_has_on_its_account_its_blocks_and_macros_and_not_what_it_includes():
    (page, head, macros) = reckon({1: LAPS}, ASKED).templates
    assert (page.name, page.count, page.compiling) == ("templates/page.njk", 1, 15 * MS)
    # Its block lies inside it: that is counted once.
    assert (page.total, page.own) == (34 * MS, (34 - 25) * MS)
    assert (head.name, head.total, head.own) == (
        "templates/head.njk",
        25 * MS,
        (25 - 5 - 3 - 4) * MS,
    )
    assert (macros.count, macros.macros, macros.own) == (0, 1, 5 * MS)


def test_a_template_that_includes_itself_is_counted_once():
    laps = (
        lap("template", "templates/tree.njk", 2, 4),
        lap("template", "templates/tree.njk", 1, 6),
        lap("template", "templates/tree.njk", 0, 10),
    )
    (row,) = reckon({1: laps}, {}).templates
    assert (row.count, row.total, row.own) == (3, 10 * MS, 10 * MS)


def test_the_slowest_pages_come_first_markdown_and_templates_apart():
    pages = reckon({1: LAPS}, ASKED).pages
    assert [(p.name, p.markdown // MS, p.templates // MS) for p in pages] == [
        ("content/a.md", 30, 62),
        ("content/b.md", 10, 0),
        ("content/c.md", 3, 0),
    ]


def test_laps_of_several_processes_do_not_lie_inside_one_another():
    lanes = {
        1: (lap("stage", "render", 10, 90, "a"), lap("step", "building", 0, 100)),
        2: (lap("stage", "render", 20, 60, "b"),),
    }
    account = reckon(lanes, {"render": 2})
    assert (account.processes, account.wall, account.work) == (2, 100 * MS, 140 * MS)
    assert times(account.stages)["render"] == (2, 120, 120)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_begins_and_ends_at_the_same_moment_lies_in_what_ended_later(order):
    inner, outer = lap("stage", "inner", 0, 5), lap("step", "outer", 0, 5)
    laps = ((inner, outer), (outer, inner))[order[0]]
    stages = {row.name: row.own // MS for row in reckon({1: laps}, {}).stages}
    assert stages == {laps[0].name: 5, laps[1].name: 0}


def test_the_table():
    assert (
        format_account(reckon({1: LAPS}, ASKED), 100)
        == """\
0.30 s from the start of the process

Stages    ran  reused     ms  share
start-up    1       0  100.0  35.7%  ███████▏              Python, and all that it imports
render      1       0   62.0  22.1%  ████▍                 templates, and their compiling
body        3       2   43.0  15.4%  ███▏                  Markdown
reading     1       0   20.0   7.1%  █▍                    files, and hooks.py
all         1       0   20.0   7.1%  █▍
writing     1       0   20.0   7.1%  █▍                    what has changed
building    1       0   15.0   5.4%  █▏                    between the stages

Templates           runs  macros  compiling  total ms  own ms  share
templates/page.njk     1       0       15.0      34.0     9.0   8.6%  █▊
templates/head.njk     1       0        0.0      25.0    13.0   4.6%  ▉
templates/m.njk        0       1        0.0       5.0     5.0   1.8%  ▍

Hooks           calls  total ms  own ms  share
filter 'shout'      1       4.0     4.0   1.4%  ▎

Slowest pages  Markdown  templates    ms
content/a.md       30.0       62.0  92.0  ████████████████████
content/b.md       10.0        0.0  10.0  ██▏
content/c.md        3.0        0.0   3.0  ▋"""
    )


def test_a_narrow_table_has_no_bars_and_shortens_paths_from_the_left():
    pages = (PageSpent("content/services/audit/index.md", 2 * MS, 1 * MS),)
    stages = (Spent("body", 1, 2 * MS, 2 * MS),)
    account = Account(3 * MS, 1, stages, (), (), pages)
    assert format_account(account, 44).split("\n\n")[1:] == [
        "Stages  ran   ms   share\nbody      1  2.0  100.0%",
        "Slowest pages       Markdown  templates   ms\n"
        "…es/audit/index.md       2.0        1.0  3.0",
    ]


def test_what_hardly_takes_time_is_added_up_in_one_line():
    small = tuple(Spent(f"s{n}", 1, MS, MS) for n in range(7))
    account = Account(
        MS, 1, (*small, Spent("body", 2, 1993 * MS, 1993 * MS)), (), (), ()
    )
    rows = format_account(account, 40).splitlines()[3:]
    assert rows == ["body      2  1,993.0  99.7%", "7 more           7.0   0.3%"]


def test_of_several_processes_the_work_is_told():
    account = Account(
        2000 * MS, 2, (Spent("body", 1, 3000 * MS, 3000 * MS),), (), (), ()
    )
    assert format_account(account, 80).splitlines()[0] == (
        "2.00 s from the start of the process; 3.00 s of work in 2 processes"
    )


def test_the_trace_says_when_each_lap_began_and_how_long_it_took():
    lanes = {40: LAPS, 41: (lap("stage", "render", 195, 200, "content/b.md"),)}
    trace = json.loads(format_trace(lanes, reckon(lanes, ASKED), "1.2"))
    events = trace["traceEvents"]
    names = [e["args"]["name"] for e in events if e["name"] == "process_name"]
    assert names == ["sitewright", "sitewright, process 2"]
    complete = [event for event in events if event["ph"] == "X"]
    assert len(complete) == len(LAPS) + 1
    assert complete[-1] == {
        "name": "render",
        "cat": "stage",
        "ph": "X",
        "ts": 195_000.0,
        "dur": 5_000.0,
        "pid": 41,
        "tid": 41,
        "args": {"key": "content/b.md"},
    }
    assert trace["displayTimeUnit"] == "ms"
    assert trace["sitewright"]["seconds"] == 0.3
    assert {"name": "filter 'shout'", "calls": 1, "total": 0.004, "own": 0.004} in (
        trace["sitewright"]["hooks"]
    )
