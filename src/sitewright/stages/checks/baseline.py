"""The baseline: old findings that ``check`` leaves alone until they are mended.

Each is a line with its code, file and message, and without its place in the file: so it
is still known when lines above it come or go.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Severity,
    Span,
    printable,
)
from sitewright.model.document import Source

BASELINE: Final = "check-baseline.txt"
"""The file, beside the settings."""

_HEAD: Final = """\
# Findings that 'sitewright check' leaves alone until they are mended.
# 'sitewright check --write-baseline' writes this file.
"""
_GONE: Final = "remove the line, or run 'sitewright check --write-baseline'"


def format_baseline(findings: Findings) -> str:
    """Write down all findings."""
    lines = sorted(map(line_of, findings))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def line_of(item: Diagnostic) -> str:
    """Name a finding by what stays the same when lines come or go."""
    path = item.span.path if item.span else ""
    return " ".join(printable(f"{item.code} {path}: {item.message}").split())


def leave_out_known(findings: Findings, baseline: Source | None) -> Checked[int]:
    """Leave out what the baseline knows.

    Args:
        findings: All that was found.
        baseline: The baseline, if there is one.

    Returns:
        How many were left out; and the others, with a remark for each line of the
        baseline that was found no more.
    """
    if baseline is None:
        return 0, findings
    rows = [line.strip() for line in baseline.text.split("\n")]
    known = Counter(row for row in rows if row and not row.startswith("#"))
    left = Counter(known)
    others = []
    for item in findings:
        line = line_of(item)
        if left[line] > 0:
            left[line] -= 1
        else:
            others.append(item)
    for number, row in reversed([*enumerate(rows, start=1)]):
        if left[row] > 0:
            left[row] -= 1
            others.append(_gone(row, Span(baseline.path, number, 1, len(row))))
    return len(findings) - len(others) + _count_gone(others), tuple(others)


def _gone(row: str, span: Span) -> Diagnostic:
    code = row.partition(" ")[0]
    message = f"this finding of {code} does not occur any more"
    return Diagnostic("CHK001", Severity.INFORMATION, message, span, _GONE)


def _count_gone(findings: list[Diagnostic]) -> int:
    return sum(item.code == "CHK001" for item in findings)
