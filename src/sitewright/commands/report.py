"""Tell the outcome of a build to people, to machines, and to GitHub."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitewright import __version__
from sitewright.edges.terminal import say, wants_colour
from sitewright.edges.writer import Written
from sitewright.kernel.diagnostics import Findings, Severity, has_errors, printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import (
    Paint,
    coloured,
    count,
    format_github,
    format_json,
    format_tally,
    format_text,
    plain,
)
from sitewright.kernel.sentences import format_written
from sitewright.model.build import Workspace
from sitewright.model.document import Source

NOTHING = "Nothing was written."

_SHOWN = 3
MOST_ALIKE = 50
"""So many findings of one kind in one file are shown; of more, only their number."""


@frozen
class Outcome:
    """What a build came to.

    Attributes:
        root: The project's folder.
        page_count: Pages of the site; 0 if it is broken.
        findings: All problems.
        written: What was written, or None if nothing was.
        output: The output folder.
        seconds: How long it took.
    """

    root: Path
    page_count: int
    findings: Findings
    written: Written | None
    output: Path
    seconds: float


def report(
    outcome: Outcome, sources: Mapping[str, str], arguments: Namespace
) -> tuple[str, ...]:
    """Report in the format asked for: findings to stderr, results to stdout.

    Args:
        outcome: What to report.
        sources: Texts to quote, by path.
        arguments: How to report.

    Returns:
        What was said about each finding, if that was for people and without colour, and
        about all of them.
    """
    if arguments.format == "json":
        say(format_json(outcome.findings, _summary(outcome)))
        return ()
    texts = say_all(outcome.findings, sources, outcome.root, arguments.format)
    if outcome.written is None:
        say(f"{format_tally(outcome.findings)}. {NOTHING}", to_errors=True)
    elif not arguments.quiet:
        _say_written(outcome, outcome.written, is_verbose=arguments.verbose)
    return texts


def say_all(
    findings: Findings, sources: Mapping[str, str], root: Path, form: str
) -> tuple[str, ...]:
    """Print findings for people, or as one of the formats for code hosts.

    Args:
        findings: What to print.
        sources: Texts to quote, by path.
        root: The project's folder.
        form: The format.

    Returns:
        As ``say_findings``.
    """
    if form == "github":
        for item in findings:
            say(format_github(item, _prefix(root)))
        return ()
    if form == "sarif":
        from sitewright.kernel.sarif import format_sarif  # which needs all codes

        say(format_sarif(findings, __version__, _prefix(root)))
        return ()
    return say_findings(findings, sources)


def say_findings(findings: Findings, sources: Mapping[str, str]) -> tuple[str, ...]:
    """Print findings for people, to the error stream.

    Args:
        findings: What to print.
        sources: Texts to quote, by path.

    Returns:
        What was printed about each; nothing if it was in colour, or not about each.
    """
    is_coloured = wants_colour(sys.stderr)
    texts = tuple(
        format_findings(findings, sources, coloured if is_coloured else plain)
    )
    if texts:
        say("".join(texts).removesuffix("\n"), to_errors=True)
    return () if is_coloured or len(texts) != len(findings) else texts


def format_findings(
    findings: Findings, sources: Mapping[str, str], paint: Paint = plain
) -> Iterator[str]:
    """Lay each finding out for people; of many alike, only say how many there are.

    Those are alike that are of one kind and in one file, or of one kind and for
    information.
    """
    alike: Counter[tuple[str, str]] = Counter()
    for item in findings:
        is_minor = item.severity is Severity.INFORMATION
        kind = item.code, item.span.path if item.span and not is_minor else ""
        alike[kind] += 1
        if alike[kind] <= MOST_ALIKE:
            yield format_text(item, sources, paint) + "\n\n"
    for (code, path), number in alike.items():
        if number > MOST_ALIKE:
            more = count(number - MOST_ALIKE, "more finding")
            place = f" in {printable(path)}" if path else ""
            yield f"{more} {code}{place}\n\n"


def texts_of(workspace: Workspace) -> dict[str, str]:
    """Name the text of every source by its path, for findings to quote."""
    return _texts_of(workspace, workspace.content)


def texts_about(workspace: Workspace, findings: Findings) -> dict[str, str]:
    """Name the texts that some findings quote: of the content, no others."""
    spans = (s for it in findings for s in (it.span, *(n.span for n in it.notes)) if s)
    content = workspace.content_by_path
    quoted = (content[span.path] for span in spans if span.path in content)
    return _texts_of(workspace, quoted)


def _texts_of(workspace: Workspace, content: Iterable[Source]) -> dict[str, str]:
    """Name the text of every source by its path, with some of the content."""
    every = (
        workspace.config,
        *content,
        *workspace.templates,
        *workspace.data,
        *workspace.content_data,
        *workspace.redirects,
        *((workspace.ledger,) if workspace.ledger else ()),
        *workspace.hooks.sources,
    )
    return {source.path: source.text for source in every}


def _say_written(outcome: Outcome, written: Written, *, is_verbose: bool) -> None:
    folder = _shown(outcome.output)
    if written.replaced:
        say(
            f"{folder} held {count(len(written.replaced), 'file')} that Sitewright has "
            f"no record of, and replaced: {_some(written.replaced)}",
            to_errors=True,
        )
    if written.foreign:
        say(
            f"{folder} holds {count(len(written.foreign), 'file')} that Sitewright "
            f"did not write, and leaves alone: {_some(written.foreign)}",
            to_errors=True,
        )
    if is_verbose:
        for path in written.written:
            say(f"written  {printable(path)}")
        for path in written.removed:
            say(f"removed  {printable(path)}")
    numbers = len(written.written), written.unchanged, len(written.removed)
    tally = format_tally(outcome.findings)
    say(format_written(outcome.page_count, folder, numbers, outcome.seconds, tally))


def _summary(outcome: Outcome) -> Mapping[str, object]:
    """Lay the outcome out for machines."""
    written = outcome.written
    return {
        "ok": written is not None and not has_errors(outcome.findings),
        "pages": outcome.page_count,
        "written": list(written.written) if written else [],
        "removed": list(written.removed) if written else [],
        "unchanged": written.unchanged if written else 0,
        "seconds": round(outcome.seconds, 3),
    }


def _shown(output: Path) -> str:
    """Write a path relative to where the user stands, if it lies below."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # removed under our feet
        return f"{printable(str(output))}/"
    path = output.relative_to(here) if output.is_relative_to(here) else output
    return f"{printable(str(path))}/"


def _some(paths: tuple[str, ...]) -> str:
    """Name the first few of many files."""
    names = ", ".join(map(printable, paths[:_SHOWN]))
    return names + (", …" if len(paths) > _SHOWN else "")


def _prefix(root: Path) -> str:
    """Name the project's folder as seen from the repository that GitHub checked out."""
    top = os.environ.get("GITHUB_WORKSPACE", "")
    if not top or not root.is_relative_to(Path(top).resolve()):
        return ""
    inside = root.relative_to(Path(top).resolve()).as_posix()
    return "" if inside == "." else f"{inside}/"
