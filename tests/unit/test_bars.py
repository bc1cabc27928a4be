"""How far long work is, on one line."""

from __future__ import annotations

import pytest

from sitewright.kernel.bars import ASCII, Progressed, draw_bar
from sitewright.kernel.reports import coloured

HALF = Progressed("rendering", 2_000, 4_000, 3.0)


@pytest.mark.parametrize(
    ("progressed", "width", "line"),
    [
        (Progressed("reading"), 80, "reading …"),
        (Progressed("reading", seconds=2.4), 80, "reading … 2 s"),
        (Progressed("waiting for another publication"), 20, "waiting for another "),
        (
            Progressed("rendering", 0, 4_000),
            80,
            "rendering ────────────────────────────── " + "    0 of 4,000",
        ),
        (
            HALF,
            80,
            "rendering ━━━━━━━━━━━━━━━─────────────── 2,000 of 4,000  about 3 s left",
        ),
        (
            Progressed("rendering", 1_234, 4_000, 60.0),
            80,
            "rendering ━━━━━━━━━───────────────────── 1,234 of 4,000  about 2 min left",
        ),
        (
            Progressed("rendering", 999, 1_000, 1.0),
            80,
            "rendering ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸   999 of 1,000  nearly done",
        ),
        # More is done than anybody knew.
        (
            Progressed("sending", 3, 2, 5.0),
            60,
            "sending ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 3 of 2  nearly done",
        ),
    ],
)
def test_a_line(progressed, width, line):
    assert draw_bar(progressed, width) == line


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (50, "rendering ━━━━╸──── 2,000 of 4,000  about 3 s left"),
        (49, "rendering ━━━━──── 2,000 of 4,000  about 3 s left"),
        (48, "rendering ━━━━━━━━━━━╸─────────── 2,000 of 4,000"),
        (33, "rendering ━━━━──── 2,000 of 4,000"),
        (32, "rendering 2,000 of 4,000"),
        (12, "rendering 2,"),
    ],
)
def test_a_narrow_line_has_less_and_never_more_than_there_is_room_for(width, line):
    assert draw_bar(HALF, width) == line
    assert len(line) <= width


def test_a_line_without_signs_that_the_terminal_lacks():
    assert draw_bar(HALF, 33, signs=ASCII) == "rendering ====---- 2,000 of 4,000"
    assert draw_bar(Progressed("reading"), 33, signs=ASCII) == "reading ..."


def test_what_is_done_has_a_colour():
    line = "rendering \x1b[32m━━━━\x1b[0m──── 2,000 of 4,000"
    assert draw_bar(HALF, 33, coloured) == line


def test_what_is_not_printable_is_shown_as_an_escape():
    assert draw_bar(Progressed("asking \x1b[2J"), 80) == "asking \\x1b[2J …"
