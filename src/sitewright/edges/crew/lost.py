"""Report processes that have ended before their work was done."""

from __future__ import annotations

import signal
from collections.abc import Sequence

from sitewright.kernel.diagnostics import Findings, warning


def report_lost(codes: Sequence[int]) -> Findings:
    """Make a warning of the exit codes of processes; negative ones are signals."""
    if not codes:
        return ()
    ends = ", ".join(dict.fromkeys(map(_describe, codes)))
    who = "a process" if len(codes) == 1 else f"{len(codes)} processes"
    message = f"{who} that made pages died: {ends}"
    hint = "look for lack of memory, or for hooks that end the process"
    return (warning("JOB001", message, hint=hint),)


def _describe(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
