"""Report again what the last build found, in whatever form is asked for."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sitewright.commands.report import Outcome, report
from sitewright.edges.decoding import decode
from sitewright.edges.lastbuild.last import LastBuild
from sitewright.edges.lastbuild.plain import finding_of
from sitewright.edges.writer import Written
from sitewright.kernel.diagnostics import Findings


def report_again(
    arguments: Namespace,
    last: LastBuild,
    rows: list[list[Any]],
    changed: Sequence[str],
) -> None:
    """Report a site that is there, but for a few files that were written now.

    Args:
        arguments: How to report.
        last: The last build.
        rows: What it found, as it was kept.
        changed: The files that were written.
    """
    root = Path(last.root)
    findings = tuple(finding_of(kept) for _, kept, _ in rows)
    unchanged = len(last.kept["outputs"]) - len(changed)
    written = Written(tuple(changed), (), unchanged)
    seconds = time.perf_counter() - arguments.started
    output = (root / last.output).resolve()
    pages = last.kept["pages"]
    outcome = Outcome(root, pages, findings, written, output, seconds)
    report(outcome, read_quoted(root, findings), arguments)


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
