"""Findings as people, machines and GitHub read them."""

from __future__ import annotations

import json

import pytest

from sitewright.kernel.diagnostics import (
    Note,
    Span,
    error,
    has_errors,
    merge_repeats,
    printable,
    sort_findings,
    suggest,
    warning,
)
from sitewright.kernel.reports import (
    coloured,
    count,
    format_github,
    format_json,
    format_place,
    format_tally,
    format_text,
)


def excerpt(text: str, *span: int) -> list[str]:
    """The lines under the place, for a finding in a file with this text."""
    lines = format_text(error("X001", "m", Span("a.md", *span)), {"a.md": text})
    return lines.split("\n")[2:]


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        ("abc", (1, 2, 1), ["  |", "1 | abc", "  |  ^"]),
        ("abc\r\ndef\rghi", (3, 2, 1), ["  |", "3 | ghi", "  |  ^"]),
        ("abc", (1, 1, 3), ["  |", "1 | abc", "  | ^^^"]),
        ("abc", (1, 2, 99), ["  |", "1 | abc", "  |  ^^"]),
        ("abc", (1, 4, 1), ["  |", "1 | abc", "  |    ^"]),
        ("abc", (1, 2, 0), ["  |", "1 | abc", "  |  ^"]),
        ("abc", (1, 0, 0), ["  |", "1 | abc"]),
        ("abc", (0, 0, 0), []),
        ("abc", (2, 1, 1), []),
        ("", (1, 1, 1), []),
        ("\n" * 9 + "x", (10, 1, 1), ["   |", "10 | x", "   | ^"]),
        ("\n", (1, 1, 1), ["  |", "1 |", "  | ^"]),
        ("\ta\tb", (1, 4, 1), ["  |", "1 | \ta\tb", "  | \t \t^"]),
        ("\x1b[b", (1, 3, 1), ["  |", "1 | \\x1b[b", "  |      ^"]),
        ("a\u202eb", (1, 3, 1), ["  |", "1 | a\\u202eb", "  |        ^"]),
        ("a\r\nb", (1, 1, 1), ["  |", "1 | a", "  | ^"]),
    ],
)
def test_the_carets_stand_under_the_place(text, span, lines):
    assert excerpt(text, *span) == lines


def test_of_a_very_long_line_the_part_around_the_place_is_shown():
    lines = excerpt("a" * 500 + "X" + "b" * 500, 1, 501, 1)
    assert lines[1] == "1 | …" + "a" * 79 + "X" + "b" * 80 + "…"
    assert lines[2] == "  | " + " " * 80 + "^"
    assert excerpt("X" + "b" * 500, 1, 1, 1)[1] == "1 | X" + "b" * 159 + "…"


def test_all_parts_of_a_finding_are_shown_in_order():
    found = error(
        "X001",
        "it is\nwrong",
        Span("a.md", 1, 1, 1),
        "mend\x07 it",
        (Note("see", Span("b.md", 1, 1, 1)), Note("and more")),
    )
    assert format_text(found, {"a.md": "a", "b.md": "b"}) == (
        "error[X001]: it is\\nwrong\n"
        "  --> a.md:1:1\n  |\n1 | a\n  | ^\n"
        "  = note: see\n"
        "  --> b.md:1:1\n  |\n1 | b\n  | ^\n"
        "  = note: and more\n"
        "  = help: mend\\x07 it"
    )


