"""``sitewright move``: give a page, a folder or a file another place."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sitewright.commands.accepted import refuse, texts_of_all
from sitewright.commands.moved import Moved, report_move
from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.naming import find_named, is_there
from sitewright.edges.relocating import find_relocation
from sitewright.edges.replacing import carry_out
from sitewright.edges.terminal import say
from sitewright.edges.writer import WriteError
from sitewright.kernel.diagnostics import Checked, Findings, has_errors
from sitewright.model.build import Options, Workspace
from sitewright.model.move import Relocation
from sitewright.pipeline.moving import find_source, plan_move
from sitewright.stages.config import read_config

FINE, BROKEN = 0, 1

_BROKEN_NOW = "The site is broken before anything is moved:\n"
_BROKEN_THEN = "The move would break the site:\n"
_ADDRESSES = ("/", "http://", "https://")


def run(arguments: Namespace) -> int:
    """Move what is named, lead all links to it, and tell where it was.

    Returns:
        0 if it was moved, or could be; 1 if the site is broken, or would be, or
        something cannot be written; 2 if the arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        options = Options(now=read_clock())
        with own_python():
            workspace = read_project(root, config_name)
        return _move(arguments, root, workspace, options)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    except WriteError as bad:
        say(f"sitewright: nothing was moved: {bad}", to_errors=True)
        return BROKEN


def _move(
    arguments: Namespace, root: Path, workspace: Workspace, options: Options
) -> int:
    config, findings = read_config(workspace.config)
    if config is None or has_errors(workspace.findings):
        findings = workspace.findings or findings
        return _refuse(arguments, findings, workspace, _BROKEN_NOW)
    with own_python():
        relocation, findings = _find(arguments, root, workspace, options)
    if relocation is None:
        return _refuse(arguments, findings, workspace)
    with own_python():
        planned = plan_move(workspace, options, relocation)
    if planned.move is None:
        why = _BROKEN_NOW if planned.is_broken else _BROKEN_THEN
        return _refuse(arguments, planned.findings, planned.workspace, why)
    texts = texts_of_all(planned.workspace)
    moved = Moved(root, planned.move, planned.findings, texts)
    paths = workspace.paths
    if not arguments.dry_run:
        carry_out(root, planned.move.files, (paths.content, paths.static))
    report_move(arguments, moved)
    return FINE


def _refuse(
    arguments: Namespace, findings: Findings, workspace: Workspace, why: str = ""
) -> int:
    """Report why nothing is moved."""
    if why and arguments.format == "text":
        say(why, to_errors=True)
    return refuse(arguments, findings, texts_of_all(workspace))


def _find(
    arguments: Namespace, root: Path, workspace: Workspace, options: Options
) -> Checked[Relocation | None]:
    """Find what is named, by its path or by its address, and all that goes with it."""
    old = arguments.old
    if old.startswith(_ADDRESSES) and not is_there(root, old):
        source, findings = find_source(workspace, options, old)
        if not source:
            return None, findings
        old = str(root / source)
    known = [page.path for page in workspace.content]
    known += [file.path for file in workspace.assets]
    named, findings = find_named(root, old, arguments.new, known)
    if named is None:
        return None, findings
    return find_relocation(root, workspace, named)
