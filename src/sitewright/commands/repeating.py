"""Report again what the last build found, in whatever form is asked for."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from sitewright.commands.report import Outcome, report
from sitewright.edges.decoding import decode
from sitewright.edges.writer import Written
from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Severity, Span


def report_again(
    arguments: Namespace,
    root: str,
    output: str,
    kept: dict[str, Any],
    findings: list[list[Any]],
) -> None:
    """Report as a build does that finds nothing to do.

    Args:
        arguments: How to report.
        root: The project's folder.
        output: The folder that the site is in.
        kept: What was kept of the last build.
        findings: What it found, as it was kept.
    """
    found = tuple(map(_as_finding, findings))
    written = Written((), (), len(kept["outputs"]))
    seconds = 0.0
    outcome = Outcome(Path(root), kept["pages"], found, written, Path(output), seconds)
    report(outcome, read_quoted(Path(root), found), arguments)


def read_quoted(root: Path, findings: Findings) -> dict[str, str]:
    """Read the texts that findings quote, by path."""
    spans = [item.span for item in findings]
    spans += [note.span for item in findings for note in item.notes]
    texts = {}
    for path in {span.path for span in spans if span}:
        try:
            text, _ = decode((root / path).read_bytes(), path)
        except OSError:
            continue
        texts[path] = text or ""
    return texts


def _as_finding(kept: list[Any]) -> Diagnostic:
    code, severity, message, span, hint, notes, paste = kept
    return Diagnostic(
        code,
        Severity(severity),
        message,
        _as_span(span),
        hint,
        tuple(Note(text, _as_span(place)) for text, place in notes),
        paste,
    )


def _as_span(kept: list[Any] | None) -> Span | None:
    return Span(*kept) if kept else None
