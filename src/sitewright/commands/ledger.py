"""``sitewright ledger``: keep the list of every address that the site has had."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitewright.commands.accepted import (
    Saving,
    refuse,
    save,
    say_standing,
    summarise,
    texts_of_all,
)
from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import say_findings
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.oldsite import OldSite
from sitewright.edges.terminal import say
from sitewright.edges.workspace import read_workspace
from sitewright.edges.writer import WriteError
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import (
    Checked,
    Findings,
    Severity,
    has_errors,
    printable,
)
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.reports import format_json
from sitewright.model.build import Build, Options, Workspace
from sitewright.model.document import Source
from sitewright.model.urlledger import URLS, UrlLedger
from sitewright.pipeline.site import build_site
from sitewright.stages.config import read_config
from sitewright.stages.urlledger.accepting import accept, add_urls
from sitewright.stages.urlledger.comparing import compare
from sitewright.stages.urlledger.importing import own_urls
from sitewright.stages.urlledger.lines import read_ledger, written_problem
from sitewright.stages.urlledger.reporting import find_lost

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Tell how the ledger stands, bring it up to date, or fill it from another site.

    Returns:
        0 if all is well, 1 if an address is lost, something cannot be read or the
        ledger cannot be written, 2 if the arguments make no sense.
    """
    tasks = {None: _tell, "accept": _accept, "import": _import}
    try:
        return tasks[arguments.ledger](arguments)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    except WriteError as bad:
        say(f"sitewright: {bad}", to_errors=True)
        return BROKEN


@frozen
class _Project:
    """The project, its site and its ledger.

    Attributes:
        root: The project's folder.
        workspace: All sources.
        build: What they come to.
        ledger: The ledger; empty if there is none.
        findings: What is wrong with the ledger; of a broken site, with all.
    """

    root: Path
    workspace: Workspace
    build: Build
    ledger: UrlLedger
    findings: Findings


def _read(arguments: Namespace) -> _Project:
    """Build the site in memory, and read its ledger."""
    root, config_name = find_project(arguments.config)
    options = Options(now=read_clock())
    with own_python():
        workspace = read_project(root, config_name)
        build = build_site(workspace, options, Ledger())
    ledger, findings = _read_ledger(workspace.ledger)
    if build.is_broken:
        findings = build.findings
    return _Project(root, workspace, build, ledger, findings)


def _tell(arguments: Namespace) -> int:
    """Tell how each address of the ledger stands."""
    project = _read(arguments)
    workspace, findings = project.workspace, project.findings
    if project.build.is_broken:
        return refuse(arguments, findings, texts_of_all(workspace))
    site = project.build.addresses
    standing = compare(project.ledger, site)
    path = workspace.config.path
    findings += find_lost(standing, site, Severity.ERROR, path)
    if arguments.format == "json":
        summary = {"ok": not standing.lost, **summarise(standing)}
        say(format_json(findings, summary))
    else:
        say_findings(findings, texts_of_all(workspace))
        say_standing(standing, has_ledger=workspace.ledger is not None)
    return BROKEN if standing.lost else FINE


def _accept(arguments: Namespace) -> int:
    """Take over how the site stands now."""
    project = _read(arguments)
    workspace, findings = project.workspace, project.findings
    texts = texts_of_all(workspace)
    if project.build.is_broken:
        return refuse(arguments, findings, texts)
    site = project.build.addresses
    standing = compare(project.ledger, site)
    config, _ = read_config(workspace.config)
    gone = [_gone_url(word, config.url if config else "") for word in arguments.gone]
    accepted = accept(project.ledger, standing, gone)
    if accepted.unmet:
        named = ", ".join(f"'{printable(url)}'" for url in accepted.unmet)
        raise UsageError(
            f"--gone {named}: no such address of {URLS} is lost\n"
            "'sitewright ledger' lists those that are."
        )
    if accepted.lost:
        left = replace(standing, lost=accepted.lost)
        path = workspace.config.path
        findings += find_lost(left, site, Severity.ERROR, path)
        return refuse(arguments, findings, texts, summarise(left))
    save(arguments, Saving(project.root, workspace, accepted, findings, texts))
    return FINE


def _gone_url(word: str, home: str) -> str:
    """Read an address of the command line: a path, or a full address of the site.

    Raises:
        UsageError: It is neither.
    """
    is_full = bool(home) and f"{word}/".startswith(f"{home}/")
    path = (word.removeprefix(home) or "/") if is_full else word
    if problem := written_problem(path):
        raise UsageError(f"--gone '{printable(word)}': {problem}")
    return unquote(path)


def _import(arguments: Namespace) -> int:
    """Add the addresses of an old site."""
    root, config_name = find_project(arguments.config)
    workspace = read_workspace(root, config_name)
    config, findings = read_config(workspace.config)
    ledger, found = _read_ledger(workspace.ledger)
    found = (*_ledger_findings(workspace), *found)
    if config is None:
        findings = (*workspace.findings, *findings)
        return refuse(arguments, findings, texts_of_all(workspace))
    old = OldSite(root)
    for source in arguments.source:
        old.read(source)
    hosts = [urlsplit(name).netloc or name for name in arguments.host]
    urls, left_out = own_urls(old.found, config.url, hosts)
    found = (*found, *old.findings, *left_out)
    texts = {**texts_of_all(workspace), **old.texts}
    if has_errors(found):
        return refuse(arguments, found, texts)
    accepted = add_urls(ledger, urls)
    save(arguments, Saving(root, workspace, accepted, found, texts))
    return FINE


def _read_ledger(source: Source | None) -> Checked[UrlLedger]:
    return read_ledger(source) if source else (UrlLedger(), ())


def _ledger_findings(workspace: Workspace) -> Findings:
    """Tell why the ledger could not be read, if it could not."""
    return tuple(
        item for item in workspace.findings if item.span and item.span.path == URLS
    )
