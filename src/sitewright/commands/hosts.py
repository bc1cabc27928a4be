"""``sitewright hosts``: write redirects and headers for the settings of a server."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_project,
    read_project,
    refuse_output,
)
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import say
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import printable
from sitewright.model.build import Options
from sitewright.pipeline.site import build_site

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Write the files that are no part of the site: those of nginx, Caddy and S3.

    Returns:
        0 if they were written, 1 if the site has errors or they could not be, 2 if the
        arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    with own_python():
        workspace = read_project(root, config_name)
        try:
            output = (root / workspace.paths.output).resolve()
            refuse_output(arguments.output, "--output", root, workspace, output)
        except UsageError as wrong:
            say(f"sitewright: {wrong}", to_errors=True)
            return USAGE
        build = build_site(workspace, Options(now=now), Ledger())
    say_findings(build.findings, texts_of(workspace))
    if build.is_broken:
        return BROKEN
    if not build.beside:
        say("There is nothing to write: 'hosts' names no nginx, caddy or s3.")
        return FINE
    folder = Path(arguments.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in build.beside.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
            say(f"written  {printable(str(folder / name))}")
    except OSError as bad:
        reason = (bad.strerror or str(bad)).lower()
        place = printable(str(folder))
        say(f"sitewright: {place} cannot be written: {reason}", to_errors=True)
        return BROKEN
    return FINE
