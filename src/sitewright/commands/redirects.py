"""``sitewright redirects``: show where every old address leads."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence

from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import say
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    has_errors,
    printable,
    suggest,
)
from sitewright.kernel.reports import (
    count,
    format_columns,
    format_json,
    format_place,
)
from sitewright.model.build import Build, Options, Workspace
from sitewright.model.redirect import Redirect
from sitewright.pipeline.site import build_site
from sitewright.stages.config import read_config
from sitewright.stages.hosts.files import HOSTS, files_of

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Print the table of redirects, or what tells one host of them.

    Returns:
        0 if all is well, 1 if there are errors, 2 if the arguments make no sense.
    """
    try:
        _refuse_unknown(arguments.host)
        root, config_name = find_project(arguments.config)
        now = read_clock()
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    with own_python():
        workspace = read_project(root, config_name)
        build = build_site(workspace, Options(now=now), Ledger())
    findings = build.findings
    files: Mapping[str, str] = {}
    if arguments.host and not build.is_broken:
        files, found = _write_files(arguments.host, build, workspace)
        findings += tuple(item for item in found if item not in findings)
    is_fine = not has_errors(findings)
    redirects = build.addresses.redirects
    if arguments.format == "json":
        told = (
            {"files": files} if arguments.host else {"redirects": _as_json(redirects)}
        )
        say(format_json(findings, {"ok": is_fine, **told}))
    else:
        say_findings(findings, texts_of(workspace))
        if is_fine:
            say(_format_files(files) if arguments.host else _format_table(redirects))
    return FINE if is_fine else BROKEN


def _refuse_unknown(host: str | None) -> None:
    """Refuse the name of a host that is none; None is no wish.

    Raises:
        UsageError: There is no such host.
    """
    if host is None or host in HOSTS:
        return
    near = suggest(host, HOSTS)
    hint = f"did you mean '{near}'?" if near else f"known: {', '.join(HOSTS)}"
    raise UsageError(f"--host: no file tells '{printable(host)}' of redirects\n{hint}")


def _write_files(
    host: str, build: Build, workspace: Workspace
) -> Checked[Mapping[str, str]]:
    """Write the files of a host, which the settings need not name."""
    config, _ = read_config(workspace.config)
    if config is None:
        return {}, ()
    live = frozenset(address.url for address in build.addresses.published)
    files: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for file in files_of(host):
        if file.write:
            redirects = build.addresses.redirects
            files[file.path], found = file.write(redirects, config, live)
            findings += found
    return files, tuple(findings)


def _format_files(files: Mapping[str, str]) -> str:
    """Lay files out one below the other, with their names if there are several."""
    if len(files) == 1:
        return "".join(files.values()).rstrip("\n")
    return "\n\n".join(f"==> {name} <==\n{files[name]}".rstrip("\n") for name in files)


def _format_table(redirects: Sequence[Redirect]) -> str:
    if not redirects:
        return "There are no redirects."
    rows = [
        (
            str(item.status),
            printable(item.source),
            printable(item.target),
            printable(format_place(item.span)),
        )
        for item in redirects
    ]
    return f"{format_columns(rows)}\n{count(len(rows), 'redirect')}."


def _as_json(redirects: Sequence[Redirect]) -> list[Mapping[str, object]]:
    return [
        {
            "source": item.source,
            "target": item.target or None,
            "status": item.status,
            "pattern": item.is_pattern,
            "page": item.page or None,
            "file": item.span.path,
            "line": item.span.line,
        }
        for item in redirects
    ]
