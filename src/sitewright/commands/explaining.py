"""Build the site in memory, and print what there is to tell about one thing in it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.gathering import Gathering
from sitewright.edges.ignores import read_ignores
from sitewright.edges.lastbuild.history import read_past
from sitewright.edges.lastbuild.store import find_store
from sitewright.edges.terminal import say, wants_colour, width_of
from sitewright.engine.ledger import Ledger
from sitewright.kernel.codes import CODES
from sitewright.kernel.diagnostics import Findings, has_errors, printable, suggest
from sitewright.kernel.regexes import regex
from sitewright.kernel.reports import coloured, format_json, format_tally, plain
from sitewright.model.build import Options, Workspace
from sitewright.model.explanation import Explanation, Row
from sitewright.pipeline.explaining import Question, Unknown, Whole, explain
from sitewright.pipeline.preparing import recall_plan
from sitewright.pipeline.site import build_site
from sitewright.stages.archetypes.choosing import is_archetype
from sitewright.stages.explaining.showing import (
    format_explanation,
    lay_out_for_machines,
)

FINE, BROKEN = 0, 1

_BROKEN = """
The site has errors, so this may not be all ({tally}): 'sitewright check' names them."""

_PLACE = regex(r":(\d{1,9})(?::\d{1,9})?\Z")
"""What findings, and explanations, have behind the path of a file."""


def explain_name(arguments: Namespace) -> int:
    """Explain what is called so in the site.

    Returns:
        0 if it was explained, 1 if the site is too broken for that, 2 if there is nothing
        of that name.
    """
    name = arguments.name
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
    except (UsageError, ClockError) as wrong:
        near = suggest(name, CODES)
        hint = f"\n'{name}' is no code, either; did you mean '{near}'?" if near else ""
        say(f"sitewright: {wrong}{hint}", to_errors=True)
        return USAGE
    options = Options(
        now=now, shows_drafts=arguments.drafts, shows_future=arguments.future
    )
    ledger = Ledger()
    with own_python():
        workspace = read_project(root, config_name)
        build = build_site(workspace, options, ledger)
    plan = recall_plan(ledger)
    if plan is None:
        say_findings(build.findings, texts_of(workspace))
        say("Nothing can be told of the site until that is mended.", to_errors=True)
        return BROKEN
    past = read_past(find_store(str(root), None))
    told = _ask(root, Whole(workspace, plan, ledger, build, past), arguments)
    if isinstance(told, Unknown):
        _say_unknown(told)
        return USAGE
    if arguments.format == "json":
        summary = {"ok": not has_errors(build.findings), **lay_out_for_machines(told)}
        say(format_json(build.findings, summary))
    else:
        _say_told(told, build.findings)
    return FINE


def _ask(root: Path, whole: Whole, arguments: Namespace) -> Explanation | Unknown:
    """Ask about what the command line names; a file may have a place behind it."""
    name = arguments.name
    place = None if os.path.lexists(name) else _PLACE.search(name)
    file = name[: place.start()] if place else name
    line = int(place[1]) if place else 0
    path = _path_in(root, file)
    value = arguments.value or arguments.words
    told = explain(whole, Question(name, path, value, line))
    is_there = os.path.isfile(root / path)  # noqa: PTH113 -- a name may be too long
    if isinstance(told, Unknown) and is_there and not value:
        return _tell_left_out(root, whole.workspace, path)
    return told


def _tell_left_out(root: Path, workspace: Workspace, path: str) -> Explanation:
    """Tell of a file that is there why it is no part of the site."""
    paths, span = workspace.paths, None
    folders = (paths.content, paths.data, paths.templates, paths.static)
    if is_archetype(path, paths.templates):
        why = "only 'sitewright new' reads archetypes"
    elif any(part.startswith(".") for part in path.split("/")):
        why = "its name, or that of a folder, begins with '.'"
    elif not path.startswith(tuple(f"{folder}/" for folder in folders)):
        why = "it lies in none of the folders that the site is made from"
    elif span := read_ignores(Gathering(root), paths.content).find_line(path):
        why = "this line leaves it out"
    else:
        why = "by its ending, it is nothing that belongs into this folder"
    row = Row("left out", why, span)
    return Explanation(path, "file that is no part of the site", (row,))


def _say_told(told: Explanation, findings: Findings) -> None:
    paint = coloured if wants_colour(sys.stdout) else plain
    say(format_explanation(told, paint, width_of(sys.stdout)))
    if has_errors(findings):
        say(_BROKEN.format(tally=format_tally(findings)), to_errors=True)


def _path_in(root: Path, name: str) -> str:
    """Name the file of the project that may be meant, as seen from here or from there.

    Returns:
        Its path relative to the project; empty if the name leads out of it.
    """
    here = os.path.realpath(name)
    for place in (here, os.path.normpath(root / name)):
        below = os.path.relpath(place, root)
        if not below.startswith(os.pardir) and os.path.lexists(place):
            return below.replace(os.sep, "/")
    below = os.path.relpath(os.path.normpath(root / name), root)
    return "" if below.startswith(os.pardir) else below.replace(os.sep, "/")


def _say_unknown(told: Unknown) -> None:
    first, *others = (
        (f"'{printable(name)}'" for name in told.near) if told.near else ("",)
    )
    hint = f"; did you mean {' or '.join((first, *others))}?" if first else ""
    say(f"sitewright: {printable(told.message)}{hint}", to_errors=True)
