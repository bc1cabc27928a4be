"""``sitewright check``: look for problems, and write nothing."""

from __future__ import annotations

from argparse import Namespace

from sitewright.commands.crew import find_crew
from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import report_check
from sitewright.commands.steps import watched
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.terminal import output_spared, say
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import has_errors, is_strictly_fine
from sitewright.model.build import Options
from sitewright.pipeline.checking import check_site
from sitewright.pipeline.site import build_site

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Build the site in memory and report, more closely than a build does.

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
    with watched(arguments.started) as steps, output_spared():
        with steps.step("reading"):
            workspace = read_project(root, config_name)
        with steps.step("building"):
            build = build_site(workspace, options, Ledger(), steps.audience, crew)
        with steps.step("checking"):
            build = check_site(workspace, build)
    is_fine = not has_errors(build.findings)
    if arguments.strict:
        is_fine = is_strictly_fine(build.findings)
    report_check(build, workspace, root, arguments, is_fine=is_fine)
    return FINE if is_fine else BROKEN
