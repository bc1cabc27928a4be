"""``sitewright check``: look for problems, and write nothing but the baseline."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sitewright.commands.checkup import Checkup, check_up, report_check
from sitewright.commands.crew import find_crew
from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.steps import watched
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.ownfiles import write_own_file
from sitewright.edges.terminal import say
from sitewright.edges.writer import WriteError
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import has_errors, is_strictly_fine
from sitewright.kernel.reports import format_json
from sitewright.kernel.sentences import count
from sitewright.model.build import Options
from sitewright.pipeline.site import build_site
from sitewright.stages.checks.baseline import BASELINE, format_baseline

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Build the site in memory, look it through, and report.

    Returns:
        0 if the site may be published, 1 if it has errors (or warnings, under
        ``--strict``), 2 if the arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
        crew = find_crew(arguments, root)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    options = Options(
        now=now,
        shows_drafts=arguments.drafts,
        shows_future=arguments.future,
        looks_closely=True,
        spares_lost=False,
    )
    with watched(arguments.started) as steps, own_python():
        with steps.step("reading"):
            workspace = read_project(root, config_name)
        with steps.step("building"):
            build = build_site(workspace, options, Ledger(), steps.audience, crew)
        with steps.step("checking"):
            checkup = check_up(workspace, build, root)
    if arguments.write_baseline and build.site:
        return _write_baseline(root, checkup, arguments.format)
    findings = checkup.build.findings
    is_fine = not has_errors(findings)
    if arguments.strict:
        is_fine = is_strictly_fine(findings)
    report_check(checkup, workspace, root, arguments, is_fine=is_fine)
    return FINE if is_fine else BROKEN


def _write_baseline(root: Path, checkup: Checkup, form: str) -> int:
    """List all that was found, so that it is left alone from now on."""
    text = format_baseline(checkup.every)
    try:
        write_own_file(root, BASELINE, text, checkup.baseline)
    except WriteError as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return BROKEN
    number = len(checkup.every)
    if form == "json":
        say(format_json((), {"ok": True, "left_out": number}))
    else:
        say(f"{BASELINE}: {count(number, 'finding')} to be left alone.")
    return FINE
