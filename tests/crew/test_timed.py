"""What copies of the process take is told with the rest."""

from __future__ import annotations

import os
import sys

import pytest

from crew.crews import Forked
from sitewright.edges.crew.timed import TimedCrew
from sitewright.edges.stopwatch import SystemStopwatch
from sitewright.engine.ledger import Ledger
from sitewright.stages.accounts.reckoning import reckon
from support import build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no copies elsewhere")

SITE = {
    "templates/page.njk": "{{ content | safe }}",
    **{
        f"content/p{n}.md": f"---\ntitle: P{n}\nlayout: page.njk\n---\n{'word ' * 400}\n"
        for n in range(60)
    },
}


def test_a_page_is_timed_where_it_is_made():
    stopwatch = SystemStopwatch()
    with stopwatch.lap("step", "building"):
        made = build(SITE, Ledger(stopwatch), crew=TimedCrew(Forked(2), stopwatch))
    assert made == build(SITE)
    (other,) = stopwatch.others
    assert other != os.getpid()
    elsewhere = stopwatch.others[other]
    kinds = {lap.kind for lap in elsewhere}
    assert kinds - {"compiling"} == {"stage", "template"}
    assert {lap.name for lap in elsewhere if lap.kind == "stage"} == {"body", "render"}
    building = stopwatch.laps[-1]
    assert all(building.begin < lap.begin < lap.end < building.end for lap in elsewhere)
    lanes = {os.getpid(): stopwatch.laps, **stopwatch.others}
    account = reckon(lanes, stopwatch.asked)
    rows = {row.name: row.count for row in account.stages}
    # What was made there and taken over here is one task.
    assert (account.processes, rows["render"], rows["body"]) == (2, 60, 60)
    assert [(row.name, row.count) for row in account.templates] == [
        ("templates/page.njk", 60)
    ]
