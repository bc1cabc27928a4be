"""``sitewright compare``: prove that a site lost nothing when it moved."""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from sitewright.commands.compared import refuse, report
from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_project,
    read_project,
)
from sitewright.commands.report import texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.decoding import decode
from sitewright.edges.dwelling import own_python
from sitewright.edges.progress import Progress
from sitewright.edges.sitefolder import BuiltSite, SiteFolder
from sitewright.edges.terminal import say
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Findings, has_errors, printable, suggest
from sitewright.kernel.frozen import replace
from sitewright.kernel.texts import encode
from sitewright.model.build import Options
from sitewright.model.document import Source
from sitewright.model.likeness import Likeness
from sitewright.pipeline.likeness import (
    Leads,
    compare_sites,
    leads_of,
    read_rules,
)
from sitewright.pipeline.site import build_site
from sitewright.stages.likeness.allowing import Allowed, Entry, read_allowed
from sitewright.stages.likeness.files import PAGE, kind_of_file

FINE, BROKEN = 0, 1

_PAGES = (".html", ".htm")
_PATIENCE = 1.0
"""Seconds of work that nobody needs to be told about."""

_RARELY = 200_000
"""So many things are made between two looks for what nobody needs any more."""


class _RefusedError(Exception):
    """There is something to mend before anything can be compared."""

    def __init__(self, code: int, findings: Findings, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.code = code
        self.findings = findings
        self.texts = texts


def run(arguments: Namespace) -> int:
    """Compare two sites.

    Returns:
        0 if nothing differs but what may, 1 if something does or could not be compared,
        2 if the arguments make no sense.
    """
    gc.enable()  # other commands keep all that they make, and this one no page
    gc.set_threshold(_RARELY)
    try:
        entries, texts = _read_allowed(arguments.allow)
        _refuse_report(arguments)
        old = _read_folder(arguments.old, "OLD")
        new: SiteFolder | BuiltSite
        if arguments.new is None:
            new, leads = _build_new(arguments)
        else:
            _refuse_nested(arguments.old, arguments.new)
            new = _read_folder(arguments.new, "NEW")
            leads = leads_of(read_rules(new.files))
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    except _RefusedError as refused:
        refuse(arguments, refused.findings, refused.texts)
        return refused.code
    allowed = Allowed(entries)
    with Progress(arguments.started + _PATIENCE) as progress:
        progress.begin("comparing", len(old.files.digests))
        sides = old.files, new.files
        likeness = compare_sites(*sides, leads, allowed, progress.step)
    findings = (*old.findings, *new.findings, *likeness.findings)
    likeness = replace(likeness, findings=findings)
    names = _shown(arguments.old), _shown(arguments.new) or "the site"
    if arguments.report and (problem := _write(arguments.report, likeness, names)):
        say(f"sitewright: {problem}", to_errors=True)
        return BROKEN
    report(arguments, likeness, names, texts)
    return BROKEN if likeness.groups or has_errors(findings) else FINE


def _read_allowed(name: str | None) -> tuple[tuple[Entry, ...], Mapping[str, str]]:
    """Read the list of what may differ, and the text of its file.

    Raises:
        UsageError: There is no such file.
        _RefusedError: It has mistakes.
    """
    if name is None:
        return (), {}
    try:
        raw = Path(name).read_bytes()
    except OSError as bad:
        problem = (bad.strerror or str(bad)).lower()
        raise UsageError(f"--allow {printable(name)}: {problem}") from bad
    shown = printable(name)
    text, findings = decode(raw, shown)
    if text is None:
        raise _RefusedError(USAGE, findings, {})
    entries, findings = read_allowed(Source(shown, text))
    if has_errors(findings):
        raise _RefusedError(USAGE, findings, {shown: text})
    return entries, {shown: text}


def _read_folder(name: str, argument: str) -> SiteFolder:
    """Read one of the two folders.

    Raises:
        UsageError: It is none, or holds no page.
        _RefusedError: What it holds cannot be read.
    """
    shown = printable(name)
    folder = Path(name)
    if os.path.isfile(name):  # noqa: PTH113 -- Path's raises for some names
        hint = "name the folder that it lies in"
        raise UsageError(f"{argument} is a file, not a folder: {shown}\n{hint}")
    if not os.path.isdir(name):  # noqa: PTH112
        near = suggest(folder.name, _folders_beside(folder))
        hint = (
            f"\ndid you mean '{printable(str(folder.parent / near))}'?" if near else ""
        )
        raise UsageError(f"{argument}: there is no folder {shown}{hint}")
    read = SiteFolder(folder, shown)
    if not any(kind_of_file(path) == PAGE for path in read.files.digests):
        if read.findings:
            raise _RefusedError(USAGE, tuple(read.findings), {})
        what = "no page" if read.files.digests else "nothing"
        hint = "name the folder that the tool has written, with index.html in it"
        raise UsageError(f"{argument}: there is {what} in {shown}\n{hint}")
    return read


def _folders_beside(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.parent.iterdir() if entry.is_dir()]
    except OSError:
        return []


def _refuse_nested(old: str, new: str) -> None:
    """Refuse two folders that are one, or of which one is a part of the other.

    Raises:
        UsageError: They are.
    """
    if not (os.path.isdir(old) and os.path.isdir(new)):  # noqa: PTH112
        return
    one, other = Path(old).resolve(), Path(new).resolve()
    shown = f"{printable(old)} and {printable(new)}"
    if one == other:
        raise UsageError(f"{shown} are the same folder, which differs in nothing")
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise UsageError(f"{shown}: one of the two is inside of the other")


def _build_new(arguments: Namespace) -> tuple[BuiltSite, Leads]:
    """Build the project's site in memory.

    Raises:
        UsageError: There is no project.
        _RefusedError: It has errors.
    """
    try:
        root, config_name = find_project(arguments.config)
    except UsageError as wrong:
        hint = "Or name the new folder, too: sitewright compare OLD NEW"
        raise UsageError(f"{wrong}\n{hint}") from wrong
    now = read_clock()
    with own_python():
        workspace = read_project(root, config_name)
        build = build_site(workspace, Options(now=now), Ledger())
    if build.is_broken:
        raise _RefusedError(BROKEN, build.findings, texts_of(workspace))
    output = root / workspace.paths.output
    is_own = output.resolve() == Path(arguments.old).resolve()
    name = "" if is_own else f"{os.path.relpath(output)}/"
    return BuiltSite(build, root, name), leads_of(build.addresses.redirects)


def _refuse_report(arguments: Namespace) -> None:
    """Refuse to write the report into one of the sites, or over anything but a page.

    Raises:
        UsageError: It would be.
    """
    if not arguments.report:
        return
    file = Path(os.path.realpath(arguments.report))
    asked = printable(arguments.report)
    sites = (os.path.realpath(name) for name in (arguments.old, arguments.new) if name)
    if any(file.is_relative_to(site) for site in sites):
        raise UsageError(f"--report {asked} is among the files that are compared")
    if file.is_file() and file.suffix.lower() not in _PAGES:
        raise UsageError(f"--report {asked} is there already, and is no page")


def _write(name: str, likeness: Likeness, names: tuple[str, str]) -> str:
    """Write the page that shows both sides.

    Returns:
        Why it could not be written; empty if it was.
    """
    from sitewright.stages.likeness.showing import render_report

    try:
        Path(name).write_bytes(encode(render_report(likeness, *names)))
    except OSError as bad:
        return f"--report {printable(name)}: {(bad.strerror or str(bad)).lower()}"
    return ""


def _shown(name: str | None) -> str:
    return f"{printable(name.rstrip('/'))}/" if name else ""
