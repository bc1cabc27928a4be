"""Tell what a move changes: in a few lines, as a diff, or to a program."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitewright.commands.accepted import say_some
from sitewright.commands.report import NOTHING, say_findings
from sitewright.edges.replacing import read_both
from sitewright.edges.terminal import say, wants_colour
from sitewright.kernel.diagnostics import Findings, printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import (
    coloured,
    count,
    format_json,
    format_tally,
    plain,
)
from sitewright.model.move import Move
from sitewright.stages.moving import format_diff
from sitewright.stages.urlledger.lines import format_url

_LOADED = "without a redirect: pages load it by themselves"
_COLOURS = {"-": "error", "+": "help", "@": "place"}


@frozen
class Moved:
    """What is to be told.

    Attributes:
        root: The project's folder.
        move: All that changes.
        findings: What the author should know.
        texts: What findings may quote.
    """

    root: Path
    move: Move
    findings: Findings
    texts: Mapping[str, str]


def report_move(arguments: Namespace, moved: Moved) -> None:
    """Report in the format asked for."""
    is_dry = arguments.dry_run
    if arguments.format == "json":
        say(format_json(moved.findings, _summary(moved.move, is_dry=is_dry)))
        return
    if is_dry:
        _say_diff(moved)
    say_findings(moved.findings, moved.texts)
    if not is_dry:
        for lines in _lists(moved.move):
            say_some(lines)
    say(_tally(moved, is_dry=is_dry))


def _say_diff(moved: Moved) -> None:
    """Print the diff; as it is for programs, readable for people."""
    paint = coloured if wants_colour(sys.stdout) else plain
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    for change in moved.move.files:
        old, new = read_both(moved.root, change)
        for line in format_diff(change, old, new):
            if not is_shown:
                say(line)
                continue
            is_head = line.startswith(("diff ", "rename ", "--- a/", "+++ b/"))
            colour = "bold" if is_head else _COLOURS.get(line[0], "")
            say(paint(colour, printable(line)) if colour else printable(line))


def _lists(move: Move) -> Iterator[list[str]]:
    """List what changes, a kind at a time."""
    yield [
        f"moved      {printable(change.before)} -> {printable(change.after)}"
        for change in move.files
        if change.before != change.after
    ]
    yield [
        f"address    {format_url(item.before)} -> {format_url(item.after)}, "
        + (f"redirected in {printable(item.told_in)}" if item.told_in else _LOADED)
        for item in move.addresses
    ]
    yield [
        f"address    {format_url(url)} stays, without a redirect" for url in move.kept
    ]
    links = Counter(item.path for item in move.rewritten)
    yield [
        f"rewritten  {printable(path)}: {count(number, 'link')}"
        for path, number in links.items()
    ]
    yield [f"ledger     {line.state:<5} {format_url(line.url)}" for line in move.ledger]


def _tally(moved: Moved, *, is_dry: bool) -> str:
    move = moved.move
    files = sum(change.before != change.after for change in move.files)
    links = len(move.rewritten)
    places = len({item.path for item in move.rewritten})
    told = sum(bool(item.told_in) for item in move.addresses)
    would = "would be " if is_dry else ""
    parts = (
        f"{count(files, 'file')} {would}moved",
        f"{count(links, 'link')} {would}rewritten in {count(places, 'file')}",
        f"{count(told, 'URL')} {would}redirected",
    )
    found = f" {format_tally(moved.findings)}." if moved.findings else ""
    return f"{', '.join(parts)}.{found}" + (f" {NOTHING}" if is_dry else "")


def _summary(move: Move, *, is_dry: bool) -> Mapping[str, object]:
    """Lay a move out for machines."""
    return {
        "ok": True,
        "written": not is_dry,
        "moved": [
            {"from": change.before, "to": change.after}
            for change in move.files
            if change.before != change.after
        ],
        "addresses": [
            {"from": a.before, "to": a.after, "redirected_in": a.told_in or None}
            for a in move.addresses
        ],
        "kept": list(move.kept),
        "rewritten": [
            {
                "path": link.path,
                "line": link.line,
                "column": link.column,
                "from": link.before,
                "to": link.after,
            }
            for link in move.rewritten
        ],
        "ledger": [
            {"url": line.url, "state": line.state, "before": line.before}
            for line in move.ledger
        ],
    }
