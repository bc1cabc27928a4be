"""Tell what publishing came to, and what was published before."""

from __future__ import annotations

from argparse import Namespace

from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.terminal import say
from sitewright.kernel.diagnostics import Findings, printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import count, format_json, format_tally
from sitewright.model.build import Workspace
from sitewright.model.publishing import Difference, Release, Target

_NOTHING = "Nothing was published."


class RefusedError(Exception):
    """Nothing is published.

    Attributes:
        findings: Why not.
        workspace: The sources, for findings to quote.
    """

    def __init__(self, findings: Findings, workspace: Workspace) -> None:
        super().__init__("refused")
        self.findings = findings
        self.workspace = workspace


@frozen
class Publication:
    """What publishing came to.

    Attributes:
        target: Where.
        url: The site's address there.
        release: What is served now; in a dry run, what would be.
        difference: What changed by it.
        findings: Warnings that were allowed.
    """

    target: Target
    url: str
    release: Release
    difference: Difference
    findings: Findings


def refuse(arguments: Namespace, refusal: RefusedError) -> None:
    """Report why nothing is published."""
    if arguments.format == "json":
        say(format_json(refusal.findings, {"ok": False}))
        return
    say_findings(refusal.findings, texts_of(refusal.workspace))
    say(f"{format_tally(refusal.findings)}. {_NOTHING}", to_errors=True)


def say_published(
    arguments: Namespace, outcome: Publication, workspace: Workspace
) -> None:
    """Report what was published, or would be."""
    difference, target = outcome.difference, outcome.target
    is_new = not (difference.is_empty and outcome.release.is_served)
    if arguments.format == "json":
        summary = {
            "ok": True,
            "target": target.name,
            "published": is_new and not arguments.dry_run,
            "release": _as_json(outcome.release),
            "added": list(difference.added),
            "changed": list(difference.changed),
            "removed": list(difference.removed),
            "kept": sorted(difference.kept),
            "unchanged": difference.unchanged,
            "bytes": difference.size,
        }
        say(format_json(outcome.findings, summary))
        return
    say_findings(outcome.findings, texts_of(workspace))
    if arguments.dry_run:
        _say_changes(difference)
    where = f"{target.name} ({target.way.shown})"
    if not is_new:
        say(f"{where} has all {count(difference.unchanged, 'file')} already.")
    elif arguments.dry_run:
        say(f"{where} would change: {_tally(difference)} would travel. {_NOTHING}")
    else:
        say(f"{where} now serves {outcome.release.name}: {_tally(difference)} sent.")
    say(f"Digest {outcome.release.digest}")
    if not arguments.dry_run:
        say(f"To ask the host for every address: sitewright verify {outcome.url}")


def say_releases(
    arguments: Namespace, target: Target, releases: tuple[Release, ...]
) -> None:
    """List the releases of a target."""
    if arguments.format == "json":
        listed = [_as_json(release) for release in releases]
        say(format_json((), {"ok": True, "target": target.name, "releases": listed}))
        return
    if not releases:
        say(f"{target.name} ({target.way.shown}) has no releases yet.")
    for release in releases:
        mark = "*" if release.is_served else " "
        source = release.source[:12] + ("+" if release.source.endswith("+") else "")
        files = count(release.files, "file")
        parts = (mark, release.name, release.time, f"{files:>12}", source)
        say(printable("  ".join(part for part in parts if part)))


def say_served(arguments: Namespace, target: Target, release: Release) -> None:
    """Report which release is served now, or would be."""
    if arguments.format == "json":
        summary = {"ok": True, "target": target.name, "release": _as_json(release)}
        say(format_json((), summary))
        return
    will = "would serve" if arguments.dry_run else "now serves"
    say(
        f"{target.name} ({target.way.shown}) {will} {release.name}, published "
        f"{release.time}.\nDigest {release.digest}"
    )


def _say_changes(difference: Difference) -> None:
    for path in difference.added:
        say(f"added    {printable(path)}")
    for path in difference.changed:
        say(f"changed  {printable(path)}")
    for path in difference.removed:
        say(f"removed  {printable(path)}")
    for path in sorted(difference.kept):
        say(f"kept     {printable(path)}")


def _tally(difference: Difference) -> str:
    kept = f"{len(difference.kept):,} kept for older pages, " if difference.kept else ""
    return (
        f"{count(len(difference.added), 'file')} added, "
        f"{len(difference.changed):,} changed, {len(difference.removed):,} removed, "
        f"{kept}{difference.unchanged:,} as before; {count(difference.size, 'byte')}"
    )


def _as_json(release: Release) -> dict[str, object]:
    return {
        "name": release.name,
        "time": release.time,
        "digest": release.digest,
        "source": release.source,
        "files": release.files,
        "bytes": release.size,
        "served": release.is_served,
    }
