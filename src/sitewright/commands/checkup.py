"""Look a finished site through, leave alone what the baseline knows, and report."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sitewright.commands.report import say_all, texts_of
from sitewright.edges.assets import Assets
from sitewright.edges.gathering import Gathering
from sitewright.edges.ownfiles import read_own_file
from sitewright.edges.terminal import say
from sitewright.kernel.diagnostics import Findings, sort_findings
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.reports import count, format_json, format_tally
from sitewright.model.build import Build, Workspace
from sitewright.model.document import Source
from sitewright.pipeline.checking import check_site
from sitewright.stages.checks.baseline import BASELINE, leave_out_known


@frozen
class Checkup:
    """What looking a site through came to.

    Attributes:
        build: The site, with all that is to be told.
        every: All that was found.
        baseline: What is left alone; None if there is no such file.
        left_out: How many findings are.
    """

    build: Build
    every: Findings
    baseline: Source | None
    left_out: int


def check_up(workspace: Workspace, build: Build, root: Path) -> Checkup:
    """Look a site through; of one that is broken, nothing is left alone.

    Args:
        workspace: All sources.
        build: What they come to.
        root: The project's folder.
    """
    build = check_site(workspace, build, Assets(root).read)
    gathering = Gathering(root)
    baseline = read_own_file(gathering, BASELINE)
    every = sort_findings((*build.findings, *gathering.findings))
    left_out, findings = leave_out_known(every, baseline if build.site else None)
    build = replace(build, findings=sort_findings(findings))
    return Checkup(build, every, baseline, left_out)


def report_check(
    checkup: Checkup,
    workspace: Workspace,
    root: Path,
    arguments: Namespace,
    *,
    is_fine: bool,
) -> None:
    """Report what was found in a site that is not written."""
    build, left_out = checkup.build, checkup.left_out
    if arguments.format == "json":
        summary = {"ok": is_fine, "pages": build.page_count, "left_out": left_out}
        say(format_json(build.findings, summary))
        return
    texts = {**_texts_of_copied(build.findings, workspace, root), **texts_of(workspace)}
    if old := checkup.baseline:
        texts[old.path] = old.text
    say_all(build.findings, texts, root, arguments.format)
    more = f" {count(left_out, 'old finding')} left alone." if left_out else ""
    if arguments.format == "sarif":
        return
    if build.findings:
        say(f"{format_tally(build.findings)}.{more}", to_errors=True)
    else:
        say(f"{count(build.page_count, 'page')}: nothing to report.{more}")


def _texts_of_copied(
    findings: Findings, workspace: Workspace, root: Path
) -> dict[str, str]:
    """Read the style sheets and feeds that are copied, and are to be quoted from."""
    copied = {asset.path for asset in workspace.assets}
    spans = (item.span for item in findings)
    paths = {it.path for it in spans if it and it.line and it.path in copied}
    read = Assets(root).read
    return {path: read(path).decode("utf-8-sig", "replace") for path in sorted(paths)}
