"""``sitewright build``: write the site."""

from __future__ import annotations

import gc
import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_output,
    find_project,
    refuse_bad_url,
)
from sitewright.edges.clock import read_clock
from sitewright.edges.terminal import say, wants_colour
from sitewright.edges.workspace import read_workspace
from sitewright.edges.writer import WriteError, Written, write_site
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Findings, error
from sitewright.kernel.reports import (
    coloured,
    count,
    format_github,
    format_json,
    format_tally,
    format_text,
    plain,
)
from sitewright.model.build import Build, Options, Workspace
from sitewright.pipeline import build_site

FINE, BROKEN = 0, 1
NOTHING = "Nothing was written."


def run(arguments: Namespace) -> int:
    """Build the site and report.

    Returns:
        0 if the site was written, 1 if it has errors (or warnings, under ``--strict``)
        or could not be written, 2 if the arguments make no sense.
    """
    started = time.perf_counter()
    # A build makes many values and keeps them to its end: nothing for a collector.
    gc.disable()
    try:
        root, config_name = find_project(arguments.config)
        refuse_bad_url(arguments.base_url)
        workspace = read_workspace(root, config_name)
        output = find_output(root, workspace, arguments.output)
    except UsageError as wrong:
        say(f"sitewright: {wrong}", sys.stderr)
        return USAGE

    options = Options(
        now=read_clock(),
        base_url=arguments.base_url.rstrip("/"),
        shows_drafts=arguments.drafts,
        shows_future=arguments.future,
    )
    build = build_site(workspace, options, Ledger())
    findings = build.findings
    written = None
    if not build.is_broken and not (arguments.strict and findings):
        try:
            written = write_site(root, output, build.artifacts)
        except WriteError as bad:
            findings = (
                *findings,
                error("OUT001", f"the site cannot be written: {bad}"),
            )
    summary = _Summary(build, findings, written, output, time.perf_counter() - started)
    _report(arguments, workspace, summary)
    return BROKEN if written is None else FINE


class _Summary:
    """What is said at the end of a build."""

    def __init__(
        self,
        build: Build,
        findings: Findings,
        written: Written | None,
        output: Path,
        seconds: float,
    ) -> None:
        self.build = build
        self.findings = findings
        self.written = written
        self.output = output
        self.seconds = seconds

    def as_mapping(self) -> Mapping[str, object]:
        """Lay it out for machines."""
        written = self.written
        return {
            "ok": written is not None,
            "pages": self.build.page_count,
            "written": written.written if written else 0,
            "unchanged": written.unchanged if written else 0,
            "removed": written.removed if written else 0,
            "seconds": round(self.seconds, 3),
        }

    def as_text(self) -> str:
        """Lay it out for people."""
        done = self.written
        if done is None:
            return f"{format_tally(self.findings)}. {NOTHING}"
        tally = f" {format_tally(self.findings)}." if self.findings else ""
        return (
            f"{count(self.build.page_count, 'page')} in {_shown(self.output)}: "
            f"{count(done.written, 'file')} written, {done.unchanged:,} unchanged, "
            f"{done.removed:,} removed in {self.seconds:.2f} s.{tally}"
        )


def _report(arguments: Namespace, workspace: Workspace, summary: _Summary) -> None:
    findings = summary.findings
    if arguments.format == "json":
        say(format_json(findings, summary.as_mapping()))
        return
    if arguments.format == "github":
        for item in findings:
            say(format_github(item))
    else:
        paint = coloured if wants_colour(sys.stderr) else plain
        sources = {
            source.path: source.text
            for source in (
                workspace.config,
                *workspace.content,
                *workspace.templates,
            )
        }
        for item in findings:
            say(format_text(item, sources, paint) + "\n", sys.stderr)
    if summary.written is None:
        say(summary.as_text(), sys.stderr)
    elif not arguments.quiet:
        if foreign := summary.written.foreign:
            shown = ", ".join(foreign[:3]) + (", …" if len(foreign) > 3 else "")
            say(
                f"{_shown(summary.output)} holds {count(len(foreign), 'file')} that "
                f"Sitewright did not write, and leaves alone: {shown}",
                sys.stderr,
            )
        say(summary.as_text())


def _shown(output: Path) -> str:
    """Write a path relative to where the user stands, if it lies below."""
    here = Path.cwd()
    path = output.relative_to(here) if output.is_relative_to(here) else output
    return f"{path}/"
