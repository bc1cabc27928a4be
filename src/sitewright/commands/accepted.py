"""Tell how the ledger of addresses stands; show what changes in it, and save it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from sitewright.commands.report import NOTHING, say_findings, texts_of
from sitewright.edges.ownfiles import write_own_file
from sitewright.edges.terminal import say
from sitewright.kernel.diagnostics import Findings, printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import count, format_json, format_tally
from sitewright.model.build import Workspace
from sitewright.model.urlledger import URLS, State
from sitewright.stages.urlledger.accepting import Accepted, Change
from sitewright.stages.urlledger.comparing import Standing
from sitewright.stages.urlledger.lines import format_ledger, format_url

_SHOWN = 20
_BROKEN = 1


@frozen
class Saving:
    """A ledger to be saved.

    Attributes:
        root: The project's folder.
        workspace: The sources, the old ledger among them.
        accepted: The new ledger.
        findings: What was found on the way; no errors.
        texts: What findings may quote.
    """

    root: Path
    workspace: Workspace
    accepted: Accepted
    findings: Findings
    texts: Mapping[str, str]


def texts_of_all(workspace: Workspace) -> dict[str, str]:
    """Name the text of every source by its path, the ledger's among them."""
    ledger = workspace.ledger
    return texts_of(workspace) | ({ledger.path: ledger.text} if ledger else {})


def summarise(standing: Standing) -> dict[str, object]:
    """Lay out for machines how the ledger stands."""
    return {
        **{state.value: standing.count(state) for state in State},
        "new": [format_url(entry.url) for entry in standing.new],
        "lost": [format_url(entry.url) for entry in standing.lost],
    }


def say_standing(standing: Standing, *, has_ledger: bool) -> None:
    """Say how the ledger stands, and what is not in it yet."""
    parts = [f"{standing.count(state):,} {state.value}" for state in State]
    parts += [f"{len(standing.new):,} new", f"{len(standing.lost):,} lost"]
    say(f"{URLS if has_ledger else f'There is no {URLS} yet'}: {', '.join(parts)}.")
    say_some([f"new   {format_url(entry.url)}" for entry in standing.new])
    if standing.new and not standing.lost:
        say("'sitewright ledger accept' takes in what is new.")


def refuse(
    arguments: Namespace,
    findings: Findings,
    texts: Mapping[str, str],
    summary: Mapping[str, object] | None = None,
) -> int:
    """Report why nothing is done.

    Returns:
        The exit code.
    """
    if arguments.format == "json":
        say(format_json(findings, {"ok": False, **(summary or {})}))
    else:
        say_findings(findings, texts)
        say(f"{format_tally(findings)}. {NOTHING}", to_errors=True)
    return _BROKEN


def save(arguments: Namespace, saving: Saving) -> None:
    """Write the new ledger, or show how it would differ.

    Raises:
        WriteError: It cannot be written.
    """
    before = saving.workspace.ledger
    text = format_ledger(saving.accepted.ledger)
    is_new = before is None or before.text != text
    if is_new and not arguments.dry_run:
        write_own_file(saving.root, URLS, text, before)
    changes = saving.accepted.changes
    if arguments.format == "json":
        summary = {
            "ok": True,
            "written": is_new and not arguments.dry_run,
            "changes": [_as_json(change) for change in changes],
        }
        say(format_json(saving.findings, summary))
        return
    say_findings(saving.findings, saving.texts)
    if arguments.dry_run:
        old = before.text if before else ""
        _say_diff(old, text)
    else:
        say_some([_shown(change) for change in changes])
    _say_tally(saving.accepted, is_new=is_new, is_dry=arguments.dry_run)


def _as_json(change: Change) -> Mapping[str, object]:
    before = change.before.value if change.before else None
    return {"url": format_url(change.url), "state": change.state, "before": before}


def _shown(change: Change) -> str:
    before = f"  (was {change.before})" if change.before else ""
    return f"{change.state:<5} {format_url(change.url)}{before}"


def _say_diff(old: str, new: str) -> None:
    names = (f"a/{URLS}", f"b/{URLS}")
    lines = unified_diff(old.splitlines(), new.splitlines(), *names, lineterm="")
    for line in lines:
        say(printable(line))


def _say_tally(accepted: Accepted, *, is_new: bool, is_dry: bool) -> None:
    added = sum(change.before is None for change in accepted.changes)
    others = len(accepted.changes) - added
    stayed = len(accepted.ledger.entries) - added - others
    parts = f"{count(added, 'URL')} added, {others:,} changed, {stayed:,} as before"
    if not is_new:
        say(f"{URLS} is up to date: {parts}.")
    elif is_dry:
        say(f"{URLS} would change: {parts}. {NOTHING}")
    else:
        say(f"{URLS} written: {parts}.")


def say_some(lines: Sequence[str]) -> None:
    """Say the first of many lines, and how many more there are."""
    for line in lines[:_SHOWN]:
        say(line)
    if len(lines) > _SHOWN:
        say(f"… and {len(lines) - _SHOWN:,} more")
