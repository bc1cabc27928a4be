"""Build the whole site, write it, and keep what the next build needs."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sitewright.commands.crew import find_crew
from sitewright.commands.keeping import Done, Keeping
from sitewright.commands.options import options_of
from sitewright.commands.pictures import with_pictures
from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_output,
    find_project,
    refuse_bad_url,
    refuse_output,
)
from sitewright.commands.report import Outcome, report, texts_of
from sitewright.commands.steps import Steps, watched
from sitewright.commands.unchanged import is_timed
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.crew.helping import with_help
from sitewright.edges.dwelling import own_python
from sitewright.edges.lastbuild.history import read_past
from sitewright.edges.lastbuild.store import Store, find_store
from sitewright.edges.rereading import WorkspaceReader
from sitewright.edges.shrinking import ShrunkError
from sitewright.edges.terminal import say
from sitewright.edges.writer import WriteError, Written, write_site
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, error, has_errors
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import Build
from sitewright.model.crew import Share
from sitewright.pipeline.site import build_site

FINE, BROKEN = 0, 1
_SHOWN = 3


def build_anew(arguments: Namespace) -> int:
    """Build the site and report.

    Returns:
        0 if the site was written, 1 if it has errors (or warnings, under ``--strict``)
        or could not be written, 2 if the arguments make no sense.
    """
    started, is_quiet = arguments.started, arguments.quiet
    if not is_timed(arguments):
        with watched(started, is_quiet=is_quiet) as steps:
            return _build(arguments, steps)
    # What times is only loaded if somebody asks.
    from sitewright.commands.profile import tell_profile
    from sitewright.edges.stopwatch import SystemStopwatch

    stopwatch = SystemStopwatch()
    with watched(started, stopwatch, is_quiet=is_quiet) as steps:
        code = _build(arguments, steps)
    return code if code == USAGE else max(code, tell_profile(arguments, stopwatch))


def _build(arguments: Namespace, steps: Steps) -> int:
    try:
        root, config_name = find_project(arguments.config)
        refuse_bad_url(arguments.base_url)
        reader = WorkspaceReader(root, config_name)
        with steps.step("reading"), own_python():
            workspace = reader.read()
        output = find_output(root, workspace, arguments.output)
        for asked, option in _files_beside(arguments):
            refuse_output(asked, option, root, workspace, output)
        now = read_clock()
        crew = steps.timed(find_crew(arguments, root))
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE

    options = options_of(arguments, now)
    ledger = Ledger(steps.stopwatch)
    with steps.step("building"), own_python():
        build = build_site(workspace, options, ledger, steps.audience, crew)
    findings = build.findings
    store = find_store(str(root), arguments.output)
    written = keeping = None
    if not build.is_broken and not (arguments.strict and findings):
        try:
            with steps.step("encoding"):
                build = with_pictures(root, build, steps.tell)
            findings = build.findings
            if not has_errors(findings):
                about = arguments, root, output, now, reader, workspace, build, ledger
                keeping = Keeping(Done(*about, read_past(store)))
                with steps.step("writing"):
                    written = _write(keeping, store)
                findings = (*findings, *_describe(build, output, arguments.manifest))
        except (ShrunkError, WriteError) as bad:
            findings = (*findings, _describe_failure(bad))
    seconds = time.perf_counter() - arguments.started
    steps.end()
    outcome = Outcome(root, build.page_count, findings, written, output, seconds)
    texts = report(outcome, texts_of(workspace), arguments)
    if keeping and written and not (has_errors(findings) or crew.findings):
        with steps.step("keeping"), suppress(OSError):
            # If it fails, the next build has to do its work again.
            keeping.keep(store, written, findings, texts)
    return BROKEN if written is None or has_errors(findings) else FINE


def _write(keeping: Keeping, store: Store) -> Written:
    """Write the site, and describe it meanwhile, if anybody helps to write.

    Raises:
        ShrunkError: Too many pages would go.
        WriteError: Something could not be written.
    """
    done = keeping.done

    def together(work: Callable[[Share], object], shares: list[Share]) -> None:
        with_help(work, shares, keeping.describe, done.arguments.jobs)

    return write_site(
        done.root,
        done.output,
        done.build.artifacts,
        store.remove,
        answered=_find_answered(done.arguments, done.build),
        together=together,
    )


def _find_answered(arguments: Namespace, build: Build) -> list[str] | None:
    """List the places that hosts send visitors on from; None if pages may go anyway."""
    if arguments.allow_shrink:
        return None
    return [output_path_of(item.source) for item in build.redirects]


def _describe_failure(bad: ShrunkError | WriteError) -> Diagnostic:
    """Say why the site was not written."""
    if isinstance(bad, WriteError):
        return error("OUT001", f"the site cannot be written: {bad}")
    shown = [Note(f"gone would be {path}") for path in bad.lost[:_SHOWN]]
    if more := len(bad.lost) - len(shown):
        shown.append(Note(f"and {more} more"))
    return error(
        "OUT003",
        f"of {bad.before} pages that the last build wrote, {bad.now} are left",
        None,
        "if that is meant, build with --allow-shrink",
        tuple(shown),
    )


def _files_beside(arguments: Namespace) -> tuple[tuple[str | None, str], ...]:
    """List the files that tell of the site, with the option that asks for each."""
    return (arguments.manifest, "--manifest"), (arguments.trace, "--trace")


def _describe(build: Build, output: Path, asked: str | None) -> Findings:
    """Write the list of all files of the site, if that is wanted."""
    if asked is None:
        return ()
    from sitewright.edges.manifest import read_manifest, write_manifest

    file = Path(asked).resolve()
    sources = {item.path: item.origin for item in build.outputs}
    try:
        write_manifest(file, read_manifest(output, sources, sources))
    except OSError as bad:
        reason = (bad.strerror or str(bad)).lower()
        message = f"the list of files cannot be written: {file}: {reason}"
        return (error("OUT002", message),)
    return ()