def test_colour_changes_nothing_but_colour():
    found = warning("X001", "m", Span("a.md", 1, 1, 1), "h")
    painted = format_text(found, {"a.md": "a"}, coloured)
    assert painted == (
        "\x1b[1;33mwarning[X001]\x1b[0m: \x1b[1mm\x1b[0m\n"
        "  \x1b[36m-->\x1b[0m a.md:1:1\n"
        "  |\n1 | a\n  | \x1b[1;31m^\x1b[0m\n"
        "  = \x1b[32mhelp\x1b[0m: h"
    )


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (Span("a.md"), "a.md"),
        (Span("a.md", 2), "a.md:2"),
        (Span("a.md", 2, 3, 4), "a.md:2:3"),
        (Span("a\nb\x1b.md"), "a\\nb\\x1b.md"),
    ],
)
def test_a_place_is_written_on_one_line(span, place):
    assert format_place(span) == place


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (error("X001", "m"), "::error title=X001::m"),
        (
            warning("X001", "m", Span("a.md", 2)),
            "::warning title=X001,file=a.md,line=2::m",
        ),
        (
            error("X001", "50%\nof ::it", Span("a,b:c%.md", 1, 2), "h"),
            "::error title=X001,file=a%2Cb%3Ac%25.md,line=1,col=2,endColumn=3"
            "::50%25%0Aof ::it%0Ahelp: h",
        ),
        (
            error("X001", "m", None, "", (Note("n", Span("b.md", 3)), Note("o"))),
            "::error title=X001::m%0Anote: n (b.md:3)%0Anote: o",
        ),
    ],
)
def test_github_gets_one_escaped_line(found, line):
    assert format_github(found) == line


def test_json_is_ascii_and_keeps_every_part():
    found = error("X001", "ü\ud800", Span("é.md", 1, 2, 3), "h", (Note("n"),))
    text = format_json((found, warning("X002", "m")), {"ok": False})
    assert text.isascii()
    assert json.loads(text) == {
        "ok": False,
        "findings": [
            {
                "code": "X001",
                "severity": "error",
                "message": "ü\ud800",
                "place": {"path": "é.md", "line": 1, "column": 2, "width": 3},
                "help": "h",
                "paste": "",
                "notes": [{"message": "n", "place": None}],
            },
            {
                "code": "X002",
                "severity": "warning",
                "message": "m",
                "place": None,
                "help": "",
                "paste": "",
                "notes": [],
            },
        ],
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 files"), (1, "1 file"), (2, "2 files"), (12345, "12,345 files")],
)
def test_a_number_comes_with_its_noun(number, text):
    assert count(number, "file") == text


BAD, DOUBT = error("X001", "m"), warning("X002", "m")


@pytest.mark.parametrize(
    ("findings", "tally"),
    [
        ((), ""),
        ((BAD,), "1 finding: 1 error"),
        ((DOUBT, DOUBT), "2 findings: 2 warnings"),
        ((BAD, DOUBT, BAD), "3 findings: 2 errors, 1 warning"),
    ],
)
def test_findings_are_counted_by_severity(findings, tally):
    assert format_tally(findings) == tally
    assert has_errors(findings) is ("error" in tally)


def test_findings_stand_in_the_order_of_their_places():
    spans = [
        None,
        Span("a.md"),
        Span("a.md", 2, 9),
        Span("a.md", 10, 1),
        Span("b.md", 1),
    ]
    findings = tuple(error("X001", "m", span) for span in spans)
    assert sort_findings(reversed(findings)) == findings


def test_a_fault_of_a_template_is_said_once_for_all_its_pages():
    def on(page: str) -> object:
        return error(
            "X001", "m", Span("t.html", 1), "", (Note(f"while rendering {page}"),)
        )

    two = merge_repeats([on("a"), error("X002", "n"), on("b")])
    assert [item.code for item in two] == ["X001", "X002"]
    assert [note.message for note in two[0].notes] == [
        "while rendering a",
        "and 1 more time",
    ]
    three = merge_repeats([on("a"), on("b"), on("c")])
    assert three[0].notes[-1].message == "and 2 more times"


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("titel", ["title", "layout"], "title"),
        ("Menu", ["menu"], "menu"),
        ("SERVICES", ["Services"], "Services"),
        ("key", ["keys", "order"], "keys"),
        ("urll", ["url"], "url"),
        ("xyz", ["title", "layout"], ""),
        ("a", ["b"], ""),
        ("", ["title"], ""),
        ("title", [], ""),
    ],
)
def test_the_word_that_was_probably_meant(word, known, found):
    assert suggest(word, known) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é\t\n", "plain é\t\\n"),
        ("\x1b]0;x\x07", "\\x1b]0;x\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("\r", "\\r"),
        ("\u202e\u2066", "\\u202e\\u2066"),
    ],
)
def test_nothing_that_is_printed_moves_the_cursor_or_turns_the_text(text, shown):
    assert printable(text) == shown
